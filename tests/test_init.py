"""``fuxi init``: a new workspace, and what is in its way."""

import os
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.plan import LightRule
from fuxi_cli.pipeline import initialising
from fuxi_cli.readers.settings import Lights, Paths, Settings, parse_settings, read_settings
from fuxi_cli.readers.settings.parsing import CALENDAR, INBOX, LIMITS
from support.command import Result, fuxi
from support.plan_folder import YAML, write_plan
from support.postgres import fresh_database
from support.samples import GANZHOU, ROOT

FOLDERS = ["accepted", "inbox", "reports", "returned", "targets"]
TOP = {
    "plan", "register", "targets", "calendar", "limits", "rules", "lights", "paths", "inbox", "baselines", "benchmarks",
}  # fmt: skip
_SWITCHED_OFF = re.compile(r"#(?=[a-z\[])")


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FUXI_REGISTER", "FUXI_TARGETS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def made(*arguments: object) -> Result:
    result = fuxi("init", *_with_plan(arguments))
    assert result.code == 0, result.err
    assert result.out == ""
    return result


def refused(*arguments: object, code: int = 2) -> str:
    result = fuxi("init", *_with_plan(arguments))
    assert (result.code, result.out) == (code, "")
    return result.err


def _with_plan(arguments: tuple[object, ...]) -> tuple[object, ...]:
    """Several plans come with fuxi: which one is meant must be said."""
    return arguments if {"--plan", "--targets"} & set(arguments) else (*arguments, "--plan", GANZHOU)


def test_without_a_plan_it_says_which_there_are() -> None:
    result = fuxi("init", "甲")
    assert (result.code, result.out) == (2, "")
    assert "--plan" in result.err
    assert GANZHOU in result.err
    assert not Path("甲").exists()


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def lines(text: str) -> Iterator[str]:
    """A made fuxi.toml with every setting in force."""
    for line in text.splitlines():
        yield _SWITCHED_OFF.sub("", line, count=1) if _SWITCHED_OFF.match(line) else line


def test_a_workspace_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "富硒办 2022"
    said = made("富硒办 2022", "--plan", GANZHOU).err
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted([*FOLDERS, "fuxi.toml", "register.sqlite"])
    assert read_settings(str(folder)).register == f"sqlite:///{folder / 'register.sqlite'}"
    assert read_settings(str(folder)).plan == GANZHOU
    for word in ("富硒办 2022", "收件箱", "register.sqlite", "fuxi run", "2022年赣州市富硒产业发展工作方案"):
        assert word in said
    assert re.search(r"cd ['\"]富硒办 2022['\"]\n", said)


def test_its_settings_are_in_force_as_it_says(tmp_path: Path) -> None:
    made("甲")
    folder = str(tmp_path / "甲")
    assert read_settings(folder) == Settings(
        root=folder,
        plan=GANZHOU,
        targets=(os.path.join(folder, "targets"),),
        paths=Paths().under(folder),
        register=f"sqlite:///{os.path.join(folder, 'register.sqlite')}",
    )
    assert fuxi("targets", "list").code == 0


def test_every_line_can_be_put_in_force(tmp_path: Path) -> None:
    made("甲")
    text = "\n".join(lines((tmp_path / "甲" / "fuxi.toml").read_text("utf-8")))
    settings = parse_settings(text, str(tmp_path / "甲"))
    assert settings.limits == Limits()
    assert settings.paths == Paths().under(str(tmp_path / "甲"))
    assert settings.settle_seconds == Settings().settle_seconds
    assert (settings.severities, settings.ignore) == ((), ())
    assert dict(settings.calendar) == {"due_day": 5, "due_months_later": 1, "due_soon_days": 60}
    assert settings.lights == Lights(LightRule(), LightRule().words, Decimal(50))


def test_no_setting_is_missing_from_it(tmp_path: Path) -> None:
    made("甲")
    content = tomllib.loads("\n".join(lines((tmp_path / "甲" / "fuxi.toml").read_text("utf-8"))))
    assert set(content) == TOP
    assert list(content["paths"]) == list(Paths._fields)
    assert set(content["limits"]) == set(LIMITS)
    assert set(content["calendar"]) == set(CALENDAR)
    assert set(content["inbox"]) == set(INBOX)
    assert set(content["rules"]) == {"severities", "ignore"}
    assert set(content["lights"]) == {"quotas", "tasks"}


def test_each_line_can_be_put_in_force_alone(tmp_path: Path) -> None:
    made("甲")
    text = (tmp_path / "甲" / "fuxi.toml").read_text("utf-8").splitlines()
    single = [n for n, line in enumerate(text) if re.match(r"#[a-z_]+ =", line)]
    quotas = text.index("#[lights.quotas]")
    together = range(quotas, text.index("#[lights.tasks]") + 2)
    tried = 0
    for number in single:
        if number not in together:
            changed = [*text[:number], text[number][1:], *text[number + 1 :]]
            parse_settings("\n".join(changed), str(tmp_path))
            tried += 1
    assert tried > 20


