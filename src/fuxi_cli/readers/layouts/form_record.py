"""A table of the form as people may see it: which column was read as which field, and which was not."""

from fuxi_cli.core.form import SheetForm
from fuxi_cli.core.recognised import RecognisedColumn, RecognisedTable
from fuxi_cli.core.submission import Sheet, Submission, Table
from fuxi_cli.readers.layouts.tables import Reading

_TITLE_LENGTH = 60


def recorded(submission: Submission, readings: list[Reading], forms: set[str]) -> list[RecognisedTable]:
    """The tables among ``readings`` whose form is one of ``forms``."""
    found = []
    for reading in readings:
        table = reading.table
        sheet = submission.workbook.sheet(table.sheet)
        if sheet is not None and table.form.name in forms:
            found.append(_table(sheet, reading))
    return found


def _table(sheet: Sheet, reading: Reading) -> RecognisedTable:
    table = reading.table
    by_column = {column: name for name, column in table.columns.items()}
    cells = sheet.rows[table.header_row - 1]
    columns = [
        _column(table.form, column, str(cell), by_column.get(column), reading.units, set(by_column.values()))
        for column, cell in enumerate(cells, start=1)
        if cell is not None
    ]
    return RecognisedTable(
        table.sheet,
        table.form.title,
        _title(sheet, table),
        (table.header_row, table.header_row),
        tuple(table.rows),
        tuple(reading.total_rows),
        tuple(columns),
    )


def _column(
    form: SheetForm, column: int, text: str, name: str | None, units: dict[str, str], there: set[str]
) -> RecognisedColumn:
    if name is None:
        known = any(text == f.title and f.name in there for f in form.fields)
        return RecognisedColumn(column, (text,), why="与前面的一列重复" if known else "不是模板里的列")
    return RecognisedColumn(column, (text,), form.field(name).title, None, name, units.get(name))


def _title(sheet: Sheet, table: Table) -> str:
    above = (cell for cells in sheet.rows[: table.header_row - 1] for cell in cells if isinstance(cell, str))
    return next(above, "")[:_TITLE_LENGTH]
