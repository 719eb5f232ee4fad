"""The content of an OpenDocument spreadsheet, element by element: tables, rows, cells and the text in them.

Elements are told apart by their full names, so a prefix is worth nothing. In a cell only text counts: comments,
drawings, forms and whatever else stands there is skipped as a whole.
"""

import re

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Sheet
from fuxi_cli.readers.opendocument.ordered_grid import Budget, Mark, OrderedGrid
from fuxi_cli.readers.opendocument.outward import Outward
from fuxi_cli.readers.opendocument.text import CellText
from fuxi_cli.readers.opendocument.values import OFFICE, VALUE_TYPE, error_of, needs_text, value_of
from fuxi_cli.readers.refusal import damaged, oversized, unreadable
from fuxi_cli.readers.zips.markup import Attributes, parse

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
XLINK = "http://www.w3.org/1999/xlink "
SCRIPT = "urn:oasis:names:tc:opendocument:xmlns:script:1.0 "

_PART = "工作簿内容"
_COLUMNS_REPEATED = TABLE + "number-columns-repeated"
_ROWS_REPEATED = TABLE + "number-rows-repeated"
_FORMULA = TABLE + "formula"
_VISIBILITY = TABLE + "visibility"
_STYLE_NAME = TABLE + "style-name"
_HIDDEN = frozenset(("collapse", "filter"))
_GROUPS = frozenset((TABLE + "table-row-group", TABLE + "table-column-group"))
_CONTAINERS = frozenset(
    TABLE + name for name in ("table-header-rows", "table-rows", "table-header-columns", "table-columns")
)
_UNSAID = frozenset((TEXT + "ruby-text", TEXT + "note", TEXT + "tracked-changes"))
_NOTHING = re.compile(r"[0.]+(?:[a-z%]|\Z)")
_DEEPEST = 200


