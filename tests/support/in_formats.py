"""A workbook's sheets written in any format that fuxi reads, with places where a test puts in what no program writes."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Any, NamedTuple

from fuxi_cli.core.place import column_number
from support import biff, binary_workbooks, opendocuments
from support.compound_files import compound
from support.packages import Content, pack

Rows = list[list[Any]]
Pages = dict[str, Rows]
"""Sheets by name: rows of str, float, date or None."""
_DAY_FORMAT = 14
_FIRST_DAY = date(1899, 12, 30)
EXCEL_XML = "urn:schemas-microsoft-com:office:spreadsheet"


class Raw(NamedTuple):
    """In place of a value: a cell written by the test itself, at the row and column (from 0) where it comes to stand."""

    write: Callable[[int, int], Any]


def put(pages: Pages, sheet: str, address: str, value: Any) -> None:
    """Set one cell, however short its row is."""
    letters = address.rstrip("0123456789")
    row, column = int(address[len(letters) :]), column_number(letters)
    rows = pages[sheet]
    rows.extend([] for _ in range(row - len(rows)))
    cells = rows[row - 1]
    cells.extend([None] * (column - len(cells)))
    cells[column - 1] = value


def _serial(day: date) -> float:
    return float((day - _FIRST_DAY).days)


def shown(value: Any) -> str:
    """As a text table shows it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _cells(rows: Rows, write: Callable[[int, int, Any], Any]) -> list[list[Any]]:
    return [
        [
            value.write(r, c) if isinstance(value, Raw) else write(r, c, value)
            for c, value in enumerate(row)
            if value is not None
        ]
        for r, row in enumerate(rows)
    ]


def xls(
    pages: Pages,
    shared: bytes = b"",
    after: Mapping[str, bytes] = {},
    states: Mapping[str, int] = {},
    **streams: bytes,
) -> bytes:
    """``shared``: records among the globals; ``after``: records behind a sheet's cells; ``states``: 1 is hidden."""
    return compound({"Workbook": xls_stream(pages, shared, after, states), **streams})


def xls_stream(
    pages: Pages, shared: bytes = b"", after: Mapping[str, bytes] = {}, states: Mapping[str, int] = {}
) -> bytes:
    sheets: list[biff.Made] = [
        (
            name,
            b"".join(cell for row in _cells(rows, _xls_cell) for cell in row) + after.get(name, b""),
            states.get(name, 0),
            0,
        )
        for name, rows in pages.items()
    ]
    return biff.stream(sheets, biff.style(0) + biff.style(_DAY_FORMAT) + shared)


def _xls_cell(row: int, column: int, value: Any) -> bytes:
    if isinstance(value, date):
        return biff.number(row, column, _serial(value), style=1)
    return (
        biff.number(row, column, value) if isinstance(value, float) else biff.label(row, column, str(value))
    )


def xlsb(
    pages: Pages,
    before: Mapping[str, bytes] = {},
    after: Mapping[str, bytes] = {},
    states: Mapping[str, int] = {},
    **options: Any,
) -> bytes:
    return pack(xlsb_parts(pages, before, after, states, **options))


def xlsb_parts(
    pages: Pages,
    before: Mapping[str, bytes] = {},
    after: Mapping[str, bytes] = {},
    states: Mapping[str, int] = {},
    **options: Any,
) -> dict[str, Content]:
    """``before`` and ``after``: records around a sheet's cells; ``options`` are those of ``binary_workbooks.parts``."""
    listed = {}
    for name, rows in pages.items():
        cells = _cells(rows, _xlsb_cell)
        made = [binary_workbooks.row(r, *row) for r, row in enumerate(cells) if row]
        part = binary_workbooks.sheet(*made, before=before.get(name, b""), after=after.get(name, b""))
        listed[name] = binary_workbooks.Listed(part, states.get(name, 0))
    return binary_workbooks.parts(listed, formats=binary_workbooks.styles(0, _DAY_FORMAT), **options)


