"""Runs over an inbox that are killed on their way: forked processes that end without a word, at a moment that a test chooses."""

import json
import os
import select
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Engine, event

from fuxi_cli.core.filed import Filed
from fuxi_cli.core.report import Checked, Report
from fuxi_cli.core.summary import Summary
from fuxi_cli.pipeline import reading
from fuxi_cli.pipeline.workspace import intake, judgement, log, reports
from fuxi_cli.pipeline.workspace.filing import ENDINGS
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.inbox import handled
from fuxi_cli.pipeline.workspace.verifying import verify
from fuxi_cli.register import open_register
from fuxi_cli.register.access import Access
from support.inboxes import NOTE
from support.workspaces import State, state

_SECONDS = 120
BEFORE, TAKING, JUDGING, PAPERS, COMMITTED, FILING, REPORTS = (
    "before", "taking", "judging", "papers", "committed", "filing", "reports",
)  # fmt: skip
STAGES = (BEFORE, TAKING, JUDGING, PAPERS, COMMITTED, FILING, REPORTS)
_ENTRIES = {
    BEFORE: (intake, "look"),
    TAKING: (intake, "take"),
    JUDGING: (intake.Reading, "read"),
    PAPERS: (intake, "prepare"),
    COMMITTED: (intake, "put_away"),
    FILING: (intake, "put_away"),
    REPORTS: (intake, "refresh"),
}
"""What is called when a stage begins."""


class Moment(NamedTuple):
    """When a run is killed: so many seconds after its start, or after a stage's function was called the n-th time."""

    seconds: float
    stage: str | None = None
    call: int = 1


class Ended(NamedTuple):
    killed: bool
    failure: str
    """What it raised, if it came to its end in that way."""


def run_killed(workspace: Path, moment: Moment, wait: float = 0) -> Ended:
    """Start a run, and kill it at that moment, unless it comes to its end before."""

    def prepare(say: Callable[[], None]) -> None:
        if moment.stage is not None:
            _on_call(*_ENTRIES[moment.stage], moment.call, say if moment.seconds else _die)

    with forked(lambda: intake.run(str(workspace), wait=wait), prepare) as (pid, said, failure):
        end = os.pidfd_open(pid)
        try:
            if moment.stage is not None:
                _wait(end, said, _SECONDS)
            _wait(end, None, moment.seconds)
        finally:
            os.close(end)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        return Ended(os.WIFSIGNALED(status), failure())


def run_to_point(workspace: Path, point: int, wait: float = 0) -> Ended:
    """Start a run that kills itself at the n-th point at which it changes something on the disk or in the register."""

    def prepare(_: Callable[[], None]) -> None:
        points = Points(point)
        points.watch()

    with forked(lambda: intake.run(str(workspace), wait=wait), prepare) as (pid, _, failure):
        _, status = os.waitpid(pid, 0)
        return Ended(os.WIFSIGNALED(status), failure())


@contextmanager
def forked(
    work: Callable[[], Any], prepare: Callable[[Callable[[], None]], None] = lambda _: None
) -> Iterator[tuple[int, int, Callable[[], str]]]:
    """A process of its own group that does the work: its id, a pipe on which it may say something, and what it raised.

    Who uses it must wait for it. At the end everything of its group that is left is killed.
    """
    said, says = os.pipe()
    raised, raises = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.setpgid(0, 0)
            prepare(lambda: os.write(says, b"."))
            work()
            code = 0
        except BaseException:
            os.write(raises, traceback.format_exc().encode()[-60_000:])
        finally:
            os._exit(code)
    os.close(says)
    os.close(raises)
    os.set_blocking(raised, False)

    def failure() -> str:
        try:
            return os.read(raised, 65_536).decode(errors="replace")
        except BlockingIOError:  # its workers live on for a moment, and have the pipe
            return ""

    try:
        yield pid, said, failure
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        os.close(said)
        os.close(raised)


