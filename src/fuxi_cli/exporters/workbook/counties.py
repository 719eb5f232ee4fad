"""县区进度: every reporter on every indicator. So many indicators stand on a printed page; each page has its title."""

from collections.abc import Iterator, Sequence

from fuxi_cli.core.plan import Indicator, Reporter
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.workbook.book import GAP, Book
from fuxi_cli.exporters.workbook.county_cells import CountyCells
from fuxi_cli.exporters.workbook.looks import (
    BAR,
    HEAD_FILL,
    TOTAL_FILL,
)
from fuxi_cli.exporters.workbook.matrix import (
    FIRST_BLOCK,
    FIRST_ROW,
    LIGHT,
    QUOTA,
    RATE,
    SHEET,
    TITLES,
    Matrix,
)
from fuxi_cli.exporters.workbook.page import Page
from fuxi_cli.exporters.workbook.values import (
    CARRIED,
)
from fuxi_cli.exporters.xlsx_style import text_width

_NUMBER_WIDTH, _BLOCK_WIDTHS = 5, (6.5, 6.5, 10, 8.5, 7, 13)
_PER_PAGE = 2
_PAGE_WIDTH = 102
"""Column units that a landscape A4 page takes without being made smaller, also where a wider font stands in for 宋体."""
_NUMERALS = "一二三四五六七八九十"


def draw(book: Book, matrix: Matrix) -> None:
    page = Page(book, SHEET, _widths(matrix))
    if not matrix:
        page.top(f"{book.summary.period.chinese}任务进度表")
        page.line("本方案没有分解到各单位的任务数。")
        page.finish()
        return
    _Drawing(page, matrix).draw()


def _widths(matrix: Matrix) -> list[float]:
    longest = max((text_width(clean(r.name)) for r in matrix.reporters), default=0)
    name = min(max(longest + 3, 12), 26)
    return [_NUMBER_WIDTH, name, *(_BLOCK_WIDTHS * max(len(matrix.indicators), 2 if not matrix else 1))]


