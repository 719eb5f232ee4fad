"""A month's new submissions, judged with what the register holds: accepted or returned, and what goes back."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fuxi_cli.core.filed import Dossier, Filed
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import Checked, Report
from fuxi_cli.core.submission import Submission
from fuxi_cli.pipeline.annotating import papers_of
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.workspace.books import Books
from fuxi_cli.pipeline.workspace.dossiers import dossier
from fuxi_cli.pipeline.workspace.folder import kept_name, month_folder
from fuxi_cli.pipeline.workspace.inbox import Taken


class New(NamedTuple):
    """A file that is being handled, as it was understood."""

    taken: Taken
    submission: Submission
    sha256: str
    size: int


class Judged(NamedTuple):
    """One decision, with what is to be filed, and what the return papers are made from."""

    new: New
    filed: Filed
    plan: Plan
    checked: Checked
    report: Report

    def dossier(self) -> Dossier:
        """Made when it is filed: the dossiers of a whole month together would fill the memory."""
        return dossier(self.filed, self.new.submission, self.checked, self.plan)

    def papers(self) -> Iterator[tuple[str, bytes]]:
        """(ending of the name, content) of what goes back with a returned submission."""
        if not self.filed.accepted:
            yield from papers_of(self.checked._replace(path=self.new.taken.path), self.report)


def judge(
    books: Books, plan: Plan, period: Period | None, new: Sequence[New], run: int | None
) -> list[Judged]:
    """Judge the new submissions of one month together, against everything that is accepted already."""
    for one in new:
        # By this name it is kept, and by it submissions of one day are put in order.
        one.submission.workbook.path = f"accepted/{month_folder(period)}/{_kept_name(one, period)}"
    before = books.submissions(plan, period) if period else []
    history = books.history(plan, period) if period else books.history(plan, plan.periods()[0])
    selection, on_record = books.workspace.selection, books.on_record(before)
    judging = Run(plan, period, None, True, selection, history, on_record, books.revisions)
    report = judging.report(sorted((one.submission for one in new), key=lambda one: one.path))
    if period is not None:
        books.remember(period, judging.own)
        if not before and all(one.status == "accepted" for one in report.workbooks):
            books.keep(plan, period, judging, report)
    checked = {one.path: one for one in report.workbooks}
    return [_judged(one, checked[one.submission.path], report, plan, period, run) for one in new]


def _judged(
    new: New, checked: Checked, report: Report, plan: Plan, period: Period | None, run: int | None
) -> Judged:
    status = checked.status
    if status == "accepted" and period is None:
        status = "returned"
    kept = "accepted" if status == "accepted" else "returned"
    submission, taken = new.submission, new.taken
    reporter = submission.reporter
    filed = Filed(
        receipt=taken.receipt,
        received=taken.received,
        name=taken.name,
        sha256=new.sha256,
        size=new.size,
        path=f"{kept}/{month_folder(period)}/{_kept_name(new, period)}",
        plan=plan.id,
        revision=str(plan.revision),
        period=period,
        reporter=reporter.id if reporter else None,
        reporter_name=reporter.name if reporter else None,
        layout=submission.layout,
        format=submission.workbook.format,
        status=status if status in ("accepted", "unreadable") else "returned",
        submitted_on=submission.cover.get("submitted_on"),
        errors=checked.how_many("error"),
        warnings=checked.how_many("warning"),
        infos=checked.how_many("info"),
        run=run,
    )
    return Judged(new, filed, plan, checked, report)


def _kept_name(new: New, period: Period | None) -> str:
    reporter = new.submission.reporter
    who = (reporter.id, reporter.name) if reporter else None
    if who is None and not new.submission.figures:
        who = ("未识别", os.path.splitext(os.path.basename(new.taken.name))[0])
    return kept_name(who, period, new.taken.receipt, new.sha256, new.taken.name)


def fingerprint(path: str) -> tuple[str, int]:
    """SHA-256 and size of a file's bytes."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
        return digest.hexdigest(), file.tell()
