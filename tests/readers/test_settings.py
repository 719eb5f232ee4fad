"""``fuxi.toml``: what it may set, and how its mistakes are told."""

import os
import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.limits import MIB, Limits
from fuxi_cli.core.plan import Calendar, LightRule
from fuxi_cli.readers.settings import Lights, Paths, Settings, read_settings

SECRET = "p%40ss-secret"
URL = f"postgresql://office:{SECRET}@db.example:5432/fuxi"


@pytest.fixture(autouse=True)
def _no_register_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FUXI_REGISTER", raising=False)


def read(folder: Path, text: str) -> Settings:
    (folder / "fuxi.toml").write_text(text, encoding="utf-8")
    return read_settings(str(folder))


def refused(folder: Path, text: str) -> str:
    with pytest.raises(FuxiError) as error:
        read(folder, text)
    return str(error.value)


def test_no_file_sets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings()
    assert settings == Settings()
    assert settings.over(Calendar(5)) == Calendar(5)


def test_the_office_sets_its_own_days(tmp_path: Path) -> None:
    settings = read(tmp_path, '\ufefftargets = ["方案"]\n[calendar]\ndue_day = 8\ndue_soon_days = 30\n')
    assert settings.targets == (str(tmp_path / "方案"),)
    assert settings.over(Calendar(5)) == Calendar(8, due_soon_days=30)


