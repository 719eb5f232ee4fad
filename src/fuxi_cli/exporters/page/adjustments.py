"""Quotas that a revision of the plan changed: old beside new; only in the first period that it is in force."""

from collections.abc import Iterator

from fuxi_cli.core.revised import ABOUT, Adjustment, Revised, amount_of, change, reading
from fuxi_cli.core.words import plain
from fuxi_cli.exporters.page.markup import Html, tag
from fuxi_cli.exporters.page.table import Cell, Column, Row, table, two
from fuxi_cli.exporters.page.words import NOTHING


def adjustment_list(found: Revised | None) -> Iterator[Html]:
    """Nothing where no other revision came into force."""
    if found is None:
        return
    yield tag("p", f"{found.lead}，{found.quotas}。")
    if found.adjustments:
        columns = (
            Column("单位", text=True, choose=True),
            Column("指标", text=True, choose=True),
            Column(two("计量", "单位"), text=True),
            Column(two("原", "任务数")),
            Column(two("现", "任务数")),
            Column("增减"),
            Column(two("施行", "日期"), text=True, kind="date"),
            Column("文号", text=True),
        )
        rows = [_row(one, found) for one in found.adjustments]
        caption = f"任务数调整{amount_of(found)}"
        yield table("adjustments", caption, columns, rows, "figures", live=True)
        yield tag("p", ABOUT, class_="note")
    if found.tasks:
        yield tag("p", f"其他改动：{'；'.join(found.tasks)}。")


def _row(one: Adjustment, found: Revised) -> Row:
    return (
        one.reporter.name,
        one.indicator.short,
        one.indicator.unit or NOTHING,
        reading(one.before),
        reading(one.after),
        Cell(change(one, NOTHING), order=None if one.difference is None else plain(one.difference)),
        found.since.isoformat(),
        found.new.document.number,
    )
