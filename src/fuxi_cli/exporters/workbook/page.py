"""One sheet of the workbook: top lines, tables, and how it is printed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from fuxi_cli.core.words import clean, show
from fuxi_cli.exporters.template_page import add_sheet, print_setup, title, top_line
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import HEAD_FILL, INK, KINDS, TOTAL_FILL
from fuxi_cli.exporters.workbook.values import NONE, Cell, Formula, Marked, Value, number, text
from fuxi_cli.exporters.xlsx_style import (
    BODY_SIZE,
    HEAD_FONT,
    MUTED,
    RULE_COLOUR,
    lines,
    row_height,
)

_LONGEST = 3000
"""Characters of one text: a spreadsheet allows 32,767, and nobody reads so many."""
_OF_A_MONTH = frozenset(("本月", "上月名次", "比上月"))
_TITLE_SIZE = 18
_HEAD_HEIGHT, _ROW_HEIGHT = 26.0, 22.0


class Column(NamedTuple):
    title: str
    width: float
    kind: str = "text"


class Area(NamedTuple):
    """The rows of a table, counted from 0; ``last`` is before ``first`` when there are none."""

    head: int
    first: int
    last: int


class Page:
    """One sheet. ``row`` is the next free row, counted from 0."""

    def __init__(self, book: Book, name: str, widths: Sequence[float]) -> None:
        self.book, self.styles, self.name = book, book.styles, name
        self.widths = tuple(widths)
        self.sheet = add_sheet(book.workbook, name)
        self.row = 0
        self._looks: dict[tuple[object, ...], Format] = {}
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)

    @property
    def last_column(self) -> int:
        return len(self.widths) - 1

    @property
    def width(self) -> float:
        return sum(self.widths)

    def top(self, heading: str, *notes: str) -> None:
        """The title, the line that says what it is about, and what a reader must know beforehand."""
        title(self.sheet, self.styles, self.last_column, self.width, heading, _TITLE_SIZE)
        self.row = 1
        self.line(self.book.identity)
        for note in notes:
            self.line(note, font_color=MUTED, font_size=10)

    def line(self, words: str, **properties: Any) -> None:
        """A line of text over the whole width, as high as it needs."""
        size = properties.get("font_size", BODY_SIZE)
        look = self.styles.line(**{"align": "left", **properties})
        height = lines(words, self.width, size) * size * 1.45 + 5
        top_line(self.sheet, self.row, self.last_column, words, look, height)
        self.row += 1

    def caption(self, words: str) -> None:
        """The name of a table among several."""
        self.line(words, font_name=HEAD_FONT, font_size=12)

    def gap(self, points: float = 8) -> None:
        self.sheet.set_row(self.row, points)
        self.row += 1

    def look(self, kind: str, **properties: Any) -> Format:
        asked = (kind, *properties.items())
        if asked not in self._looks:
            made = self.styles.make(border=1, border_color=RULE_COLOUR, **{**KINDS[kind], **properties})
            self._looks[asked] = made
        return self._looks[asked]

    def head(self, titles: Sequence[str], first_column: int = 0) -> None:
        """A row of column titles; the row after it is next."""
        widths = {str(n): width for n, width in enumerate(self.widths[first_column:])}
        texts = {str(n): words for n, words in enumerate(titles)}
        self.sheet.set_row(self.row, row_height(texts, widths, _HEAD_HEIGHT))
        for number_, words in enumerate(titles):
            self.put_head(self.row, first_column + number_, words)
        self.row += 1

    def put_head(self, row: int, column: int, words: str, last_column: int | None = None) -> None:
        look = self.styles.head(HEAD_FILL)
        if last_column is not None and last_column > column:
            self.sheet.merge_range(row, column, row, last_column, "", look)
        self.sheet.write_string(row, column, words, look)

    def put(
        self,
        row: int,
        column: int,
        cell: Cell,
        kind: str = "text",
        names: Mapping[str, str] | None = None,
        **properties: Any,
    ) -> None:
        """Write a value as what it is; text is cleaned and never taken for a formula or a link."""
        if isinstance(cell, Marked):
            properties = {**properties, **_properties(cell)}
            cell = cell.value
        self._write(row, column, cell, self.look(kind, **properties), names or {})

    def _write(self, row: int, column: int, value: Value, look: Format, names: Mapping[str, str]) -> None:
        if isinstance(value, Formula):
            formula = value.text.format(**names) if names else value.text
            self.sheet.write_formula(row, column, f"={formula}", look, value.value)
        elif value is None:
            self.sheet.write_string(row, column, NONE, look)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, plain(value), look)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, look)
        elif (held := number(value)) is not None:
            self.sheet.write_number(row, column, held, look)
        else:
            self.sheet.write_string(row, column, show(value), look)

    def table(self, columns: Sequence[Column], rows: Iterable[Iterable[Cell]], empty: str) -> Area:
        """A table of one row for each thing; without any, a line that says so."""
        says = self.book.summary.plan.says
        # Only the program's own words: a ledger's columns are the plan's.
        self.head([says(one.title) if one.title in _OF_A_MONTH else one.title for one in columns])
        area = Area(self.row - 1, self.row, self.row - 1)
        for row in rows:
            self.record(columns, tuple(row))
        if self.row == area.first:
            look = self.look("centre", font_color=MUTED)
            self.sheet.set_row(self.row, 30)
            self.sheet.merge_range(self.row, 0, self.row, len(columns) - 1, "", look)
            self.sheet.write_string(self.row, 0, empty, look)
            self.row += 1
            return area
        return area._replace(last=self.row - 1)

    def record(self, columns: Sequence[Column], row: Sequence[Cell], **properties: Any) -> None:
        """One row of a table, as high as its texts need."""
        names = {column.title: f"{xl_col_to_name(n)}{self.row + 1}" for n, column in enumerate(columns)}
        names["row"] = str(self.row + 1)
        texts, widths = {}, {}
        for n, (column, cell) in enumerate(zip(columns, row, strict=True)):
            self.put(self.row, n, cell, column.kind, names, **properties)
            value = cell.value if isinstance(cell, Marked) else cell
            if column.kind in ("text", "centre"):
                texts[column.title] = plain(text(value))
                widths[column.title] = column.width - (2 if column.kind == "text" else 0)
        self.sheet.set_row(self.row, row_height(texts, widths, _ROW_HEIGHT))
        self.row += 1

    def total(self, columns: Sequence[Column], row: Sequence[Cell]) -> None:
        self.record(columns, row, bold=True, bg_color=TOTAL_FILL)

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """A table of what and how: a name over the first two columns, text over the others."""
        name, value = self.look("centre", bg_color=TOTAL_FILL), self.look("text")
        for what, how in pairs:
            self.sheet.set_row(
                self.row, min(max(22, lines(how, self.width - sum(self.widths[:2]) - 3) * 15.5 + 6), 409)
            )
            self.sheet.merge_range(self.row, 0, self.row, 1, "", name)
            self.sheet.write_string(self.row, 0, what, name)
            self.sheet.merge_range(self.row, 2, self.row, self.last_column, "", value)
            self.sheet.write_string(self.row, 2, how, value)
            self.row += 1
        self.gap()

    def filter(self, area: Area, columns: int) -> None:
        """Drop-downs over a table's columns."""
        if area.last >= area.first:
            self.sheet.autofilter(area.head, 0, area.last, columns - 1)

    def finish(
        self, head: int | None = None, frozen_columns: int = 0, *, landscape: bool | None = None
    ) -> None:
        """Print set-up, and the rows down to a table's header kept in sight and on every page."""
        print_setup(self.sheet, self.width, (head, head) if head is not None else None)
        if landscape is True:
            self.sheet.set_landscape()
        elif landscape is False:
            self.sheet.set_portrait()
        self.footer()
        if head is not None:
            self.sheet.freeze_panes(head + 1, frozen_columns)
        self.sheet.print_area(0, 0, max(self.row - 1, 0), self.last_column)

    def footer(self) -> None:
        period = self.book.summary.period.chinese
        self.sheet.set_footer(f"&L{self.name}&C第 &P 页  共 &N 页&R{period}", {"margin": 0.3})


def _properties(cell: Marked) -> dict[str, Any]:
    wanted = {
        "bg_color": cell.fill,
        "bold": cell.bold or None,
        "num_format": cell.num_format,
        "align": cell.align,
        "font_color": INK if cell.fill else None,
    }
    return {name: value for name, value in wanted.items() if value is not None}


def plain(words: str) -> str:
    """Cleaned line by line, and cut where it goes on for pages."""
    cleaned = words if words.isprintable() else "\n".join(words.splitlines())
    cleaned = "\n".join(map(clean, cleaned.split("\n")))
    return cleaned if len(cleaned) <= _LONGEST else f"{cleaned[:_LONGEST]}……"
