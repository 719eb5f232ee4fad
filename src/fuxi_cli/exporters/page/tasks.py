"""The plan's tasks on a time axis: deadline, who answers for them, how they stand."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from fuxi_cli.core.duties import Duty
from fuxi_cli.core.plan import Plan, Task
from fuxi_cli.exporters.page.charts import hidden, number
from fuxi_cli.exporters.page.markup import Child, Html, tag
from fuxi_cli.exporters.page.table import Cell, Column, table
from fuxi_cli.exporters.page.words import NOTHING, TASKS_WORST_FIRST, lamp, tone, urgency

_WIDTH, _HEIGHT = 180, 16


def task_list(duties: Sequence[Duty], plan: Plan | None, as_of: date | None) -> Iterator[Html]:
    """Worst first, then by deadline."""
    if not duties or plan is None or as_of is None:
        return
    columns: tuple[Column, ...] = (
        Column("序号", text=True, kind="number"),
        Column("重点任务", text=True, kind="wide"),
        Column("牵头单位", text=True, choose=True, kind="lead"),
        Column("责任领导", text=True, kind="leaders"),
        Column("时限", text=True, kind="date"),
        Column("时间轴", text=True, kind="axis", sort=False),
        Column("亮灯", text=True, choose=True),
        Column("剩余天数", kind="left"),
    )
    rows = [_row(place, duty, plan, as_of) for place, duty in _worst_first(duties)]
    if not any(duty.task.leaders for duty in duties):  # the plan names none
        columns, rows = (*columns[:3], *columns[4:]), [(*row[:3], *row[4:]) for row in rows]
    caption = f"重点任务 {len(duties)} 项，按轻重和时限排列"
    yield table("tasks", caption, columns, rows, "cards-on-phone tasks", live=True)
    span = f"{plan.start.chinese}至{plan.end.chinese}"
    yield tag("p", f"时间轴：{span}，细线为月份，粗线为截止日，色条止于完成时限。", class_="note")


def _worst_first(duties: Sequence[Duty]) -> list[tuple[int, Duty]]:
    """With each task's place in the plan's own order."""
    found = list(enumerate(duties))
    return sorted(found, key=lambda one: (_order(one[1].status), one[1].task.due, one[0]))


def _order(status: str) -> int:
    return TASKS_WORST_FIRST.index(status) if status in TASKS_WORST_FIRST else len(TASKS_WORST_FIRST)


def _row(place: int, duty: Duty, plan: Plan, as_of: date) -> tuple[Child | Cell, ...]:
    task = duty.task
    return (
        Cell(task.id, order=place),
        task.short or task.name,
        task.lead,
        "、".join(dict.fromkeys(leader.name for leader in task.leaders)) or NOTHING,
        Cell(task.due_text or task.due.isoformat(), order=task.due.isoformat()),
        _axis(duty, task, plan, as_of),
        Cell(lamp(duty.light, urgency(duty), duty.status), order=_order(duty.status)),
        NOTHING if duty.days_left is None else str(duty.days_left),
    )


def _axis(duty: Duty, task: Task, plan: Plan, as_of: date) -> Html:
    """A bar from the plan's start to the deadline over the months, and the as-of day."""
    whole = (plan.end.last_day - plan.start.first_day).days + 1

    def at(day: date) -> Fraction:
        gone = (day - plan.start.first_day).days + 1
        return Fraction(min(max(gone, 0), whole) * _WIDTH, whole)

    ticks = "".join(f"M{number(at(period.first_day))} 0V{_HEIGHT}" for period in plan.periods()[1:])
    end = number(at(task.due))
    now = number(at(as_of))
    return hidden(
        _WIDTH,
        _HEIGHT,
        tag("path", d=ticks, class_="grid") if plan.months <= 36 else None,
        tag("rect", y=4, width=end, height=8, rx=2, class_=f"part {tone(duty.status, duty.light)}"),
        tag("line", x1=now, x2=now, y1=0, y2=_HEIGHT, class_="today"),
        kind="axis",
    )
