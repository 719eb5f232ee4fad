"""What Windows does not have is not needed: no fork, no ``resource``, no named pipes, no timers, another console.

The commands run in processes from which those things were taken (support/windows); other tests replace single functions by
what they do on Windows.
"""

import ast
import ctypes
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fuxi_cli import check
from fuxi_cli.cli import output
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.pipeline import saving
from fuxi_cli.pipeline.saving import write_file
from fuxi_cli.pipeline.workspace import inbox
from fuxi_cli.readers.plans import cache
from support.samples import EXAMPLES, ROOT

SRC = ROOT / "src"
LESS = ROOT / "tests/support/windows"
POSIX_ONLY = {
    "os": {"fork", "mkfifo", "mknod", "getuid", "geteuid", "getgid", "chown", "statvfs", "sched_getaffinity", "uname", "setsid",
           "killpg", "register_at_fork", "WIFSIGNALED", "WTERMSIG", "WNOHANG", "O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK"},
    "signal": {"setitimer", "alarm", "SIGALRM", "SIGPROF", "SIGKILL", "SIGHUP", "SIGPIPE", "SIGUSR1", "ITIMER_REAL", "ITIMER_PROF"},
    "select": {"poll", "epoll"},
}  # fmt: skip
MODULES = {"resource", "fcntl", "pwd", "grp", "termios", "tty", "pty", "posix"}
WHERE = {
    "pipeline/forked.py": "loaded where os.fork is",
    "pipeline/bounds.py": "behind TIMED, and an import that may fail",
    "pipeline/cluster/post.py": "behind hasattr",
    "register/forks.py": "behind hasattr",
}
"""Modules that may name what Windows does not have."""


FUXI = ("-m", "fuxi_cli")


