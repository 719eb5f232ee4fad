"""A sheet with an annex table on it: which rows are its heads, which its data, and what stands over a column."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from fuxi_cli.core.submission import Sheet
from fuxi_cli.core.words import fold, key
from fuxi_cli.readers.cells.units import is_known, named
from fuxi_cli.readers.layouts.header_rows import is_unit

NUMBERS = frozenset(map(key, ("序号", "编号", "No", "号")))
LABELS = frozenset(
    map(
        key,
        (
            *(
                "县（市、区）",
                "县（区、市）",
                "县区",
                "区县",
                "县市区",
                "市县",
                "市、县",
                "县",
                "设区市",
                "地区",
                "区域",
                "行政区",
                "行政区划",
            ),
            *(
                "单位",
                "单位名称",
                "报送单位",
                "责任单位",
                "责任县区",
                "承担单位",
                "任务单位",
                "名称",
                "县区名称",
                "县（市、区）名称",
            ),
            *(
                "乡镇",
                "乡镇（街道）",
                "市（县、区）",
                "市（州）",
                "市州",
                "各县（市、区）",
                "部门",
                "责任部门",
                "市直单位",
                "省直单位",
            ),
        ),
    )
)
CODES = frozenset(map(key, ("行政区划代码", "区划代码", "代码", "单位代码", "地区代码")))
TOTALS = frozenset(
    map(key, ("合计", "总计", "共计", "全市合计", "全省合计", "全县合计", "total", "三年合计", "累计"))
)
DUES = frozenset(map(key, ("完成时限", "完成日期", "截止日期", "完成时间")))
_DEEPEST = 4
"""Rows of heads at most."""
_HEADS_WITHIN, _MERGED, _WIDEST = 200, 5000, 500
"""How far merged heads are looked for: rows from the top, merged ranges, columns of one."""
_YEAR = re.compile(r"(20[0-9]{2})年?(?:度|底|末|前|任务|任务数|目标|目标任务|目标值|计划|计划数|年度任务)*")
_FIGURE = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.．]*[^0-9０-９]{0,4}")


class Bounds(NamedTuple):
    """Where the table stands; rows and columns count from 1."""

    first_head: int
    first_row: int
    last_row: int
    label: int


class Grid:
    """One sheet, with merged heads filled in."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        # Below, merged cells are told apart one by one (``Sheet.covered``); a sheet may have any number of them.
        self._origin = {
            (row, column): (top, left)
            for top, left, bottom, right in sheet.merged[:_MERGED]
            if top <= _HEADS_WITHIN
            for row in range(top, min(bottom, top + _DEEPEST) + 1)
            for column in range(left, min(right, left + _WIDEST) + 1)
        }
        self.width = max((len(cells) for cells in sheet.rows), default=0)

    def at(self, row: int, column: int) -> Any:
        """The value that a reader of the printed table sees there."""
        return self.sheet.at(*self._origin.get((row, column), (row, column)))

    def merged(self, row: int, column: int) -> bool:
        return (row, column) in self._origin

    def origin(self, row: int, column: int) -> tuple[int, int]:
        return self._origin.get((row, column), (row, column))

    def texts(self, row: int) -> list[tuple[int, str]]:
        """The row's own texts with their columns."""
        return [
            (column, cell)
            for column, cell in enumerate(self.sheet.rows[row - 1], start=1)
            if isinstance(cell, str) and cell.strip()
        ]

    def blank(self, row: int) -> bool:
        return not any(self._filled(row))

    def _filled(self, row: int) -> Iterator[int]:
        for column, cell in enumerate(self.sheet.rows[row - 1], start=1):
            if (cell is not None and str(cell).strip()) or (row, column) in self.sheet.errors:
                yield column

    def bounds(self) -> Bounds | None:
        """Where the table is; None when the sheet has none."""
        for row in range(1, len(self.sheet.rows) + 1):
            label = self._label(row)
            if label and row > 1:
                first = self._first_head(row)
                if first < row:
                    label = self._settled(first, row, label)
                    row = self._first_row(first, row, label)
                    return Bounds(first, row, self._last_row(row, label), label)
        return None

    def _first_row(self, first: int, row: int, label: int) -> int:
        """The first row of data: also one above the first with a figure that names a reporter, below the column's head."""
        headed = False
        for above in range(first, row):
            cell = self.at(above, label)
            is_name = isinstance(cell, str) and cell.strip() and not is_unit(cell)
            if is_name and key(cell) in LABELS:
                headed = True
            elif is_name and headed and not self.merged(above, label):
                return above
        return row

    def _label(self, row: int) -> int:
        """The column that names a reporter in a row with figures; 0 when the row is no data row."""
        cells = self.sheet.rows[row - 1]
        figures = [c for c, cell in enumerate(cells, start=1) if is_figure(cell)]
        names = [c for c, text in self.texts(row) if not is_figure(text) and not is_unit(text)]
        before = [c for c in names if figures and c < figures[-1]]
        if not before or any(key(text) in LABELS for _, text in self.texts(row)):
            return 0
        if len(figures) > 1 and all(year_of(cells[c - 1]) for c in figures):
            return 0
        first = [c for c in figures if c > before[0]]
        return max(c for c in before if c < first[0]) if first else 0

    def _settled(self, first: int, row: int, label: int) -> int:
        """The label column: the one whose head says so, when one does."""
        for column in range(1, self.width + 1):
            heads = [self.at(above, column) for above in range(first, row)]
            if any(isinstance(head, str) and key(head) in LABELS for head in heads):
                return column
        return label

    def _first_head(self, row: int) -> int:
        """The first of the rows of heads directly above a row; the row itself when there are none."""
        first = row
        while first > 1 and row - first < _DEEPEST and self._is_head(first - 1):
            first -= 1
        return first

    def _is_head(self, row: int) -> bool:
        cells = {self.origin(row, column) for column in self._filled(row)}
        texts = [text for _, text in self.texts(row)]
        if any(re.search(r"[:：]\s*\S", text) for text in texts):
            return False
        units = bool(texts) and all(is_unit(text) for text in texts)
        return len(cells) > 1 or units

    def _last_row(self, first: int, label: int) -> int:
        """The last row before a second table's heads."""
        for row in range(first + 1, len(self.sheet.rows) + 1):
            here = self.at(row, label)
            if isinstance(here, str) and key(here) in LABELS and len(self.texts(row)) > 1:
                return row - 1
        return len(self.sheet.rows)

    def heads(self, bounds: Bounds, column: int) -> list[Any]:
        """What stands over a column, top to bottom; a blank under a group's head counts as that group's."""
        found: list[Any] = []
        for row in range(bounds.first_head, bounds.first_row):
            cell = self.at(row, column)
            if cell is None and row < bounds.first_row - 1 and not self.merged(row, column):
                cell = self._group(bounds, row, column)
            if cell is not None and str(cell).strip() and (not found or found[-1] != cell):
                found.append(cell)
        return found

    def _group(self, bounds: Bounds, row: int, column: int) -> Any:
        """The head to the left in an upper row, where the table was printed without merged cells."""
        below = range(row + 1, bounds.first_row)
        if column <= bounds.label or not any(self.at(under, column) is not None for under in below):
            return None
        for left in range(column - 1, bounds.label, -1):
            cell = self.at(row, left)
            if cell is not None:
                return cell if any(self.at(under, left) is not None for under in below) else None
        return None

    def above(self, bounds: Bounds) -> list[str]:
        """The lines above the table."""
        return [text for row in range(1, bounds.first_head) for _, text in self.texts(row)]


def visible(cell: object) -> str:
    """A cell's text without white space and without characters that nobody can see."""
    return "".join(char for char in str(cell) if char.isprintable() and not char.isspace())


def is_figure(cell: object) -> bool:
    """Whether a cell holds a figure, also one written as text with a unit: 1,234、12个."""
    if isinstance(cell, str):
        return len(cell) < 20 and bool(_FIGURE.fullmatch(cell.strip()))
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def year_of(cell: object) -> int:
    """The year that a head is; 0 for any other head."""
    if isinstance(cell, float) and cell.is_integer() and 2000 <= cell <= 2099:
        return int(cell)
    match = _YEAR.fullmatch(fold(cell)) if isinstance(cell, str) else None
    return int(match[1]) if match else 0


def unit_above(lines: list[str]) -> str:
    """The unit that a line above the table gives for all of it; empty when none does or several are named."""
    found = {
        match[1]
        for line in lines
        if (match := re.search(r"(?:计量)?单位[:：]\s*[（(]?([^\s（）()、，,;；/]+)[）)]?\s*$", line.strip()))
        and (unit := named(match[1])) is not None
        and is_known(unit)
    }
    return found.pop() if len(found) == 1 else ""