BAD = [
    # unknown keys and sections, with the nearest one that there is
    ("target = 1\n", (1, "target"), ("是不是“targets”",)),
    ("\n[calendar]\ndueday = 5\n", (3, "calendar.dueday"), ("是不是“due_day”",)),
    ("[limits]\nsecond = 3\n", (2, "limits.second"), ("是不是“seconds”",)),
    ("[calender]\ndue_day = 5\n", (1, "calender"), ("是不是“calendar”",)),
    ("plan = 'x'\n[paths]\n'in box' = 'a'\n", (3, "paths.in box"), ("是不是“inbox”",)),
    ("[inbox]\nwait = 3\n", (2, "inbox.wait"), ("settle_seconds",)),
    ("[rules]\nseverity = 3\n", (2, "rules.severity"), ("severities", "ignore")),
    # a section that is given as a value, and a value that is given as a section
    ("calendar = 3\n", (1, "calendar"), ("“3”", "[calendar]")),
    ("limits = 3\n", (1, "limits"), ("[limits]",)),
    ("paths = ['a']\n", (1, "paths"), ("一个列表", "[paths]")),
    ("[rules]\nseverities = 'X104'\n", (2, "rules.severities"), ("“X104”", "[rules.severities]")),
    ("lights = true\n", (1, "lights"), ("“true”", "[lights]")),
    ("[plan]\nid = 'x'\n", (1, "plan"), ("一节", "方案编号")),
    ("[[calendar]]\ndue_day = 3\n", (1, "calendar"), ("一个列表", "[calendar]")),
    # wrong types and bounds
    ("targets = 'x'\n", (1, "targets"), ("“x”", "列表")),
    ("targets = ['x', '']\n", (1, "targets"), ("第2项",)),
    ("targets = [\n 'x',\n 3\n]\n", (1, "targets"), ("第2项", "“3”")),
    ("plan = ''\n", (1, "plan"), ("没有填",)),
    ("plan = 3\n", (1, "plan"), ("“3”", "引号")),
    ("[calendar]\ndue_day = 32\n", (2, "calendar.due_day"), ("“32”", "1 至 31")),
    ("[calendar]\ndue_day = true\n", (2, "calendar.due_day"), ("“true”",)),
    ("[calendar]\ndue_day = '8'\n", (2, "calendar.due_day"), ("“8”", "整数")),
    ("[calendar]\ndue_day = 2022-01-08\n", (2, "calendar.due_day"), ("“2022-01-08”",)),
    ("[limits]\n\nmemory_mb = 1\n", (3, "limits.memory_mb"), ("“1”", "128 至 65536")),
    ("[limits]\nseconds = 1.5\n", (2, "limits.seconds"), ("“1.5”",)),
    ("[inbox]\nsettle_seconds = -1\n", (2, "inbox.settle_seconds"), ("“-1”", "0 至 3600")),
    ("inbox.settle_seconds = 3601\n", (1, "inbox.settle_seconds"), ("“3601”",)),
    ("inbox = {settle_seconds = 'x'}\n", (1, "inbox.settle_seconds"), ("“x”",)),
    # rules
    ('[rules]\nseverities = {X1004 = "info"}\n', (2, "rules.severities.X1004"), ("是不是“X104”",)),
    (
        '[rules.severities]\nX104 = "warning"\nS406 = "none"\n',
        (3, "rules.severities.S406"),
        ("“none”", "info（提示）"),
    ),
    ("[rules.severities]\nX104 = 1\n", (2, "rules.severities.X104"), ("“1”", "error（强制）")),
    ('[rules.severities]\nX104 = "info"\nx104 = "error"\n', (3, "rules.severities.x104"), ("两次",)),
    ('[rules.severities]\nQ103 = "error"\n', (2, "rules.severities.Q103"), ("进度", "warning（核实）")),
    ('[rules]\nignore = "S406"\n', (2, "rules.ignore"), ("列表",)),
    ('[rules]\nignore = ["S4", "Z9"]\n', (2, "rules.ignore"), ("“Z9”",)),
    # lights: by the code that reads plan.yaml
    ("[lights.quota]\nmeasure = 'points'\n", (1, "lights.quota"), ("是不是“quotas”",)),
    ("[lights.quotas]\ngreen = {below = 10}\n", (1, "lights.quotas"), ("缺少“measure”",)),
    (
        "[lights.quotas]\nmeasure = 'point'\ngreen = {below = 10}\n",
        (2, "lights.quotas.measure"),
        ("“point”", "points、share"),
    ),
    (
        "[lights.quotas]\nmeasure = 'points'\ngreen = {below = 10, up_to = 5}\n",
        (3, "lights.quotas.green"),
        ("只写一个",),
    ),
    (
        "[lights.quotas]\nmeasure = 'points'\n[lights.quotas.green]\nbelow = 10\n[lights.quotas.yellow]\nup_to = 5\n",
        (5, "lights.quotas.yellow"),
        ("比绿灯的界限 10 还小",),
    ),
    (
        "[lights.quotas]\nmeasure = 'points'\ngreen = {below = true}\n",
        (3, "lights.quotas.green.below"),
        ("“true”", "数字"),
    ),
    ("[lights.tasks]\nyellow_after = 101\n", (2, "lights.tasks.yellow_after"), ("“101”", "0 至 100")),
    ("[lights]\ntasks = 50\n", (2, "lights.tasks"), ("“50”",)),
    # folders
    ("[paths]\ninbox = ''\n", (2, "paths.inbox"), ("没有填",)),
    ("[paths]\ninbox = 3\n", (2, "paths.inbox"), ("“3”", "文件夹名")),
    ("[paths]\ninbox = '.'\n", (2, "paths.inbox"), ("工作区本身",)),
    ("[paths]\ninbox = '../收件'\n", (2, "paths.inbox"), ("工作区外面",)),
    ("[paths]\ninbox = 'a/../../b'\n", (2, "paths.inbox"), ("工作区外面",)),
    ("[paths]\ninbox = 'accepted'\n", (2, "paths.inbox"), ("accepted 是同一个文件夹",)),
    ("[paths]\nlog = 'Inbox'\n", (2, "paths.log"), ("inbox 是同一个文件夹",)),
    ("[paths]\nreturned = 'a'\naccepted = './a/'\n", (3, "paths.accepted"), ("同一个文件夹",)),
    ("[paths]\ninbox = 'accepted/收件'\n", (2, "paths.inbox"), ("在 accepted 的文件夹", "里面")),
    ("[paths]\nreports = 'a'\nwork = 'a/b'\n", (2, "paths.reports"), ("work 的文件夹", "在 reports")),
    ('[paths]\ninbox = "a\\nb"\n', (2, "paths.inbox"), ("换行",)),
    ('[paths]\ninbox = "a\\u202Eb"\n', (2, "paths.inbox"), ("U+202E",)),
    # the register
    ("register = 3\n", (1, "register"), ("不是文字", "文件名")),
    ("register = ''\n", (1, "register"), ("没有填",)),
    ("register = 'sqlite://x'\n", (1, "register"), ("sqlite:///",)),
    ("register = 'sqlite:///'\n", (1, "register"), ("sqlite:///",)),
    ("register = 'mysql://u:pw-secret@h/d'\n", (1, "register"), ("“mysql”", "postgresql://")),
    ("register = 'postgresql://u:pw-secret@h'\n", (1, "register"), ("网址", "%40")),
    ("register = 'postgresql://u:pw-secret/x@h/d'\n", (1, "register"), ("%2F",)),
    ("register = 'postgresql:u:pw-secret@h/d'\n", (1, "register"), ("网址",)),
    ("register = 'postgresql://u:pw-secret@h:port/d'\n", (1, "register"), ("网址",)),
    ("register = ['postgresql://u:pw-secret@h/d']\n", (1, "register"), ("不是文字",)),
    ("register = 'inbox/register.sqlite'\n", (1, "register"), ("inbox 的文件夹",)),
    ("register = '册/'\n", (1, "register"), ("文件夹",)),
    # what is no TOML
    ("[calendar]\ndue_day = 五\n", (2, "due_day"), ("写法不对",)),
    ("[calendar]\ndue_day ＝ 5\n", (2, "due_day"), ("中文标点 ＝ ",)),
    ("\nplan = “x”\n", (2, "plan"), ("中文标点 “ ",)),
    ("【calendar】\n", (1, "【calendar】"), ("中文标点 【 ",)),
    ('[paths]\ninbox = "D:\\报送"\n', (2, "inbox"), ("改成 /",)),
    ("[lights.quotas]\ngreen = {\nbelow = 10}\n", (2, "green"), ("同一行",)),
    # twice
    ("plan = 'a'\nplan = 'b'\n", (2, "plan"), ("写了两次，第1行已有",)),
    (
        "[calendar]\ndue_day = 5\n[inbox]\nsettle_seconds = 1\nsettle_seconds = 2\n",
        (5, "inbox.settle_seconds"),
        ("第4行已有",),
    ),
    ("[calendar]\ndue_day = 5\n\n[calendar]\ndue_soon_days = 5\n", (4, "calendar"), ("第1行已有",)),
    ("calendar = 3\n[calendar]\ndue_day = 5\n", (2, "calendar"), ("第1行已有",)),
    ("calendar.due_day = 3\n[calendar]\ndue_soon_days = 5\n", (2, "calendar"), ("前面已经写过",)),
    ("calendar.due_day = 3\n[calendar]\ndue_day = 5\n", (3, "calendar.due_day"), ("第1行已有",)),
]


