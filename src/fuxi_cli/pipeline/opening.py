"""One file on its way from its bytes to a submission."""

import os
from dataclasses import dataclass, field

from fuxi_cli.core.flood import fold_notices
from fuxi_cli.core.limits import Limits
from fuxi_cli.core.period import Period, quarter_of, year_of
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.submission import NOWHERE, Hints, Identity, Notice, Submission, Workbook
from fuxi_cli.readers.layouts.identity import Cover, name_identities, period_in
from fuxi_cli.readers.layouts.submission import NO_HINTS, introduce, understand
from fuxi_cli.readers.spreadsheet import DEFAULT_LIMITS, read_workbook


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class File:
    """One file on its way from its bytes to a submission."""

    workbook: Workbook
    identities: list[Identity] = field(default_factory=list)
    cover: Cover | None = None
    plan: Plan | None = None
    """The plan that the file itself names."""
    fits: tuple[str, ...] = ()
    """Titles of the plans whose tables these could be, when the file names none and they are several."""

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
        written = self.cover.raw.get("period") if self.cover is not None else None
        if isinstance(written, str) and (named := quarter_of(written) or year_of(written)):
            return named
        folder, name = os.path.split(self.workbook.path)
        return period_in(os.path.splitext(name)[0]) or period_in(os.path.basename(folder))


def open_file(path: str, limits: Limits = DEFAULT_LIMITS, content: bytes | Notice | None = None) -> File:
    """Read a file, and what it says of itself. One on which our reading fails is said so; the others go on.

    ``content`` as ``read_workbook`` takes it.
    """
    try:
        given = () if content is None else (content,)
        file = File(read_workbook(path, limits, *given))
        if file.workbook.readable:
            file.identities, file.cover = introduce(file.workbook)
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours on this file must not take the other files down
        return File(died(path, _fault(error)))
    return file


def died(path: str, reason: str) -> Workbook:
    """A file whose reading came to no end. ``reason`` is in Chinese."""
    return Workbook(path, notices=[Notice("reader-died", provided=reason)])


def _fault(error: Exception) -> str:
    return f"程序错误 {type(error).__name__}"


def understand_file(
    file: File, plan: Plan | None, period: Period | None, hints: Hints = NO_HINTS
) -> Submission:
    """The file as a submission; one that belongs to no plan, or to another, is not read further."""
    try:
        return _understand(file, plan, period, hints)
    except MemoryError:
        raise
    except Exception as error:  # as above
        return _understand(File(died(file.workbook.path, _fault(error))), plan, period, hints)


def belongs(file: File, plan: Plan | None) -> bool:
    """Whether a file is to be read against that plan: it names it, or none at all."""
    if plan is None or not file.workbook.readable:
        return False
    return file.plan.id == plan.id if file.plan else file.named is None


def _understand(file: File, plan: Plan | None, period: Period | None, hints: Hints) -> Submission:
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
    if plan is None or not belongs(file, plan):
        submission = Submission(workbook, period=file.period, identities=file.identities)
        if plan is None or file.plan is None:
            submission.notices.append(_no_plan(file))
        return submission
    submission = understand(workbook, plan, file.identities, file.cover, period, hints)
    submission.notices = fold_notices(submission.notices)
    if submission.period is None:
        submission.notices.append(Notice("period-unknown"))
    return submission


def _no_plan(file: File) -> Notice:
    if file.fits:
        titles = "、".join(f"《{title}》" for title in file.fits)
        return Notice("layout-not-recognised", NOWHERE, titles, "方案", (("case", "plan"),))
    if file.named is None:
        return Notice("layout-not-recognised")
    return Notice("plan-unknown", provided=file.named)
