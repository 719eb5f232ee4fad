"""``check``: read every file, settle which plan and period the run is about, judge, report."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from fuxi_cli.catalogue import Selection
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import Report
from fuxi_cli.core.submission import Hints
from fuxi_cli.pipeline.files import find_files, left_out
from fuxi_cli.pipeline.history import History, month_folders, read_history
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.on_record import NOTHING_ON_RECORD
from fuxi_cli.pipeline.periods import asked_for
from fuxi_cli.pipeline.plans import Plans, selection_as_set
from fuxi_cli.pipeline.reading import Answer, Reading, Request, jobs_for
from fuxi_cli.pipeline.revisions import revisions_of
from fuxi_cli.readers.layouts.submission import NO_HINTS
from fuxi_cli.readers.paths import is_folder

if TYPE_CHECKING:
    from fuxi_cli.pipeline.kept.answers import Answers

_FILES_THAT_PAY = 10
"""Fewer files are read as fast as the store of answers is opened."""

OnFile = Callable[[int, int], None]
"""Told (files done, files in all) as a run goes on."""


@dataclass(frozen=True)
class Options:
    """What a caller may settle for a check; everything else the workbooks say themselves."""

    plan: str | None = None
    targets: tuple[str, ...] = ()
    period: Period | None = None
    as_of: date | None = None
    history: str | None = None
    """The folder of earlier months; None: in a workspace its register, elsewhere the siblings of the checked month's own
    folder."""
    selection: Selection = field(default_factory=Selection)
    hints: Hints = NO_HINTS
    jobs: int | None = None
    """How many files are read at a time; None: as many as pays on this machine."""
    cache: str = "on"
    """Whether what was read before need not be read again: ``on``; ``strict``, files are compared by their bytes; ``off``."""
    cluster: str | None = None
    """Address of the Dask scheduler whose workers read the files; None: this machine."""


def check(paths: Sequence[str], options: Options | None = None, on_file: OnFile | None = None) -> Report:
    """Check workbooks, or folders of them, against their plan.

    A folder is the office's view of a period: every reporter is listed, and only accepted submissions count.
    Single files are their reporters' own view: their figures count as they stand.
    Raises FuxiError for paths, plans and options that cannot be used; bad workbooks become findings.
    """
    office = any(is_folder(path) for path in paths)
    return judge(paths, options or Options(), office, on_file)[1]


def judge(
    paths: Sequence[str], options: Options, office: bool, on_file: OnFile | None = None
) -> tuple[Run, Report]:
    """The run over those files, and its report. ``office``: as ``check`` says of folders."""
    names = find_files(paths)
    store = Plans(options.targets, options.plan)
    options = replace(options, selection=selection_as_set(store.settings, options.selection))
    jobs = options.jobs or jobs_for(len(names))
    kept = kept_answers(options, len(names))
    with Reading(store, jobs, store.settings.limits, kept, options.cluster) as reading:
        return _judge(reading, names, paths, options, office, on_file)


def kept_answers(options: Options, files: int) -> "Answers | None":
    """The store of what was read before, where it pays and is not turned off."""
    states = "fuxi_cli.pipeline.kept.states"
    if options.cache == "off" or files < _FILES_THAT_PAY or import_module(states).turned_off():
        return None
    answers: Answers = import_module("fuxi_cli.pipeline.kept.answers").Answers(
        time.time_ns(), options.cache == "strict"
    )
    return answers


def _judge(
    reading: Reading,
    names: Sequence[str],
    paths: Sequence[str],
    options: Options,
    office: bool,
    on_file: OnFile | None,
) -> tuple[Run, Report]:
    requests = [Request(name, options.plan, options.period, options.hints) for name in names]
    answers = reading.read(requests, lambda: _prepare(reading.store, options, office), on_file)
    files = [answer.file for answer in answers]
    plan = settle_plan(answers, reading.store, options)
    submissions = reading.against(plan, answers, requests)
    period = options.period or _common_period(
        [s.period or f.period for s, f in zip(submissions, files, strict=True)]
    )
    if plan is not None and options.period is not None:
        period = asked_for(plan, options.period, anywhere=True)
    revisions = revisions_of(reading.store, options.plan or plan.id) if plan is not None else None
    if revisions is not None and plan is not None and period is not None:
        in_force = revisions.in_force(period)
        if in_force.reference != plan.reference:
            plan = in_force
            submissions = reading.against(plan, answers, requests)
    history, on_record = History(), NOTHING_ON_RECORD
    if plan is not None and period is not None:
        if options.history is None and reading.store.settings.register is not None:
            # Loaded by name: outside a workspace nobody pays for the register's database library.
            register_of = import_module("fuxi_cli.pipeline.workspace.beside").register_of
            history, on_record = register_of(plan, period, submissions, office)
        else:
            whose = None if office else frozenset(r.id for s in submissions for r in s.reporters())
            of_month = revisions.in_force if revisions is not None else None
            folders = month_folders(paths, options.history)
            history = read_history(folders, reading, plan, period, whose, of_month)
    if plan is not None:
        options.selection.fit(plan)
    run = Run(plan, period, options.as_of, office, options.selection, history, on_record, revisions)
    report = run.report(submissions)
    unread = left_out(paths)
    return run, report._replace(remarks=(*report.remarks, unread)) if unread else report


def _prepare(store: Plans, options: Options, office: bool) -> None:
    """Load what the run will need in any case; there is time for it while the files are being read."""
    Run.prepare(options.selection, office)
    likely = options.plan or (store.ids[0] if len(store.ids) == 1 else None)
    with suppress(FuxiError):  # told when the plan is really needed
        if likely:
            store.load(likely, options.period)


def settle_plan(answers: list[Answer], store: Plans, options: Options) -> Plan | None:
    """The run's plan: the option's, else the one that most workbooks name, else the one whose tables fit."""
    period = options.period or _common_period([a.file.period for a in answers])
    for answer in answers:
        answer.file.plan = store.named_by(answer.file.identities, period)
    if options.plan:
        return store.load(options.plan, period)
    named = [answer.file.plan for answer in answers if answer.file.plan]
    if named:
        most = Counter(plan.id for plan in named).most_common(1)[0][0]
        return next(plan for plan in named if plan.id == most)
    fitting = next((a.against for a in answers if a.file.named is None and a.against), None)
    return store.load(fitting.partition("@")[0], period) if fitting else None


def _common_period(periods: list[Period | None]) -> Period | None:
    """The month that most files name; of equals the latest."""
    counted = Counter(p for p in periods if p)
    return max(counted, key=lambda p: (counted[p], p), default=None)
