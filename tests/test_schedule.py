"""The examples for schedulers do, as they stand, what docs/定时运行.md says: cron, systemd and Windows Task Scheduler."""

import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import pytest

import fuxi_cli
from fuxi_cli.register.opening import open_register
from support import cron, samples, task_schema
from support.command import fuxi

ROOT = Path(__file__).parent.parent
SCHEDULE = ROOT / "examples/schedule"
PAGE = (ROOT / "docs/定时运行.md").read_text(encoding="utf-8")
CRONTAB = (SCHEDULE / "crontab").read_text(encoding="utf-8")
OPTIONAL_TOO = re.sub(r"^#(?=\d+ [\d-]+ )", "", CRONTAB, flags=re.MULTILINE)
"""The crontab with the line that an office may switch on."""
JOBS = cron.read(OPTIONAL_TOO)
RUNS = [job for job in JOBS if "run.sh" in job.command]
(BACKUP,) = [job for job in JOBS if "backup.sh" in job.command]
GBK_NAME = "瑞金市2022年6月.xlsx".encode("gbk")
BARE_ENVIRONMENTS = [
    pytest.param({}, ("LANG", "LC_ALL"), id="as it stands"),
    pytest.param({"LC_ALL": "C"}, ("LANG",), id="LC_ALL=C"),
    pytest.param({"LC_ALL": "C"}, ("LANG", "PYTHONUTF8", "TZ", "PATH"), id="nothing set"),
]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """``fuxi`` as an executable, with its ``python`` beside it, as in a virtual environment of its own."""
    folder = tmp_path / "程序/bin"
    folder.mkdir(parents=True)
    (folder / "python").symlink_to(sys.executable)
    package = shlex.quote(str(Path(fuxi_cli.__file__).parent.parent))
    python = shlex.quote(sys.executable)
    return script(folder / "fuxi", f'PYTHONPATH={package} exec {python} -m fuxi_cli "$@"')


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with a Chinese name and a space in it. In its inbox: a workbook without a fault, and one whose name is in GBK."""
    folder = tmp_path / "富硒 办公室"
    assert fuxi("init", folder, "--plan", samples.GANZHOU).code == 0
    samples.write(folder / "inbox", "于都县")
    path = samples.write(tmp_path / "外地", "瑞金市")
    os.rename(path, os.fsencode(folder / "inbox") + b"/" + GBK_NAME)
    settle(folder)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def settle(folder: Path) -> None:
    """Do not wait for files that are still being copied: the tests' files are complete."""
    settings = folder / "fuxi.toml"
    text = settings.read_text(encoding="utf-8")
    text, changed = re.subn(r"(?m)^#?\s*settle_seconds\s*=.*$", "settle_seconds = 0", text)
    assert changed == 1
    settings.write_text(text, encoding="utf-8")


def events(folder: Path) -> list[dict[str, object]]:
    """The log, as a script would read it: each line one JSON object, in UTF-8."""
    return [
        json.loads(line)
        for path in sorted((folder / "log").glob("*.jsonl"))
        for line in path.read_bytes().decode("utf-8").splitlines()
    ]


def assert_taken(folder: Path) -> None:
    """Both workbooks are accepted, and each has its event; then comes the summary."""
    kept = sorted(path.name for path in (folder / "accepted/2022-06").iterdir())
    assert [name.split("_")[:3] for name in kept] == [
        ["360731", "于都县", "2022-06"],
        ["360781", "瑞金市", "2022-06"],
    ]
    assert list((folder / "inbox").iterdir()) == []
    *files, summary = events(folder)
    assert [event["event"] for event in files] == ["accepted", "accepted"]
    assert {Path(str(event["name"])).name for event in files} >= {GBK_NAME.decode("gbk")}
    assert summary["event"] == "summary"


# cron


def test_the_crontab_is_one_that_cron_takes() -> None:
    assert [job.when for job in cron.read(CRONTAB)] == ["30 6 * * *", "30 22 * * *"]
    assert [job.when for job in JOBS] == ["30 6 * * *", "5 8-18 1-12 * *", "30 22 * * *"]
    for job in JOBS:
        # Not by day of the week: shifted holidays make Saturdays working days. And both days restricted would mean "either".
        assert job.when.endswith(" *")
    for name, value in JOBS[0].settings.items():
        assert "$" not in value, f"cron does not replace variables in {name}"
        assert "~" not in value
    assert CRONTAB.endswith("\n"), "cron leaves out a last line without an end"


