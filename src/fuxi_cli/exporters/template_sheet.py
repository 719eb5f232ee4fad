"""Draws one table sheet of the form: title, header with notes, rows, checks and protection."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from fuxi_cli.core.form import PROGRESS, TASKS
from fuxi_cli.core.plan import Field
from fuxi_cli.exporters.template_content import Formula, Row, Section, Value
from fuxi_cli.exporters.template_grid import HEADER_ROW, Grid, heading
from fuxi_cli.exporters.template_inputs import Inputs, fits_in_cell
from fuxi_cli.exporters.template_marks import Marks
from fuxi_cli.exporters.template_page import add_sheet, print_setup, protect, title, top_line
from fuxi_cli.exporters.template_stamp import Stamp
from fuxi_cli.exporters.xlsx_style import (
    BODY_FONT,
    FIXED_HEAD,
    LINE_POINTS,
    MUTED,
    OPTIONAL_HEAD,
    REQUIRED_HEAD,
    GrowingWorksheet,
    Styles,
    lines,
    row_height,
)

_ROW_HEIGHTS = {PROGRESS.name: 46.0, TASKS.name: 50.0}
_OPEN_ROW_HEIGHT, _LEDGER_ROW_HEIGHT = 30.0, 22.0
_NOTE_WIDTH = 230
"""Pixels; about 17 Chinese characters of the note's font."""


class _BlankResult(str):
    """A formula's empty result, stored as a text. XlsxWriter stores ``""`` as a formula not yet calculated."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@dataclass(frozen=True, slots=True)
class SheetWriter:
    """Draws the sections of one workbook."""

    workbook: Workbook
    styles: Styles
    marks: Marks
    inputs: Inputs
    stamp: Stamp
    heading: str
    """The form's title, before the sheet's."""
    identity: str
    """The line that says who reports for which month."""

    def draw(self, section: Section) -> None:
        grid = Grid(section)
        sheet = add_sheet(self.workbook, section.form.title)
        for column, f in enumerate(grid.fields):
            sheet.set_column(column, column, grid.width(f), self._below(grid, f))
        self._top(sheet, grid)
        self._header(sheet, grid)
        for index, row in enumerate(section.rows):
            self._row(sheet, grid, grid.first + index, row)
        self._checks(sheet, grid)
        self.marks.put(sheet, grid)
        self._finish(sheet, grid)

    def _top(self, sheet: GrowingWorksheet, grid: Grid) -> None:
        width, last = grid.total_width, grid.last_column
        title(sheet, self.styles, last, width, f"{self.heading}（{grid.section.form.title}）", 16)
        top_line(
            sheet,
            1,
            last,
            self.identity,
            self.styles.line(align="left"),
            lines(self.identity, width) * 16 + 4,
        )
        hint = grid.section.hint
        look = self.styles.line(align="left", font_color=MUTED, font_size=10)
        top_line(sheet, 2, last, hint, look, lines(hint, width, 10) * 15 + 5)

    def _header(self, sheet: GrowingWorksheet, grid: Grid) -> None:
        heads = {f.name: heading(f) for f in grid.fields}
        widths = {f.name: grid.width(f) for f in grid.fields}
        sheet.set_row(HEADER_ROW, row_height(heads, widths, 30))
        for column, f in enumerate(grid.fields):
            sheet.write_string(HEADER_ROW, column, heads[f.name], self.styles.head(_head_fill(f)))
            if text := self.inputs.note(f):
                write_note(sheet, HEADER_ROW, column, text)

    def _row(self, sheet: GrowingWorksheet, grid: Grid, at: int, row: Row) -> None:
        self._set_height(sheet, grid, at, row)
        for column, f in enumerate(grid.fields):
            look = self.styles.cell(grid.section.kind(f, row), locked=f.calculated, align=grid.align(f))
            value = row.values.get(f.name)
            if isinstance(value, Formula):
                self._formula(sheet, grid, at, column, value, look)
            else:
                write_value(sheet, at, column, value, look)
            if f.name in row.notes:
                write_note(sheet, at, column, row.notes[f.name])

    def _set_height(self, sheet: GrowingWorksheet, grid: Grid, at: int, row: Row) -> None:
        form = grid.section.form
        least = _ROW_HEIGHTS.get(form.name, _LEDGER_ROW_HEIGHT if form.ledger else _OPEN_ROW_HEIGHT)
        texts = {f.name: text for f in grid.fields if isinstance(text := row.values.get(f.name), str)}
        height = row_height(texts, {f.name: grid.width(f) for f in grid.fields}, least)
        sheet.set_row(at, height, None if grid.section.fixed else self.styles.open_row())
        sheet.growing.add(at)

    def _formula(
        self, sheet: GrowingWorksheet, grid: Grid, at: int, column: int, formula: Formula, look: Format
    ) -> None:
        text = formula.text.format(**{f.name: grid.cell(f.name, at) for f in grid.fields})
        result = _BlankResult() if formula.result is None else formula.result
        sheet.write_formula(at, column, text, look, result)

    def _below(self, grid: Grid, f: Field) -> Format | None:
        """How the open cells below the prepared rows look: by column, so that they cost no place in the file."""
        if grid.section.fixed:
            return None
        return self.styles.spare(grid.section.kind(f), align=grid.align(f))

    def _checks(self, sheet: GrowingWorksheet, grid: Grid) -> None:
        for column, f in enumerate(grid.fields):
            if f.calculated or f.name == "number":
                continue
            for kind, first, last in grid.runs(f):
                check = self.inputs.validation(f, kind, grid.section.ledger)
                if check is not None:
                    self.add_check(sheet, (first, column, last, column), check)

    def add_check(
        self, sheet: GrowingWorksheet, area: tuple[int, int, int, int], check: dict[str, Any]
    ) -> None:
        """Put a check on cells; long drop-downs point to the hidden sheet."""
        if check["validate"] == "list" and not fits_in_cell(check):
            check = {**check, "source": self.stamp.list_of(check["source"])}
        sheet.data_validation(*area, check)

    def _finish(self, sheet: GrowingWorksheet, grid: Grid) -> None:
        first_input = next(c for c, f in enumerate(grid.fields) if not f.calculated and f.name != "number")
        sheet.freeze_panes(HEADER_ROW + 1, 2 if grid.fields[0].name == "number" else 1)
        sheet.set_selection(grid.first, first_input, grid.first, first_input)
        sheet.ignore_errors({"number_stored_as_text": grid.area(grid.first, grid.end)})
        print_setup(sheet, grid.total_width, (0, HEADER_ROW))
        protect(sheet, rows_open=bool(grid.section.spare))


def _head_fill(f: Field) -> str:
    if f.calculated or f.name == "number":
        return FIXED_HEAD
    return REQUIRED_HEAD if f.required else OPTIONAL_HEAD


def write_note(sheet: GrowingWorksheet, row: int, column: int, text: str) -> None:
    """A note in a box large enough to read it at once."""
    height = lines(text, 34) * LINE_POINTS * 4 / 3 + 16
    sheet.write_comment(
        row,
        column,
        text,
        {"width": _NOTE_WIDTH, "height": height, "font_name": BODY_FONT, "font_size": 10, "author": ""},
    )


def write_value(sheet: GrowingWorksheet, row: int, column: int, value: Value, look: Format) -> None:
    """A value as what it is; text is never taken for a formula."""
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_number(row, column, float(value) if isinstance(value, Decimal) else value, look)