class _Drawing:
    def __init__(self, page: Page, matrix: Matrix) -> None:
        self.page, self.matrix, self.summary = page, matrix, page.book.summary
        self.sheet, self.plan = page.sheet, page.book.summary.plan
        self.cells = CountyCells(matrix)

    def draw(self) -> None:
        self._tops()
        self._heads()
        for index, reporter in enumerate(self.matrix.reporters):
            self._reporter(FIRST_ROW + index, reporter)
        self._total()
        self.page.row = self.matrix.total_row + 1
        self._bars()
        self._notes()
        self._finish()

    def _groups(self) -> Iterator[Sequence[Indicator]]:
        """The indicators of each printed page."""
        indicators = self.matrix.indicators
        pages = -(-len(indicators) // _PER_PAGE)
        each = -(-len(indicators) // pages)
        return (indicators[start : start + each] for start in range(0, len(indicators), each))

    def _tops(self) -> None:
        """Each page's own title, over its own columns: the columns before them are repeated on every page."""
        groups = list(self._groups())
        kinds = {reporter.kind for reporter in self.matrix.reporters}
        who = f"各{self.plan.kind(kinds.pop())}" if len(kinds) == 1 else "各单位"
        heading = f"{self.summary.period.chinese}{who}任务进度表"
        self.sheet.set_row(0, 34)
        self.sheet.set_row(1, 34 if any(len(group) == 1 for group in groups) else 22)
        for index, group in enumerate(groups):
            first = self.matrix.column(group[0], QUOTA)
            last = self.matrix.column(group[-1], LIGHT)
            suffix = f"（{_ordinal(index)}）" if len(groups) > 1 else ""
            self._over(0, first, last, heading + suffix, self.page.styles.title(18 if len(group) > 1 else 14))
            about = self.page.book.identity if len(group) > 1 else self.page.book.identity.replace(GAP, "\n")
            self._over(1, first, last, about, self.page.styles.line(align="center", font_size=10))

    def _over(self, row: int, first: int, last: int, words: str, look: object) -> None:
        self.sheet.merge_range(row, first, row, last, "", look)
        self.sheet.write_string(row, first, words, look)

    def _heads(self) -> None:
        look = self.page.styles.head(HEAD_FILL)
        self.sheet.set_row(2, 34)
        self.sheet.set_row(3, 24)
        for column, words in enumerate(("序号", "单位")):
            self.sheet.merge_range(2, column, 3, column, "", look)
            self.sheet.write_string(2, column, words, look)
        for indicator in self.matrix.indicators:
            first = self.matrix.column(indicator, QUOTA)
            self.page.put_head(2, first, clean(indicator.header), first + len(TITLES) - 1)
            for part, words in enumerate(TITLES):
                self.page.put_head(3, first + part, self.summary.plan.says(words))

    def _reporter(self, row: int, reporter: Reporter) -> None:
        self.sheet.set_row(row, 21)
        self.page.put(row, 0, self.matrix.number(reporter), "number")
        self.page.put(row, 1, reporter.name, "text", text_wrap=False, shrink=True, indent=0)
        for indicator in self.matrix.indicators:
            progress = self.matrix.progress.get((reporter.id, indicator.id))
            cells = self.cells.of(row, indicator, progress) if progress else (None,) * len(TITLES)
            for part, cell in enumerate(cells):
                kind = "share" if part == RATE else "number"
                self.page.put(row, self.matrix.column(indicator, part), cell, kind)

    def _total(self) -> None:
        row = self.matrix.total_row
        self.sheet.set_row(row, 26)
        look = self.page.look("centre", bold=True, bg_color=TOTAL_FILL)
        self.sheet.merge_range(row, 0, row, 1, "", look)
        self.sheet.write_string(row, 0, "合计", look)
        for indicator in self.matrix.indicators:
            for part, cell in enumerate(self.cells.sums(row, indicator)):
                kind = "share" if part == RATE else "number"
                self.page.put(
                    row, self.matrix.column(indicator, part), cell, kind, bold=True, bg_color=TOTAL_FILL
                )

    def _bars(self) -> None:
        for indicator in self.matrix.indicators:
            self.sheet.conditional_format(
                FIRST_ROW,
                self.matrix.column(indicator, RATE),
                self.matrix.total_row,
                self.matrix.column(indicator, RATE),
                {
                    "type": "data_bar",
                    "data_bar_2010": True,
                    "bar_solid": True,
                    "bar_color": BAR,
                    "min_type": "num",
                    "max_type": "num",
                    "min_value": 0,
                    "max_value": 1,
                },
            )

    def _notes(self) -> None:
        """Under the columns of the first page."""
        group = next(self._groups())
        last = self.matrix.column(group[-1], LIGHT)
        notes = ["注：“—”表示没有任务或无从计算。合计的差额是各单位差额之和，超额部分不抵。"]
        if any(p.gap.carried_forward for p in self.summary.progress):
            notes.append(f"带“{CARRIED}”的是本期没有可用的报送表、沿用上一次接收的数，已计入合计。")
        if any(p.gap.actual is None for p in self.summary.progress):
            notes.append("没有可用数的写明原因，不按 0 计，不计入合计。")
        look = self.page.styles.line(align="left", font_size=10, valign="top")
        self.sheet.set_row(self.page.row, 34 if len(group) > 1 else 64)
        self._over(self.page.row, FIRST_BLOCK, last, "".join(notes), look)
        self.page.row += 1

    def _finish(self) -> None:
        page, sheet = self.page, self.sheet
        groups = list(self._groups())
        page.finish(None, landscape=len(self.matrix.indicators) > 1)
        sheet.freeze_panes(FIRST_ROW, FIRST_BLOCK)
        sheet.autofilter(FIRST_ROW - 1, 0, self.matrix.last_row, page.last_column)
        sheet.repeat_rows(0, FIRST_ROW - 1)
        if len(groups) > 1:
            widest = sum(page.widths[:FIRST_BLOCK]) + sum(_BLOCK_WIDTHS) * max(map(len, groups))
            sheet.fit_page = False
            sheet.set_print_scale(min(100, int(_PAGE_WIDTH / widest * 100)))
            sheet.repeat_columns(0, FIRST_BLOCK - 1)
            sheet.set_v_pagebreaks([self.matrix.column(group[0], QUOTA) for group in groups[1:]])


def _ordinal(index: int) -> str:
    """``一``, ``十二``: the page's number in Chinese, counted from 0."""
    tens, ones = divmod(index + 1, 10)
    if not tens:
        return _NUMERALS[ones - 1]
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")