@pytest.mark.parametrize(("text", "where", "words"), BAD)
def test_mistakes_name_line_and_key(
    text: str, where: tuple[int, str], words: tuple[str, ...], tmp_path: Path
) -> None:
    said = refused(tmp_path, text)
    assert said.startswith(f"{tmp_path / 'fuxi.toml'} 第{where[0]}行“{where[1]}”：")
    assert "\n" not in said
    assert "pw-secret" not in said
    for word in words:
        assert word in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("targets = [\n", ("末尾", "没有写完")),
        ("targets = " + "[" * 3000, ("括号",)),
        ("[inbox]\nsettle_seconds = " + "9" * 5000, ("过长",)),
        (" = 3\n", ("第1行", "写法不对")),
    ],
)
def test_mistakes_without_a_key(text: str, words: tuple[str, ...], tmp_path: Path) -> None:
    said = refused(tmp_path, text)
    for word in ("fuxi.toml", *words):
        assert word in said


def test_a_name_in_two_sections_is_found_in_its_own(tmp_path: Path) -> None:
    text = (
        "# inbox = 3\n"
        "[paths]\n"
        'inbox = "收件"  # settle_seconds = 3\n'
        'log = """\\\n   日志"""\n'
        "\n"
        "[inbox]\n"
        'settle_seconds = "inbox"\n'
    )
    assert "第8行“inbox.settle_seconds”" in refused(tmp_path, text)
    several = (
        'targets = [\n  "一",  # ]\n  "二 # [paths]",\n]\n[limits]\nseconds = 0\n[calendar]\nseconds = 0\n'
    )
    assert "第6行“limits.seconds”" in refused(tmp_path, several.replace("[calendar]\nseconds = 0\n", ""))
    assert "第8行“calendar.seconds”" in refused(tmp_path, several.replace("= 0\n[cal", "= 1\n[cal"))


