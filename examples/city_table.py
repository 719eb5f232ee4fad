"""The city-wide progress table: rows are counties, under each indicator 任务 / 本月 / 累计 / 完成率."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import story
from xlsxwriter.workbook import Workbook

from fuxi_cli.core.period import Period
from fuxi_cli.core.place import column_letters
from fuxi_cli.core.plan import Plan

MEASURES = ("任务", "本月", "累计", "完成率")
FIRST_ROW = 5
"""The first county's row, counted from 1."""


def render(plan: Plan, period: Period) -> bytes:
    """A table with four faults: a rate left over, a total added up wrongly, a cumulative figure missing, a quota changed."""
    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"created": datetime(period.year, period.month, 1, tzinfo=UTC), "title": "示例"})
    cell = {"font_name": "宋体", "font_size": 10, "align": "center", "valign": "vcenter", "border": 1}
    styles = {
        "title": workbook.add_format({"font_name": "黑体", "font_size": 16, "align": "center"}),
        "plain": workbook.add_format({"font_name": "宋体", "font_size": 10}),
        "head": workbook.add_format({**cell, "bold": True, "text_wrap": True, "bg_color": "#DDEBF7"}),
        "cell": workbook.add_format(cell),
        "rate": workbook.add_format({**cell, "num_format": "0.0%"}),
    }
    sheet = workbook.add_worksheet("全市进度")
    _head(sheet, plan, period, styles)
    counties = [r for r in plan.reporters if plan.quotas_of(r.id)]
    sums: dict[int, int] = {}
    for number, county in enumerate(counties, start=1):
        _county(sheet, plan, period, number, county, styles, sums)
    _total(sheet, len(counties), sums, styles)
    sheet.freeze_panes(FIRST_ROW - 1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    workbook.close()
    return buffer.getvalue()


def _head(sheet: Any, plan: Plan, period: Period, styles: dict[str, Any]) -> None:
    last = 1 + 4 * len(plan.indicators)
    sheet.merge_range(
        0, 0, 0, last, f"{plan.title[:4]}年赣州市富硒产业发展任务完成情况表（示例）", styles["title"]
    )
    sheet.write(1, 0, f"填报单位：市富硒办（示例）　　截至{period.chinese}底", styles["plain"])
    sheet.merge_range(2, 0, 3, 0, "序号", styles["head"])
    sheet.merge_range(2, 1, 3, 1, "县（市、区）", styles["head"])
    for index, indicator in enumerate(plan.indicators):
        left = 2 + 4 * index
        sheet.merge_range(2, left, 2, left + 3, indicator.header, styles["head"])
        for offset, measure in enumerate(MEASURES):
            sheet.write(3, left + offset, measure, styles["head"])
    sheet.set_row(2, 32)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, last, 7)


def _county(
    sheet: Any,
    plan: Plan,
    period: Period,
    number: int,
    county: Any,
    styles: dict[str, Any],
    sums: dict[int, int],
) -> None:
    row = FIRST_ROW - 2 + number
    sheet.write(row, 0, number, styles["cell"])
    sheet.write(row, 1, county.name, styles["cell"])
    figures = story.submission(plan, county, period).figures
    for index, indicator in enumerate(plan.indicators):
        left = 2 + 4 * index
        quota = plan.quota(county.id, indicator.id)
        assert quota is not None
        stated = int(quota.value)
        month, done = int(figures[indicator.id]["month"]), int(figures[indicator.id]["cumulative"])  # type: ignore[arg-type]
        rate = done / stated
        if (county.name, indicator.id) == ("兴国县", "product"):
            rate = 0.375
        if (county.name, indicator.id) == ("全南县", "base"):
            stated = 3
            rate = done / stated
        for offset, value in enumerate((stated, month, done)):
            sums[left + offset] = sums.get(left + offset, 0) + value
            if (county.name, indicator.id, offset) != ("上犹县", "product", 2):
                sheet.write(row, left + offset, value, styles["cell"])
        sheet.write(row, left + 3, rate, styles["rate"])


def _total(sheet: Any, counties: int, sums: dict[int, int], styles: dict[str, Any]) -> None:
    """The totals are typed in, as offices do: one forgets the change of a quota, one was added up wrongly."""
    row = FIRST_ROW - 1 + counties
    sheet.merge_range(row, 0, row, 1, "合计", styles["head"])
    for column in range(2, 2 + 24):
        if (column - 2) % 4 == 3:
            value = sums[column - 1] / sums[column - 3]
            sheet.write(row, column, value, styles["rate"])
        else:
            wrong = 1 if column_letters(column + 1) == "M" else 0
            sheet.write(row, column, sums[column] + wrong, styles["cell"])