def _wait(end: int, said: int | None, seconds: float) -> None:
    """Until the process has ended or says something, at most so long."""
    poll = select.poll()
    poll.register(end, select.POLLIN)
    if said is not None:
        poll.register(said, select.POLLIN)
    poll.poll(seconds * 1000)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _on_call(owner: Any, name: str, number: int, react: Callable[[], None]) -> None:
    original, left = getattr(owner, name), number

    def called(*arguments: Any, **named: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            react()
        return original(*arguments, **named)

    setattr(owner, name, called)


class Points:
    """Counts the moments between which a run changes something outside of itself; at the n-th it dies."""

    def __init__(self, deadly: int) -> None:
        self.passed = 0
        self._deadly = deadly
        self._pid = os.getpid()

    def watch(self) -> None:
        """From now on, in this process: before each change of the disk, and before and after each commit."""
        for name in ("replace", "unlink", "mkdir", "rmdir", "fsync"):
            self._before(os, name)
        self._before(log.Log, "write")
        event.listen(Engine, "commit", lambda _: self.point())
        writing = Access.writing

        @contextmanager
        def written(access: Access) -> Iterator[Any]:
            with writing(access) as connection:
                yield connection
            self.point()

        Access.writing = written  # type: ignore[method-assign]

    def point(self) -> None:
        if os.getpid() != self._pid:
            return
        self.passed += 1
        if self.passed == self._deadly:
            _die()

    def _before(self, owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def called(*arguments: Any, **named: Any) -> Any:
            # To remove what is not there changes nothing.
            if name != "unlink" or named.get("dir_fd") is not None or os.path.lexists(arguments[0]):
                self.point()
            return original(*arguments, **named)

        setattr(owner, name, called)


def points_of(workspace: Path) -> int:
    """How many such moments a whole run has."""
    counted = workspace / "points"

    def work() -> None:
        points = Points(0)
        points.watch()
        intake.run(str(workspace))
        counted.write_text(str(points.passed))

    with forked(work) as (pid, _, failure):
        _, status = os.waitpid(pid, 0)
        assert status == 0, failure()
    number = int(counted.read_text())
    counted.unlink()
    return number


@contextmanager
def quick_rendering() -> Iterator[None]:
    """Runs that make their papers quickly, of nothing but what they depend on; they write them as ever."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reports, "papers", _quick_papers)
        patch.setattr(judgement, "papers_of", _quick_returns)
        yield


@contextmanager
def read_before(workspace: Path) -> Iterator[None]:
    """Runs whose workers need not read again what lies in that inbox now: they look at a file's bytes, and know its answer.

    They have it from the process that they were forked from, and send it back as ever.
    """
    original = reading.Server._read
    opened = Workspace(str(workspace))
    server = reading.Server(opened.store, opened.store.settings.limits)
    known: dict[tuple[Any, ...], reading.Answer] = {}

    def key(request: reading.Request) -> tuple[Any, ...]:
        path = Path(request.path)
        return path.name, path.read_bytes(), request._replace(path="", slim=False)

    for path in filter(Path.is_file, Path(opened.paths.inbox).rglob("*")):
        request = reading.Request(str(path), opened.reference)
        known[key(request)] = original(server, request)

    def read(server: reading.Server, request: reading.Request) -> reading.Answer:
        answer = known.get(key(request))
        if answer is None:
            return original(server, request)
        answer.file.workbook.path = request.path
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading.Server, "_read", read)
        yield


def _quick_papers(made: Summary) -> Iterator[tuple[str, bytes]]:
    for name in reports.NAMES:
        yield name, f"{name} {len(made.report.workbooks)} {len(made.report.findings)}".encode() * 2000


def _quick_returns(checked: Checked, _: Report) -> Iterator[tuple[str, bytes]]:
    for ending in ENDINGS:
        yield ending, f"{checked.status} {len(checked.findings)}".encode() * 2000


def stage_of(workspace: Path) -> str:
    """What a run was doing when it was killed, by what it left behind."""
    opened = Workspace(str(workspace))
    inbox = [path for path in Path(opened.paths.inbox).rglob("*") if path.is_file() and path.name != NOTE]
    taken = list(handled(opened.paths.work))
    with open_register(opened.register_url) as register:
        filed = {one.receipt: one for one in register.submissions()}
    if inbox:
        return TAKING if taken else BEFORE
    decided = [filed[one.receipt] for one in taken if one.receipt in filed]
    if decided:
        return _after_commit(decided, list(filed.values()))
    if any((Path(one.folder) / "papers").exists() for one in taken):
        return PAPERS
    return JUDGING if taken else REPORTS


def _after_commit(decided: list[Filed], filed: list[Filed]) -> str:
    month = [one for one in filed if one.period == decided[0].period]
    return COMMITTED if len(decided) == len(month) else FILING


def assert_as_if_undisturbed(workspace: Path, expected: State) -> None:
    """Everything is there once, nothing is half done, and all of it as a run that nobody disturbed leaves it."""
    opened = Workspace(str(workspace))
    faults = verify(str(workspace)).faults
    assert faults == (), faults
    left = [
        path
        for path in workspace.rglob("*")
        if path.name.startswith(".fuxi") or path.suffix in (".part", ".tmp")
    ]
    assert left == [], left
    found = state(workspace)
    for name, right, is_now in zip(State._fields, expected, found, strict=True):
        assert is_now == right, f"{name}: {right} was expected, there is {is_now}"
    _assert_logged(opened)


def _assert_logged(workspace: Workspace) -> None:
    """Every submission has at least one event, and every line is whole."""
    events = [
        json.loads(line)
        for path in sorted(Path(workspace.paths.log).glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    logged = {one.get("receipt") for one in events}
    with open_register(workspace.register_url) as register:
        missing = [one.path for one in register.submissions() if one.receipt not in logged]
    assert missing == [], missing