def test_every_mistake_of_the_lights_is_told_at_once(tmp_path: Path) -> None:
    text = "[lights.quotas]\nmeasure = 'x'\ngreen = {belov = 10}\n\n[lights.tasks]\nyellow_after = -1\n"
    said = refused(tmp_path, text).splitlines()
    assert [line.partition("：")[0].partition(" ")[2] for line in said] == [
        "第3行“lights.quotas.green”",
        "第3行“lights.quotas.green.belov”",
        "第2行“lights.quotas.measure”",
        "第6行“lights.tasks.yellow_after”",
    ]


def test_a_file_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    (tmp_path / "fuxi.toml").write_bytes('targets = ["方案"]\n'.encode("gbk"))
    with pytest.raises(FuxiError, match=r"fuxi\.toml 不是 UTF-8 编码.*另存为"):
        read_settings(str(tmp_path))


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "fuxi.toml").mkdir()
    with pytest.raises(FuxiError, match=r"fuxi\.toml 打不开"):
        read_settings(str(tmp_path))


def test_the_office_sets_its_own_limits(tmp_path: Path) -> None:
    limits = read(tmp_path, "[limits]\nseconds = 60\nmemory_mb = 2000\nsheets = 10\n").limits
    assert limits == Limits(seconds=60, memory_bytes=2000 * MIB, sheets=10)


