"""Excel 97–2003 and Excel 95 workbooks (.xls), and those of WPS (.et), record by record with code of our own.

A formula in these files always has a stored value. One that holds 0 and is marked to be calculated when the file is
opened was written by a program that does not calculate: it counts as having none.
"""

from typing import Any

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.readers.biff import properties
from fuxi_cli.readers.biff.compound import MAGIC, Compound
from fuxi_cli.readers.biff.globals import MACRO_SHEET, WORKSHEET, Bound, Globals, read_globals
from fuxi_cli.readers.biff.records import MACRO_SHEET as MACRO_SUBSTREAM
from fuxi_cli.readers.biff.records import SHEET, WITHOUT_CELLS, Substream
from fuxi_cli.readers.biff.worksheet import Cells, read_cells
from fuxi_cli.readers.formats import Source
from fuxi_cli.readers.refusal import damaged, megabytes, oversized, unreadable

_STREAMS = ("Workbook", "Book")
"""Of Excel 97 and later; of Excel 5.0 and 95. Files made for both have both."""
_MACRO_STORAGES = frozenset(("_vba_project_cur", "_vba_project", "vba"))
_NO_CELLS: list[Any] = []
"""Every row without content, in every sheet: a far cell costs no row of its own for those before it."""


def read(workbook: Workbook, source: Source, limits: Limits) -> None:
    """Fill the workbook from a compound file, or from a stream of records that stands alone. Raises Refusal."""
    stream, macros = source.data, None
    if source.data.startswith(MAGIC):
        container = Compound(source.data, limits)
        stream = _workbook_stream(container)
        macros = next((name for name in container.names() if name.casefold() in _MACRO_STORAGES), None)
        custom = container.read(properties.STREAM)
        workbook.properties = properties.custom_properties(custom) if custom else {}
    book = read_globals(stream, limits)
    read_sheets = _Sheets(stream, book, limits)
    workbook.sheets = read_sheets.all()
    macros = macros or read_sheets.macro_sheet or book.runs_macros
    if macros:
        workbook.notices.append(Notice("macros", provided=macros))
    workbook.notices.extend(_outward(book, read_sheets.calls)[: limits.samples])


def _workbook_stream(container: Compound) -> bytes:
    for name in _STREAMS:
        stream = container.read(name)
        if stream is not None:
            return stream
    raise unreadable("no-sheets", "文件里没有工作表")


def _outward(book: Globals, calls: list[Notice]) -> list[Notice]:
    """Links, functions that reach outside by their cells, and such as are only listed by name."""
    links = [Notice("dde" if link.dde else "external-links", provided=link.target) for link in book.links]
    called = {notice.provided for notice in calls}
    listed = {*book.outward.names.values(), *book.outward.outside_names.values()} - called
    return [*dict.fromkeys(links), *calls, *(Notice("dde", provided=call) for call in sorted(listed))]


class _Sheets:
    """Reads the sheets one after another, and keeps account of what they take together."""

    def __init__(self, stream: bytes, book: Globals, limits: Limits) -> None:
        self.stream = stream
        self.book = book
        self.limits = limits
        self.macro_sheet: str | None = None
        self.calls: list[Notice] = []
        self._area = 0
        self._text = 0
        self._marked = 0
        self._read: list[tuple[int, int]] = []

    def all(self) -> list[Sheet]:
        sheets = []
        for bound in self.book.sheets:
            if bound.type == MACRO_SHEET:
                self.macro_sheet = self.macro_sheet or bound.name
            elif bound.type == WORKSHEET:
                sheet = self._sheet(bound)
                if sheet is not None:
                    sheets.append(sheet)
        if not sheets:
            raise unreadable("no-sheets", "文件里没有工作表")
        return sheets

    def _sheet(self, bound: Bound) -> Sheet | None:
        """None for what is listed as a worksheet, but holds a program or a dialogue."""
        what = f"工作表“{bound.name[:20]}”"
        if any(start <= bound.start < end for start, end in self._read):
            raise damaged(what)  # no two sheets share their records; and nothing is read time and again
        substream = Substream(self.stream, bound.start, what)
        if substream.type == MACRO_SUBSTREAM:
            self.macro_sheet = self.macro_sheet or bound.name
            return None
        if substream.type in WITHOUT_CELLS:
            return None
        if substream.type != SHEET:
            raise damaged(what)
        cells = read_cells(substream, bound.name, self.book, self.limits, self._marked)
        self._read.append((bound.start, substream.end))
        if cells.dialog:
            return None
        self._account(bound.name, cells)
        self.calls.extend(
            Notice("dde", Place(bound.name, row, column), call) for (row, column), call in cells.calls.items()
        )
        return Sheet(
            bound.name,
            _rows(cells),
            visible=bound.visible,
            hidden_rows=frozenset(cells.hidden_rows),
            hidden_columns=frozenset(cells.hidden_columns),
            merged=tuple(cells.merged),
            errors=cells.errors,
            uncalculated=frozenset(cells.uncalculated),
            formulas=frozenset(cells.formulas),
        )

    def _account(self, name: str, cells: Cells) -> None:
        self._marked += cells.marks()
        self._area += cells.area()
        if self._area > self.limits.cells:
            last_column = max(map(len, cells.rows.values()), default=0)
            corner = f"{column_letters(last_column)}{cells.end_row()}"
            most = f"{self.limits.cells // 10_000} 万个单元格"
            raise oversized("内容范围", f"A1 到 {corner}", most, Place(name))
        self._text += sum(
            len(value) if value.isascii() else 3 * len(value)
            for row in cells.rows.values()
            for value in row
            if type(value) is str
        )
        if self._text > self.limits.text_bytes:
            raise oversized("文本总量", megabytes(self._text), megabytes(self.limits.text_bytes))


def _rows(cells: Cells) -> list[list[Any]]:
    rows = [_NO_CELLS] * cells.end_row()
    for row, values in cells.rows.items():
        rows[row] = values
    return rows
