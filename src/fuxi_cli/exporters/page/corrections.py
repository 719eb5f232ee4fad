"""Figures of closed months that were changed later: old beside new."""

from collections.abc import Iterator, Sequence

from fuxi_cli.core.amendments import ABOUT, Amendment, amount_of, change, reading
from fuxi_cli.core.reporting_periods import spoken_of
from fuxi_cli.core.words import plain
from fuxi_cli.exporters.page.markup import Html, tag
from fuxi_cli.exporters.page.table import Cell, Column, Row, table, two
from fuxi_cli.exporters.page.words import NOTHING


def correction_list(found: Sequence[Amendment]) -> Iterator[Html]:
    """Nothing where nothing was changed."""
    if not found:
        return
    columns = (
        Column("单位", text=True, choose=True),
        Column(spoken_of(found[0].period, "月份"), text=True, choose=True, kind="date"),
        Column("指标", text=True, choose=True),
        Column(two("计量", "单位"), text=True),
        Column("原数"),
        Column("更正后"),
        Column("增减"),
        Column(two("收到", "日期"), text=True, kind="date"),
    )
    rows = [_row(one) for one in found]
    caption = f"{spoken_of(found[0].period, '已封账月份的更正')}{amount_of(found)}"
    yield table("corrections", caption, columns, rows, "figures", live=True)
    yield tag("p", ABOUT, class_="note")


def _row(one: Amendment) -> Row:
    return (
        one.reporter,
        Cell(one.period.chinese, order=str(one.period)),
        one.short,
        one.unit or NOTHING,
        reading(one.old),
        reading(one.new),
        Cell(change(one, NOTHING), order=None if one.difference is None else plain(one.difference)),
        one.received_on.isoformat() if one.received_on else NOTHING,
    )