def test_every_limit_can_be_set(tmp_path: Path) -> None:
    for name, default in Limits()._asdict().items():
        sized = name.endswith("_bytes")
        key = name.removesuffix("_bytes") + "_mb" if sized else name
        value = (default // MIB if sized else default) + 1
        limits = read(tmp_path, f"[limits]\n{key} = {value}\n").limits
        assert getattr(limits, name) == (value * MIB if sized else value)


def test_severities_and_rules_that_are_not_used(tmp_path: Path) -> None:
    text = '[rules]\nseverities = {X104 = "info", "s406" = "error", Q103 = "info"}\nignore = ["S406", "h1"]\n'
    settings = read(tmp_path, text)
    assert settings.severities == (("X104", "info"), ("S406", "error"), ("Q103", "info"))
    assert settings.ignore == ("S406", "H1")


def test_lights_replace_those_of_the_plan_and_keep_its_words(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        "[lights.quotas]\nmeasure = 'share'\ngreen = {up_to = 0.1}\nred_after_months = 2\nwords = {red = '未达到'}\n",
    )
    assert settings.lights == Lights(
        LightRule("share", None, Decimal("0.1"), None, 2),
        (("red", "未达到"),),
    )
    plan = LightRule(
        task_yellow_after=Decimal(40), words=(("green", "良好"), ("red", "差"), ("blue", "快了"))
    )
    assert settings.lights.over(plan) == LightRule(
        "share",
        None,
        Decimal("0.1"),
        None,
        2,
        Decimal(40),
        (("green", "良好"), ("red", "未达到"), ("blue", "快了")),
    )


def test_lights_of_tasks_alone_leave_the_quotas(tmp_path: Path) -> None:
    lights = read(tmp_path, "lights.tasks.yellow_after = 50\n").lights
    assert lights == Lights(task_yellow_after=Decimal(50))
    plan = LightRule("share", None, Decimal(3), Decimal(5), 4)
    assert lights.over(plan) == plan._replace(task_yellow_after=Decimal(50))


def test_folders_are_those_of_the_workspace(tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / "别处" / "退回"
    paths = read(tmp_path, f"[paths]\ninbox = '收 件'\nreturned = '{elsewhere}'\n").paths
    assert paths == Paths("收 件", "accepted", str(elsewhere), "reports", ".work", "log").under(str(tmp_path))
    assert paths.inbox == str(tmp_path / "收 件")
    assert paths.returned == str(elsewhere)


def test_folders_of_the_current_folder_are_told_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(tmp_path, "targets = ['方案']\n")
    monkeypatch.chdir(tmp_path)
    assert read_settings().paths == Paths()
    assert read_settings().targets == ("方案",)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("register.sqlite", "sqlite:///{root}/register.sqlite"),
        ("登记 簿/2022.sqlite", "sqlite:///{root}/登记 簿/2022.sqlite"),
        ("sqlite:///登记.sqlite", "sqlite:///{root}/登记.sqlite"),
        ("sqlite:////srv/登记.sqlite", "sqlite:////srv/登记.sqlite"),
        (URL, URL.replace("postgresql:", "postgresql+psycopg:")),
        (URL.replace("postgresql:", "postgres:"), URL.replace("postgresql:", "postgresql+psycopg:")),
        (
            URL.replace("postgresql:", "postgresql+psycopg:"),
            URL.replace("postgresql:", "postgresql+psycopg:"),
        ),
        ("postgresql:///fuxi?host=/run/pg", "postgresql+psycopg:///fuxi?host=/run/pg"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="absolute paths are written otherwise")
def test_a_register_is_a_file_or_a_url(written: str, expected: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"register = '{written}'\n").register == expected.format(root=tmp_path)


def test_the_environment_names_another_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUXI_REGISTER", URL)
    assert read(tmp_path, "register = 'x.sqlite'\n").register == URL.replace(
        "postgresql:", "postgresql+psycopg:"
    )
    assert read(tmp_path, "plan = 'x'\n").register is None
    monkeypatch.setenv("FUXI_REGISTER", "postgresql://u:pw-secret@h")
    said = refused(tmp_path, "register = 'x.sqlite'\n")
    assert said.startswith("环境变量 FUXI_REGISTER：")
    assert "pw-secret" not in said
    monkeypatch.setenv("FUXI_REGISTER", " ")
    assert read(tmp_path, "register = 'x.sqlite'\n").register == f"sqlite:///{tmp_path / 'x.sqlite'}"


def test_a_plan_is_a_reference_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "我的方案").mkdir()
    assert read(tmp_path, "plan = 'ganzhou@2022-01-24'\n").plan == "ganzhou@2022-01-24"
    assert read(tmp_path, "plan = '我的方案'\n").plan == str(tmp_path / "我的方案")
    assert read(tmp_path, "plan = '方案/甲'\n").plan == str(tmp_path / "方案" / "甲")


def test_settings_travel_to_workers(tmp_path: Path) -> None:
    text = "register = 'r.sqlite'\n[rules]\nignore = ['S4']\n[lights.tasks]\nyellow_after = 3\n"
    settings = read(tmp_path, text)
    assert pickle.loads(pickle.dumps(settings)) == settings
