"""What a workspace's register adds to a check of files: earlier months, and what others reported for the same month."""

from collections.abc import Sequence

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.submission import Submission
from fuxi_cli.pipeline.history import History
from fuxi_cli.pipeline.on_record import OnRecord
from fuxi_cli.pipeline.workspace.books import Books
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.register import open_register


def register_of(
    plan: Plan, period: Period, submissions: Sequence[Submission], office: bool, folder: str = "."
) -> tuple[History, OnRecord]:
    """The history of a month, and what is on record, for a check in that workspace. Raises FuxiError as the register does."""
    workspace = Workspace(folder)
    with open_register(workspace.register_url) as register:
        books = Books(register, workspace)
        others = _others(books, plan, period, submissions) if office else []
        return books.history(plan, period), books.on_record(others)


def _others(books: Books, plan: Plan, period: Period, submissions: Sequence[Submission]) -> list[Submission]:
    """Accepted submissions of the month that count, of reporters that are not among those checked."""
    here = {reporter.id for submission in submissions for reporter in submission.reporters()}
    hashes = {submission.workbook.sha256 for submission in submissions}
    counting = {one.path for one in books.accepted(period) if one.superseded_by is None}
    return [
        other
        for other in books.submissions(plan, period)
        if other.path in counting
        and other.workbook.sha256 not in hashes
        and here.isdisjoint(reporter.id for reporter in other.reporters())
    ]
