"""Excel's XML of 2003 (SpreadsheetML), which web systems also write under the name .xls."""

from dataclasses import dataclass, field
from datetime import datetime, time
from math import isfinite
from typing import Any

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.readers.formats import Source
from fuxi_cli.readers.formulas import reaches_out
from fuxi_cli.readers.ooxml.canonical import MAX_COLUMN, MAX_ROW
from fuxi_cli.readers.refusal import oversized, unreadable
from fuxi_cli.readers.text.grid import Budget, Grid
from fuxi_cli.readers.zips.markup import Attributes, is_true, local, parse, utf8

_PART = "XML 表格"
_NO_DAY = datetime(1899, 12, 31).date()
"""Excel writes a time without a day as one on this day."""
_HIDDEN = ("SheetHidden", "SheetVeryHidden")
_LONGEST_FORMULA = 8192


def read(workbook: Workbook, source: Source, limits: Limits) -> None:
    """Fill the workbook from the one XML document that it is. Raises Refusal."""
    reader = _Reader(workbook, limits, Budget(limits))
    parse(utf8(source.data, _PART), _PART, reader.start, reader.end, reader.text)
    if not workbook.sheets:
        raise unreadable("no-sheets", "文件里没有工作表")


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class _Reader:
    """The document's elements as they come, with no more kept than the cell that is open."""

    workbook: Workbook
    limits: Limits
    budget: Budget
    path: list[str] = field(default_factory=list)
    grid: Grid | None = None
    sheet: Sheet | None = None
    row: int = 0
    column: int = 0
    rows_below: int = 0
    columns_styled: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    across: int = 0
    type: str = ""
    pieces: list[str] | None = None
    outward: int = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        above = self.path[-1] if self.path else ""
        self.path.append(name)
        said = {local(key): value for key, value in attributes.items()}
        if name == "Worksheet" and above == "Workbook":
            self._open_sheet(said)
        elif name == "Column" and above == "Table":
            self._open_column(said)
        elif name == "Row" and above == "Table":
            self._open_row(said)
        elif name == "Cell" and above == "Row":
            self._open_cell(said)
        elif name == "Data" and above == "Cell":  # a comment has a Data of its own
            self.type, self.pieces = said.get("Type", "String"), []
        elif name == "Visible" or above == "CustomDocumentProperties":
            self.pieces = []

    def text(self, data: str) -> None:
        if self.pieces is not None:
            self.pieces.append(data)

    def end(self, tag: str) -> None:
        name = local(tag)
        self.path.pop()
        above = self.path[-1] if self.path else ""
        if name == "Worksheet" and above == "Workbook":
            self._close_sheet()
        elif name == "Cell" and above == "Row":
            self.column += self.across
        elif name == "Row" and above == "Table":
            self.row += self.rows_below
        elif self.pieces is None:
            return
        elif name == "Data" and above == "Cell":
            self._store("".join(self.pieces))
            self.pieces = None
        elif name == "Visible":
            if self.sheet is not None and "".join(self.pieces).strip() in _HIDDEN:
                self.sheet.visible = False
            self.pieces = None
        elif above == "CustomDocumentProperties":
            self.workbook.properties[name] = "".join(self.pieces).strip()
            self.pieces = None

    def _open_sheet(self, said: Attributes) -> None:
        if len(self.workbook.sheets) >= self.limits.sheets:
            raise oversized("工作表数", self.limits.sheets + 1, self.limits.sheets)
        name = said.get("Name", "") or f"表{len(self.workbook.sheets) + 1}"
        self.grid = Grid(name, self.budget)
        self.sheet = Sheet(name, self.grid.rows)
        self.workbook.sheets.append(self.sheet)
        self.row = self.columns_styled = 0

    def _close_sheet(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        sheet.merged, self.merged = tuple(self.merged), []
        sheet.hidden_rows, self.hidden_rows = frozenset(self.hidden_rows), set()
        sheet.hidden_columns, self.hidden_columns = frozenset(self.hidden_columns), set()
        sheet.formulas, self.formulas = frozenset(self.formulas), set()
        sheet.uncalculated, self.uncalculated = frozenset(self.uncalculated), set()
        self.sheet = self.grid = None

    def _open_column(self, said: Attributes) -> None:
        first = _number(said.get("Index")) or self.columns_styled + 1
        last = min(first + _number(said.get("Span")), MAX_COLUMN)
        self.columns_styled = last
        if is_true(said.get("Hidden")) or _is_zero(said.get("Width")):
            self.hidden_columns.update(range(first, last + 1))

    def _open_row(self, said: Attributes) -> None:
        self.row = self._next(self.row, said.get("Index"), MAX_ROW, "行")
        self.column = 0
        self.rows_below = min(_number(said.get("Span")), MAX_ROW)
        if is_true(said.get("Hidden")) or _is_zero(said.get("Height")):
            self.budget.take(1 + self.rows_below, self._name())
            self.hidden_rows.update(range(self.row, min(self.row + self.rows_below, MAX_ROW) + 1))

    def _open_cell(self, said: Attributes) -> None:
        self.column = self._next(self.column, said.get("Index"), MAX_COLUMN, "列")
        self.across = _number(said.get("MergeAcross"))
        down = _number(said.get("MergeDown"))
        place = (self.row, self.column)
        if self.across or down:
            bottom, right = min(self.row + down, MAX_ROW), min(self.column + self.across, MAX_COLUMN)
            self.merged.append((*place, bottom, right))
            if len(self.merged) > self.limits.merged:
                raise oversized("合并区域数", len(self.merged), self.limits.merged, Place(self._name()))
        formula = said.get("Formula")
        if formula is not None:
            self.formulas.add(place)
            self.uncalculated.add(place)  # until its value comes
            if self.outward < self.limits.samples and reaches_out(formula[:_LONGEST_FORMULA]):
                self.outward += 1
                self.workbook.notices.append(Notice("dde", Place(self._name(), *place), formula))

    def _next(self, last: int, index: str | None, most: int, what: str) -> int:
        """Where a row or cell stands: where it says, else behind the last one; never before it."""
        number = _number(index) if index is not None else last + 1
        if number <= last:
            raise unreadable("bad-address", f"工作表“{self._name()[:20]}”里{what}的次序是乱的")
        if number > most:
            raise oversized(f"{what}数", f"{number} {what}", f"{most} {what}", Place(self._name()))
        return number

    def _name(self) -> str:
        return self.sheet.name if self.sheet is not None else ""

    def _store(self, text: str) -> None:
        if self.grid is None or self.sheet is None:
            return
        place = (self.row, self.column)
        value = _value(self.type, text)
        if self.type == "Error":
            self.sheet.errors[place] = text.strip() or "#N/A"
        if value is not None or self.type == "Error":
            self.grid.put(*place, value)
            self.uncalculated.discard(place)
        elif self.type == "String":
            self.uncalculated.discard(place)  # a formula whose value is an empty text


def _value(kind: str, text: str) -> Any:
    """A Data element's content; text where it is not what its type says."""
    if kind == "Error":
        return None
    if kind == "Number":
        return _float(text)
    if kind == "DateTime":
        return _day(text)
    if kind == "Boolean":
        return is_true(text.strip().lower()) if text.strip() else None
    return text if text and not text.isspace() else None


def _float(text: str) -> float | str | None:
    bare = text.strip()
    if not bare:
        return None
    try:
        value = float(bare) if bare.isascii() and "_" not in bare else None
    except ValueError:
        value = None
    return value if value is not None and isfinite(value) else text


def _day(text: str) -> Any:
    bare = text.strip()
    try:
        moment = datetime.fromisoformat(bare) if bare else None
    except ValueError:
        return text
    if moment is None:
        return None
    if moment.tzinfo is not None:
        return text
    if moment.date() == _NO_DAY:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def _number(text: str | None) -> int:
    """A count or position; 0 for what is none, however long."""
    digits = (text or "").strip().lstrip("0")[:10]
    return int(digits) if digits.isascii() and digits.isdecimal() else 0


def _is_zero(text: str | None) -> bool:
    try:
        return text is not None and float(text) == 0
    except ValueError:
        return False
