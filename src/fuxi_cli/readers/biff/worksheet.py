"""One sheet's substream: its cells, and what values alone do not show."""

from collections.abc import Callable
from dataclasses import dataclass, field
from struct import Struct, error
from typing import Any

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place
from fuxi_cli.readers.biff.globals import Globals
from fuxi_cli.readers.biff.records import Substream
from fuxi_cli.readers.biff.texts import Pieces, short_text
from fuxi_cli.readers.biff.values import error_text, short_number
from fuxi_cli.readers.number_formats import Kind, as_date
from fuxi_cli.readers.refusal import damaged, oversized, unreadable

MAX_COLUMN = 256
_CELL = Struct("<HHH")
_NUMBER = Struct("<HHHd")
_RK = Struct("<HHHI")
_ROW = Struct("<H4xH4xH")
_COLUMNS = Struct("<HHH2xH")
_FORMULA = Struct("<HHH8sH4xH")
_BOOL_ERROR = Struct("<HHHBB")
_SHORT = Struct("<H")
_NUMBER_ALONE = Struct("<d")
_AREA = Struct("<HHHH")
_HALF = Struct("<HI")
_FORMULA_HEAD = _FORMULA.size
_IS_TEXT, _IS_BOOL, _IS_ERROR, _IS_EMPTY = 0, 1, 2, 3
"""What a formula's stored value is, where it is no number."""
_NOT_CALCULATED = 2
"""A formula to be calculated when the file is opened."""
_ROW_HIDDEN, _ALL_ROWS_HIDDEN, _DIALOG = 0x20, 0x02, 0x10
_MARKS = 4
"""One cell in so many may be a formula or an error."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Cells:
    """What one sheet's records say."""

    rows: dict[int, list[Any]] = field(default_factory=dict)
    """By row, counted from 0; only rows with content, and only as wide as that reaches."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    calls: dict[tuple[int, int], str] = field(default_factory=dict)
    """Formulas that start a program or fetch from the network: the function."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    shown_rows: set[int] = field(default_factory=set)
    all_rows_hidden: bool = False
    dialog: bool = False

    def end_row(self) -> int:
        return max(self.rows, default=-1) + 1

    def marks(self) -> int:
        """How many cells are told of one by one; each takes several times the memory of a value."""
        return len(self.formulas) + len(self.errors)

    def area(self) -> int:
        """Rows × columns up to the last content."""
        return self.end_row() * max(map(len, self.rows.values()), default=0)


_Handler = Callable[[bytes], None]
_LongHandler = Callable[[bytes, tuple[bytes, ...]], None]


def read_cells(substream: Substream, name: str, book: Globals, limits: Limits, marked: int = 0) -> Cells:
    """Read a worksheet's records; the sheets before it have so many marked cells. Raises Refusal."""
    reader = _Reader(book, name, limits, marked)
    handlers, long_handlers = reader.handlers(), reader.long_handlers()
    try:
        for kind, body, more in substream.records(handlers.keys() | long_handlers.keys()):
            handle = handlers.get(kind)
            if handle is not None:
                handle(body)
            else:
                long_handlers[kind](body, more)
    except (error, IndexError):
        raise damaged(substream.what) from None
    return reader.finish()


