"""``fuxi run``: what lies in the inbox is taken, judged, kept where it belongs and entered; then the papers are made new.

The order makes an interruption harmless at every moment: a file is first moved out of the inbox, whole, under its receipt; what
was decided of a month is entered in the register in one transaction; only then do the files move to where the register says
that they are. A run begins by finishing what the one before left.
"""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from fuxi_cli import __version__
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Closing, Filed
from fuxi_cli.core.outcome import Duplicate, Outcome
from fuxi_cli.core.period import Period
from fuxi_cli.core.submission import Submission
from fuxi_cli.pipeline.checking import OnFile
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.reading import Answer, Reading, Request, jobs_for
from fuxi_cli.pipeline.workspace.books import Books
from fuxi_cli.pipeline.workspace.corrections import listed_in
from fuxi_cli.pipeline.workspace.filing import make_last, prepare, put_away
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.inbox import (
    GONE,
    Found,
    Left,
    Taken,
    done,
    handled,
    interrupted,
    look,
    renew,
    take,
)
from fuxi_cli.pipeline.workspace.judgement import Judged, New, fingerprint, judge
from fuxi_cli.pipeline.workspace.log import Log
from fuxi_cli.pipeline.workspace.receipts import Clock, Receipts, local_now, received_of
from fuxi_cli.pipeline.workspace.reports import refresh
from fuxi_cli.pipeline.workspace.stopping import unfinished
from fuxi_cli.register import open_register

if TYPE_CHECKING:
    from fuxi_cli.register import Register

OnStep = Callable[[str], OnFile]
"""Gives, for a step's name in Chinese, what is told how far it has come."""


def run(
    folder: str = ".",
    dry_run: bool = False,
    on_step: OnStep | None = None,
    wait: float = 0,
    clock: Clock = local_now,
) -> Outcome:
    """Work off the inbox of a workspace. ``wait``: seconds to wait for another run to end.

    Raises FuxiError for a workspace or register that cannot be used (Busy: another run is going on), and Unfinished when
    the disk or the register gave out on the way: nothing is lost then, and the next run goes on.
    """
    workspace = Workspace(folder)
    inbox = workspace.paths.inbox
    if not os.path.isdir(inbox):
        raise FuxiError(f"没有收件箱“{inbox}”；请新建这个文件夹，或者改 fuxi.toml 的 [paths]。")
    with open_register(workspace.register_url) as register:
        workspace.plan(None)  # a plan that is not there, or is wrong, is told before anything is taken
        if dry_run:
            with unfinished():
                return Intake(workspace, register, clock, on_step).rehearse()
        with register.lock(wait):
            return _run(workspace, register, clock, on_step)


def _run(workspace: Workspace, register: "Register", clock: Clock, on_step: OnStep | None) -> Outcome:
    with unfinished():
        intake = Intake(workspace, register, clock, on_step)
        if not intake.anything():
            refreshed = refresh(Books(register, workspace))
            return intake.outcome()._replace(refreshed=tuple(refreshed))
        number = register.begin(clock().isoformat(), socket.gethostname(), os.getpid(), __version__)
        intake.begin(number)
        finished = "failed"
        try:
            outcome = intake.work()
            finished = "done"
        finally:
            with suppress(FuxiError):
                intake.end(finished)
    return outcome._replace(remarks=intake.remarks())


