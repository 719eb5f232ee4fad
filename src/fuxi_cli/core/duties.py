"""How each task stands on the as-of day, from what its lead unit reported."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from fuxi_cli.core.plan import Plan, Reporter, Task
from fuxi_cli.core.submission import Submission, TaskEntry

TASK_STATUSES = {
    "done": "已完成",
    "done_late": "逾期完成",
    "in_progress": "推进中",
    "due_soon": "临近到期",
    "behind": "滞后",
    "overdue": "逾期",
    "not_reported": "未报",
}
_LIGHTS = {"in_progress": "green", "due_soon": "blue", "behind": "yellow", "overdue": "red"}
_ADVANCE = {"未启动": 0, "推进中": 1, "已完成": 2}


class Duty(NamedTuple):
    """One task as it stands. ``days_left`` is negative when overdue; None when done or recurring."""

    task: Task
    status: str
    light: str | None
    days_left: int | None
    reported_by: Reporter | None


def stand(plan: Plan, task: Task, entry: TaskEntry | None, reported_by: Reporter | None, as_of: date) -> Duty:
    """Judge one task by its lead unit's entry; without one it is overdue once due, else not reported.

    That a day is near is known without a report, so an unreported task due soon is blue as well.
    """
    days_left = (task.due - as_of).days
    if entry is not None and entry.status == "已完成":
        late = entry.done_on is not None and entry.done_on > task.due
        return Duty(task, "done_late" if late else "done", "green", None, reported_by)
    soon = days_left <= plan.calendar.due_soon_days
    if days_left <= 0:
        status = "overdue"
    elif entry is None or entry.status is None:
        return Duty(task, "not_reported", "blue" if soon else None, days_left, reported_by)
    elif entry.status == "未启动" and _should_have_begun(plan, task, as_of):
        status = "behind"
    else:
        status = "due_soon" if soon else "in_progress"
    return Duty(task, status, _LIGHTS[status], days_left, reported_by)


def _should_have_begun(plan: Plan, task: Task, as_of: date) -> bool:
    limit = plan.lights.task_yellow_after
    if limit is None:
        return False
    start = plan.start.first_day
    return (as_of - start).days * 100 >= limit * (task.due - start).days


def _advance(entry: TaskEntry) -> int:
    return _ADVANCE.get(entry.status or "", -1)


def duties(
    plan: Plan, submissions: Iterable[Submission], as_of: date, tasks: Iterable[Task]
) -> tuple[Duty, ...]:
    """Every one of ``tasks`` that is not recurring, by its lead unit's submission where there is one.

    Where a whole group leads, the least advanced of its reports counts: done is what all have done.
    """
    entries: dict[str, tuple[TaskEntry, Reporter]] = {}
    for submission in submissions:
        if submission.reporter is None:
            continue
        for entry in submission.tasks:
            if submission.reporter not in plan.members(entry.task.lead):
                continue
            known = entries.get(entry.task.id)
            if known is None or _advance(entry) < _advance(known[0]):
                entries[entry.task.id] = (entry, submission.reporter)
    result = []
    for task in tasks:
        if task.recurrence is None:
            stated, reporter = entries.get(task.id, (None, None))
            result.append(stand(plan, task, stated, reporter, as_of))
    return tuple(result)
