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
from fuxi_cli.core.submission import Identity, Notice, Submission, Workbook
from fuxi_cli.pipeline.files import find_files
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.readers.identity import Cover, name_identities, period_in
from fuxi_cli.readers.spreadsheet import read_workbook
from fuxi_cli.readers.submission import introduce, understand

OnFile = Callable[[int, int], None]
"""Told (files done, files in all) as a run goes on."""


@dataclass(frozen=True)
class Options:
    """What a caller may settle for a check; everything else the workbooks say themselves."""

    plan: str | None = None
    targets: tuple[str, ...] = ()
    period: Period | None = None
    as_of: date | None = None
    selection: Selection = field(default_factory=Selection)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class _File:
    """One file on its way from its bytes to a submission."""

    workbook: Workbook
    identities: list[Identity] = field(default_factory=list)
    cover: Cover | None = None
    plan: Plan | None = None
    """The plan that the file itself names."""

    @property
    def named(self) -> str | None:
        """What the file calls its plan, known or not."""
        return next((i.plan or i.document for i in self.identities if i.plan or i.document), None)

    @property
    def period(self) -> Period | None:
        """The month that the file names: stamp, cover, file name, folder."""
        stated = next((i.period for i in self.identities if i.period), None)
        if stated:
            return Period.parse(stated)
        folder, name = os.path.split(self.workbook.path)
        return period_in(os.path.splitext(name)[0]) or period_in(os.path.basename(folder))


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
        files.append(_open(name))
        if on_file:
            on_file(number, len(names))
    plan = _settle_plan(files, store, options)
    submissions = [_understand(file, plan, options) for file in files]
    period = options.period or _common_period(
        [s.period or f.period for s, f in zip(submissions, files, strict=True)]
    )
    office = any(os.path.isdir(path) for path in paths)
    return Run(plan, period, options.as_of, office, options.selection).report(submissions)


def _open(path: str) -> _File:
    file = _File(read_workbook(path))
    if file.workbook.readable:
        file.identities, file.cover = introduce(file.workbook)
    return file


def _settle_plan(files: list[_File], store: Plans, options: Options) -> Plan | None:
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


def _understand(file: _File, plan: Plan | None, options: Options) -> Submission:
    """The file as a submission; one that belongs to no plan, or to another, is not read further."""
    workbook = file.workbook
    if not workbook.readable:
        identities = name_identities(workbook.path, plan) if plan else []
        named = next((i.reporter for i in identities if i.reporter), None)
        return Submission(
            workbook,
            reporter=plan.reporter(named) if plan and named else None,
            period=file.period,
            identities=identities,
        )
    foreign = file.plan is not None and plan is not None and file.plan.id != plan.id
    unknown = file.named is not None and file.plan is None
    if plan is None or foreign or unknown:
        submission = Submission(workbook, period=file.period, identities=file.identities)
        if not foreign:
            submission.notices.append(_no_plan(file))
        return submission
    submission = understand(workbook, plan, file.identities, file.cover, options.period)
    if submission.period is None:
        submission.notices.append(Notice("period-unknown"))
    return submission


def _no_plan(file: _File) -> Notice:
    if file.named is None:
        return Notice("layout-not-recognised")
    return Notice("plan-unknown", provided=file.named)
