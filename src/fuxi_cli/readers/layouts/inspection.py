"""What a sheet holds that its visible tables do not show: hidden and merged data, errors, strays."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from fuxi_cli.core.form import STAMP_SHEET
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.core.submission import Notice, Sheet, Table, Workbook
from fuxi_cli.readers.layouts.tables import Reading


def inspect(workbook: Workbook, readings: Iterable[Reading]) -> list[Notice]:
    """Notices on every sheet, given the tables that were read from them."""
    by_sheet: dict[str, list[Reading]] = {}
    for reading in readings:
        by_sheet.setdefault(reading.table.sheet, []).append(reading)
    notices: list[Notice] = []
    for sheet in workbook.sheets:
        if sheet.name == STAMP_SHEET:
            continue
        # Of two sheets of one name (no spreadsheet program makes them) only one can hold the table.
        tables = [r for r in by_sheet.get(sheet.name, []) if r.last_row <= len(sheet.rows)]
        if not sheet.visible:
            notices.extend(_hidden_sheet(sheet))
        notices.extend(_hidden_rows(sheet))
        notices.extend(_hidden_columns(sheet))
        notices.extend(_error_cells(sheet, tables))
        notices.extend(_uncalculated(sheet))
        for reading in tables:
            notices.extend(_merged(sheet, reading))
        if tables:
            notices.extend(_strays(sheet, tables))
    return notices


def _hidden_sheet(sheet: Sheet) -> Iterator[Notice]:
    cells = sum(1 for row in sheet.rows for cell in row if cell is not None)
    if cells:
        yield Notice("hidden-sheet", sheet.place(), f"{cells}个有内容的单元格")


def _hidden_rows(sheet: Sheet) -> Iterator[Notice]:
    """One notice per run of hidden rows that hold something."""
    rows = sorted(
        r for r in sheet.hidden_rows if r <= len(sheet.rows) and any(v is not None for v in sheet.rows[r - 1])
    )
    for first, last in _runs(rows):
        text = f"第{first}行" if first == last else f"第{first}至{last}行"
        column = next(c for c, value in enumerate(sheet.rows[first - 1], start=1) if value is not None)
        yield Notice("hidden-row", sheet.place(first, column), text)


def _hidden_columns(sheet: Sheet) -> Iterator[Notice]:
    filled = _first_filled(sheet)
    columns = sorted(filled)
    for first, last in _runs(columns):
        text = (
            f"{column_letters(first)}列"
            if first == last
            else f"{column_letters(first)}至{column_letters(last)}列"
        )
        yield Notice("hidden-column", sheet.place(filled[first], first), text)


def _first_filled(sheet: Sheet) -> dict[int, int]:
    """Hidden column → its first row with a content; only columns that have one."""
    found: dict[int, int] = {}
    empty = set(sheet.hidden_columns)
    for row, cells in enumerate(sheet.rows, start=1):
        if not empty:
            break
        if cells.count(None) == len(cells):
            continue
        here = {c for c in empty if 0 < c <= len(cells) and cells[c - 1] is not None}
        found.update(dict.fromkeys(here, row))
        empty -= here
    return found


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of each run of consecutive numbers."""
    start = 0
    for index, number in enumerate(numbers):
        if index + 1 == len(numbers) or numbers[index + 1] != number + 1:
            yield numbers[start], number
            start = index + 1


def _error_cells(sheet: Sheet, tables: list[Reading]) -> Iterator[Notice]:
    """Error cells, but not those of calculated columns that merely pass on a fault of their own row."""
    passed_on = {cell for reading in tables for cell in (*_passed_on(reading.table), *reading.passed_on)}
    for (row, column), text in sorted(sheet.errors.items()):
        if (row, column) not in passed_on:
            yield Notice("error-cell", sheet.place(row, column), text)


def _passed_on(table: Table) -> Iterator[tuple[int, int]]:
    fields = [f for f in table.form.fields if f.name in table.columns]
    calculated = [
        f.name for f in fields if f.calculated and f.type in ("number", "share") and f.name != "quota"
    ]
    inputs = [f.name for f in fields if f.name not in calculated]
    for row in table.rows:
        if any((row, name) in table.unread for name in inputs):
            yield from ((row, table.columns[name]) for name in calculated)


def _uncalculated(sheet: Sheet) -> Iterator[Notice]:
    """One notice per sheet: a program that does not calculate leaves all formulas so."""
    if sheet.uncalculated:
        cells = sorted(sheet.uncalculated)
        shown = "、".join(Place(sheet.name, r, c).cell or "" for r, c in cells[:6])
        more = f"等{len(cells)}个单元格" if len(cells) > 6 else ""
        yield Notice(
            "uncalculated-formula", sheet.place(*cells[0]), shown + more, None, (("count", len(cells)),)
        )


def _merged(sheet: Sheet, reading: Reading) -> Iterator[Notice]:
    """Merged ranges that cover cells of data rows."""
    table = reading.table
    first, last = min(table.columns.values()), max(table.columns.values())
    rows = table.rows
    for top, left, bottom, right in sheet.merged:
        if right < first or left > last:
            continue
        at = bisect_left(rows, max(top, table.header_row + 1))
        if at < len(rows) and rows[at] <= min(bottom, reading.last_row):
            area = f"{Place(None, top, left).cell}:{Place(None, bottom, right).cell}"
            yield Notice("merged-cells", sheet.place(top, left), area)


def _strays(sheet: Sheet, tables: list[Reading]) -> Iterator[Notice]:
    """What stands beside a table's rows in no column of it, and numbers below the last table."""
    bottom = max(reading.last_row for reading in tables)
    headed = [(reading, _headed(sheet, reading.table)) for reading in tables]
    for reading, own in headed:
        # Tables may stand side by side, each with a header of its own.
        beside = [
            (other.table.header_row, other.last_row, columns)
            for other, columns in headed
            if other is not reading
        ]
        for row in reading.table.rows:
            for column, value in enumerate(sheet.rows[row - 1], start=1):
                if value is None or column in own:
                    continue
                if not any(first <= row <= last and column in columns for first, last, columns in beside):
                    yield Notice("stray-data", sheet.place(row, column), value)
    prepared = {c for reading in tables if (c := reading.table.columns.get("number"))}
    for row in range(bottom + 1, len(sheet.rows) + 1):
        cells = sheet.rows[row - 1]
        if cells.count(None) == len(cells):
            continue
        for column, value in enumerate(cells, start=1):
            if isinstance(value, (int, float)) and not isinstance(value, bool) and column not in prepared:
                yield Notice("stray-data", sheet.place(row, column), value)


def _headed(sheet: Sheet, table: Table) -> set[int]:
    """The columns that a table's header stands over."""
    headed = set(table.columns.values())
    cells = sheet.rows[table.header_row - 1]
    headed.update(c for c, cell in enumerate(cells, start=1) if cell is not None)
    headed.update(_under_merged_header(sheet, table.header_row))
    return headed


def _under_merged_header(sheet: Sheet, header_row: int) -> Iterator[int]:
    reached = 0
    for left, right in sorted(
        (area[1], area[3]) for area in sheet.merged if area[0] <= header_row <= area[2]
    ):
        yield from range(max(left, reached + 1), right + 1)
        reached = max(reached, right)