class Content:
    """Events of the parser in; out come ``sheets``, what they reach for (``outward``), and whether there are macros."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.budget = Budget(limits)
        self.sheets: list[Sheet] = []
        self.outward = Outward(limits)
        self.macros = False
        self.depth = 0
        self.skipped = 0
        """The depth of the element whose content is passed over; 0 when there is none."""
        self.styles: dict[tuple[str, str], bool] = {}
        """(family, name) → what it formats cannot be seen."""
        self.style: tuple[str, str] = ("", "")
        self.in_spreadsheet = False
        self.grid: OrderedGrid | None = None
        self.groups: list[bool] = []
        """Open groups of rows or columns: whether each is folded away."""
        self.row: Attributes | None = None
        self.cell: Attributes | None = None
        self.words = CellText()
        """Of the open cell."""

    def read(self, xml: bytes) -> None:
        parse(xml, _PART, self.start, self.end, self.text, separator=" ")

    def start(self, tag: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.skipped:
            if self.depth > _DEEPEST:
                raise damaged(_PART)
        elif self.cell is not None:
            self._in_cell(tag, attributes)
        elif self.row is not None:
            self._in_row(tag, attributes)
        elif self.grid is not None:
            self._in_table(self.grid, tag, attributes)
        else:
            self._outside(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.skipped:
            if self.depth < self.skipped:
                self.skipped = 0
        elif self.cell is not None:
            if tag in _CELLS:
                self._end_cell(self.cell)
            elif tag in _PARAGRAPHS:
                self.words.end_paragraph()
        elif self.row is not None:
            self._end_row(self.row)
        elif self.grid is not None:
            self._end_in_table(self.grid, tag)
        elif tag == OFFICE + "spreadsheet":
            self.in_spreadsheet = False

    def text(self, data: str) -> None:
        if not self.skipped:
            self.words.add(data)

    def _skip(self) -> None:
        self.skipped = self.depth

    def _outside(self, tag: str, attributes: Attributes) -> None:
        if self.depth > _DEEPEST:
            raise damaged(_PART)
        if tag == STYLE + "style":
            self.style = (attributes.get(STYLE + "family", ""), attributes.get(STYLE + "name", ""))
        elif tag in _MEASURES:
            self.styles[self.style] = _vanishes(attributes)
        elif tag == OFFICE + "spreadsheet" and self.depth == 3:
            self.in_spreadsheet = True
        elif tag == SCRIPT + "event-listener":
            self.macros = True
        elif tag == OFFICE + "dde-source":
            self.outward.dde_source(attributes)
        elif tag == TABLE + "table":
            if self.in_spreadsheet and self.depth == 4:
                self._start_table(attributes)
            else:
                self._skip()

    def _start_table(self, attributes: Attributes) -> None:
        if len(self.sheets) >= self.limits.sheets:
            raise oversized("工作表数", len(self.sheets) + 1, self.limits.sheets)
        hidden = self.styles.get(("table", attributes.get(_STYLE_NAME, "")), False)
        self.grid = OrderedGrid(attributes.get(TABLE + "name", ""), not hidden, self.budget)

    def _in_table(self, grid: OrderedGrid, tag: str, attributes: Attributes) -> None:
        if tag == TABLE + "table-row":
            self.row = attributes
        elif tag == TABLE + "table-column":
            style = ("table-column", attributes.get(_STYLE_NAME, ""))
            grid.add_columns(_count(attributes.get(_COLUMNS_REPEATED)), self._is_hidden(attributes, style))
            self._skip()
        elif tag in _GROUPS or tag in _CONTAINERS:
            if len(self.groups) > _DEEPEST:
                raise damaged(_PART)
            self.groups.append(tag in _GROUPS and attributes.get(TABLE + "display") == "false")
        else:
            self._beside(tag, attributes)

    def _beside(self, tag: str, attributes: Attributes) -> None:
        """Anything in a table that is neither row nor column nor cell."""
        if tag in _SOURCES:
            self.outward.link(attributes.get(XLINK + "href", ""))
        elif tag == OFFICE + "dde-source":
            self.outward.dde_source(attributes)
        elif tag in (TABLE + "table", TABLE + "table-row", TABLE + "table-cell"):
            raise unreadable("nested-table", "表格里又套着表格，不是正常保存的工作簿")
        self._skip()

    def _is_hidden(self, attributes: Attributes, style: tuple[str, str]) -> bool:
        return attributes.get(_VISIBILITY) in _HIDDEN or self.styles.get(style, False) or any(self.groups)

    def _end_in_table(self, grid: OrderedGrid, tag: str) -> None:
        if tag != TABLE + "table":
            self.groups.pop()
            return
        self.grid = None
        sheet = grid.sheet()
        if sheet.name.startswith("'") and "'#" in sheet.name:
            self.outward.link(sheet.name[1:].partition("'#")[0])  # what was last seen in another workbook
        else:
            self.sheets.append(sheet)

    def _in_row(self, tag: str, attributes: Attributes) -> None:
        if tag not in _CELLS:
            self._beside(tag, attributes)
            return
        self.cell = attributes
        self.words.begin(_FORMULA in attributes or needs_text(attributes))

    def _end_row(self, attributes: Attributes) -> None:
        self.row = None
        assert self.grid is not None
        hidden = self._is_hidden(attributes, ("table-row", attributes.get(_STYLE_NAME, "")))
        self.grid.close_row(_count(attributes.get(_ROWS_REPEATED)), hidden)

    def _in_cell(self, tag: str, attributes: Attributes) -> None:
        if tag in _PARAGRAPHS:
            self.words.begin_paragraph()
        elif tag == TEXT + "s":
            self.words.space(_count(attributes.get(TEXT + "c")))
        elif tag in _BREAKS:
            self.words.insert(_BREAKS[tag])
        elif not tag.startswith(TEXT) or tag in _UNSAID:
            self._beside(tag, attributes)
        if self.depth > _DEEPEST:
            raise damaged(_PART)

    def _end_cell(self, attributes: Attributes) -> None:
        grid = self.grid
        assert grid is not None
        self.cell = None
        repeat = _count(attributes.get(_COLUMNS_REPEATED)) if _COLUMNS_REPEATED in attributes else 1
        formula = attributes.get(_FORMULA)
        if not _SPANNED.isdisjoint(attributes):
            self._spans(grid, attributes)
        text = self.words.text
        error = error_of(attributes, text, formula is not None)
        value = None if error is not None else value_of(attributes, text, formula is not None)
        if formula is not None or error is not None:
            blank = value is None and error is None
            uncalculated = blank and VALUE_TYPE not in attributes and not self.words.paragraphs
            grid.marks.append(Mark(grid.column, repeat, error, formula is not None, uncalculated))
            if formula is not None:
                self.outward.formula(formula, Place(grid.name, grid.next_row, grid.column))
        elif value is None:
            grid.blanks += repeat
            return
        grid.put(value, repeat)

    def _spans(self, grid: OrderedGrid, attributes: Attributes) -> None:
        rows, columns = _count(attributes.get(_ROWS_SPANNED)), _count(attributes.get(_COLUMNS_SPANNED))
        if rows > 1 or columns > 1:
            grid.spans.append((grid.column, rows, columns))
        rows, columns = _count(attributes.get(_MATRIX_ROWS)), _count(attributes.get(_MATRIX_COLUMNS))
        if rows > 1 or columns > 1:
            grid.arrays.append((grid.next_row, grid.column, rows, columns))


_CELLS = frozenset((TABLE + "table-cell", TABLE + "covered-table-cell"))
_PARAGRAPHS = frozenset((TEXT + "p", TEXT + "h"))
_BREAKS = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
_MEASURES = frozenset(
    STYLE + name for name in ("table-properties", "table-row-properties", "table-column-properties")
)
_SOURCES = frozenset((TABLE + "table-source", TABLE + "cell-range-source"))
_ROWS_SPANNED = TABLE + "number-rows-spanned"
_COLUMNS_SPANNED = TABLE + "number-columns-spanned"
_MATRIX_ROWS = TABLE + "number-matrix-rows-spanned"
_MATRIX_COLUMNS = TABLE + "number-matrix-columns-spanned"
_SPANNED = frozenset((_ROWS_SPANNED, _COLUMNS_SPANNED, _MATRIX_ROWS, _MATRIX_COLUMNS))


def _vanishes(attributes: Attributes) -> bool:
    """A style that leaves nothing to be seen: not displayed, or of no height or width."""
    if attributes.get(TABLE + "display") == "false":
        return True
    sizes = (attributes.get(STYLE + name) for name in ("row-height", "column-width"))
    return any(size is not None and _NOTHING.match(size) is not None for size in sizes)


def _count(written: str | None) -> int:
    """How often something repeats, or how far it reaches; once when nothing is said."""
    if written is None:
        return 1
    if not (written.isascii() and written.isdigit() and len(written) <= 9):
        raise damaged(_PART)
    return max(int(written), 1)
