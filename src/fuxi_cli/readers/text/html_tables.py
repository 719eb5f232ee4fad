"""The tables of a page, cell by cell with their spans: what stands where, before it becomes sheets."""

import re
from dataclasses import dataclass, field

from fuxi_cli.core.limits import Limits
from fuxi_cli.readers.ooxml.canonical import MAX_COLUMN, MAX_ROW
from fuxi_cli.readers.refusal import oversized, unreadable
from fuxi_cli.readers.text.html_tokens import Attributes, Token, tokens

_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAKS = re.compile(r"(?<![ \t])[ \t]*+\n[ \t]*+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_TEXT_FORMAT = re.compile(r"""mso-number-format\s*:\s*["']?\\?\\?@""", re.IGNORECASE)
_MATTERS = re.compile("none|hidden|collapse|mso-", re.IGNORECASE)
_CLASS = re.compile(r"\.([\w-]{1,80})")
_BLOCKS = frozenset(("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NUMBERED = re.compile(r"(?:Sheet|工作表|表格) ?\d{1,4} ?[:：] ?(?=.)")
"""What LibreOffice puts before a sheet's name in the heading over its table."""
_DEEPEST = 32
_MOST_CLASSES = 10_000
_MOST_TAGS = 3_000_000
"""Opening and closing: a table of 100,000 rows has some two million, and takes about ten seconds."""


_NOTHING: Attributes = {}


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Cell:
    row: int
    column: int
    down: int = 1
    across: int = 1
    merged: bool = True
    """False: it only reaches over its neighbours to show its text (mso-ignore:colspan)."""
    hidden: bool = False
    text_format: bool = False
    attributes: Attributes = field(default_factory=lambda: _NOTHING)
    """What Excel wrote of the cell beside its text: x:num, x:str, x:err, x:fmla."""
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As a browser shows it: white space runs are one space, lines end at <br> only."""
        text = "".join(self.pieces)
        return (_AROUND_BREAKS.sub("\n", text) if "\n" in text else text).strip()


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class HtmlTable:
    """One table. Rows and columns count from 1."""

    depth: int
    caption: str = ""
    cells: list[Cell] = field(default_factory=list)
    rows: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    holds_tables: bool = False
    closed: bool = False
    _column: int = 1
    _columns_styled: int = 0
    _busy: dict[int, int] = field(default_factory=dict)
    """Column → last row that a cell above reaches down to."""
    _open: Cell | None = None
    _in_caption: bool = False
    _group_hidden: bool = False

    def has_text(self) -> bool:
        return any(cell.text for cell in self.cells)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Page:
    """What a page holds, as far as it matters here."""

    limits: Limits
    title: str = ""
    tables: list[HtmlTable] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    """Conditional comments of Excel: the names of its sheets stand there."""
    framed: bool = False
    _stack: list[HtmlTable] = field(default_factory=list)
    _heading: str = ""
    """The last heading over a table that is still to come."""
    _in_heading: bool = False
    _in_remark: bool = False
    """Inside <comment>: LibreOffice writes a cell's comment there, which no browser shows as the cell's text."""
    _styles: dict[str, str] = field(default_factory=dict)
    _work: int = 0

    def take(self, token: Token) -> None:
        if token.kind == "start":
            self._start(token.name, token.attributes)
        elif token.kind == "end":
            self._end(token.name)
        elif token.kind == "text":
            self._text(_SPACES.sub(" ", token.text))
        elif token.kind == "comment" and "ExcelWorksheet" in token.text:
            self.comments.append(token.text)
        elif token.kind == "raw" and token.name == "style":
            self._learn(token.text)
        elif token.kind == "raw" and token.name == "title" and not self.title:
            self.title = _SPACES.sub(" ", token.text).strip()

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self._open_table()
            return
        self.framed = self.framed or name in ("frameset", "frame")
        table = self._stack[-1] if self._stack else None
        if table is None:
            if name in _HEADINGS:
                self._heading, self._in_heading = "", True
            return
        self._in_remark = name == "comment" or (self._in_remark and name not in ("td", "th", "tr"))
        if name in ("td", "th"):
            self._open_cell(table, attributes)
        elif name == "tr":
            self._open_row(table, attributes)
        elif name == "col":
            self._style_columns(table, attributes)
        elif name == "caption":
            table.caption, table._in_caption = "", True
        elif name in ("thead", "tbody", "tfoot"):
            table._open = None
            table._group_hidden = self._hides(attributes)
        elif name == "br":
            self._piece(table, "\n")
        elif name in _BLOCKS:
            self._break(table)

    def _end(self, name: str) -> None:
        if not self._stack:
            self._in_heading = self._in_heading and name not in _HEADINGS
            return
        table = self._stack[-1]
        self._in_remark = self._in_remark and name not in ("comment", "td", "th", "tr", "table")
        if name == "table":
            table.closed = True
            table._open = None
            table._busy.clear()
            self._stack.pop()
        elif name in ("td", "th", "tr"):
            table._open = None
        elif name == "caption":
            table._in_caption = False
        elif name in ("thead", "tbody", "tfoot"):
            table._open, table._group_hidden = None, False
        elif name in _BLOCKS:
            self._break(table)

    def _open_table(self) -> None:
        if len(self._stack) >= _DEEPEST:
            raise oversized("嵌套层数", f"{_DEEPEST + 1} 层", f"{_DEEPEST} 层")
        if len(self.tables) >= self.limits.sheets:
            raise oversized("表格数", len(self.tables) + 1, self.limits.sheets)
        if self._stack:
            self._stack[-1].holds_tables = True
        table = HtmlTable(len(self._stack), _NUMBERED.sub("", self._heading.strip(), count=1))
        self._heading, self._in_heading = "", False
        self.tables.append(table)
        self._stack.append(table)

    def _open_row(self, table: HtmlTable, attributes: Attributes) -> None:
        table.rows += 1
        table._column, table._open, table._in_caption = 1, None, False
        if table.rows > MAX_ROW:
            raise oversized("行数", f"{table.rows} 行", f"{MAX_ROW} 行")
        self._spend(1)
        if table._group_hidden or self._hides(attributes):
            table.hidden_rows.add(table.rows)

    def _open_cell(self, table: HtmlTable, attributes: Attributes) -> None:
        if not table.rows:
            self._open_row(table, {})
        while table._busy.get(table._column, 0) >= table.rows:
            table._column += 1
            self._spend(1)
        down, across = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        down = down or MAX_ROW  # 0: to the end of the table
        across = across or 1
        last = table._column + across - 1
        if last > MAX_COLUMN:
            raise oversized("列数", f"{last} 列", f"{MAX_COLUMN} 列")
        self._spend(across)
        cell = Cell(table.rows, table._column, down, across)
        if attributes:
            self._dress(cell, attributes)
        if down > 1:
            bottom = min(table.rows + down - 1, MAX_ROW)
            table._busy.update((column, bottom) for column in range(table._column, last + 1))
        table._column = last + 1
        table._open, table._in_caption = cell, False
        table.cells.append(cell)

    def _dress(self, cell: Cell, attributes: Attributes) -> None:
        style = self._style(attributes)
        cell.hidden = "hidden" in attributes or _HIDDEN.search(style) is not None
        if "mso-" in style.lower():
            cell.merged = "mso-ignore:colspan" not in style.replace(" ", "").lower()
            cell.text_format = _TEXT_FORMAT.search(style) is not None
        said = {name: value for name, value in attributes.items() if name.startswith("x:")}
        cell.attributes = said or _NOTHING

    def _style_columns(self, table: HtmlTable, attributes: Attributes) -> None:
        first = table._columns_styled + 1
        table._columns_styled += min(_span(attributes.get("span")) or 1, MAX_COLUMN)
        if first <= MAX_COLUMN and self._hides(attributes):
            last = min(table._columns_styled, MAX_COLUMN)
            self._spend(last - first + 1)
            table.hidden_columns.update(range(first, last + 1))

    def _spend(self, cells: int) -> None:
        self._work += cells
        if self._work > self.limits.cells:
            limit = f"{self.limits.cells // 10_000} 万个单元格"
            raise oversized("内容范围", f"{limit}以上", limit)

    def _text(self, text: str) -> None:
        if self._stack:
            if not self._in_remark:
                self._piece(self._stack[-1], text)
        elif self._in_heading and len(self._heading) < 100:
            self._heading += text[:100]

    def _piece(self, table: HtmlTable, text: str) -> None:
        if table._open is not None:
            table._open.pieces.append(text)
        elif table._in_caption:
            table.caption += text[:100] if len(table.caption) < 100 else ""

    def _break(self, table: HtmlTable) -> None:
        """A paragraph begins or ends: a new line, unless one has just begun."""
        pieces = table._open.pieces if table._open else []
        if pieces and not pieces[-1].endswith("\n"):
            pieces.append("\n")

    def _hides(self, attributes: Attributes) -> bool:
        return "hidden" in attributes or _HIDDEN.search(self._style(attributes)) is not None

    def _style(self, attributes: Attributes) -> str:
        """The element's own style after those of its classes."""
        if not attributes:
            return ""
        style = attributes.get("style", "")
        named = attributes.get("class", "")
        if named and self._styles:
            style = ";".join([*(self._styles.get(n, "") for n in named.split()[:20]), style])
        return style

    def _learn(self, css: str) -> None:
        """What the page's own style sheet says of a class, as far as it bears on cells."""
        for block in css.split("}")[:_MOST_CLASSES]:
            selector, _, style = block.partition("{")
            if _MATTERS.search(style):
                for name in _CLASS.findall(selector[-200:]):
                    self._styles[name] = (self._styles.get(name, "") + ";" + style)[:1000]


def _span(text: str | None) -> int:
    """How many rows or columns; a number however long, 1 for what is none."""
    if text is None:
        return 1
    digits = text.strip()[:12]
    return min(int(digits), 10**9) if digits.isascii() and digits.isdecimal() else 1


def read_page(html: str, limits: Limits) -> Page:
    """Every table of the page, also those within tables. Refuses a page that breaks off inside a table."""
    tags = html.count("<")
    if tags > _MOST_TAGS:
        raise oversized("网页标记数", tags, _MOST_TAGS)
    page = Page(limits)
    for token in tokens(html):
        page.take(token)
    if page._stack:
        raise unreadable("truncated", "网页里的表格没有结束就断了，可能没有下载完")
    return page
