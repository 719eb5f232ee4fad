"""Sentences on the plan's tasks: how they stand, what is overdue, behind or due soon, and recurring duties missed."""

from collections.abc import Sequence
from datetime import date

from fuxi_cli.core.duties import TASK_STATUSES, Duty
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.plan import Task
from fuxi_cli.core.progress import LIGHTS
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.circular.phrases import day, ended, listed, short_day

_ORDER = ("done", "done_late", "in_progress", "due_soon", "behind", "overdue", "not_reported")
_ALL = {
    "done": "全部按时完成",
    "done_late": "全部完成，但均已逾期",
    "in_progress": "均在推进中（绿灯）",
    "overdue": "均已逾期（红灯）",
    "not_reported": "牵头单位均未报送进展",
}


def overview(duties: Sequence[Duty]) -> str:
    """``22项重点任务中，已完成2项、推进中（绿灯）19项、逾期（红灯）1项。``"""
    groups: dict[str, list[Duty]] = {}
    for duty in sorted(duties, key=lambda d: _ORDER.index(d.status)):
        groups.setdefault(_how(duty), []).append(duty)
    head = f"{len(duties)}项重点任务"
    if len(groups) == 1:
        how, status = next(iter(groups)), duties[0].status
        word = _ALL.get(status, f"均为{how}")
        return f"{head}{word if len(duties) > 1 else word.replace('均', '').replace('全部', '')}。"
    if {duty.status for duty in duties} == {"done", "done_late"}:
        late = sum(duty.status == "done_late" for duty in duties)
        return f"{head}全部完成，其中逾期完成{late}项。"
    return f"{head}中，{'、'.join(f'{how}{len(those)}项' for how, those in groups.items())}。"


def _how(duty: Duty) -> str:
    word = TASK_STATUSES[duty.status]
    if duty.status in ("done", "done_late", "not_reported") or duty.light is None:
        return word
    return f"{word}（{LIGHTS[duty.light]}）"


def title(task: Task) -> str:
    return ended(clean(task.short or task.name))


def deadline(task: Task) -> str:
    return clean(task.due_text) or day(task.due)


def leaders(task: Task, besides: str = "") -> str:
    """``董菁（市农业农村局）、朱冬兰（市市场监管局）``, those of one unit under one pair of brackets; without units
    where all are of the unit ``besides``."""
    units: dict[str, list[str]] = {}
    for leader in task.leaders:
        units.setdefault(clean(leader.unit), []).append(clean(leader.name))
    if list(units) == [clean(besides)]:
        return "、".join(units[clean(besides)])
    return "、".join("、".join(people) + (f"（{unit}）" if unit else "") for unit, people in units.items())


def overdue(duty: Duty, as_of: date) -> str:
    """Who leads, when it was due, for how long it has been overdue."""
    late = -(duty.days_left or 0)
    when = (
        f"至{short_day(as_of, duty.task.due)}已逾期{late}天"
        if late
        else f"至{short_day(as_of, duty.task.due)}到期未完成"
    )
    unsaid = "" if duty.reported_by else "，且没有报送进展"
    return f"{_led(duty.task)}，完成时限{deadline(duty.task)}，{when}{unsaid}。"


def behind(duty: Duty) -> str:
    return f"{_led(duty.task)}，完成时限{deadline(duty.task)}，尚未启动。"


def due_soon(duty: Duty) -> str:
    return f"{_led(duty.task)}，完成时限{deadline(duty.task)}，距到期还有{duty.days_left}天。"


def _led(task: Task) -> str:
    people = leaders(task, besides=task.lead)
    return f"由{clean(task.lead)}牵头" + (f"，责任领导为{people}" if people else "")


def done(duties: Sequence[Duty]) -> str:
    """What is done, by name; late ones apart."""
    kept = [f"{title(d.task)}" for d in duties if d.status == "done"]
    late = [f"{title(d.task)}" for d in duties if d.status == "done_late"]
    said = []
    if kept:
        said.append(f"已完成的是{listed(kept)}")
    if late:
        said.append(f"逾期完成的是{listed(late)}")
    return f"{'；'.join(said)}。" if said else ""


def unreported(duties: Sequence[Duty]) -> str:
    """Tasks whose lead units did not say how they stand, by unit."""
    if not duties:
        return ""
    leads: dict[str, list[str]] = {}
    for duty in duties:
        leads.setdefault(clean(duty.task.lead), []).append(title(duty.task))
    return "；".join(f"{lead}牵头的{listed(tasks)}没有报送进展" for lead, tasks in leads.items()) + "。"


def missed(findings: Sequence[Finding]) -> list[str]:
    """Recurring duties that were not done in some month."""
    return [f"{ended(clean(f.message))}。" for f in findings if f.rule.slug == "recurring-missed"]
