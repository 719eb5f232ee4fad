"""A workbook made from another revision's template: what that alone explains is said once, not at every row.

Rows, sheets and columns that only one of the two revisions has are no fault of the reporter's.
"""

from collections.abc import Iterator
from dataclasses import replace

from fuxi_cli.core.form import PROGRESS, TASKS, ledger_form
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.submission import Notice, Submission
from fuxi_cli.core.words import key, split_unit


def without_older(submission: Submission, made_from: Plan) -> Submission:
    """The submission without those notices that the template it was made from explains."""
    if submission.reporter is None:
        return submission
    explained = _Explained(made_from, submission.reporter)
    kept = [notice for notice in submission.notices if not explained(notice)]
    return submission if len(kept) == len(submission.notices) else replace(submission, notices=kept)


class _Explained:
    """Whether a notice follows from how one revision's template for a reporter looks."""

    def __init__(self, plan: Plan, reporter: Reporter) -> None:
        self._rows = {key(name) for name in _rows(plan, reporter)}
        self._columns = {
            key(form.title): {key(name) for field in form.fields for name in (field.title, *field.synonyms)}
            for form in map(ledger_form, plan.ledgers_of(reporter.id))
        }
        self._sheets = {key(name) for name in _sheets(plan, reporter)}

    def __call__(self, notice: Notice) -> bool:
        lost, found = key(notice.expected), key(notice.provided)
        if notice.kind == "row-missing":
            return lost not in self._rows
        if notice.kind == "row-unknown":
            return found in self._rows or key(split_unit(str(notice.provided))[0]) in self._rows
        if notice.kind == "sheet-missing":
            return lost not in self._sheets
        if notice.kind == "sheet-unknown":
            return found in self._sheets
        columns = self._columns.get(key(notice.place.sheet))
        if columns is None:
            return False
        return (notice.kind == "column-missing" and lost not in columns) or (
            notice.kind == "column-unknown" and found in columns
        )


def _rows(plan: Plan, reporter: Reporter) -> Iterator[str]:
    for indicator in plan.reports(reporter.id):
        yield from indicator.names()
    for task in plan.tasks_of(reporter):
        yield from (task.name, task.short, task.id)


def _sheets(plan: Plan, reporter: Reporter) -> Iterator[str]:
    """The sheets that every form has are in each of them: only the plan's own differ."""
    yield from ("封面", "困难问题", "核实说明")
    if plan.reports(reporter.id):
        yield PROGRESS.title
    if plan.tasks_of(reporter):
        yield TASKS.title
    for ledger in plan.ledgers_of(reporter.id):
        yield ledger.sheet
