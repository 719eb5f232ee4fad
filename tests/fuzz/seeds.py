"""The workbooks that are changed: the examples, and one of them in every other format that is read."""

from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from fuxi_cli.core.submission import Sheet, Workbook
from fuxi_cli.readers.spreadsheet import read_workbook
from support import biff, binary_workbooks, opendocuments
from support.compound_files import compound
from support.packages import pack

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
COUNTY = EXAMPLES / "submissions/2022-06/360731_于都县_2022-06.xlsx"
DEPARTMENT = next(EXAMPLES.glob("submissions/2022-06/*_市农业农村局_*.xlsx"))
CITY = EXAMPLES / "city-table.xlsx"


@cache
def county() -> Workbook:
    return read_workbook(str(COUNTY))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _cells(sheet: Sheet) -> list[tuple[int, int, Any]]:
    return [
        (r, c, _plain(value))
        for r, row in enumerate(sheet.rows)
        for c, value in enumerate(row)
        if value is not None
    ]


def as_xls() -> bytes:
    made = []
    for sheet in county().sheets:
        cells = b"".join(
            biff.number(r, c, v) if isinstance(v, float) else biff.label(r, c, str(v))
            for r, c, v in _cells(sheet)
        )
        made.append((sheet.name, cells))
    return compound({"Workbook": biff.stream(made)})


def as_xlsb() -> bytes:
    listed = {}
    for sheet in county().sheets:
        rows: dict[int, list[bytes]] = {}
        for r, c, value in _cells(sheet):
            if isinstance(value, float):
                one = binary_workbooks.cell(binary_workbooks.REAL, c, binary_workbooks.real(value))
            else:
                one = binary_workbooks.cell(binary_workbooks.TEXT, c, binary_workbooks.text(str(value)))
            rows.setdefault(r, []).append(one)
        listed[sheet.name] = binary_workbooks.sheet(*(binary_workbooks.row(r, *cs) for r, cs in rows.items()))
    return pack(binary_workbooks.parts(listed))


def as_ods() -> bytes:
    tables = []
    for sheet in county().sheets:
        rows = [
            opendocuments.row(*(_ods_cell(value) for value in row))
            if row
            else opendocuments.row(opendocuments.blank())
            for row in sheet.rows
        ]
        tables.append(opendocuments.table(*rows, name=sheet.name))
    return pack(opendocuments.parts(opendocuments.content(*tables)))


def _ods_cell(value: Any) -> str:
    if value is None:
        return opendocuments.blank()
    if isinstance(value, float):
        return opendocuments.number(value)
    return opendocuments.text(str(_plain(value)))


def _progress() -> Sheet:
    return read_workbook(str(CITY)).sheets[0]


def as_csv(encoding: str = "gb18030") -> bytes:
    lines = [",".join(f'"{_shown(v)}"' for v in row) for row in _progress().rows]
    return "\r\n".join(lines).encode(encoding)


def as_html() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(_shown(v))}</td>" for v in row) + "</tr>" for row in _progress().rows
    )
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'.encode()


def as_xml() -> bytes:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        "<Row>"
        + "".join(
            f'<Cell><Data ss:Type="{"Number" if isinstance(v, float) else "String"}">{escape(_shown(v))}</Data></Cell>'
            for v in row
        )
        + "</Row>"
        for row in _progress().rows
    )
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="表"><Table>{rows}</Table>'
        "</Worksheet></Workbook>"
    ).encode()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(_plain(value))


SEEDS = {
    "county.xlsx": COUNTY.read_bytes,
    "department.xlsx": DEPARTMENT.read_bytes,
    "city.xlsx": CITY.read_bytes,
    "county.xls": as_xls,
    "county.xlsb": as_xlsb,
    "county.ods": as_ods,
    "city.csv": as_csv,
    "city.utf8.csv": lambda: as_csv("utf-8-sig"),
    "city.html": as_html,
    "city.xml": as_xml,
}


@cache
def seed(name: str) -> bytes:
    return SEEDS[name]()
