"""The charts of 逐月趋势: a line for each indicator, and bars of the lights and of the reporting."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from fuxi_cli.exporters.workbook import charts
from fuxi_cli.exporters.workbook.page import Page

HEIGHT, ROWS = 306, 16
"""Pixels, and rows of 20 pixels that a chart takes with some room below. Two of them go on a page above each other."""
_LINES = len(charts.LINE_LOOKS)
Line = tuple[int, str | None]
"""A row that becomes part of a chart, and the light that it looks like."""


class MonthCharts:
    """Charts over rows of the sheet. ``first``: the column of the first month; names stand in the first column."""

    def __init__(self, page: Page, first: int, months: int) -> None:
        self.page, self.first, self.months = page, first, months

    def _name(self, row: int) -> list[Any]:
        """A line's name by its cell: a text that begins with “=” would be taken for one."""
        return [self.page.name, row, 0]

    def _span(self, row: int) -> list[Any]:
        return [self.page.name, row, self.first, row, self.first + self.months - 1]

    def rates(self, titles: int, rows: Mapping[int, Fraction | None], pace_row: int) -> Any:
        """A line for each of the rows and one for the pace; of many the lowest. ``rows``: row → the rate by now."""
        chart = self.page.book.workbook.add_chart({"type": "line"})
        chosen = sorted(sorted(rows, key=lambda row: rows[row] or -1)[:_LINES])
        for row, (colour, dash, marker) in zip(chosen, charts.LINE_LOOKS, strict=False):
            solid = {"fill": {"color": colour}, "border": {"color": colour}}
            chart.add_series(
                {
                    "name": self._name(row),
                    "categories": self._span(titles),
                    "values": self._span(row),
                    "line": {"color": colour, "width": 2, "dash_type": dash},
                    "marker": {"type": marker, "size": 6, **solid},
                }
            )
        chart.add_series(
            {
                "name": self._name(pace_row),
                "categories": self._span(titles),
                "values": self._span(pace_row),
                "line": {"color": charts.PACE, "width": 2.25, "dash_type": "round_dot"},
            }
        )
        some = len(chosen) < len(rows)
        heading = f"完成率最低的 {len(chosen)} 项指标" if some else "各指标完成率与序时进度"
        charts.finish(chart, heading, share=True)
        return chart

    def bars(self, heading: str, titles: int, lines: Sequence[Line]) -> Any:
        chart = self.page.book.workbook.add_chart({"type": "column", "subtype": "stacked"})
        for row, look in lines:
            chart.add_series(
                {
                    "name": self._name(row),
                    "categories": self._span(titles),
                    "values": self._span(row),
                    "gap": 60,
                    "data_labels": charts.labels("0;;"),
                    **charts.fill(look),
                }
            )
        charts.finish(chart, heading)
        return chart

    def place(self, top: int, made: Sequence[Any]) -> None:
        """The first over the whole width, the others beside each other below it."""
        page = self.page
        for row in range(top, top + ROWS * min(len(made), 2)):
            page.sheet.set_row(row, 15)
        wide = int(sum(width * 7 + 5 for width in page.widths)) - 4
        for number, chart in enumerate(made):
            beside = max(len(made) - 1, 1) if number else 1
            row = top + ROWS * min(number, 1)
            left = (number - 1) * wide // beside if number else 0
            chart.set_size({"width": wide // beside - 4, "height": HEIGHT})
            page.sheet.insert_chart(
                row, 0, chart, {"x_offset": left + 2, "y_offset": 2, "object_position": 1}
            )
