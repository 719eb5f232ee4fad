"""One worksheet of a binary workbook (.xlsb): its cells in order, and what is hidden, merged or calculated.

How far the sheet says that it reaches is not believed. Rows and cells stand in ascending order in every file that a
program wrote; another order could hide a cell behind a second one, and the file is refused.
"""

from collections.abc import Callable
from math import isfinite
from typing import Any

from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice, Sheet
from fuxi_cli.readers.number_formats import Kind, as_date
from fuxi_cli.readers.ooxml.canonical import MAX_COLUMN, MAX_ROW, bad_address
from fuxi_cli.readers.opendocument.ordered_grid import Mark, OrderedGrid
from fuxi_cli.readers.refusal import damaged
from fuxi_cli.readers.xlsb.formulas import outward_function
from fuxi_cli.readers.xlsb.records import (
    Malformed,
    count_at,
    packed_number,
    real_at,
    records,
    text_at,
)

_ROW = 0
_CELLS = range(1, 12)
_SHORT_CELLS = range(12, 19)
"""The same kinds without a column: they stand right of the cell before."""
_RICH_CELL = 62
_COLUMNS = 60
_END_SHEET = 130
_BEGIN_CELLS, _END_CELLS = 145, 146
_MERGED = 176
_ARRAYS = (426, 428)
_BLANK, _PACKED, _ERROR, _BOOLEAN, _REAL, _TEXT, _SHARED = range(1, 8)
_FORMULA_TEXT, _FORMULA_REAL, _FORMULA_BOOLEAN, _FORMULA_ERROR = range(8, 12)
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_HIDDEN_ROW = 0x10
_HIDDEN_COLUMN = 0x01


class BinarySheet:
    """Records of the sheet's part in, a filled grid out."""

    def __init__(
        self, grid: OrderedGrid, texts: list[str], formats: list[Kind | None], date1904: bool
    ) -> None:
        self.grid = grid
        self.texts = texts
        self.formats = formats
        self.date1904 = date1904
        self.part = f"工作表“{grid.name[:20]}”"
        self.notices: list[Notice] = []
        self.inside = False
        """Among the cells."""
        self.finished = False
        self.hidden = False
        """The open row is."""
        self.row = 0
        self.column = 0
        """Of the cell before; 0 when there is none in the row."""

    def read(self, data: bytes) -> Sheet:
        """Raises Refusal for what is no whole worksheet."""
        inside_cells: dict[int, Callable[[bytes], None]] = {
            _ROW: self._start_row,
            _END_CELLS: self._end_cells,
            **dict.fromkeys(_ARRAYS, self._array),
        }
        outside_cells: dict[int, Callable[[bytes], None]] = {
            _BEGIN_CELLS: self._begin_cells,
            _COLUMNS: self._columns,
            _MERGED: self._merge,
            _END_SHEET: self._end_sheet,
        }
        try:
            for kind, record in records(data, self.part):
                if self.inside and (kind in _CELLS or kind in _SHORT_CELLS or kind == _RICH_CELL):
                    self._cell(kind, record)
                    continue
                act = (inside_cells if self.inside else outside_cells).get(kind)
                if act is not None:
                    act(record)
        except Malformed:
            raise damaged(self.part) from None
        if not self.finished:
            raise damaged(self.part)
        return self.grid.sheet()

    def _begin_cells(self, _: bytes) -> None:
        if self.row:
            raise damaged(self.part)
        self.inside = True

    def _end_cells(self, _: bytes) -> None:
        self._close_row()
        self.row = MAX_ROW  # no second run of cells
        self.inside = False

    def _end_sheet(self, _: bytes) -> None:
        self.finished = True

    def _close_row(self) -> None:
        if self.row:
            self.grid.close_row(1, self.hidden)
        self.column = 0

    def _start_row(self, record: bytes) -> None:
        number = count_at(record, 0) + 1
        if number <= self.row:
            raise damaged(self.part)
        if number > MAX_ROW:
            raise bad_address(f"第{number}行")
        self._close_row()
        self.row = number
        self.grid.skip_to(number)
        self.hidden = bool(record[11] & _HIDDEN_ROW) or record[8:10] == b"\0\0"

    def _cell(self, kind: int, record: bytes) -> None:
        if kind in _SHORT_CELLS:
            kind -= _SHORT_CELLS.start - 1
            column, start = self.column + 1, 4
        else:
            column, start = count_at(record, 0) + 1, 8
        if not self.row or column <= self.column:
            raise damaged(self.part)
        if column > MAX_COLUMN:
            raise bad_address(f"第{self.row}行第{column}列")
        self.column = column
        if kind == _BLANK:
            return
        grid = self.grid
        error, value = None, None
        if kind in (_ERROR, _FORMULA_ERROR):
            error = _ERRORS.get(record[start], f"#{record[start]:02X}")
        else:
            value = self._value(kind, record, start)
        formula = kind >= _FORMULA_TEXT and kind != _RICH_CELL
        if value is None and error is None and not formula:
            return
        grid.blanks += column - grid.column
        if formula or error is not None:
            grid.marks.append(Mark(column, 1, error, formula, uncalculated=False))
        if formula:
            self._outward(kind, record, start)
        grid.put(value, 1)

    def _value(self, kind: int, record: bytes, start: int) -> Any:
        if kind == _SHARED:
            return self.texts[count_at(record, start)] or None
        if kind == _PACKED:
            return self._number(packed_number(count_at(record, start)), record, start)
        if kind in (_REAL, _FORMULA_REAL):
            return self._number(real_at(record, start), record, start)
        if kind in (_BOOLEAN, _FORMULA_BOOLEAN):
            return record[start] != 0
        return text_at(record, start + (kind == _RICH_CELL))[0] or None

    def _number(self, number: float, record: bytes, start: int) -> Any:
        """A number or the date that it stands for; what is no finite number stands as text, as it does from .xlsx."""
        style = int.from_bytes(record[start - 4 : start - 1], "little")
        kind = self.formats[style] if style < len(self.formats) else None
        return as_date(number, self.date1904, kind) if isfinite(number) else str(number)

    def _outward(self, kind: int, record: bytes, start: int) -> None:
        """Behind the stored value: two bytes of flags, the length of the formula, the formula."""
        size = {_FORMULA_REAL: 8}.get(kind, 1)
        place = (text_at(record, start)[1] if kind == _FORMULA_TEXT else start + size) + 2
        tokens = record[place + 4 : place + 4 + count_at(record, place)]
        function = outward_function(tokens)
        if function:
            self.notices.append(Notice("dde", Place(self.grid.name, self.row, self.column), f"{function}()"))

    def _array(self, record: bytes) -> None:
        top, bottom, left, right = (count_at(record, offset) + 1 for offset in (0, 4, 8, 12))
        self.grid.arrays.append((top, left, max(bottom - top + 1, 1), max(right - left + 1, 1)))

    def _columns(self, record: bytes) -> None:
        first, last, width = (count_at(record, offset) for offset in (0, 4, 8))
        if (record[16] & _HIDDEN_COLUMN or width == 0) and first <= last:
            self.grid.hidden_columns.append((first + 1, min(last + 1, MAX_COLUMN)))

    def _merge(self, record: bytes) -> None:
        top, bottom, left, right = (count_at(record, offset) + 1 for offset in (0, 4, 8, 12))
        if top <= bottom <= MAX_ROW and left <= right <= MAX_COLUMN:
            self.grid.merged.append((top, left, bottom - top + 1, right - left + 1, 1))