def test_the_days_and_lights_of_its_plan_stand_in_it(tmp_path: Path) -> None:
    lights = (
        "lights: {quotas: {measure: share, green: {up_to: 5}, red_after_months: 2, words: {red: '“落”\"后\\'}}, "
        "tasks: {yellow_after: 40}}\n"
    )
    write_plan(tmp_path / "方案" / "示例", plan=YAML + lights)
    made("甲", "--plan", "方案/示例")
    text = (tmp_path / "甲" / "fuxi.toml").read_text("utf-8")
    found = parse_settings("\n".join(lines(text)), str(tmp_path / "甲")).lights
    assert found is not None
    rule = LightRule("share", None, Decimal(5), None, 2, Decimal(40))
    assert found.over(LightRule()) == rule._replace(
        words=tuple((light, '“落”"后\\' if light == "red" else word) for light, word in rule.words)
    )


def test_making_it_again_changes_nothing(tmp_path: Path) -> None:
    made("甲")
    (tmp_path / "甲" / "fuxi.toml").write_text('register = "register.sqlite"\n# 我的\n', encoding="utf-8")
    before = everything(tmp_path)
    assert "“甲”已经是工作区" in refused("甲")
    assert everything(tmp_path) == before
    (tmp_path / "甲" / "fuxi.toml").write_text("register = \n", encoding="utf-8")
    assert "已经是工作区" in refused("甲")


def test_a_fuxi_toml_without_a_register_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "fuxi.toml").write_text("[calendar]\ndue_day = 8\n", encoding="utf-8")
    before = everything(tmp_path)
    assert "“fuxi.toml”" in refused(".")
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("inbox", lambda path: path.write_text("甲")),
        ("accepted", lambda path: (path / "2022-06").mkdir(parents=True)),
        ("reports", lambda path: path.symlink_to("nowhere")),
        ("targets", lambda path: path.write_text("甲")),
        (".work", lambda path: (path / "1").mkdir(parents=True)),
    ],
)
def test_what_is_in_the_way_is_named(name: str, make: Callable[[Path], object], tmp_path: Path) -> None:
    folder = tmp_path / "甲"
    folder.mkdir()
    (folder / "别的.txt").write_text("甲")
    make(folder / name)
    before = everything(folder)
    said = refused("甲")
    assert f"“{name}”" in said
    assert "别的" not in said
    assert everything(folder) == before


def test_what_is_not_in_the_way_stays(tmp_path: Path) -> None:
    folder = tmp_path / "甲"
    (folder / "inbox").mkdir(parents=True)
    (folder / "通知.docx").write_bytes(b"x")
    made("甲")
    assert (folder / "通知.docx").read_bytes() == b"x"


@pytest.mark.parametrize("moment", ["_make_register", "write_file"])
def test_what_was_cut_off_can_be_done_again(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(initialising, moment, cut_off)
        assert fuxi("init", "甲", "--plan", GANZHOU).code == 130
    assert not (tmp_path / "甲" / "fuxi.toml").exists()
    assert (tmp_path / "甲" / "inbox").is_dir()
    made("甲")
    assert read_settings(str(tmp_path / "甲")).register is not None


def test_a_register_of_another_workspace_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made("甲")
    shutil.copy(ROOT / "examples/submissions/2022-06/360731_于都县_2022-06.xlsx", tmp_path / "甲" / "inbox")
    os.utime(tmp_path / "甲" / "inbox" / "360731_于都县_2022-06.xlsx", (0, 0))
    monkeypatch.chdir(tmp_path / "甲")
    assert fuxi("run").code == 0
    monkeypatch.chdir(tmp_path)
    said = refused("乙", "--register", tmp_path / "甲" / "register.sqlite")
    assert "已有 1 份报送表" in said
    assert not (tmp_path / "乙" / "fuxi.toml").exists()


def test_what_is_no_register_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "register.sqlite").write_text("不是数据库，是一段够长的文字" * 50, encoding="utf-8")
    before = (tmp_path / "甲" / "register.sqlite").read_bytes()
    assert "register.sqlite" in refused("甲")
    assert (tmp_path / "甲" / "register.sqlite").read_bytes() == before
    assert not (tmp_path / "甲" / "fuxi.toml").exists()


def test_several_plans_are_listed(tmp_path: Path) -> None:
    write_plan(tmp_path / "方案" / "示例")
    said = refused("甲", "--targets", "方案")
    assert GANZHOU in said
    assert "--plan" in said
    assert not (tmp_path / "甲").exists()


