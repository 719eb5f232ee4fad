"""逐月趋势: how the figures, the lights and the reporting went from month to month, with charts."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from fuxi_cli.core.progress import Gap, pace, rate
from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.summary import Month
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import TOTAL_FILL, short
from fuxi_cli.exporters.workbook.matrix import (
    ACTUAL,
    UNREPORTED,
    Matrix,
    actual_sum,
    adds_up,
    quota_sum,
    rate_formula,
)
from fuxi_cli.exporters.workbook.page import Page
from fuxi_cli.exporters.workbook.trend_charts import ROWS, Line, MonthCharts
from fuxi_cli.exporters.workbook.values import Cell, Formula, Marked, amount, decimals, result

SHEET = "逐月趋势"
_MOST_MONTHS = 24
_FIXED = (22.0, 8.0, 9.0)
_MONTH_WIDTH = 9.0
_MONTHS_WIDTH, _WIDEST_MONTH = 72.0, 24.0
"""Few months are wider: titles and charts need the room."""
_PORTRAIT = 120
_LIGHTS = ("green", "yellow", "red", "blue", None)
_REPORTING = (
    ("按时（含零报告）", ("on_time", "nil"), "green"),
    ("迟报", ("late",), "yellow"),
    ("退回", ("returned", "unreadable"), "blue"),
    ("未报", ("missing",), "red"),
)


def draw(book: Book, matrix: Matrix) -> None:
    months = book.summary.months[-_MOST_MONTHS:]
    month = min(max(_MONTH_WIDTH, _MONTHS_WIDTH / len(months)), _WIDEST_MONTH)
    says = book.summary.plan.says
    page = Page(book, says(SHEET), [*_FIXED, *([month] * len(months))])
    one = len(months) == 1
    page.top(
        f"{book.summary.period.chinese}{says('逐月')}进展趋势",
        says("只有本期的数，没有以前月份的报送表可比。") if one else
        says("各月的数按当时已接收的报送表计算；没有可用报送表的单位沿用上一次接收的数。"),
    )  # fmt: skip
    _Drawing(page, matrix, months).draw()
    page.finish(landscape=page.width > _PORTRAIT)
    page.sheet.freeze_panes(2, 0)


class _Drawing:
    def __init__(self, page: Page, matrix: Matrix, months: Sequence[Month]) -> None:
        self.page, self.matrix, self.months = page, matrix, months
        self.plan = page.book.summary.plan
        self.indicators = tuple(i for i in matrix.indicators if adds_up(i))
        self.by_month: list[dict[str, list[Gap]]] = []
        for month in months:
            gaps: dict[str, list[Gap]] = {}
            for gap in month.gaps:
                gaps.setdefault(gap.indicator.id, []).append(gap)
            self.by_month.append(gaps)

    def draw(self) -> None:
        """The charts on top, where they are seen first and no page ends within one; the figures below."""
        top = self.page.row
        known = any(gap.actual is not None for month in self.months for gap in month.gaps)
        reported = any(month.reporting for month in self.months)
        charted = bool(self.indicators) and known
        self.page.row += ROWS * (2 if charted else int(reported))
        charts = MonthCharts(self.page, len(_FIXED), len(self.months))
        made = []
        if self.indicators:
            done = self._amounts()
            rates = self._rates(done)
            lights = self._lights()
            if charted:
                made += [charts.rates(*rates), charts.bars(self.plan.says("各月亮灯（项）"), *lights)]
        if reported:
            made.append(charts.bars(self.plan.says("各月报送情况（家）"), *self._reporting()))
        charts.place(top, made)

    # Tables

    def _head(self, caption: str, *fixed: str) -> None:
        """One title stands over all three columns before the months."""
        page = self.page
        page.caption(caption)
        several = len({month.period.year for month in self.months}) > 1
        names = [m.period.dated(several) for m in self.months]
        whole = [*fixed, *([""] * (len(_FIXED) - len(fixed)))]
        page.head([*whole, *names])
        if len(fixed) == 1:
            page.put_head(page.row - 1, 0, fixed[0], len(_FIXED) - 1)

    def _line(
        self, fixed: Sequence[Cell], months: Sequence[Cell], kind: str = "number", **properties: Any
    ) -> int:
        """A row of a table; a single name stands over all columns before the months."""
        page, row = self.page, self.page.row
        page.sheet.set_row(row, 20)
        if len(fixed) == 1:
            page.sheet.merge_range(row, 0, row, len(_FIXED) - 1, "", page.look("centre", **properties))
        for column, cell in enumerate(fixed):
            page.put(row, column, cell, "number" if column == len(_FIXED) - 1 else "centre", **properties)
        for column, cell in enumerate(months, start=len(_FIXED)):
            page.put(row, column, cell, kind, **properties)
        page.row += 1
        return row

    def _amounts(self) -> int:
        """Cumulative figures; the last month's come from 县区进度. Gives back the first row."""
        self._head("一、累计完成", "指标", "计量单位", "任务合计")
        first = self.page.row
        for indicator in self.indicators:
            gaps = self.matrix.gaps(indicator)
            wanted = quota_sum(gaps)
            sums = [actual_sum(month.get(indicator.id, [])) for month in self.by_month]
            places = amount(decimals(wanted, *sums))
            cells = [Marked(UNREPORTED if done is None else done, num_format=places) for done in sums[:-1]]
            last = Formula(self.matrix.total(indicator, ACTUAL), result(sums[-1], UNREPORTED))
            cells.append(Marked(last, num_format=places))
            self._line([indicator.short, indicator.unit, Marked(wanted, num_format=places)], cells)
        carried = [len({g.reporter.id for g in month.gaps if g.carried_forward}) for month in self.months]
        missing = [len({g.reporter.id for g in month.gaps if g.actual is None}) for month in self.months]
        for words, counts in (("其中沿用的单位", carried), ("没有可用数的单位", missing)):
            self._line([f"{words}（家）"], counts, bg_color=TOTAL_FILL)
        self.page.gap()
        return first

    def _rates(self, done: int) -> tuple[int, dict[int, Fraction | None], int]:
        """Rates against what the reporters owe together, and the pace.

        Gives back the row of the titles, each indicator's row with its rate by now, and the row of the pace.
        """
        self._head("二、完成率", "指标")
        titles, rows = self.page.row - 1, {}
        for number, indicator in enumerate(self.indicators):
            wanted = quota_sum(self.matrix.gaps(indicator))
            cells: list[Cell] = []
            share = None
            for offset, month in enumerate(self.by_month):
                column = len(_FIXED) + offset
                share = rate(actual_sum(month.get(indicator.id, [])), wanted)
                quota = xl_rowcol_to_cell(done + number, 2, col_abs=True)
                cells.append(rate_formula(xl_rowcol_to_cell(done + number, column), quota, share))
            rows[self._line([indicator.short], cells, "share")] = share
        paces = [pace(self.plan, month.period) for month in self.months]
        row = self._line(["序时进度"], paces, "share", bold=True, bg_color=TOTAL_FILL)
        self.page.gap()
        return titles, rows, row

    def _lights(self) -> tuple[int, list[Line]]:
        self._head("三、亮灯（项）", "亮灯")
        lines: list[Line] = []
        counts = [Counter(gap.light for gap in month.gaps) for month in self.months]
        first = self.page.row
        for light in _LIGHTS:
            word = clean(self.plan.lights.word(light)) if light else ""
            name = f"{short(light)}灯 {word}" if light else "没有可用数"
            row = self._line([name], [c[light] for c in counts])
            if any(c[light] for c in counts):
                lines.append((row, light))
        self._sum(first, [sum(c.values()) for c in counts])
        return first - 1, lines

    def _reporting(self) -> tuple[int, list[Line]]:
        self._head(f"{'四' if self.indicators else '一'}、报送情况（家）", "报送")
        lines: list[Line] = []
        first = self.page.row
        counts = [Counter(one.status for one in month.reporting) for month in self.months]
        for name, statuses, look in _REPORTING:
            assert all(status in REPORTING_STATUSES for status in statuses)
            values = [sum(c[status] for status in statuses) for c in counts]
            row = self._line([name], values)
            if any(values):
                lines.append((row, look))
        self._sum(first, [sum(c.values()) for c in counts])
        return first - 1, lines

    def _sum(self, first: int, values: Sequence[int]) -> None:
        cells: list[Cell] = []
        for offset, value in enumerate(values):
            column = len(_FIXED) + offset
            span = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(self.page.row - 1, column)}"
            cells.append(Formula(f"SUM({span})", value))
        self._line(["合计"], cells, bold=True, bg_color=TOTAL_FILL)
        self.page.gap()