class _Reader:
    """One method for each kind of record."""

    def __init__(self, book: Globals, name: str, limits: Limits, marked: int) -> None:
        self.cells = Cells()
        self.book = book
        self.name = name
        self.limits = limits
        self.texts = book.texts
        self.kinds: list[Kind | None] = book.kinds
        self.dates = any(self.kinds)
        self.hidden_columns = bytearray(MAX_COLUMN)
        self.last_formula = (0, 0)
        self.marks_left = limits.cells // _MARKS - marked

    def handlers(self) -> dict[int, _Handler]:
        return {
            0x00FD: self.shared_text,
            0x0203: self.number,
            0x027E: self.short_number,
            0x00BD: self.short_numbers,
            0x0205: self.bool_or_error,
            0x0006: self.formula,
            0x04BC: self.spread_formula,
            0x0221: self.spread_formula,
            0x0208: self.row,
            0x007D: self.columns,
            0x00E5: self.merged,
            0x0225: self.default_row,
            0x0081: self.sheet_kind,
        }

    def long_handlers(self) -> dict[int, _LongHandler]:
        return {0x0204: self.label, 0x00D6: self.label, 0x0207: self.formula_text}

    def finish(self) -> Cells:
        """Errors and formulas without a value are blank, whatever else was said of such a cell."""
        cells = self.cells
        for places in (cells.errors, cells.uncalculated):
            for row, column in places:
                self.put(row - 1, column - 1, None)
        cells.hidden_columns = {
            column for column, hidden in enumerate(self.hidden_columns, start=1) if hidden
        }
        if cells.all_rows_hidden:
            cells.hidden_rows.update(set(range(1, cells.end_row() + 1)) - cells.shown_rows)
        return cells

    def put(self, row: int, column: int, value: Any) -> None:
        cells = self.cells.rows.get(row)
        if cells is None:
            cells = self.cells.rows[row] = []
        missing = column - len(cells)
        if missing == 0 and column < MAX_COLUMN:
            cells.append(value)
        elif missing < 0:
            cells[column] = value
        elif column < MAX_COLUMN:
            cells.extend([None] * missing)
            cells.append(value)
        else:
            raise unreadable("bad-address", f"工作表里有不存在的单元格地址“第{row + 1}行第{column + 1}列”")

    def put_number(self, row: int, column: int, style: int, number: float) -> None:
        if self.dates and style < len(self.kinds) and self.kinds[style] is not None:
            self.put(row, column, as_date(number, self.book.date1904, self.kinds[style]))
        elif number - number == 0:
            self.put(row, column, number)
        else:  # no number that a sheet could show: text, so that nobody calculates with it
            self.put(row, column, str(number))

    def shared_text(self, body: bytes) -> None:
        row, column, _, number = _RK.unpack_from(body)
        if number >= len(self.texts):
            raise damaged(f"工作表“{self.name[:20]}”")
        self.put_text(row, column, self.texts[number])

    def put_text(self, row: int, column: int, text: str) -> None:
        if text:
            self.put(row, column, text)

    def number(self, body: bytes) -> None:
        self.put_number(*_NUMBER.unpack_from(body))

    def short_number(self, body: bytes) -> None:
        row, column, style, number = _RK.unpack_from(body)
        self.put_number(row, column, style, short_number(number))

    def short_numbers(self, body: bytes) -> None:
        row, column = _CELL.unpack_from(body)[:2]
        for at in range(4, len(body) - 7, 6):
            style, number = _HALF.unpack_from(body, at)
            self.put_number(row, column, style, short_number(number))
            column += 1

    def bool_or_error(self, body: bytes) -> None:
        row, column, _, value, is_error = _BOOL_ERROR.unpack_from(body)
        self.put_bool_or_error(row, column, value, bool(is_error))

    def put_bool_or_error(self, row: int, column: int, value: int, is_error: bool) -> None:
        if not is_error:
            self.put(row, column, value != 0)
            return
        self.put(row, column, None)
        self.cells.errors[row + 1, column + 1] = error_text(value)
        self.count_marks()

    def formula(self, body: bytes) -> None:
        row, column, style, value, flags, size = _FORMULA.unpack_from(body)
        place = (row + 1, column + 1)
        self.last_formula = place
        self.cells.formulas.add(place)
        self.count_marks()
        if value[6:] == b"\xff\xff":
            if value[0] in (_IS_BOOL, _IS_ERROR):
                self.put_bool_or_error(row, column, value[2], value[0] == _IS_ERROR)
        else:
            number = _NUMBER_ALONE.unpack(value)[0]
            if number == 0 and flags & _NOT_CALCULATED:
                self.cells.uncalculated.add(place)
            self.put_number(row, column, style, number)
        self.look_into(body[_FORMULA_HEAD : _FORMULA_HEAD + size])

    def count_marks(self) -> None:
        if self.cells.marks() > self.marks_left:
            most = self.limits.cells // _MARKS
            raise oversized("公式和出错单元格数", f"{most} 个以上", most, Place(self.name))

    def spread_formula(self, body: bytes) -> None:
        """The formula that many cells share; each of them has a record of its own besides."""
        self.look_into(body[8:])

    def look_into(self, tokens: bytes) -> None:
        call = self.book.outward.called(tokens)
        if call and len(self.cells.calls) < self.limits.samples:
            self.cells.calls.setdefault(self.last_formula, call)

    def formula_text(self, body: bytes, more: tuple[bytes, ...]) -> None:
        """The stored value of the formula before it."""
        row, column = self.last_formula
        if row:
            self.put_text(row - 1, column - 1, self.long_text([body, *more]))

    def label(self, body: bytes, more: tuple[bytes, ...]) -> None:
        row, column, _ = _CELL.unpack_from(body)
        self.put_text(row, column, self.long_text([body[6:], *more]))

    def long_text(self, pieces: list[bytes]) -> str:
        if self.book.unicode:
            return short_text(pieces[0]) or Pieces(pieces).text()
        count = _SHORT.unpack_from(pieces[0])[0]
        return b"".join(pieces)[2 : 2 + count].decode(self.book.encoding, "replace")

    def row(self, body: bytes) -> None:
        row, height, flags = _ROW.unpack_from(body)
        if flags & _ROW_HIDDEN or not height:
            self.cells.hidden_rows.add(row + 1)
        else:
            self.cells.shown_rows.add(row + 1)

    def columns(self, body: bytes) -> None:
        first, last, width, flags = _COLUMNS.unpack_from(body)
        if flags & 1 or not width:
            last = min(last, MAX_COLUMN - 1)
            self.hidden_columns[first : last + 1] = b"\1" * (last + 1 - first)

    def merged(self, body: bytes) -> None:
        count = min(_SHORT.unpack_from(body)[0], (len(body) - 2) // _AREA.size)
        for at in range(2, 2 + count * _AREA.size, _AREA.size):
            top, bottom, left, right = _AREA.unpack_from(body, at)
            if top <= bottom and left <= right < MAX_COLUMN:
                self.cells.merged.append((top + 1, left + 1, bottom + 1, right + 1))
        if len(self.cells.merged) > self.limits.merged:
            raise oversized("合并区域数", len(self.cells.merged), self.limits.merged)

    def default_row(self, body: bytes) -> None:
        self.cells.all_rows_hidden = bool(_SHORT.unpack_from(body)[0] & _ALL_ROWS_HIDDEN)

    def sheet_kind(self, body: bytes) -> None:
        self.cells.dialog = bool(_SHORT.unpack_from(body)[0] & _DIALOG)
