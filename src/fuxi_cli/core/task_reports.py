"""Where a task's state is reported: the place that a finding on a deadline points to."""

from typing import Any, NamedTuple

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.duties import Duty
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Plan, Reporter, Task
from fuxi_cli.core.submission import TaskEntry

UNREPORTED = "牵头单位本月没有报送进展"


class Reported(NamedTuple):
    """The row of the lead unit's workbook; without one, the task as such."""

    entry: TaskEntry | None
    path: str | None
    reporter: str | None
    """The lead unit's id; None where a whole group leads and nobody has reported."""
    silence: str = UNREPORTED
    """What is said where nobody has reported, in the words of the plan's frequency."""

    def at(self, field: str) -> dict[str, Any]:
        """The arguments of a finding at that field."""
        place = self.entry.place(field) if self.entry else Place()
        return {"place": place, "path": self.path, "reporter": self.reporter}

    @property
    def status(self) -> str:
        """What the lead unit says, in words."""
        if self.entry is None or self.entry.status is None:
            return self.silence
        return f"填报的状态是“{self.entry.status}”"


def reported(case: PeriodCase, task: Task, by: Reporter | None) -> Reported:
    """What a reporter's submission that counts says of a task."""
    for submission in case.submissions:
        if by is None or submission.reporter != by:
            continue
        for entry in submission.tasks:
            if entry.task.id == task.id:
                return Reported(entry, submission.path, by.id, case.plan.says(UNREPORTED))
    lead = by or _only_lead(case.plan, task)
    return Reported(None, None, lead.id if lead else None, case.plan.says(UNREPORTED))


def _only_lead(plan: Plan, task: Task) -> Reporter | None:
    leads = plan.members(task.lead)
    return leads[0] if len(leads) == 1 else None


def words(duty: Duty) -> dict[str, Any]:
    """What the messages on a task's deadline name."""
    task = duty.task
    return {"task": task.short, "lead": task.lead, "due": task.due, "days": abs(duty.days_left or 0)}