def test_a_crontab_is_run_as_cron_runs_it(home: Path) -> None:
    job = cron.read('GREETING="你好 $HOME"\n0 6 * * 1-5 printf "$GREETING \\%s" $PWD; cat%甲%乙\n')[0]
    assert cron.perform(job, home, {}).stdout.decode() == f"你好 $HOME {home}甲\n乙"
    with pytest.raises(ValueError, match="60"):
        cron.read("60 6 * * * true\n")


@pytest.mark.parametrize(("changed", "without"), BARE_ENVIRONMENTS)
@pytest.mark.parametrize("job", RUNS, ids=[job.when for job in RUNS])
def test_the_crontab_runs(
    job: cron.Job,
    changed: dict[str, str],
    without: tuple[str, ...],
    program: Path,
    workspace: Path,
    home: Path,
) -> None:
    own = {"FUXI": str(program), "SCHEDULE": str(SCHEDULE), "WORKSPACE": str(workspace)}
    done = cron.perform(job, home, {**own, **changed}, without)
    assert (done.returncode, done.stdout.decode()) == (0, "")
    assert_taken(workspace)


@pytest.mark.skipif(
    not Path("/usr/share/i18n/charmaps/GBK.gz").exists(), reason="the package locales is not installed"
)
@pytest.mark.parametrize(("language", "encoding"), [("zh_CN", "GBK"), ("en_US", "ISO-8859-1")])
def test_the_crontab_runs_where_the_system_is_not_in_utf_8(
    language: str, encoding: str, program: Path, workspace: Path, home: Path, tmp_path: Path
) -> None:
    name = f"{language}.{encoding}"
    subprocess.run(["localedef", "-i", language, "-f", encoding, tmp_path / name], check=True)
    own = {"FUXI": str(program), "SCHEDULE": str(SCHEDULE), "WORKSPACE": str(workspace)}
    done = cron.perform(RUNS[0], home, {**own, "LOCPATH": str(tmp_path), "LANG": name}, ("LC_ALL",))
    assert (done.returncode, done.stdout.decode()) == (0, "")
    assert_taken(workspace)


def test_a_bare_environment_does_not_change_what_fuxi_says(program: Path, workspace: Path) -> None:
    """Without run.sh, without one variable for language or encoding, into a pipe, from another folder."""
    done = subprocess.run(
        [program, "run", workspace], env={"LC_ALL": "C"}, cwd="/", capture_output=True, check=False
    )
    assert done.returncode == 0
    assert "于都县" in done.stdout.decode("utf-8") + done.stderr.decode("utf-8")
    assert_taken(workspace)


@pytest.mark.parametrize(
    ("code", "said"),
    [(0, None), (1, "退回"), (2, "fuxi.toml"), (3, None), (4, "下一次接着做"), (101, "技术人员")],
)
def test_the_script_for_cron_speaks_up_only_when_somebody_must_look(
    code: int, said: str | None, tmp_path: Path, home: Path
) -> None:
    program = script(tmp_path / "fuxi", f'echo "$1：$2"; echo 原因 >&2; exit {code}')
    own = {"FUXI": str(program), "SCHEDULE": str(SCHEDULE), "WORKSPACE": "/srv/富硒"}
    done = cron.perform(RUNS[0], home, own)
    assert done.returncode == code
    mail = done.stdout.decode()
    if said is None:
        assert mail == ""
    else:
        first, *_ = mail.splitlines()
        assert f"退出代码 {code}：" in first
        assert said in first
        assert "run：/srv/富硒\n原因\n" in mail


