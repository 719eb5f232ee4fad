"""A register or a folder that cannot be used: a clear message, the right exit code, nothing lost."""

import ctypes
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.pipeline.workspace import intake, reports
from fuxi_cli.register import Register, engines, open_register
from fuxi_cli.register.schema import versions
from support.command import fuxi
from support.offices import agrees, events, fails, filed, files, originals, run, submission
from support.samples import ROOT
from support.workspaces import make_workspace, put

CONFIGURATION, BUSY, UNFINISHED = 2, 3, 4


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month of one county, and two files that wait."""
    outside = tmp_path_factory.mktemp("bad")
    workspace = make_workspace(outside / "ws")
    put(workspace, submission(outside, "于都县"))
    run(workspace)
    put(workspace, submission(outside), ("坏.xlsx", b"broken"))
    return workspace


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "ws"))


def goes_on(workspace: Path) -> None:
    """Once the cause is gone everything comes to its end, and nothing is lost or doubled."""
    run(workspace)
    assert files(workspace / "inbox") == files(workspace / ".work") == []
    assert [one.status for one in filed(workspace)] == ["accepted", "accepted", "unreadable"]
    assert len(originals(workspace, "accepted")) == 2
    assert len(originals(workspace, "returned")) == 1
    agrees(workspace)


# The register


@contextmanager
def held(workspace: Path, *statements: str) -> Iterator[None]:
    """Another program has the register's file."""
    with closing(sqlite3.connect(workspace / "register.sqlite", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        yield


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_PATIENCE", 0.1)


@pytest.mark.usefixtures("impatient")
def test_locked_by_another_program(workspace: Path) -> None:
    with held(workspace, "BEGIN EXCLUSIVE"):
        message = fails(UNFINISHED, "run", workspace)
    assert "正被别的程序占用" in message
    assert "请关闭打开它的程序" in message
    assert str(workspace / "register.sqlite") in message
    assert len(files(workspace / "inbox")) == 2
    goes_on(workspace)


@pytest.mark.usefixtures("impatient")
def test_locked_wholly_by_another_program(workspace: Path) -> None:
    with held(workspace, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE"):
        for arguments in (["run", workspace], ["run", workspace, "--dry-run"], *in_it(workspace)):
            assert "正被别的程序占用" in fails(UNFINISHED, *arguments)
    goes_on(workspace)


def in_it(workspace: Path) -> list[list[object]]:
    """The other commands that need the register."""
    return [
        ["status", "--dir", workspace],
        ["close", "2022-06", "--dir", workspace],
        ["register", "verify", "--dir", workspace],
        ["register", "export", "--dir", workspace, "-o", workspace.parent / "out"],
    ]


@pytest.mark.usefixtures("impatient")
def test_locked_while_a_run_is_going_on(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are taken already when the other program comes: they lie in .work until the next run."""
    judge = intake.judge
    with closing(sqlite3.connect(workspace / "register.sqlite", isolation_level=None)) as other:

        def judged(*arguments: Any) -> Any:
            result = judge(*arguments)
            if not other.in_transaction:
                other.execute("BEGIN IMMEDIATE")
            return result

        with monkeypatch.context() as patch:
            patch.setattr(intake, "judge", judged)
            message = fails(UNFINISHED, "run", workspace)
        assert "正被别的程序占用" in message
        assert files(workspace / "inbox") == []
        assert len([name for name in files(workspace / ".work") if "/file/" in name]) == 2
    goes_on(workspace)


def test_another_run_is_going_on(workspace: Path) -> None:
    with open_register(f"sqlite:///{workspace}/register.sqlite") as register, register.lock():
        register.begin("2022-07-03T08:15:30+08:00", "办公室一号", 4711, "1.0")
        for arguments in (
            ["run", workspace],
            ["close", "2022-06", "--dir", workspace],
            ["register", "rebuild", "--dir", workspace],
        ):
            message = fails(BUSY, *arguments)
            assert (
                "另一次运行正在进行：2022-07-03 08:15:30 开始，在机器 办公室一号 上，进程号 4711" in message
            )
        assert "另一次运行正在进行" in fails(BUSY, "run", workspace, "--wait", "0.2")
        assert run(workspace, "--dry-run")["counts"]["accepted"] == 1
        assert fuxi("status", "--dir", workspace).code == 0
    goes_on(workspace)


def test_missing(workspace: Path) -> None:
    register = workspace / "register.sqlite"
    kept = register.rename(workspace / "别处.sqlite")
    for arguments in (["run", workspace], ["run", workspace, "--dry-run"], *in_it(workspace)):
        message = fails(CONFIGURATION, *arguments)
        assert f"登记簿 {register} 不存在" in message
        assert "fuxi register rebuild" in message
    assert not register.exists()
    kept.rename(register)
    goes_on(workspace)


def test_of_a_newer_version(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace / "register.sqlite")) as connection:
        ((version,),) = connection.execute(f"SELECT version_num FROM {versions.name}").fetchall()
        connection.execute(f"UPDATE {versions.name} SET version_num = '9999'")
        connection.commit()
    for arguments in (["run", workspace], *in_it(workspace), ["register", "rebuild", "--dir", workspace]):
        message = fails(CONFIGURATION, *arguments)
        assert "更新版本的 fuxi 建立的（结构版本 9999）" in message
        assert "请升级 fuxi 后再试。" in message
    with closing(sqlite3.connect(workspace / "register.sqlite")) as connection:
        connection.execute(f"UPDATE {versions.name} SET version_num = ?", (version,))
        connection.commit()
    goes_on(workspace)


def garbage(_: bytes) -> bytes:
    return b"\x13garbage" * 4000


def text(_: bytes) -> bytes:
    return "这不是登记簿".encode()


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 3]


def damaged(content: bytes) -> bytes:
    """Every page but the first."""
    return content[:4096] + b"\xa5" * (len(content) - 4096)


@pytest.mark.parametrize("spoil", [garbage, text, truncated, damaged])
def test_corrupted(workspace: Path, spoil: Callable[[bytes], bytes]) -> None:
    register = workspace / "register.sqlite"
    good = register.read_bytes()
    register.write_bytes(spoil(good))
    bad = register.read_bytes()
    for arguments in (["run", workspace], *in_it(workspace)):
        result = fuxi(*arguments)
        assert result.code in (CONFIGURATION, UNFINISHED), (arguments, result)
        assert "已损坏" in result.err
        assert "fuxi register rebuild" in result.err
    assert len(files(workspace / "inbox") + files(workspace / ".work")) >= 2
    assert register.read_bytes() == bad
    register.write_bytes(good)
    goes_on(workspace)


def test_corrupted_and_made_anew(workspace: Path) -> None:
    """What the message says to do is what helps."""
    register = workspace / "register.sqlite"
    register.write_bytes(garbage(b""))
    assert "把它改名留存，再用 fuxi register rebuild" in fails(CONFIGURATION, "run", workspace)
    register.rename(workspace / "坏的.sqlite")
    assert fuxi("register", "rebuild", "--dir", workspace).code == 0
    goes_on(workspace)


def test_empty_file(workspace: Path) -> None:
    register = workspace / "register.sqlite"
    good = register.read_bytes()
    register.write_bytes(b"")
    assert "还没有登记簿" in fails(CONFIGURATION, "run", workspace)
    register.write_bytes(good)
    goes_on(workspace)


def test_a_folder_in_its_place(workspace: Path) -> None:
    (workspace / "register.sqlite").rename(workspace / "好的")
    (workspace / "register.sqlite").mkdir()
    assert "应为文件名" in fails(CONFIGURATION, "run", workspace)
    (workspace / "register.sqlite").rmdir()
    (workspace / "好的").rename(workspace / "register.sqlite")
    goes_on(workspace)


# Folders


def test_the_inbox_is_missing(workspace: Path) -> None:
    (workspace / "inbox").rename(workspace / "收件")
    for more in ([], ["--dry-run"]):
        message = fails(CONFIGURATION, "run", workspace, *more)
        assert (
            message
            == f"错误：没有收件箱“{workspace}/inbox”；请新建这个文件夹，或者改 fuxi.toml 的 [paths]。\n"
        )
    assert fuxi("status", "--dir", workspace).code == 0
    (workspace / "收件").rename(workspace / "inbox")
    goes_on(workspace)


@pytest.mark.parametrize("name", ["accepted", "returned", "reports", ".work"])
def test_a_file_where_a_folder_should_be(workspace: Path, name: str) -> None:
    there = workspace / name
    kept = workspace / "搬走"
    if there.exists():
        there.rename(kept)
    there.write_bytes(b"")
    message = fails(UNFINISHED, "run", workspace)
    assert "再运行一次即可接着做" in message
    assert name in message
    there.unlink()
    if kept.exists():
        kept.rename(there)
    goes_on(workspace)


@pytest.mark.parametrize("name", ["accepted", "returned", "reports"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_a_folder_that_takes_nothing(
    workspace: Path, name: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = str(workspace / name)
    with monkeypatch.context() as patch:
        for what in ("replace", "makedirs"):
            patch.setattr(os, what, _refuse(getattr(os, what), target, number))
        message = fails(UNFINISHED, "run", workspace)
    assert target in message or os.strerror(number) in message
    assert "已收的文件都还在，解决以后再运行一次即可接着做" in message
    goes_on(workspace)


def _refuse(real: Callable[..., Any], below: str, number: int) -> Callable[..., Any]:
    def call(*paths: Any, **options: Any) -> Any:
        if os.fspath(paths[-1] if len(paths) > 1 else paths[0]).startswith(below):
            raise OSError(number, os.strerror(number), os.fspath(paths[0]))
        return real(*paths, **options)

    return call


def test_the_disk_gives_out_while_reports_are_written(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was accepted stays accepted; the reports are made by the next run."""

    def full(path: str, _content: bytes) -> None:
        raise FuxiError(f"写不了文件“{path}”：No space left on device。")

    with monkeypatch.context() as patch:
        patch.setattr(reports, "write_file", full)
        assert "写不了文件" in fails(UNFINISHED, "run", workspace)
        assert len(filed(workspace)) == 3
        assert "写不了文件" in fails(UNFINISHED, "run", workspace)
    assert run(workspace)["refreshed"] == ["2022-06"]
    goes_on(workspace)


def test_the_log_cannot_be_written(workspace: Path) -> None:
    """A run does its work all the same, and says so once."""
    shutil.rmtree(workspace / "log")
    (workspace / "log").write_bytes(b"")
    outcome = run(workspace)
    assert outcome["counts"]["accepted"] == 1
    (remark,) = outcome["remarks"]
    assert remark.startswith(f"运行日志没有写进“{workspace}/log”（")
    assert remark.endswith("收件不受影响；请检查这个文件夹能不能写。")
    put(workspace, ("又坏.xlsx", b"broken too"))
    assert fuxi("run", workspace).out.count("运行日志没有写进") == 1
    agrees(workspace)
    (workspace / "log").unlink()
    put(workspace, ("再坏.xlsx", b"broken three"))
    assert run(workspace)["remarks"] == []
    assert [event["event"] for event in events(workspace)] == ["unreadable", "summary"]


def test_the_plan_is_not_there(workspace: Path) -> None:
    """It is the settings that are wrong: nothing is taken."""
    before = files(workspace / "inbox")
    toml = workspace / "fuxi.toml"
    good = toml.read_text(encoding="utf-8")
    toml.write_text(good.replace("ganzhou-selenium-2022", "ganzhou-selenium-2032"), encoding="utf-8")
    for more in ([], ["--dry-run"]):
        assert "ganzhou-selenium-2032" in fails(CONFIGURATION, "run", workspace, *more)
    assert files(workspace / "inbox") == before
    toml.write_text(good, encoding="utf-8")
    goes_on(workspace)


@pytest.mark.parametrize("what", ["register = 3", "register = ''", "[inbox]\nsettle_seconds = -1", "plan = "])
def test_settings_that_are_wrong(workspace: Path, what: str) -> None:
    (workspace / "fuxi.toml").write_text(what, encoding="utf-8")
    assert "fuxi.toml" in fails(CONFIGURATION, "run", workspace)


def test_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    assert "不是工作区" in fails(CONFIGURATION, "run", tmp_path)
    assert "没有文件夹" in fails(CONFIGURATION, "run", tmp_path / "无")
    assert list(tmp_path.iterdir()) == []


def test_the_register_gives_out_when_a_run_ends(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That a run ended is only a note; what it did stands."""

    def full(*_: object, **__: object) -> None:
        raise FuxiError("磁盘已满。")

    with monkeypatch.context() as patch:
        patch.setattr(Register, "finish", full)
        assert run(workspace)["counts"]["accepted"] == 1
    agrees(workspace)


# Rights


_OVERRIDE, _READ_SEARCH = 1, 2
_DROP = 24  # PR_CAPBSET_DROP


def _bound() -> None:
    """As root: give up for good what sets root above the rights of files."""
    if os.getuid() == 0:
        for power in (_OVERRIDE, _READ_SEARCH):
            if _LIBC.prctl(_DROP, power, 0, 0, 0):
                raise OSError("not allowed")


_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def as_user(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A command of somebody whom the rights of files bind."""
    return subprocess.run(
        [sys.executable, "-m", "fuxi_cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "FUXI_NO_CACHE": "1"},
        preexec_fn=_bound,
    )


rights = pytest.mark.skipif(sys.platform != "linux", reason="rights are another matter there")


@rights
@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("accepted", UNFINISHED, "Permission denied"),
        ("returned", UNFINISHED, "Permission denied"),
        ("reports", UNFINISHED, "写不了文件"),
        ("register.sqlite", UNFINISHED, "不能写入"),
        (".", CONFIGURATION, "权限"),
        ("log", 0, "运行日志没有写进"),
        ("inbox", 0, "没有权限"),
    ],
)
def test_without_the_right_to_write(workspace: Path, name: str, code: int, words: str) -> None:
    (workspace / "register.sqlite.lock").unlink(missing_ok=True)
    target = workspace / name
    inside = (
        [path for path in target.rglob("*") if path.is_dir()]
        if name in ("accepted", "returned", "reports")
        else []
    )
    paths = [target, *inside, *((workspace / "log").glob("*") if name == "log" else [])]
    modes = [(path, path.stat().st_mode) for path in paths]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        result = as_user("run", workspace)
    finally:
        for path, mode in modes:
            path.chmod(mode)
    assert "Traceback" not in result.stderr
    assert "内部错误" not in result.stderr
    for beside in workspace.glob("register.sqlite-*"):
        beside.chmod(0o644)  # SQLite makes them with the rights of the register; the message tells of them
    assert (result.returncode, words in result.stdout + result.stderr) == (code, True), result
    again = as_user("run", workspace)
    assert again.returncode == 0, again.stderr
    goes_on(workspace)


@rights
def test_an_inbox_that_may_not_be_looked_into(workspace: Path) -> None:
    folder_ = workspace / "inbox/县里"
    folder_.mkdir()
    folder_.chmod(0)
    try:
        result = as_user("run", workspace)
    finally:
        folder_.chmod(0o755)
    assert result.returncode == 0
    assert "未收    县里（这个文件夹打不开，里面的文件没有收；请检查权限）" in result.stdout
    goes_on(workspace)


@rights
def test_a_file_that_may_not_be_read_stays(workspace: Path) -> None:
    closed = workspace / "inbox/坏.xlsx"
    closed.chmod(0)
    result = as_user("run", workspace)
    closed.chmod(0o644)
    assert result.returncode == 0
    assert "等待    坏.xlsx（取不出来，可能正被别的程序打开，或者没有权限，下次运行再收）" in result.stdout
    assert "已接收 1 份" in result.stdout
    goes_on(workspace)
