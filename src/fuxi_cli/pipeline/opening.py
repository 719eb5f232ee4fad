"""One file on its way from its bytes to a submission."""

import os
from dataclasses import dataclass, field

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.submission import Identity, Notice, Submission, Workbook
from fuxi_cli.readers.identity import Cover, name_identities, period_in
from fuxi_cli.readers.spreadsheet import read_workbook
from fuxi_cli.readers.submission import introduce, understand


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class File:
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


def open_file(path: str) -> File:
    """Read a file, and what it says of itself. One on which our reading fails is said so; the others go on."""
    try:
        file = File(read_workbook(path))
        if file.workbook.readable:
            file.identities, file.cover = introduce(file.workbook)
    except Exception as error:  # a fault of ours on this file must not take the other files down
        return File(_died(path, error))
    return file


def _died(path: str, error: Exception) -> Workbook:
    reason = "内存不足" if isinstance(error, MemoryError) else f"程序错误 {type(error).__name__}"
    return Workbook(path, notices=[Notice("reader-died", provided=reason)])


def understand_file(file: File, plan: Plan | None, period: Period | None) -> Submission:
    """The file as a submission; one that belongs to no plan, or to another, is not read further."""
    try:
        return _understand(file, plan, period)
    except Exception as error:  # as above
        return _understand(File(_died(file.workbook.path, error)), plan, period)


def _understand(file: File, plan: Plan | None, period: Period | None) -> Submission:
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
    submission = understand(workbook, plan, file.identities, file.cover, period)
    if submission.period is None:
        submission.notices.append(Notice("period-unknown"))
    return submission


def _no_plan(file: File) -> Notice:
    if file.named is None:
        return Notice("layout-not-recognised")
    return Notice("plan-unknown", provided=file.named)
