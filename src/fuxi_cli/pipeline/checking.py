"""``check``: read every file, settle which plan and period the run is about, judge, report."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from fuxi_cli.catalogue import Selection
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import Report
from fuxi_cli.pipeline.files import find_files
from fuxi_cli.pipeline.history import History, month_folders, read_history
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.opening import File, open_file, understand_file
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.readers.submission import understand

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
    """The folder of earlier months; None: the siblings of the checked month's own folder."""
    selection: Selection = field(default_factory=Selection)


def check(paths: Sequence[str], options: Options | None = None, on_file: OnFile | None = None) -> Report:
    """Check workbooks, or folders of them, against their plan.

    A folder is the office's view of a period: every reporter is listed, and only accepted submissions count.
    Single files are their reporters' own view: their figures count as they stand.
    Raises FuxiError for paths, plans and options that cannot be used; bad workbooks become findings.
    """
    options = options or Options()
    names = find_files(paths)
    store = Plans(options.targets)
    files = []
    for number, name in enumerate(names, start=1):
        files.append(open_file(name))
        if on_file:
            on_file(number, len(names))
    plan = _settle_plan(files, store, options)
    submissions = [understand_file(file, plan, options.period) for file in files]
    period = options.period or _common_period(
        [s.period or f.period for s, f in zip(submissions, files, strict=True)]
    )
    office = any(os.path.isdir(path) for path in paths)
    history = History()
    if plan is not None and period is not None:
        whose = None if office else frozenset(r.id for s in submissions for r in s.reporters())
        history = read_history(month_folders(paths, options.history), store, plan, period, whose)
    return Run(plan, period, options.as_of, office, options.selection, history).report(submissions)


def _settle_plan(files: list[File], store: Plans, options: Options) -> Plan | None:
    """The run's plan: the option's, else the one that most workbooks name, else the one whose tables fit."""
    period = options.period or next((f.period for f in files if f.period), None)
    for file in files:
        file.plan = store.named_by(file.identities, period)
    if options.plan:
        return store.load(options.plan, period)
    named = {f.plan.id: f.plan for f in files if f.plan}
    if named:
        most = Counter(f.plan.id for f in files if f.plan).most_common(1)[0][0]
        return named[most]
    for file in files:
        if file.workbook.readable and file.named is None:
            fitting = [p for p in store.all(period) if understand(file.workbook, p, [], None, period).layout]
            if len(fitting) == 1:
                return fitting[0]
    return None


def _common_period(periods: list[Period | None]) -> Period | None:
    """The month that most files name; of equals the latest."""
    counted = Counter(p for p in periods if p)
    return max(counted, key=lambda p: (counted[p], p), default=None)
