"""Recurring duties, one occurrence at a time: was the monthly meeting held in each month so far?"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter, Task
from fuxi_cli.core.submission import Submission, TaskEntry

OCCURRENCE_STATUSES = {"held": "已开展", "missed": "未开展", "not_reported": "未报", "pending": "未到期"}
_EVERY = {"monthly": 1, "quarterly": 3, "yearly": 12}
_NTH_MONTH = "month:"
_WORST_FIRST = ("missed", "held", "not_reported", "pending")


class Occurrence(NamedTuple):
    """A recurring task in one of its months; for a quarter or a year, ``period`` is its last month."""

    task: Task
    period: Period
    status: str
    reported_by: Reporter | None

    @property
    def chinese(self) -> str:
        """``2022年6月``, ``2022年第2季度``, ``2022年``, as the recurrence asks."""
        if self.task.recurrence == "quarterly":
            return f"{self.period.year}年第{(self.period.month + 2) // 3}季度"
        return f"{self.period.year}年" if self.task.recurrence == "yearly" else self.period.chinese


class _Report(NamedTuple):
    """What one lead unit's submission of one period says of the task."""

    month: Period
    reporter: Reporter
    entry: TaskEntry

    def speaks_of(self, months: tuple[Period, ...]) -> bool:
        """Whether the period that was reported holds any of those months."""
        return any(self.month.covers(month.last_day) for month in months)


def occurrences(
    plan: Plan,
    period: Period,
    as_of: date,
    submissions: Iterable[tuple[Period, Submission]],
    tasks: Iterable[Task] | None = None,
) -> tuple[Occurrence, ...]:
    """Every occurrence of the recurring tasks that has begun by ``period``, by task and then by time.

    ``submissions`` are those of all months known, each with its month; months after ``period`` tell nothing.
    """
    known = [(plan.as_reported(month), sub) for month, sub in submissions if month <= period]
    found = []
    for task in plan.tasks if tasks is None else tasks:
        if task.recurrence is None:
            continue
        reports = list(_reports(plan, task, known))
        for months in _spans(plan, task.recurrence):
            if months[0] <= period:
                found.append(_judge(task, months, reports, as_of))
    return tuple(found)


def _spans(plan: Plan, recurrence: str) -> Iterator[tuple[Period, ...]]:
    """The plan's months in groups; the task is to be done once within each."""
    if recurrence.startswith(_NTH_MONTH):
        yield from ((p,) for p in plan.every_month() if p.month == int(recurrence.removeprefix(_NTH_MONTH)))
        return
    length = _EVERY[recurrence]
    groups: dict[tuple[int, int], list[Period]] = {}
    for month in plan.every_month():
        groups.setdefault((month.year, (month.month - 1) // length), []).append(month)
    yield from map(tuple, groups.values())


def _reports(plan: Plan, task: Task, submissions: list[tuple[Period, Submission]]) -> Iterator[_Report]:
    leads = plan.members(task.lead)
    for month, submission in submissions:
        if submission.reporter is None or submission.reporter not in leads:
            continue
        for entry in submission.tasks:
            if entry.task.id == task.id:
                yield _Report(month, submission.reporter, entry)


def _judge(task: Task, months: tuple[Period, ...], reports: list[_Report], as_of: date) -> Occurrence:
    """Where a whole group leads, one that has missed it counts before those that have not."""
    by_reporter: dict[Reporter, list[_Report]] = {}
    for report in reports:
        by_reporter.setdefault(report.reporter, []).append(report)
    over = as_of >= months[-1].last_day
    results: list[tuple[str, Reporter | None]] = [("not_reported" if over else "pending", None)]
    results += [(_status(months, said, over), reporter) for reporter, said in by_reporter.items()]
    status, who = min(results, key=lambda result: _WORST_FIRST.index(result[0]))
    return Occurrence(task, months[-1], status, who if status in ("held", "missed") else None)


def _status(months: tuple[Period, ...], said: list[_Report], over: bool) -> str:
    """By one lead unit's reports: a day of completion counts whenever it was reported, a status in its month."""
    if any(_done_in(months, report) for report in said):
        return "held"
    if not over:
        return "pending"
    stated = any(report.entry.status is not None and report.speaks_of(months) for report in said)
    return "missed" if stated else "not_reported"


def _done_in(months: tuple[Period, ...], report: _Report) -> bool:
    day = report.entry.done_on
    if day is not None and Period.of(day) in months:
        return True
    return report.entry.status == "已完成" and report.speaks_of(months)
