"""A plan's targets for a terminal, in the document's own order: quotas as annex 1 prints them, tasks, targets."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from fuxi_cli.core.plan import KINDS, Indicator, Leader, Plan, Target, Task
from fuxi_cli.core.scoring.method import points
from fuxi_cli.exporters import View
from fuxi_cli.exporters.terminal.console import (
    ROOMY,
    chunks,
    columns_for,
    fill,
    heading,
    listing,
    render,
    safe,
    spaced,
    table,
    width_of,
)
from fuxi_cli.exporters.terminal.wrap import Prose
from fuxi_cli.exporters.wording import asked, day, figure, recurrence, reporter_name

_NUMBER_COLUMNS = 6
_DATE_COLUMNS = 12
"""Terminal columns that these take, gap included."""
_FIGURE_COLUMNS = 9
"""Terminal columns that an indicator takes at the least."""

Owing = tuple[str, date]
"""A row of the annex: who owes, and by when."""


def export(plan: Plan, view: View) -> bytes:
    return render(_body(plan, view), view)


def _body(plan: Plan, view: View) -> Iterator[RenderableType]:
    yield from _head(plan)
    number = 0
    for title, section in SECTIONS:
        parts = list(section(plan, view))
        if parts:
            yield Text()
            yield heading(number, title)
            yield from parts
            number += 1
    if plan.conflicts:
        yield Text()
        yield Prose(
            safe(
                f"文件自身有 {len(plan.conflicts)} 处说法不一致，用 fuxi targets lint {plan.id} 查看。",
                "yellow",
            )
        )


def _head(plan: Plan) -> Iterator[RenderableType]:
    document = plan.document
    yield Prose(safe(plan.title, "bold"))
    yield Prose(spaced(document.issuer, document.number, day(document.issued)))
    months = f"{plan.start.chinese}至{plan.end.chinese}"
    yield Prose(spaced(f"方案编号：{plan.id}", f"版次：{plan.revision}", f"起止：{months}"))


def _quotas(plan: Plan, view: View) -> Iterator[RenderableType]:
    """Reporters × indicators with the sum below, as many indicators beside each other as fit."""
    rows = list(dict.fromkeys((quota.reporter, quota.due) for quota in plan.quotas))
    days = {due for _, due in rows}
    if len(days) == 1:
        yield listing(f"完成时限：{day(rows[0][1])}")
    if plan.staged:
        yield listing("以下为各年合计；各年的任务数用 -f csv 或 -f json 查看。", "dim")
    owed = {quota.indicator for quota in plan.quotas}
    indicators = [indicator for indicator in plan.indicators if indicator.id in owed]
    names = columns_for(reporter_name(plan, reporter) for reporter, _ in rows)
    taken = _NUMBER_COLUMNS + names + (_DATE_COLUMNS if len(days) > 1 else 0)
    widths = [columns_for([figure(_sum(plan, one))], _FIGURE_COLUMNS) for one in indicators]
    for beside in chunks(widths, width_of(view) - taken):
        if beside.start:
            yield Text()
        yield _annex(plan, rows, indicators[beside.start : beside.stop], view)


def _annex(plan: Plan, rows: list[Owing], indicators: Sequence[Indicator], view: View) -> RenderableType:
    values = {(quota.reporter, quota.due, quota.indicator): quota.value for quota in plan.quotas}
    dated = len({due for _, due in rows}) > 1
    result = table([("序号", "right"), ("单位", "left")], view)
    if dated:
        result.add_column(Text("时限"), no_wrap=True)
    for indicator in indicators:
        result.add_column(Prose(safe(indicator.header)), justify="right", min_width=_FIGURE_COLUMNS)
    for number, (reporter, due) in enumerate(rows, start=1):
        owed = [figure(values.get((reporter, due, indicator.id))) for indicator in indicators]
        name = safe(reporter_name(plan, reporter))
        fill(result, str(number), name, *([due.isoformat()] if dated else []), *owed)
    result.add_section()
    sums = [figure(_sum(plan, indicator)) for indicator in indicators]
    fill(result, "", "合计", *([""] if dated else []), *sums, style="bold")
    return result


def _sum(plan: Plan, indicator: Indicator) -> Decimal:
    """What the rows add up to; whether the document declares the same is for ``fuxi targets lint`` to say."""
    return sum((quota.value for quota in plan.quotas if quota.indicator == indicator.id), Decimal(0))


_LEADERS = (("责任领导", "left"),)


def _tasks(plan: Plan, view: View) -> Iterator[RenderableType]:
    once = [task for task in plan.tasks if task.recurrence is None]
    if not once:
        return
    led = any(task.leaders for task in once)
    result = table(
        [
            ("序号", "left"),
            ("重点工作", "left"),
            ("责任单位", "left"),
            *(_LEADERS if led else ()),
            ("时限", "left"),
        ],
        view,
    )
    for category, group in groupby(once, key=lambda task: task.category):
        result.add_section()
        fill(result, "", safe(category, "bold"))
        for task in group:
            who = [_leaders(task, view)] if led else []
            fill(result, task.id, safe(task.name), _units(task), *who, safe(task.due_text))
    yield result


def _units(task: Task) -> RenderableType:
    """One below the other as the annex prints them; the first leads."""
    return Group(*(Prose(safe(unit)) for unit in task.units))


def _leaders(task: Task, view: View) -> RenderableType:
    """One below the other; with their units where there is room for them."""
    if view.width < ROOMY:
        return Group(*(safe(leader.name) for leader in task.leaders))
    return Group(*(Prose(safe(f"{leader.name}（{_post(leader)}）")) for leader in task.leaders))


def _post(leader: Leader) -> str:
    return f"{leader.unit}，{leader.term}" if leader.term else leader.unit


def _recurring(plan: Plan, view: View) -> Iterator[RenderableType]:
    repeated = [task for task in plan.tasks if task.recurrence is not None]
    if not repeated:
        return
    result = table([("工作", "left"), ("责任单位", "left"), ("责任领导", "left"), ("时限", "left")], view)
    for task in repeated:
        when = safe(recurrence(task.recurrence or ""))
        fill(result, safe(task.name), _units(task), _leaders(task, view), when)
    yield result


def _targets(plan: Plan, view: View) -> Iterator[RenderableType]:
    if not plan.targets:
        return
    result = table(
        [("目标", "left"), ("要求", "right"), ("时限", "left"), ("条款", "left"), ("分解", "left")], view
    )
    for target in plan.targets:
        fill(
            result,
            safe(target.name),
            asked(target),
            target.due.isoformat(),
            safe(target.clause),
            _split(plan, target),
        )
    yield result


def _split(plan: Plan, target: Target) -> str:
    """Whether reporters owe parts of a target. A figure that they only report is nobody's quota."""
    if target.operator == "scope":
        return "仅为范围数"
    if any(quota.indicator == target.indicator for quota in plan.quotas):
        return "对每个单位的要求" if target.measure == "each" else "已分到各单位"
    reporters = plan.reporting(target.indicator) if target.indicator else ()
    if not reporters:
        return "未分到单位"
    return f"未分解，{reporters[0].name if len(reporters) == 1 else f'{len(reporters)}家单位'}报数"


def _assessment(plan: Plan, _: View) -> Iterator[RenderableType]:
    rule = plan.assessment
    kinds = {reporter.kind for reporter in plan.owing()} if rule else set()
    for kind in KINDS:
        weights = rule.weights(kind) if rule and kind in kinds else None
        if weights is not None:
            yield listing(points(plan.kind(kind), weights))


SECTIONS = (
    ("各单位任务数", _quotas),
    ("重点任务", _tasks),
    ("经常性工作", _recurring),
    ("方案总目标", _targets),
    ("年度考核分值", _assessment),
)
