"""How each task stands on the as-of day, from what its lead unit reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fuxi_cli.core.plan import Plan, Reporter, Task
from fuxi_cli.core.submission import Submission, TaskEntry

TASK_STATUSES = {
    "done": "已完成",
    "done_late": "逾期完成",
    "in_progress": "推进中",
    "due_soon": "临近到期",
    "overdue": "逾期",
    "not_reported": "未报",
}
_LIGHTS = {"done": "green", "done_late": "green", "in_progress": "green", "due_soon": "blue", "overdue": "red"}


@dataclass(frozen=True, slots=True)
class Duty:
    """One task as it stands. ``days_left`` is negative when overdue; None when done or recurring."""

    task: Task
    status: str
    light: str | None
    days_left: int | None
    reported_by: Reporter | None


def stand(plan: Plan, task: Task, entry: TaskEntry | None, reported_by: Reporter | None, as_of: date) -> Duty:
    """Judge one task by its lead unit's entry; without one it is overdue once due, else not reported."""
    days_left = (task.due - as_of).days
    if entry is not None and entry.status == "已完成":
        late = entry.done_on is not None and entry.done_on > task.due
        return Duty(task, "done_late" if late else "done", "green", None, reported_by)
    if days_left <= 0:
        status = "overdue"
    elif entry is None or entry.status is None:
        status = "not_reported"
    elif days_left <= plan.calendar.due_soon_days:
        status = "due_soon"
    else:
        status = "in_progress"
    return Duty(task, status, _LIGHTS.get(status), days_left, reported_by)


def duties(plan: Plan, submissions: Iterable[Submission], as_of: date, tasks: Iterable[Task]) -> tuple[Duty, ...]:
    """Every one of ``tasks`` that is not recurring, by its lead unit's submission where there is one."""
    entries: dict[str, tuple[TaskEntry, Reporter]] = {}
    for submission in submissions:
        if submission.reporter is None:
            continue
        for entry in submission.tasks:
            if submission.reporter in plan.members(entry.task.lead):
                entries[entry.task.id] = (entry, submission.reporter)
    result = []
    for task in tasks:
        if task.recurrence is None:
            entry, reporter = entries.get(task.id, (None, None))
            result.append(stand(plan, task, entry, reporter, as_of))
    return tuple(result)
