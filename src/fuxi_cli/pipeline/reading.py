"""Foreign files → submissions, each read by a worker process, in the order in which they were named.

A worker opens a file, finds out which plan it is about, and reads it against that plan. Only what the rules look at
comes back: the rows of the sheets stay behind.
"""

import json
import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.limits import Limits
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.submission import Hints, Notice, Sheet, Submission
from fuxi_cli.pipeline.opening import File, belongs, died, open_file, understand_file
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.pipeline.transport import pack, unpack
from fuxi_cli.pipeline.workers import OUT_OF_MEMORY, Died, Workers
from fuxi_cli.readers.paths import Place, is_url

if TYPE_CHECKING:
    from fuxi_cli.pipeline.kept.answers import Answers, Wanted

_WHOLE, _SLIM = b"w", b"s"
"""Kinds of answers: everything that the worker knows, or what the register would keep."""
_FILES_THAT_PAY = 10
"""So many files for each worker make its start worth while."""
_MANY = 40
"""From so many files on it matters what a submission takes in memory."""


class Request(NamedTuple):
    """One file to read. ``plan``: a reference that settles what it is read against; ``period``: the month."""

    path: str
    plan: str | None = None
    period: Period | None = None
    hints: Hints = Hints()
    content: bytes | Notice | None = None
    """What the file holds, or why that cannot be had; None: the worker opens it."""
    place: Place | None = None
    """Where the path leads, for one that was found behind a scheme."""
    slim: bool = False
    """Have the submission come as slim as the register keeps one; how its tables were recognised is left out."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Answer:
    """What a worker made of a file: what it says of itself, and the submission if there was a plan for it."""

    file: File
    against: str | None = None
    """The plan's reference with its revision."""
    submission: Submission | None = None


