"""Finds a form's table in a sheet by its header text, and reads its cells as the fields' types."""

import re
from dataclasses import dataclass, field
from typing import Any

from fuxi_cli.core.form import SheetForm
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Field
from fuxi_cli.core.submission import Notice, Sheet, Table
from fuxi_cli.core.words import fold, key, split_unit
from fuxi_cli.readers.cells.parse import parse_column

HEADER_ROWS = 40
"""A header stands in the first so many rows."""
TOTAL_WORDS = {
    "合计",
    "总计",
    "小计",
    "共计",
    "总合计",
    "全市合计",
    "全市",
    "全省合计",
    "全省",
    "全县合计",
    "全县",
}
_TOTAL_MARKS = frozenset("计市")
"""Each of those words has one of these: ledgers have hundreds of thousands of first cells."""
_FOOTNOTE = re.compile(
    r"(注|说明|备注|填报|填表|制表|审核|审签|单位负责|负责|联系|统计|报送|分管|日期|电话|经办|盖章|签字|签章)[^:]{0,8}:"
)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Header:
    """A header row: where each field's column stands, and which unit its header names."""

    row: int
    columns: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    duplicates: list[tuple[str, int]] = field(default_factory=list)
    unknown: list[tuple[str, int]] = field(default_factory=list)


def wordings(fields: tuple[Field, ...]) -> dict[str, str]:
    """Every folded wording of every field → the field's name."""
    result: dict[str, str] = {}
    for f in fields:
        for text in (f.title, *f.synonyms):
            result.setdefault(key(text), f.name)
    return result


def match(header: object, words: dict[str, str]) -> tuple[str | None, str | None]:
    """(field name, unit in brackets) for a header's text; (None, None) when no field has that wording."""
    whole = words.get(key(header))
    if whole:
        return whole, None
    text, unit = split_unit(header)
    name = words.get(key(text))
    return (name, unit) if name else (None, None)


def find_header(sheet: Sheet, form: SheetForm) -> Header | None:
    """The row that names most of the form's fields; None when no row names its key and one more of them."""
    words = wordings(form.fields)
    all_named = len(form.fields)
    matched: dict[str, tuple[str | None, str | None]] = {}
    best, most = 0, 1
    for row, cells in enumerate(sheet.rows[:HEADER_ROWS], start=1):
        texts = {cell for cell in cells if isinstance(cell, str)}
        for text in texts.difference(matched):
            matched[text] = match(text, words)
        names = {name for text in texts if (name := matched[text][0])}
        if form.key in names and len(names) > most:
            best, most = row, len(names)
            if most == all_named:
                break  # no later row can name more
    return _header_in(best, sheet.rows[best - 1], matched) if best else None


def _header_in(row: int, cells: list[Any], matched: dict[str, tuple[str | None, str | None]]) -> Header:
    header = Header(row)
    for column, cell in enumerate(cells, start=1):
        if not isinstance(cell, str):
            continue
        name, unit = matched[cell]
        if name is None:
            header.unknown.append((cell, column))
        elif name in header.columns:
            header.duplicates.append((cell, column))
        else:
            header.columns[name] = column
            if unit:
                header.units[name] = unit
    return header


def is_total(cell: object) -> bool:
    """Whether a row's first words say that it is a total."""
    if not isinstance(cell, str) or _TOTAL_MARKS.isdisjoint(cell):
        return False
    return key(cell) in TOTAL_WORDS


def is_footnote(cells: list[Any]) -> bool:
    """Whether a row is a note or a signature line below the table."""
    first = next((cell for cell in cells if cell is not None), None)
    return isinstance(first, str) and _FOOTNOTE.match(fold(first)) is not None


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Reading:
    """One table as read: the table, its total rows, what was noticed, and the units its headers name."""

    table: Table
    units: dict[str, str]
    total_rows: list[int] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    last_row: int = 0
    """The last row that belongs to the table."""
    passed_on: set[tuple[int, int]] = field(default_factory=set)
    """Cells of calculated columns that merely pass on a fault of their own row, beside those that the form tells."""


def read_table(
    sheet: Sheet, form: SheetForm, header: Header, *, by_row: frozenset[str] = frozenset()
) -> Reading:
    """Read the rows under a header. ``by_row``: fields whose cells the caller reads, as each row tells how."""
    table = Table(form, sheet.name, header.row, dict(header.columns))
    reading = Reading(table, header.units, last_row=header.row)
    _notice_columns(sheet, form, header, reading)
    _find_rows(sheet, form, table, reading)
    rows = [sheet.rows[row - 1] for row in table.rows]
    for f in form.fields:
        if f.name in table.columns and f.name not in by_row:
            _read_column(sheet, f, header.units.get(f.name), reading, rows)
    _notice_blanks(form, reading, by_row)
    return reading


