"""A lean workbook for the parser: only what was vetted, under names of our own, stored without compression.

The parser of cell values therefore sees exactly the bytes that the evidence was taken from, never a second reading
of the zip; it inflates nothing again, and stops looking for merged ranges at once, because they come first.
"""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile, ZipInfo

# Full names of types, and a folder for the sheets: older versions of the parser go by them.
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = b'<Relationships xmlns="r">%b</Relationships>'
_RELATION = b'<Relationship Id="r%%d" Type="%b/%%b" Target="%%b"/>' % _OFFICE
_WORKBOOK = b'<workbook xmlns="m"><workbookPr date1904="%d"/><sheets>%b</sheets></workbook>'
_SHEET = b'<sheet name="s%d" sheetId="%d" r:id="r%d"/>'
_BEFORE_ROWS = b'<worksheet xmlns="m"><mergeCells></mergeCells><sheetData>'
_AFTER_ROWS = b"</sheetData></worksheet>"


def repack(sheets: Iterable[memoryview], strings: bytes, styles: bytes, date1904: bool) -> BytesIO:
    """``sheets``: the rows of each worksheet as XML. Sheets come out in this order, named s0, s1, …"""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        count = 0
        for count, rows in enumerate(sheets, start=1):
            _put(archive, f"xl/worksheets/s{count - 1}.xml", b"".join((_BEFORE_ROWS, rows, _AFTER_ROWS)))
        numbers = range(count)
        _put(archive, "_rels/.rels", _RELATIONS % (_RELATION % (0, b"officeDocument", b"xl/workbook.xml")))
        links = b"".join(_RELATION % (n, b"worksheet", b"worksheets/s%d.xml" % n) for n in numbers)
        _put(archive, "xl/_rels/workbook.xml.rels", _RELATIONS % links)
        listed = b"".join(_SHEET % (n, n + 1, n) for n in numbers)
        _put(archive, "xl/workbook.xml", _WORKBOOK % (date1904, listed))
        _put(archive, "xl/styles.xml", styles)
        if strings:
            _put(archive, "xl/sharedStrings.xml", strings)
    target.seek(0)
    return target


def _put(archive: ZipFile, name: str, data: bytes) -> None:
    """Stored; a fixed date, so that the same input gives the same bytes."""
    archive.writestr(ZipInfo(name), data)