def test_the_crontab_tells_what_keeps_fuxi_from_running(program: Path, workspace: Path, home: Path) -> None:
    own = {"FUXI": str(program), "SCHEDULE": str(SCHEDULE), "WORKSPACE": str(workspace)}
    with open_register(f"sqlite:///{workspace}/register.sqlite") as register, register.lock():
        done = cron.perform(RUNS[0], home, own)
        assert (done.returncode, done.stdout.decode()) == (3, "")
    # Something is in the way where accepted workbooks go: what was taken stays, and is put away by the next run.
    (workspace / "accepted").rename(workspace / "先放一边")
    (workspace / "accepted").write_bytes(b"")
    done = cron.perform(RUNS[0], home, own)
    assert (done.returncode, "下一次接着做" in done.stdout.decode()) == (4, True)
    (workspace / "accepted").unlink()
    (workspace / "先放一边").rename(workspace / "accepted")
    assert cron.perform(RUNS[0], home, own).returncode == 0
    assert len(list((workspace / "accepted/2022-06").iterdir())) == 2
    assert [event["outcome"] for event in events(workspace) if event["event"] == "summary"] == [
        "failed",
        "done",
    ]
    done = cron.perform(RUNS[0], home, {**own, "WORKSPACE": str(home)})
    assert (done.returncode, "不是工作区" in done.stdout.decode()) == (2, True)


def test_the_script_for_cron_says_when_fuxi_is_missing_or_hangs(tmp_path: Path, home: Path) -> None:
    own = {"FUXI": str(tmp_path / "没有"), "SCHEDULE": str(SCHEDULE), "WORKSPACE": "/srv/富硒"}
    done = cron.perform(RUNS[0], home, own)
    assert (done.returncode, "找不到 fuxi" in done.stdout.decode()) == (127, True)
    slow = script(tmp_path / "慢", "exec sleep 60")
    done = cron.perform(RUNS[0], home, {**own, "FUXI": str(slow), "HOURS": "0.0001"})
    assert (done.returncode, "已停下" in done.stdout.decode()) == (124, True)
    done = subprocess.run(["sh", SCHEDULE / "run.sh"], capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode()[:2]) == (2, "用法")


def test_the_backup_is_whole_while_the_register_is_in_use(
    program: Path, workspace: Path, tmp_path: Path, home: Path
) -> None:
    assert fuxi("run", workspace).code == 0
    register = sqlite3.connect(workspace / "register.sqlite")
    assert register.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    register.execute("CREATE TABLE late (one)")
    register.execute("INSERT INTO late VALUES ('只在 wal 里')")
    register.commit()
    assert (workspace / "register.sqlite-wal").stat().st_size > 0
    own = {
        "FUXI": str(program),
        "SCHEDULE": str(SCHEDULE),
        "WORKSPACE": str(workspace),
        "BACKUPS": str(tmp_path / "备份"),
    }
    done = cron.perform(BACKUP, home, own)
    register.close()
    assert (done.returncode, done.stdout.decode()) == (0, "")
    (folder,) = (tmp_path / "备份").iterdir()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", folder.name)
    copy = sqlite3.connect(folder / "register.sqlite")
    assert copy.execute("SELECT one FROM late").fetchall() == [("只在 wal 里",)]
    assert copy.execute("SELECT count(*) FROM submissions").fetchone() == (2,)
    copy.close()
    back = tmp_path / "恢复"
    with tarfile.open(folder / "files.tar.gz") as files:
        files.extractall(back, filter="data")
    assert not list(back.glob("register.sqlite*"))
    assert (back / "fuxi.toml").read_bytes() == (workspace / "fuxi.toml").read_bytes()
    for path in (workspace / "accepted").rglob("*.xlsx"):
        assert (back / path.relative_to(workspace)).read_bytes() == path.read_bytes()
    # As the page says to restore it.
    shutil.copy(folder / "register.sqlite", back)
    assert fuxi("register", "verify", "--dir", back).code == 0
    # Once a day is enough: a second one says so and leaves the first alone.
    again = cron.perform(BACKUP, home, own)
    assert (again.returncode, "没有再备份" in again.stdout.decode()) == (0, True)


# systemd

Unit = dict[str, dict[str, list[str]]]


def unit(name: str) -> Unit:
    """section → directive → its values, in order."""
    found: Unit = defaultdict(lambda: defaultdict(list))
    section = ""
    for line in (SCHEDULE / name).read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[\w+\]", line):
            section = line[1:-1]
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            assert re.fullmatch(r"[A-Z]\w+", key), line
            found[section][key].append(value)
    return found


def placed(text: str, program: Path, workspace: Path) -> str:
    """A line of a unit, with the two paths that an office must set."""
    return text.replace("/opt/fuxi/bin/fuxi", str(program)).replace("/srv/富硒", str(workspace))


