"""The sheets inside a workbook's package, and what openpyxl drops from them when it loads and saves.

openpyxl keeps formulas but not what they last amounted to, marks every row height as set by hand, and leaves out
drop-downs in the extended form (Excel uses it where the choices stand on another sheet).
"""

import re
from io import BytesIO
from posixpath import join, normpath
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EXTENDED = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_EXCEL = "{http://schemas.microsoft.com/office/excel/2006/main}"
_CELL = re.compile(rb"<c ([^<>]*[^/<>])>(.*?)</c>", re.DOTALL)
_NAME = re.compile(rb'\br="([A-Z]+[0-9]+)"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_RESULT = re.compile(rb"<v(?:\s[^<>/]*)?>([^<>]*)</v>")
_NO_RESULT = re.compile(rb"<v\s*/>|<v></v>")
_ROW = re.compile(rb'<row\b[^<>]*?\br="([0-9]+)"[^<>]*>')
_KINDS = (b"n", b"b", b"d", b"e")
_BY_HAND = re.compile(rb'\s+customHeight="(?:1|true)"')


class Choices(NamedTuple):
    """One drop-down in the extended form."""

    cells: str
    source: str


def sheet_parts(content: bytes) -> dict[str, str]:
    """Sheet name → its part in the package."""
    with ZipFile(BytesIO(content)) as package:
        names = set(package.namelist())
        book = _workbook_part(package)
        folder, _, name = book.rpartition("/")
        related = ElementTree.fromstring(package.read(f"{folder}/_rels/{name}.rels".lstrip("/")))
        targets = {r.get("Id"): normpath(join("/", folder, r.get("Target", "")))[1:] for r in related}
        sheets = ElementTree.fromstring(package.read(book)).iter(f"{_MAIN}sheet")
        found = {s.get("name", ""): targets.get(s.get(f"{_OFFICE}id"), "") for s in sheets}
    return {title: part for title, part in found.items() if part in names}


def _workbook_part(package: ZipFile) -> str:
    for relation in ElementTree.fromstring(package.read("_rels/.rels")):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return "xl/workbook.xml"


def restored(original: bytes, copy: bytes) -> bytes:
    """The sheet's XML as openpyxl wrote it, with the formulas' results and growing rows of the original."""
    results = dict(_results(original))
    fixed = {row[1] for row in _ROW.finditer(original) if _BY_HAND.search(row[0])}
    copy = _ROW.sub(lambda row: row[0] if row[1] in fixed else _BY_HAND.sub(b"", row[0]), copy)
    return _CELL.sub(lambda cell: _with_result(cell, results), copy) if results else copy


def _results(sheet: bytes) -> list[tuple[bytes, tuple[bytes, bytes]]]:
    found = []
    for attributes, inside in _CELL.findall(sheet):
        name, result = _NAME.search(attributes), _RESULT.search(inside)
        if b"<f" not in inside or not name or not result:
            continue
        stated = _TYPE.search(attributes)
        kind = stated[1] if stated else b"n"
        # Only a text may be empty; a shared text is a number into a list that the copy has in another order.
        if kind == b"str" or (result[1] and kind in _KINDS):
            found.append((name[1], (kind, result[0])))
    return found


def _with_result(cell: re.Match[bytes], results: dict[bytes, tuple[bytes, bytes]]) -> bytes:
    attributes, inside = cell.groups()
    name = _NAME.search(attributes)
    if b"<f" not in inside or not name or name[1] not in results:
        return cell[0]
    kind, result = results[name[1]]
    return b'<c %b t="%b">%b</c>' % (attributes, kind, _NO_RESULT.sub(lambda _: result, inside))


def extended_choices(sheet: bytes) -> list[Choices]:
    """The drop-downs of a sheet that stand in its extension list."""
    if b"x14:dataValidation" not in sheet:
        return []
    found = []
    for check in ElementTree.fromstring(sheet).iter(f"{_EXTENDED}dataValidation"):
        source = check.findtext(f"{_EXTENDED}formula1/{_EXCEL}f")
        cells = check.findtext(f"{_EXCEL}sqref")
        if check.get("type") == "list" and source and cells:
            found.append(Choices(cells, source))
    return found
