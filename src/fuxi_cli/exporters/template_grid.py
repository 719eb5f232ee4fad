"""Where a table stands on its sheet: rows and columns, counted from 0 as XlsxWriter does."""

from dataclasses import dataclass
from itertools import groupby

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from fuxi_cli.core.plan import Field
from fuxi_cli.exporters.template_content import Section
from fuxi_cli.exporters.xlsx_style import text_width

HEADER_ROW = 3
_WIDTHS = {
    "count": 12.0,
    "number": 13.0,
    "date": 13.0,
    "share": 10.0,
    "year": 9.0,
    "choice": 12.0,
    "prose": 30.0,
}
_CENTRED = frozenset({"number", "unit", "due"})
_BY_FORMAT = {"uscc": 23.0, "document": 22.0, "phone": 16.0}


@dataclass(frozen=True, slots=True)
class Grid:
    """A section laid out: a title, a line on who reports, a hint, the header, then the rows."""

    section: Section

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.section.form.fields

    @property
    def first(self) -> int:
        return HEADER_ROW + 1

    @property
    def last(self) -> int:
        """The last prepared row."""
        return HEADER_ROW + len(self.section.rows)

    @property
    def end(self) -> int:
        """The last open row, spare ones included."""
        return self.last + self.section.spare

    @property
    def last_column(self) -> int:
        return len(self.fields) - 1

    def column(self, name: str) -> int:
        return next(c for c, f in enumerate(self.fields) if f.name == name)

    def cell(self, name: str, row: int, *, column_fixed: bool = False) -> str:
        """The A1 address of a field's cell."""
        return str(xl_rowcol_to_cell(row, self.column(name), col_abs=column_fixed))

    def area(self, first: int, last: int) -> str:
        """The A1 address of whole table rows."""
        return str(xl_range(first, 0, last, self.last_column))

    def width(self, f: Field) -> float:
        """The field's own column width, else one that suits its type and the words of its header."""
        if f.width:
            return float(f.width)
        by_use = _BY_FORMAT.get(f.format or "", 24.0 if f.key else _WIDTHS.get(self.section.kind(f), 18.0))
        choices = max((text_width(choice) + 4 for choice in f.enum), default=0)
        return max(by_use, float(min(choices, 30)), float(min(text_width(heading(f)), 16) + 2))

    @staticmethod
    def align(f: Field) -> str | None:
        """How a field's cells are aligned when their kind does not tell."""
        return "center" if f.name in _CENTRED else None

    @property
    def total_width(self) -> float:
        return sum(self.width(f) for f in self.fields)

    def runs(self, f: Field) -> list[tuple[str, int, int]]:
        """(kind of cell, first row, last row) of each run of rows in which a field has one kind."""
        kinds = [(self.first + i, self.section.kind(f, row)) for i, row in enumerate(self.section.rows)]
        kinds += [(row, self.section.kind(f)) for row in range(self.last + 1, self.end + 1)]
        result = []
        for kind, group in groupby(kinds, key=lambda pair: pair[1]):
            rows = [row for row, _ in group]
            result.append((kind, rows[0], rows[-1]))
        return result


def heading(f: Field) -> str:
    """A column's header: the title, and the unit in full-width brackets."""
    return f"{f.title}（{f.unit}）" if f.unit else f.title