def run(
    arguments: list[str], folder: Path, start: tuple[str, ...] = FUXI, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """A command of fuxi, or what else Python is to start, where those things are missing."""
    paths = os.pathsep.join([str(LESS), str(SRC)])
    kept = {name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": paths, "FUXI_NO_CACHE": "1", **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_a_workbook_is_checked_by_spawned_workers_and_a_gbk_console_breaks_nothing() -> None:
    done = run(["check", "examples/progress.xlsx", "-f", "json"], ROOT, PYTHONIOENCODING="gbk:strict")
    assert done.returncode == 1, done.stderr.decode("utf-8", "replace")
    expected = json.loads((EXAMPLES / "progress.expected.json").read_text(encoding="utf-8"))
    assert json.loads(done.stdout.decode("utf-8")) == expected
    assert done.stderr == b""


def test_a_workspace_takes_files_in(tmp_path: Path) -> None:
    folder = tmp_path / "富硒办"
    assert run(["init", str(folder), "--plan", "ganzhou-selenium-2022"], tmp_path).returncode == 0
    (folder / "inbox/赣县区.xlsx").write_bytes((EXAMPLES / "progress.xlsx").read_bytes())
    done = run(["run"], folder)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert len(list(folder.glob("returned/2022-06/*_退回单.docx"))) == 1
    assert not list(folder.glob("inbox/*"))


def test_a_script_without_a_guard_is_not_run_again_by_its_workers(tmp_path: Path) -> None:
    script = tmp_path / "月报.py"
    script.write_text(
        "from fuxi_cli import check\n"
        f"report = check({str(EXAMPLES / 'progress.xlsx')!r})\n"
        "print(sorted(f.rule.code for f in report.findings))\n",
        encoding="utf-8",
    )
    done = run([], tmp_path, (str(script),))
    assert done.stderr == b""
    assert done.stdout.count(b"[") == 1
    assert b"C101" in done.stdout
    assert b"S105" not in done.stdout


def test_names_that_windows_lacks_are_used_behind_a_question() -> None:
    found = {}
    for path in sorted((SRC / "fuxi_cli").rglob("*.py")):
        named = set(posix_names(ast.parse(path.read_text(encoding="utf-8"))))
        if named:
            found[path.relative_to(SRC / "fuxi_cli").as_posix()] = named
    assert set(found) <= set(WHERE), found
    assert "pipeline/forked.py" in found


def posix_names(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in POSIX_ONLY.get(node.value.id, ()):
                names.append(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names if alias.name in MODULES]
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            names.append(node.module)
    return names


def test_files_are_opened_with_their_encoding_named() -> None:
    """Else Windows reads and writes them in GBK, or in whatever the office's machine is set to."""
    for path in sorted((SRC / "fuxi_cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (what := text_call(node)):
                assert any(k.arg == "encoding" for k in node.keywords) or len(node.args) > what, (
                    path,
                    node.lineno,
                )


def text_call(node: ast.Call) -> int:
    """How many arguments stand before the encoding in a call that reads or writes text; 0 for any other call."""
    called = node.func
    if isinstance(called, ast.Name) and called.id == "open":
        mode = (
            node.args[1]
            if len(node.args) > 1
            else next((k.value for k in node.keywords if k.arg == "mode"), None)
        )
        return 0 if isinstance(mode, ast.Constant) and "b" in str(mode.value) else 3
    if isinstance(called, ast.Attribute) and called.attr in ("read_text", "write_text"):
        return 1 if called.attr == "write_text" else -1
    return 0


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Files that others have open cannot be replaced; the pauses between tries are noted and not waited for."""
    waited: list[float] = []
    monkeypatch.setattr(saving, "_BUSY_FILES", True)
    monkeypatch.setattr(saving.time, "sleep", waited.append)
    return waited


def busy(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many times somebody has the file open."""
    left = [times]
    replace = os.replace

    def refuse(source: str, target: str) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(13, "拒绝访问。", source)
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)


def test_a_file_that_a_scanner_has_open_is_replaced_a_moment_later(
    tmp_path: Path, on_windows: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(3, monkeypatch)
    write_file(str(tmp_path / "汇总.xlsx"), b"new")
    assert (tmp_path / "汇总.xlsx").read_bytes() == b"new"
    assert len(on_windows) == 3


def test_a_file_that_stays_open_is_told_and_nothing_is_left_behind(
    tmp_path: Path, on_windows: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "汇总.xlsx").write_bytes(b"old")
    busy(1000, monkeypatch)
    with pytest.raises(FuxiError, match=r"拒绝访问.*文件是否被打开"):
        write_file(str(tmp_path / "汇总.xlsx"), b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["汇总.xlsx"]
    assert (tmp_path / "汇总.xlsx").read_bytes() == b"old"
    assert sum(on_windows) < 2, "a clerk waits for it"


def test_elsewhere_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(1, monkeypatch)
    with pytest.raises(FuxiError, match="写不了文件"):
        write_file(str(tmp_path / "a"), b"")


@pytest.mark.usefixtures("on_windows")
def test_what_was_taken_in_is_put_away_though_a_scanner_looks_at_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"1")
    busy(2, monkeypatch)
    inbox.move(str(tmp_path / "a"), str(tmp_path / "accepted" / "b"))
    assert (tmp_path / "accepted" / "b").read_bytes() == b"1"


def test_a_file_that_somebody_edits_waits_in_the_inbox(
    tmp_path: Path, on_windows: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/于都县.xlsx").write_bytes(b"1")
    found, _ = inbox.look(str(tmp_path / "inbox"), 0)
    busy(1000, monkeypatch)
    left = inbox.take(found[0], str(tmp_path / "work"), Numbered())  # type: ignore[arg-type]
    assert isinstance(left, inbox.Left)
    assert (left.event, left.why) == ("waiting", inbox.OPEN)
    assert (tmp_path / "inbox/于都县.xlsx").exists()
    assert not list((tmp_path / "work").iterdir())
    assert on_windows


class Numbered:
    """Gives out receipts."""

    stamp, received = "20220630-0001", "2022-06-30T09:00:00"

    def next(self) -> "Numbered":
        return self


@pytest.mark.usefixtures("on_windows")
def test_a_path_that_windows_does_not_take_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(path: str, **_: object) -> None:
        raise FileNotFoundError(2, "系统找不到指定的路径。", path)

    monkeypatch.setattr(os, "makedirs", too_long)
    with pytest.raises(FuxiError, match=r"路径太长.*260"):
        write_file(str(tmp_path / ("长" * 60) / ("名" * 60) / ("字" * 130) / "a.xlsx"), b"")


def test_long_paths_work_where_the_system_takes_them(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["富硒产业发展领导小组办公室"] * 6, "2022-06" * 10)
    target = folder / "结果.xlsx"
    write_file(str(target), (EXAMPLES / "progress.xlsx").read_bytes())
    assert len(str(target).encode()) > 260
    assert [one.status for one in check(target).workbooks] == ["returned"]


def test_the_cache_lies_in_local_app_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert cache.folder() == str(tmp_path / "fuxi" / "plans")
    monkeypatch.delenv("LOCALAPPDATA")
    assert cache.folder().endswith(os.path.join("AppData/Local", "fuxi", "plans"))


def test_a_plan_that_another_run_is_reading_stays_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FUXI_NO_CACHE", raising=False)
    monkeypatch.setattr(cache, "folder", lambda: str(tmp_path))
    busy(1000, monkeypatch)
    cache.put("0" * 64, "no plan")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_without_a_console_nothing_breaks(tmp_path: Path) -> None:
    """pythonw and services have no streams."""
    script = (
        "import sys; sys.stdout = sys.stderr = None\n"
        "from fuxi_cli import check\n"
        f"report = check({str(EXAMPLES / 'progress.xlsx')!r})\n"
        "open('done.txt', 'w', encoding='utf-8').write(str(len(report.findings)))\n"
    )
    done = run([], tmp_path, ("-c", script))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "done.txt").read_text(encoding="utf-8") == "8"


class Kernel:
    """Windows' library of that name, as far as the console goes: a window that is or is not there, old or new."""

    def __init__(self, window: bool, new: bool) -> None:
        self.window, self.new, self.mode = window, new, 3

    def __call__(self, name: str) -> "Kernel":
        assert name == "kernel32"
        return self

    def GetConsoleMode(self, handle: Any, mode: Any) -> bool:
        mode._obj.value = self.mode
        return self.window and handle.value in (111, 112)

    def SetConsoleMode(self, handle: Any, mode: int) -> bool:
        self.mode = mode if self.new else self.mode
        return self.new and bool(handle.value)


@pytest.mark.parametrize(("window", "new"), [(True, True), (True, False), (False, True)])
def test_colours_are_shown_where_windows_can_show_them(
    window: bool, new: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = Kernel(window, new)
    monkeypatch.setattr(ctypes, "WinDLL", kernel, raising=False)
    monkeypatch.setattr(kernel, "GetStdHandle", lambda number: 100 - number, raising=False)
    monkeypatch.setattr(output.sys, "platform", "win32")
    monkeypatch.setattr(output.sys, "stdout", Terminal())
    monkeypatch.setattr(output.sys, "stderr", Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert output.colour(no_color=False) == (window and new)
    assert output._redraws() == (window and new)
    assert not output.colour(no_color=True)
    assert kernel.mode == (7 if window and new else 3)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
