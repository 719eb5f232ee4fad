"""Every quota with all its figures, worst first."""

from collections.abc import Iterator, Mapping, Sequence

from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import STATUSES, Gap
from fuxi_cli.core.words import plain
from fuxi_cli.exporters.page.markup import Html, join, tag
from fuxi_cli.exporters.page.table import Cell, Column, Row, table, two
from fuxi_cli.exporters.page.words import (
    LAGGING,
    NOTHING,
    WORST_FIRST,
    amount,
    carried,
    lamp,
    named,
    points,
    rate,
    several_units,
    verdict_of,
)
from fuxi_cli.exporters.wording import YEAR_NOTE, due_now, staged, year_quota

_ADDED = "本月新增"
Months = Mapping[tuple[str, str], str]
"""(reporter, indicator) → what was added in the month, as it is shown."""


def gap_list(gaps: Sequence[Gap], plan: Plan | None, months: Months | None = None) -> Iterator[Html]:
    """With ``months``, a column of what was added in the month."""
    if not gaps:
        return
    mixed = several_units(gaps)
    behind = sum(1 for gap in gaps if gap.status in LAGGING)
    said = f"滞后和到期未完成的 {behind} 项排在最前" if behind else "没有滞后和到期未完成的"
    unit = "" if mixed else f"，单位：{gaps[0].indicator.unit}"
    years = staged(gaps)
    rows = [_row(gap, plan, mixed, months, years) for gap in worst_first(gaps)]
    caption = f"全部任务数 {len(gaps)} 项，{said}{unit}"
    added = (plan.says(_ADDED) if plan else _ADDED) if months is not None else None
    yield table("gaps", caption, _columns(added, years), rows, "figures", live=True)
    yield tag(
        "p",
        "应完成：到截止日按序时应当完成的数。滞后：应完成比例与完成率相差的百分点。期末预计：照目前速度到期能完成的数。"
        "月均需：余下各月平均每月要完成的数。",
        class_="note",
    )
    if years:
        yield tag("p", YEAR_NOTE, class_="note")
    if any(gap.carried_forward for gap in gaps):
        yield tag("p", "标“沿用”的是上一次接收的数，本期没有可用的报送表。", class_="note")


def _columns(added: str | None, years: bool) -> tuple[Column, ...]:
    return (
        Column("单位", text=True, choose=True),
        Column("指标", text=True, choose=True),
        *(
            (Column(two("总任", "务数")), Column(two("本年", "任务")), Column(two("本年", "差额")))
            if years
            else (Column("任务数"),)
        ),
        *((Column(two(added[:2], added[2:])),) if added else ()),
        Column(two("累计", "完成")),
        Column("完成率"),
        Column(two("序时", "进度")),
        Column("应完成"),
        Column("差额"),
        Column("超额"),
        Column(two("滞后", "百分点")),
        Column("亮灯", text=True, choose=True),
        Column(two("期末", "预计")),
        Column(two("月均", "需")),
        Column(two("完成", "时限"), text=True, kind="date"),
        Column("依据", text=True),
    )


def worst_first(gaps: Sequence[Gap]) -> list[Gap]:
    """By status, then the widest lag; otherwise in the plan's order."""
    return sorted(gaps, key=lambda gap: (_order(gap.status), -(gap.lag or 0)))


def _order(status: str) -> int:
    return WORST_FIRST.index(status) if status in WORST_FIRST else len(WORST_FIRST)


def _row(gap: Gap, plan: Plan | None, mixed: bool, months: Months | None, years: bool) -> Row:
    one = gap.indicator
    known = gap.actual is not None
    mark = carried() if gap.carried_forward and known else None
    return (
        gap.reporter.name,
        named(one, mixed),
        plain(gap.quota.value),
        *((plain(year_quota(gap)), NOTHING if gap.missing is None else plain(gap.missing)) if years else ()),
        *(() if months is None else (months[gap.reporter.id, one.id],)),
        join(plain(gap.actual), mark) if gap.actual is not None else STATUSES.get(gap.status, gap.status),
        rate(gap.rate),
        rate(gap.pace),
        amount(due_now(gap), one),
        NOTHING if gap.gap is None else plain(gap.gap),
        NOTHING if gap.surplus is None else plain(gap.surplus),
        points(gap.lag),
        Cell(lamp(gap.light, verdict_of(gap, plan), gap.status), order=_order(gap.status)),
        amount(gap.forecast, one),
        amount(gap.needed_per_month, one),
        gap.due.isoformat(),
        gap.quota.clause,
    )