class Intake:
    """One run over the inbox, step by step."""

    def __init__(
        self, workspace: Workspace, register: "Register", clock: Clock, on_step: OnStep | None
    ) -> None:
        self.workspace = workspace
        self.register = register
        self.clock = clock
        self.books = Books(register, workspace)
        self.log = Log(workspace.paths.log, clock, None)
        self.run: int | None = None
        self._on_step = on_step or (lambda _: lambda _done, _all: None)
        self._found: list[Found] = []
        self._left: list[Left] = []
        self._taken: list[Taken] = []
        self._filed: list[Filed] = []
        self._duplicates: list[Duplicate] = []
        self._unchanged: list[tuple[Filed, Filed]] = []
        self._refreshed: list[Period] = []
        self._remarks: list[str] = []

    def anything(self) -> bool:
        """Whether there is anything to do."""
        paths = self.workspace.paths
        self._taken = interrupted(paths.work)
        self._found, self._left = look(paths.inbox, self.workspace.settings.settle_seconds)
        return bool(self._found or self._taken)

    def begin(self, number: int) -> None:
        self.run = number
        # What a run that was killed had sent to the server may have been entered a moment ago.
        self.books.forget()
        self.log = Log(self.workspace.paths.log, self.clock, number)

    def work(self) -> Outcome:
        """Take, judge, file, refresh."""
        self._finish_interrupted()
        self._take()
        for period, new in self._understood(self._taken, self.workspace.paths.work):
            self._file(self._judge(period, new))
        self._refreshed = refresh(self.books)
        return self.outcome()

    def rehearse(self) -> Outcome:
        """What ``work`` would do, with nothing moved or written."""
        paths = self.workspace.paths
        self._found, self._left = look(paths.inbox, self.workspace.settings.settle_seconds)
        for taken in handled(paths.work):
            filed = self.register.by_receipt(taken.receipt)
            if filed is None:
                self._taken.append(taken)
            else:
                self._filed.append(filed)
        receipts = self._receipts()
        for found in self._found:
            receipt = receipts.next()
            if os.path.exists(found.path):
                self._taken.append(Taken(receipt.stamp, receipt.received, found.name, "", found.path))
            else:
                self._left.append(Left(found.name, "left", GONE))
        for period, new in self._understood(self._taken, None):
            for judged in self._judge(period, new):
                filed = self.books.suppose(judged.filed, judged.new.submission)
                self._filed.append(filed)
                same = self._returned_before(filed)
                if same is not None:
                    self._unchanged.append((filed, same))
        return self.outcome()._replace(dry=True)

    def outcome(self) -> Outcome:
        numbers = {one.receipt for one in self._filed}
        now = [one for filed in map(self.books.filed, {f.period for f in self._filed}) for one in filed]
        closings = self.register.closings() if self._filed else []
        return Outcome(
            filed=tuple(map(self._as_reported, self._filed)),
            superseded=tuple(one for one in now if one.superseded_by and one.receipt in numbers),
            corrections=tuple(one for one in now if one.receipt in numbers and self._listed(one, closings)),
            unchanged=tuple(self._unchanged),
            duplicates=tuple(self._duplicates),
            left=tuple(self._left),
            refreshed=tuple(self._refreshed),
            remarks=self.remarks(),
            frequency=self.workspace.plan(None).calendar.frequency,
        )

    def _as_reported(self, one: Filed) -> Filed:
        """With its period as the plan calls it: the register keeps the month."""
        if one.period is None:
            return one
        return one._replace(period=self.books.plan(one.period).as_reported(one.period))

    def _listed(self, one: Filed, closings: Sequence[Closing]) -> bool:
        """Whether a later summary lists it as a correction."""
        return one.period is not None and listed_in(one, closings, self.books.plan(one.period)) is not None

    def remarks(self) -> tuple[str, ...]:
        """What the person who looks after the workspace should know."""
        if self.log.failed is None:
            return tuple(self._remarks)
        where = self.workspace.paths.log
        unwritten = (
            f"运行日志没有写进“{where}”（{self.log.failed}），收件不受影响；请检查这个文件夹能不能写。"
        )
        return (*self._remarks, unwritten)

    def end(self, finished: str) -> None:
        """Note in log and register how the run ended."""
        counts = {
            "accepted": sum(one.accepted for one in self._filed),
            "returned": sum(not one.accepted for one in self._filed),
            "duplicates": len(self._duplicates),
            "waiting": sum(one.event == "waiting" for one in self._left),
        }
        for one in self._left:
            self.log.write(one.event, name=one.name, why=one.why)
        months = [str(period) for period in self._refreshed]
        self.log.write("summary", outcome=finished, **counts, refreshed=months)
        if self.run is not None:
            self.register.finish(self.run, self.clock().isoformat(), finished, **counts)

    def _finish_interrupted(self) -> None:
        """Put away what had been entered already when the last run was cut off; the rest is judged anew."""
        undecided, given_twice = [], []
        for taken in self._taken:
            received = taken.received or received_of(taken.receipt, self.clock)
            filed = self.register.by_receipt(taken.receipt)
            if filed is None:
                undecided.append(taken._replace(received=received))
            elif filed.sha256 == fingerprint(taken.path)[0]:
                self._note(filed)
                put_away(self.workspace, taken, filed)
            else:
                # Another machine on this register, which knew nothing of this file, gave its receipt to one of its own.
                given_twice.append(taken._replace(received=received))
        self._taken = undecided
        if given_twice:
            receipts = self._receipts()
            self._taken = [*undecided, *(renew(taken, receipts.next()) for taken in given_twice)]

    def _receipts(self) -> Receipts:
        known = [self.register.last_receipt(), *(taken.receipt for taken in self._taken)]
        receipts = Receipts(self.clock, max((one for one in known if one), default=None))
        if receipts.behind:
            self._remarks.append(
                "系统时钟比最近一次收件还早，收件时间顺延记在其后；请检查这台电脑的日期、时间和时区。"
            )
        return receipts

    def _take(self) -> None:
        receipts = self._receipts()
        for found in self._found:
            one = take(found, self.workspace.paths.work, receipts)
            if isinstance(one, Taken):
                self._taken.append(one)
            else:
                self._left.append(one)

    def _understood(
        self, taken: Sequence[Taken], work: str | None
    ) -> Iterator[tuple[Period | None, list[New]]]:
        """The files as submissions, a month at a time, oldest first, those without a month last; copies are left out."""
        files = self._without_copies(taken, work is not None)
        if not files:
            return
        store = self.workspace.store
        reference = self.workspace.reference
        requests = [Request(one.path, reference) for one, _, _ in files]
        with Reading(store, jobs_for(len(files)), store.settings.limits) as reading:
            prepare_rules = lambda: Run.prepare(self.workspace.selection, True)  # noqa: E731  runs while files are read
            answers = reading.read(requests, prepare_rules, self._on_step("正在检查"))
            months: dict[Period | None, list[int]] = {}
            for number, answer in enumerate(answers):
                answer.file.plan = store.named_by(answer.file.identities, _period(answer))
                months.setdefault(_period(answer), []).append(number)
            for period in sorted(months, key=lambda p: (p is None, p)):
                plan = self.books.plan(period)
                numbers, period = months[period], plan.as_reported(period) if period else None
                found = reading.against(plan, [answers[n] for n in numbers], [requests[n] for n in numbers])
                yield (
                    period,
                    [
                        New(files[n][0], submission, files[n][1], files[n][2])
                        for n, submission in zip(numbers, found, strict=True)
                    ],
                )

    def _without_copies(self, taken: Sequence[Taken], drop: bool) -> list[tuple[Taken, str, int]]:
        """The files with their hashes; what is a copy of an accepted one, or of one before it, is noted and dropped."""
        kept: dict[str, tuple[Taken, str, int]] = {}
        for one in taken:
            sha256, size = fingerprint(one.path)
            if sha256 in kept:
                same = kept[sha256][0]
                self._drop_copy(one, sha256, Duplicate(one.name, same.name, same.receipt), drop)
                continue
            accepted = self.books.accepted_with(sha256)
            if accepted is None:
                kept[sha256] = (one, sha256, size)
            else:
                same_as = Duplicate(one.name, accepted.name, accepted.receipt, accepted.path)
                self._drop_copy(one, sha256, same_as, drop)
        return list(kept.values())

    def _drop_copy(self, taken: Taken, sha256: str, duplicate: Duplicate, drop: bool) -> None:
        self._duplicates.append(duplicate)
        if drop:
            self.log.write(
                "duplicate", name=taken.name, sha256=sha256, of=duplicate.receipt, path=duplicate.path
            )
            os.unlink(taken.path)
            done(taken)

    def _judge(self, period: Period | None, new: Sequence[New]) -> list[Judged]:
        plan = self.books.plan(period)
        return judge(self.books, plan, period, new, self.run)

    def _file(self, judged: Sequence[Judged]) -> None:
        """Enter a month's decisions, then put the files where they belong."""
        earlier = {one.filed.receipt: self._returned_before(one.filed) for one in judged}
        tell = self._on_step("正在归档")
        for one in judged:
            prepare(one)
        filed = self.register.file(one.dossier() for one in judged)
        for number, (one, entered) in enumerate(zip(judged, filed, strict=True), start=1):
            # Noted first: a run that is cut off in between notes it once more, and never not at all.
            self._note(entered)
            put_away(self.workspace, one.new.taken, entered)
            same = earlier[entered.receipt]
            if same is not None:
                self._unchanged.append((entered, same))
            tell(number, len(judged))
        make_last(self.workspace.at(one.path) for one in filed)
        self.books.forget()

    def _returned_before(self, filed: Filed) -> Filed | None:
        """The returned submission that this returned one is, byte for byte."""
        if filed.accepted:
            return None
        return next(iter(reversed(self.register.by_hash(filed.sha256))), None)

    def _note(self, filed: Filed) -> None:
        self._filed.append(filed)
        self.log.write(
            filed.status,
            name=filed.name,
            reporter=filed.reporter_name,
            period=str(filed.period) if filed.period else None,
            receipt=filed.receipt,
            sha256=filed.sha256,
            path=filed.path,
            errors=filed.errors,
            warnings=filed.warnings,
            infos=filed.infos,
        )


def _period(answer: Answer) -> Period | None:
    submission: Submission | None = answer.submission
    return (submission.period if submission else None) or answer.file.period