def _xlsb_cell(_row: int, column: int, value: Any) -> bytes:
    if isinstance(value, date):
        days = binary_workbooks.real(_serial(value))
        return binary_workbooks.cell(binary_workbooks.REAL, column, days, style=1)
    if isinstance(value, float):
        return binary_workbooks.cell(binary_workbooks.REAL, column, binary_workbooks.real(value))
    return binary_workbooks.cell(binary_workbooks.TEXT, column, binary_workbooks.text(str(value)))


def ods(pages: Pages, *more: str, extra: Mapping[str, Content] = {}, **around: str) -> bytes:
    """``more``: further tables; ``around`` stands beside the tables (``opendocuments.content``)."""
    return pack({**opendocuments.parts(opendocuments.content(*tables(pages), *more, **around)), **extra})


def tables(pages: Pages) -> list[str]:
    return [
        opendocuments.table(*(_ods_row(r, row) for r, row in enumerate(rows)), name=name)
        for name, rows in pages.items()
    ]


def _ods_row(number: int, row: list[Any]) -> str:
    cells = [
        value.write(number, column) if isinstance(value, Raw) else _ods_cell(value)
        for column, value in enumerate(row)
    ]
    return opendocuments.row(*(cells or [opendocuments.blank()]))


def _ods_cell(value: Any) -> str:
    if value is None:
        return opendocuments.blank()
    if isinstance(value, date):
        return opendocuments.dated(value.isoformat())
    return opendocuments.number(value) if isinstance(value, float) else opendocuments.text(str(value))


def csv(rows: Rows, delimiter: str = ",") -> str:
    """Every cell in quotes, but those that are written by the test."""
    lines = (
        delimiter.join(
            value.write(r, c) if isinstance(value, Raw) else '"' + shown(value).replace('"', '""') + '"'
            for c, value in enumerate(row)
        )
        for r, row in enumerate(rows)
    )
    return "\r\n".join(lines) + "\r\n"


def html(pages: Pages, head: str = '<meta charset="utf-8">', after: str = "") -> str:
    """A page with a table for each sheet."""
    body = "".join(
        f"<table><caption>{escape(name)}</caption>"
        + "".join(f"<tr>{_html_row(number, row)}</tr>" for number, row in enumerate(rows))
        + "</table>"
        for name, rows in pages.items()
    )
    return f"<html><head>{head}</head><body>{body}{after}</body></html>"


def _html_row(number: int, row: list[Any]) -> str:
    return "".join(
        value.write(number, c) if isinstance(value, Raw) else f"<td>{escape(shown(value))}</td>"
        for c, value in enumerate(row)
    )


def xml(pages: Pages, before: str = "", more: str = "", after: Mapping[str, str] = {}) -> str:
    """Excel's XML of 2003. ``before`` stands before the root element, ``more`` behind the last sheet."""
    sheets = "".join(
        f'<Worksheet ss:Name="{escape(name)}"><Table>'
        + "".join(f"<Row>{_xml_row(number, row)}</Row>" for number, row in enumerate(rows))
        + f"</Table>{after.get(name, '')}</Worksheet>"
        for name, rows in pages.items()
    )
    names = f'xmlns="{EXCEL_XML}" xmlns:ss="{EXCEL_XML}" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    return f'<?xml version="1.0"?>{before}<Workbook {names}>{sheets}{more}</Workbook>'


def _xml_row(number: int, row: list[Any]) -> str:
    return "".join(
        value.write(number, c) if isinstance(value, Raw) else _xml_cell(value) for c, value in enumerate(row)
    )


def _xml_cell(value: Any) -> str:
    if value is None:
        return "<Cell/>"
    kind = "Number" if isinstance(value, float) else "DateTime" if isinstance(value, date) else "String"
    told = f"{shown(value)}T00:00:00.000" if isinstance(value, date) else shown(value)
    return xml_cell(escape(told), kind)


def xml_cell(inside: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{inside}</Data></Cell>'
