"""What the reporters state on indicators of which nobody owes a quota."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fuxi_cli.core.plan import SHARE_UNITS, Indicator, Plan
from fuxi_cli.core.progress import STATUSES
from fuxi_cli.core.totals import Reported
from fuxi_cli.core.words import plain
from fuxi_cli.exporters.page.markup import Html, tag
from fuxi_cli.exporters.page.table import Cell, Column, table, two
from fuxi_cli.exporters.page.words import NOTHING


def stated_list(reported: Sequence[Reported], plan: Plan) -> Iterator[Html]:
    """A row for each reporter, a column for each indicator; nothing where every figure belongs to a quota."""
    if not reported:
        return
    by = {(one.reporter.id, one.indicator.id): one for one in reported}
    indicators = [i for i in plan.indicators if any(id == i.id for _, id in by)]
    reporters = [r for r in plan.reporters if any(id == r.id for id, _ in by)]
    columns = [Column("单位", text=True), *(Column(two(i.short, f"（{i.unit}）")) for i in indicators)]
    rows = [[r.name, *(_cell(by.get((r.id, i.id))) for i in indicators)] for r in reporters]
    foot = ["合计", *(_sum(i, reported) for i in indicators)]
    yield table(
        "stated", "没有分任务、只报数的指标：累计完成数", columns, rows, "figures", foot=foot, live=True
    )
    yield tag(
        "p",
        f"“{NOTHING}”表示不用报；没有可用数的不按 0 计，不计入合计；带“沿用”的是上一次接收的数。",
        class_="note",
    )


def _cell(one: Reported | None) -> str | Cell:
    if one is None:
        return NOTHING
    if one.actual is None:
        return STATUSES.get(one.status, one.status)
    return f"{plain(one.actual)}（沿用）" if one.carried_forward else plain(one.actual)


def _sum(indicator: Indicator, reported: Sequence[Reported]) -> str:
    mine = [one for one in reported if one.indicator.id == indicator.id]
    known = [one.actual for one in mine if one.actual is not None]
    if indicator.unit in SHARE_UNITS and len(mine) > 1:
        return "不宜合计"
    return plain(sum(known, Decimal(0))) if known else NOTHING