def test_an_unknown_plan_is_told(tmp_path: Path) -> None:
    assert GANZHOU in refused("甲", "--plan", "ganzhou-selenium-2023")
    assert not (tmp_path / "甲").exists()


def test_a_plan_of_ones_own_is_found_from_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plan(tmp_path / "方案" / "示例")
    id = re.search(r"^id: (\S+)", YAML, re.MULTILINE)[1]  # type: ignore[index]
    made("甲", "--targets", "方案", "--plan", id)
    assert read_settings("甲").targets == (os.path.join("甲", "targets"), str(tmp_path / "方案"))
    made("乙", "--plan", "方案/示例")
    monkeypatch.setenv("FUXI_TARGETS", str(tmp_path / "方案"))
    made("丙", "--plan", id)
    monkeypatch.delenv("FUXI_TARGETS")
    shutil.copytree(tmp_path / "方案", tmp_path / "丁" / "targets")
    made("丁", "--plan", id)
    assert read_settings("丁").targets == (os.path.join("丁", "targets"),)
    shutil.copytree(tmp_path / "方案", tmp_path / "戊" / "自有")
    made("戊", "--plan", "戊/自有/示例")
    assert '"自有/示例"' in Path("戊/fuxi.toml").read_text("utf-8")
    for name in "甲乙丙丁戊":
        monkeypatch.chdir(tmp_path / name)
        shown = fuxi("targets", "show", "-f", "json")
        assert shown.code == 0, shown.err
        assert id in shown.out


@pytest.mark.parametrize(
    ("register", "words"),
    [
        ("mysql://u:pw-secret@h/d", "mysql"),
        ("postgresql://u:pw-secret@h", "网址"),
        ("inbox/r.sqlite", "inbox"),
        ("sqlite://", "sqlite:///"),
    ],
)
def test_a_register_that_cannot_be_is_told(register: str, words: str, tmp_path: Path) -> None:
    said = refused("甲", "--register", register)
    assert "--register" in said
    assert words in said
    assert "pw-secret" not in said
    assert not (tmp_path / "甲").exists()


def test_a_register_elsewhere(tmp_path: Path) -> None:
    made("甲", "--register", "登记/2022 年.sqlite")
    assert (tmp_path / "甲" / "登记" / "2022 年.sqlite").stat().st_size > 0
    made("乙", "--register", f"sqlite:///{tmp_path / '丙.sqlite'}")
    assert (tmp_path / "丙.sqlite").stat().st_size > 0
    assert not (tmp_path / "乙" / "register.sqlite").exists()


def test_a_server_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    address = "postgresql://office:pw-secret@127.0.0.1:1/fuxi?connect_timeout=2"
    said = refused("甲", "--register", address, code=4)
    assert "pw-secret" not in said
    assert not (tmp_path / "甲" / "fuxi.toml").exists()


def test_two_workspaces_share_a_register_on_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = fresh_database()
    assert "PostgreSQL 数据库" in made("甲", "--register", url).err
    shutil.copy(ROOT / "examples/submissions/2022-06/360731_于都县_2022-06.xlsx", tmp_path / "甲" / "inbox")
    os.utime(tmp_path / "甲" / "inbox" / "360731_于都县_2022-06.xlsx", (0, 0))
    monkeypatch.chdir(tmp_path / "甲")
    assert fuxi("run").code == 0
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FUXI_REGISTER", url)
    said = made("乙").err
    assert "已有 1 份报送表" in said
    assert url not in (tmp_path / "乙" / "fuxi.toml").read_text("utf-8")
    assert not (tmp_path / "乙" / "register.sqlite").exists()


@pytest.mark.parametrize(
    ("url", "warned"),
    [("postgresql://office:{}@127.0.0.1:1/fuxi", True), ("postgresql://office@127.0.0.1:1/fuxi", False)],
)
def test_a_password_in_the_file_is_warned_of(url: str, warned: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(initialising, "_make_register", lambda _: 0)
    said = made("甲", "--register", url.format("pw-secret")).err
    assert ("密码写在了 fuxi.toml 里" in said) == warned
    assert "pw-secret" not in said


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "甲").write_text("x")
    assert "是一个文件" in refused("甲")
    assert "建不了文件夹" in refused("甲/乙")
    assert (tmp_path / "甲").read_text() == "x"


def test_a_name_that_is_too_long_is_told() -> None:
    assert "建不了文件夹" in refused("长" * 200)


def test_half_a_file_is_never_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        assert "fuxi.toml" in refused("甲")
    assert not [name for name in os.listdir(tmp_path / "甲") if "toml" in name or "tmp" in name]