class Reading:
    """The worker processes of one run. To be used in a ``with`` block, which ends them.

    ``kept``: where what is read is looked for first, and held afterwards. ``cluster``: the address of a Dask scheduler, whose
    workers do the work in place of ``jobs`` processes here.
    """

    def __init__(
        self,
        store: Plans,
        jobs: int,
        limits: Limits,
        kept: "Answers | None" = None,
        cluster: str | None = None,
    ) -> None:
        self.store = store
        self._kept = kept
        self._limits = limits
        self._cluster = cluster
        self._workers: Any
        if cluster is None:
            self._workers = Workers(Server(store, limits), jobs, limits)
        else:
            client = import_module("fuxi_cli.pipeline.cluster.client")
            self._workers = client.Cluster(cluster, store, limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.end()

    def read(
        self,
        requests: Sequence[Request],
        meanwhile: Callable[[], None] | None = None,
        on_file: Callable[[int, int], None] | None = None,
    ) -> list[Answer]:
        """Every file's answer, in the order of the requests. ``meanwhile`` is run once, as the workers begin."""
        wanted = self._wanted(requests)
        answers = self._held(wanted, requests)
        rest = [number for number in range(len(requests)) if number not in answers]
        slim = len(requests) >= _MANY or bool(wanted)
        asked = [r._replace(slim=slim and not r.hints.explain) for r in map(requests.__getitem__, rest)]
        messages = self._messages(asked)
        if not rest and meanwhile is not None:
            meanwhile()
        for index, answer in self._workers.answers(messages, meanwhile):
            number = rest[index]
            if isinstance(answer, Died):
                answers[number] = Answer(File(died(requests[number].path, answer.reason)))
            else:
                new = answers[number] = self._received(answer, requests[number].path)
                if wanted and self._kept and answer[:1] == _SLIM:
                    self._kept.keep(wanted[number], new.file.workbook.sha256, answer)
            if on_file:
                on_file(len(answers), len(requests))
        if self._kept:
            self._kept.save()
        return [answers[number] for number in range(len(requests))]

    def _wanted(self, requests: Sequence[Request]) -> list["Wanted"]:
        """The requests as the store of answers knows them; none where it is not to be used."""
        if self._kept is None or any(request.hints.explain for request in requests):
            return []
        module = import_module("fuxi_cli.pipeline.kept.answers")
        contexts: dict[object, str] = {}
        wanted = []
        for request in requests:
            asked = (request.plan, request.period, request.hints)
            if asked not in contexts:
                contexts[asked] = self._kept.context(self.store, self._limits, asked)
            wanted.append(module.Wanted(request.path, contexts[asked]))
        return wanted

    def _held(self, wanted: Sequence["Wanted"], requests: Sequence[Request]) -> dict[int, Answer]:
        answers = {}
        for number, message in self._kept.find(wanted).items() if self._kept and wanted else ():
            # What cannot be understood any more is read again, whatever is wrong with it.
            with suppress(Exception):
                answers[number] = self._received(message, requests[number].path)
        return answers

    def _messages(self, requests: list[Request]) -> Sequence[bytes]:
        if self._cluster is None and not any(is_url(request.path) for request in requests):
            return [pickle.dumps(request) for request in requests]
        if self._cluster is None:
            self._workers.start_anew()
        # Loaded by name: files of this machine that are read here need none of it.
        module = import_module("fuxi_cli.pipeline.messages")
        messages: Sequence[bytes] = module.Messages(requests, self._limits, self._cluster is not None)
        return messages

    def _received(self, answer: bytes, path: str) -> Answer:
        kind, message = answer[:1], answer[1:]
        if kind == _WHOLE:
            whole: Answer = unpack(message, self.store)
            return whole
        head, _, content = message.partition(b"\n")
        against, fits, known = json.loads(head)
        submission = _content().unpack(content, self.store.load(against, None), path)
        file = File(submission.workbook, submission.identities[:known], fits=tuple(fits))
        return Answer(file, against, submission)

    def against(
        self, plan: Plan | None, answers: Sequence[Answer], requests: Sequence[Request]
    ) -> list[Submission]:
        """Every file as a submission to that plan. The few that were read against another are read again."""
        again = [
            number
            for number, answer in enumerate(answers)
            if plan is not None and belongs(answer.file, plan) and answer.against != plan.reference
        ]
        wanted = [requests[n]._replace(plan=plan.reference) for n in again] if plan else []
        settled = dict(zip(again, self.read(wanted), strict=True)) if wanted else {}
        submissions = []
        for number, (answer, request) in enumerate(zip(answers, requests, strict=True)):
            new = settled.get(number, answer)
            new.file.plan = answer.file.plan
            if new.submission is not None and belongs(new.file, plan):
                submissions.append(new.submission)
            else:
                submissions.append(understand_file(new.file, plan, request.period))
        return submissions


class Server:
    """What a worker does with a request. It knows where plans are, and what it may open."""

    def __init__(self, store: Plans, limits: Limits) -> None:
        self.store = store
        self.limits = limits

    def __call__(self, message: bytes) -> bytes:
        request: Request = pickle.loads(message)
        try:
            answer = self._read(request)
            return (request.slim and self._slim(answer)) or _WHOLE + pack(answer, self.store)
        except MemoryError:
            return OUT_OF_MEMORY

    def _slim(self, answer: Answer) -> bytes | None:
        """The answer as ``register.content`` has submissions; None for one that it cannot say."""
        submission, known = answer.submission, answer.file.identities
        if submission is None or answer.against is None:
            return None
        # Else the file says more of itself than the submission does.
        if list(map(id, submission.identities[: len(known)])) != list(map(id, known)):
            return None
        try:
            content = _content().pack(submission, self.store.load(answer.against, None))
        except (FuxiError, TypeError):
            return None
        head = json.dumps((answer.against, answer.file.fits, len(known)))
        slim: bytes = _SLIM + head.encode() + b"\n" + content
        return slim

    def _read(self, request: Request) -> Answer:
        file = open_file(request.path, self.limits, request.content)
        answer = Answer(file)
        if file.workbook.readable:
            with suppress(FuxiError):  # a plan that cannot be loaded is the caller's to complain of
                plan, submission = self._understand(file, request)
                if plan is not None:
                    answer.against, answer.submission = plan.reference, submission
        for sheet in file.workbook.sheets:
            _let_go(sheet)
        file.cover = None
        return answer

    def _understand(self, file: File, request: Request) -> tuple[Plan | None, Submission | None]:
        period = request.period or file.period
        plan = self.store.load(request.plan, period) if request.plan else None
        plan = plan or self.store.named_by(file.identities, period)
        if plan is not None:
            file.plan = plan
            submission = understand_file(file, plan, request.period, request.hints)
            file.plan = None
            return plan, submission
        if file.named is not None:
            return None, None
        fitting = [
            (p, s)
            for p in self.store.all(period)
            if (s := understand_file(file, p, request.period, request.hints)).layout
        ]
        fitting = _best(fitting)
        if len(fitting) > 1:
            file.fits = tuple(plan.title for plan, _ in fitting)
        return fitting[0] if len(fitting) == 1 else (None, None)


def _best(fitting: list[tuple[Plan, Submission]]) -> list[tuple[Plan, Submission]]:
    """Of the plans against which a file could be read, those that its figures are of; then those of its time."""
    with_figures = [(plan, submission) for plan, submission in fitting if submission.figures] or fitting
    in_time = [
        (plan, submission)
        for plan, submission in with_figures
        if submission.period is not None and plan.start <= submission.period <= plan.end
    ]
    return in_time or with_figures


def _content() -> Any:
    # Loaded when there are many files: one workbook need not pay for it.
    return import_module("fuxi_cli.register.content")


_NONE: frozenset[Any] = frozenset()


def _let_go(sheet: Sheet) -> None:
    sheet.rows = []
    sheet.hidden_rows = sheet.hidden_columns = _NONE
    sheet.uncalculated = sheet.formulas = _NONE
    sheet.merged = ()
    sheet.covered_cells = None
    sheet.errors = {}


def jobs_for(files: int) -> int:
    """How many workers pay for so many files on this machine."""
    return max(1, min(os.cpu_count() or 1, files // _FILES_THAT_PAY))