def test_the_service_runs(program: Path, workspace: Path, home: Path, tmp_path: Path) -> None:
    # An unquoted path in ExecStart has no space in it; the page says to quote those that have.
    plain = workspace.rename(workspace.with_name("富硒办公室"))
    service = unit("fuxi.service")["Service"]
    cache = tmp_path / "缓存"
    pairs = [pair for line in service["Environment"] for pair in shlex.split(line)]
    own = dict(pair.replace("%C", str(cache)).split("=", 1) for pair in pairs)
    environment = {"HOME": str(home), "USER": "fuxi", "LOGNAME": "fuxi", "PATH": "/usr/bin:/bin", **own}
    (command,) = service["ExecStart"]
    (folder,) = service["WorkingDirectory"]
    done = subprocess.run(
        shlex.split(placed(command, program, plain)),
        env=environment,
        cwd=placed(folder, program, plain),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert_taken(plain)
    # ProtectHome and ProtectSystem would not let it write anywhere else.
    assert service["CacheDirectory"] == [own["XDG_CACHE_HOME"].removeprefix(f"{cache}/")]
    assert [placed(path, program, plain) for path in service["ReadWritePaths"]] == [str(plain)]
    assert list(home.iterdir()) == []


def test_the_service_tells_exit_codes_apart() -> None:
    service = unit("fuxi.service")["Service"]
    assert service["SuccessExitStatus"] == ["3"]
    assert service["Restart"] == ["on-failure"]
    (never,) = service["RestartPreventExitStatus"]
    assert never.split() == ["1", "2", "101"]
    assert service["Type"] == ["oneshot"]
    about = unit("fuxi.service")["Unit"]
    # Several tries must fit into the interval, else a failure would never be told.
    assert (about["StartLimitIntervalSec"], about["StartLimitBurst"], service["RestartSec"]) == (
        ["6h"],
        ["4"],
        ["15min"],
    )
    (told,) = about["OnFailure"]
    assert (SCHEDULE / told).is_file()


def test_the_timer_catches_up() -> None:
    timer = unit("fuxi.timer")
    assert timer["Timer"]["Persistent"] == ["true"]
    assert timer["Timer"]["RandomizedDelaySec"] == ["5min"]
    assert timer["Install"]["WantedBy"] == ["timers.target"]
    # The zone is named: a server's clock is often set to UTC.
    assert timer["Timer"]["OnCalendar"] == ["*-*-* 06:30:00 Asia/Shanghai"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_nothing_wrong(program: Path, workspace: Path, tmp_path: Path) -> None:
    plain = workspace.rename(workspace.with_name("富硒办公室"))
    folder = tmp_path / "units"
    folder.mkdir()
    names = [path.name for path in SCHEDULE.iterdir() if path.suffix in {".service", ".timer"}]
    assert sorted(names) == ["fuxi-failed.service", "fuxi.service", "fuxi.timer"]
    for name in names:
        text = (SCHEDULE / name).read_text(encoding="utf-8")
        (folder / name).write_text(placed(text, program, plain), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *sorted(str(folder / name) for name in names)]
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{folder}:"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    complaints = [line for line in done.stderr.decode().splitlines() if "fuxi" in line]
    assert complaints == []
    times = re.findall(
        r"^#?OnCalendar=(.+)$", (SCHEDULE / "fuxi.timer").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(times) == 2
    for time in times:
        subprocess.run(["systemd-analyze", "calendar", time], capture_output=True, check=True)


# Windows

TASK = (SCHEDULE / "fuxi-task.xml").read_bytes()
RUN_CMD = (SCHEDULE / "run.cmd").read_bytes()


def task() -> ElementTree.Element:
    return ElementTree.fromstring(TASK)


def value(path: str) -> str | None:
    return task().findtext("/".join(task_schema.NAMESPACE + name for name in path.split("/")))


def test_the_task_is_in_the_encoding_that_schtasks_reads() -> None:
    assert TASK.startswith(b"\xff\xfe"), "little endian, with its mark"
    text = TASK.decode("utf-16")
    assert text.startswith('<?xml version="1.0" encoding="UTF-16"?>\r\n')
    assert text.count("\n") == text.count("\r\n")
    assert "富硒" in text


def test_the_task_is_one_that_task_scheduler_takes() -> None:
    assert list(task_schema.faults(task())) == []


@pytest.mark.parametrize(
    ("pattern", "by", "fault"),
    [
        (r"(\s*<Enabled>.*?</Enabled>)(\s*<StartBoundary>.*?</StartBoundary>)", r"\2\1", "out of order"),
        (r"<Command>.*?</Command>", "", "no Command"),
        (r">IgnoreNew<", ">Ignore<", "MultipleInstancesPolicy"),
        (r">PT4H<", ">4h<", "ExecutionTimeLimit"),
        (r"<Hidden>", "<Hidden>false</Hidden><Hidden>", "twice"),
        (r'Context="Author"', 'Context="Nobody"', "no principal"),
        (r">C:\\fuxi</Work", r'>"C:\\fuxi"</Work', "WorkingDirectory"),
        (r"/mit/task", "/mit/tasks", "no Task"),
    ],
)
def test_the_check_of_tasks_sees_faults(pattern: str, by: str, fault: str) -> None:
    text, changed = re.subn(pattern, by, TASK.decode("utf-16"), count=1)
    assert changed
    assert any(fault in said for said in task_schema.faults(ElementTree.fromstring(text.encode("utf-16"))))


def test_the_task_does_what_the_page_says() -> None:
    command, arguments = value("Actions/Exec/Command"), value("Actions/Exec/Arguments")
    assert f"\n{command} {arguments}\n" in PAGE
    assert value("Actions/Exec/WorkingDirectory") == "C:\\fuxi"
    assert arguments is not None
    assert not arguments.endswith('\\"')
    for name, content in re.findall(r"^\| `(\w+)` `(\w+)` \|", PAGE, re.MULTILINE):
        assert {e.text for e in task().iter(task_schema.NAMESPACE + name)} == {content}, name
    for name in ("MultipleInstancesPolicy", "StartWhenAvailable", "ExecutionTimeLimit", "LogonType"):
        assert f"| `{name}` `" in PAGE


def test_the_batch_file_is_one_that_cmd_reads() -> None:
    text = RUN_CMD.decode("ascii")
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    assert text.endswith("\r\n")
    lines = [line for line in text.split("\r\n") if line and not line.startswith("rem ")]
    labels = [line[1:] for line in lines if line.startswith(":")]
    assert len(labels) == len(set(labels))
    assert set(re.findall(r"\bgoto (\w+)", "\n".join(lines))) <= set(labels)
    # A block in parentheses would be cut short by a parenthesis in a path, and its variables replaced too early.
    assert not [line for line in lines if line.rstrip().endswith("(") or line.startswith(")")]
    assert "chcp" not in "".join(lines)
    assert 'set "PYTHONUTF8=1"' in lines


def test_the_batch_file_passes_the_exit_code_on() -> None:
    lines = [line for line in RUN_CMD.decode("ascii").split("\r\n") if not line.startswith("rem ")]
    started = next(n for n, line in enumerate(lines) if line.startswith('"%FUXI%" run %* >"'))
    assert lines[started].endswith("2>&1")
    assert lines[started + 1] == 'set "code=%errorlevel%"'
    assert [line for line in lines if line][-1] == "exit /b %code%"
    # Every way there sets it.
    for label in ("usage", "nofuxi", "noworkspace"):
        after = lines[lines.index(f":{label}") + 1 :]
        assert [line for line in after if line.startswith(("set ", ":", "goto "))][:2] == [
            'set "code=2"',
            "goto failed",
        ]


# the page


def test_the_page_names_every_file_and_every_exit_code() -> None:
    for path in SCHEDULE.iterdir():
        assert f"`{path.name}`" in PAGE, path.name
    codes = re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)
    assert codes == ["0", "1", "2", "3", "4", "101"]
    for code in codes[1:]:
        assert re.search(
            rf"^ +{code}\) ", (SCHEDULE / "run.sh").read_text(encoding="utf-8"), re.MULTILINE
        ) or (code == "101")


def test_every_command_on_the_page_exists() -> None:
    commands = {shlex.split(line)[1] for line in re.findall(r"^(fuxi .+)$", PAGE, re.MULTILINE)}
    assert commands >= {"init", "run", "status", "register"}
    for command in commands:
        assert fuxi(command, "--help").code == 0, command