def _notice_columns(sheet: Sheet, form: SheetForm, header: Header, reading: Reading) -> None:
    for f in form.fields:
        measured = f.calculated and f.type in ("number", "share")
        if f.name not in header.columns and (f.required or measured):
            reading.notices.append(Notice("column-missing", sheet.place(header.row), None, f.title))
    for text, column in header.duplicates:
        reading.notices.append(Notice("column-duplicated", sheet.place(header.row, column), text))
    for text, column in header.unknown:
        reading.notices.append(Notice("column-unknown", sheet.place(header.row, column), text))


def _find_rows(sheet: Sheet, form: SheetForm, table: Table, reading: Reading) -> None:
    """The data rows: any row with something in the table's own columns, up to a note or the end."""
    filled = [c for name, c in table.columns.items() if name != "number" or form.key == "number"]
    key_column = table.columns[form.key]
    marks = {key_column, min(table.columns.values())}
    unseen = {r for r, _ in sheet.errors} | {r for r, _ in sheet.uncalculated}
    number = table.columns.get("number", 0) if form.key != "number" else 0
    for row in range(table.header_row + 1, len(sheet.rows) + 1):
        cells = sheet.rows[row - 1]
        # Prepared forms have hundreds of rows that are empty but for their number, so these are passed over first.
        blank = cells.count(None)
        numbered = blank == len(cells) - 1 and 0 < number <= len(cells) and _is_number(cells[number - 1])
        if (blank == len(cells) or numbered) and row not in unseen:
            continue
        if any(is_total(sheet.at(row, column)) for column in marks):
            reading.total_rows.append(row)
            reading.last_row = row
            continue
        if is_footnote(cells) and sheet.at(row, key_column) in (
            None,
            next(c for c in cells if c is not None),
        ):
            break
        if not any(
            (c <= len(cells) and cells[c - 1] is not None)
            or (row, c) in sheet.errors
            or (row, c) in sheet.uncalculated
            for c in filled
        ):
            continue
        table.rows.append(row)
        reading.last_row = row


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float))


def _read_column(sheet: Sheet, f: Field, unit: str | None, reading: Reading, rows: list[list[Any]]) -> None:
    """``rows``: the cells of the table's rows."""
    table = reading.table
    column = table.columns[f.name]
    raws = [cells[column - 1] if column <= len(cells) else None for cells in rows]
    values, noticed = parse_column(raws, f, unit)
    for index, parsed in noticed:
        place = Place(sheet.name, table.rows[index], column)
        if parsed.value is None:
            table.unread.add((place.row, f.name))
        assert parsed.notice is not None
        reading.notices.append(
            Notice(parsed.notice, place, raws[index], parsed.expected, (("field", f.title),))
        )
    table.values[f.name] = values
    if sheet.errors or sheet.uncalculated or (table.rows and _merged(sheet, column, table.rows)):
        for row in table.rows:
            if unreadable(sheet, row, column):
                table.unread.add((row, f.name))


def _merged(sheet: Sheet, column: int, rows: list[int]) -> bool:
    """Whether any of a column's cells between those rows lies under a merged range."""
    return bool(sheet.merged) and sheet.under_merges().reaches(column, rows[0], rows[-1])


def unreadable(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell holds an error, a formula without a value, or lies under a merged range."""
    cell = (row, column)
    return cell in sheet.errors or cell in sheet.uncalculated or (bool(sheet.merged) and sheet.covered(*cell))


def _notice_blanks(form: SheetForm, reading: Reading, by_row: frozenset[str]) -> None:
    table = reading.table
    for f in form.fields:
        if f.name not in table.columns or not (f.required or f.when) or f.name in by_row:
            continue
        for index, row in enumerate(table.rows):
            if (
                table.values[f.name][index] is None
                and (row, f.name) not in table.unread
                and _due(f, table, index)
            ):
                place = table.place(index, f.name)
                reading.notices.append(Notice("required-blank", place, None, None, (("field", f.title),)))


def _due(f: Field, table: Table, index: int) -> bool:
    """Whether the field must be filled in this row."""
    if f.required:
        return True
    return f.when is not None and table.get(index, f.when[0]) == f.when[1]
