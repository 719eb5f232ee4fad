"""A lean workbook for the parser: only what was vetted, under names of our own, stored without compression.

The parser of cell values therefore sees exactly the bytes that the evidence was taken from, never a second reading
of the zip; it inflates nothing again, and stops looking for merged ranges at once, because they come first. No second
copy of a large sheet is made: the parser takes its pieces one by one, and each is let go when it has been taken.
"""

from collections.abc import Iterable
from functools import cache
from io import RawIOBase
from struct import pack
from zlib import crc32

# Full names of types, and a folder for the sheets: older versions of the parser go by them.
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = b'<Relationships xmlns="r">%b</Relationships>'
_RELATION = b'<Relationship Id="r%%d" Type="%b/%%b" Target="%%b"/>' % _OFFICE
_WORKBOOK = b'<workbook xmlns="m"><workbookPr date1904="%d"/><sheets>%b</sheets></workbook>'
_SHEET = b'<sheet name="s%d" sheetId="%d" r:id="r%d"/>'
_BEFORE_ROWS = b'<worksheet xmlns="m"><mergeCells></mergeCells><sheetData>'
_AFTER_ROWS = b"</sheetData></worksheet>"
_CHUNK = 1 << 20
_VERSION = 20
_DATE = 0x21
"""1 January 1980, the first that a zip can name: the same input gives the same bytes."""


def repack(sheets: Iterable[bytes | memoryview], strings: bytes, styles: bytes, date1904: bool) -> RawIOBase:
    """``sheets``: the rows of each worksheet as XML. Sheets come out in this order, named s0, s1, …"""
    archive = _Stored()
    count = 0
    for count, rows in enumerate(sheets, start=1):
        archive.add(b"xl/worksheets/s%d.xml" % (count - 1), _BEFORE_ROWS, rows, _AFTER_ROWS)
    for name, content in _directory(count):
        archive.add(name, content)
    archive.add(b"xl/workbook.xml", _WORKBOOK % (date1904, _listed(count)))
    archive.add(b"xl/styles.xml", styles)
    if strings:
        archive.add(b"xl/sharedStrings.xml", strings)
    return archive.close()


@cache
def _directory(count: int) -> tuple[tuple[bytes, bytes], ...]:
    """What leads from the package to its workbook, and from there to that many sheets."""
    links = b"".join(_RELATION % (n, b"worksheet", b"worksheets/s%d.xml" % n) for n in range(count))
    return (
        (b"_rels/.rels", _RELATIONS % (_RELATION % (0, b"officeDocument", b"xl/workbook.xml"))),
        (b"xl/_rels/workbook.xml.rels", _RELATIONS % links),
    )


@cache
def _listed(count: int) -> bytes:
    return b"".join(_SHEET % (n, n + 1, n) for n in range(count))


class _Stored:
    """A zip of stored entries, as the pieces that it consists of."""

    def __init__(self) -> None:
        self.pieces: list[bytes | memoryview] = []
        self.place = 0
        self.listed: list[bytes] = []

    def add(self, name: bytes, *pieces: bytes | memoryview) -> None:
        checksum = size = 0
        for piece in pieces:
            checksum = crc32(piece, checksum)
            size += len(piece)
        # version, flags, method, time, date, checksum, both sizes, lengths of the name and of extra fields
        facts = pack("<5H3L2H", _VERSION, 0, 0, 0, _DATE, checksum, size, size, len(name), 0)
        self.listed.append(b"".join((b"PK\1\2\x14\0", facts, pack("<3H2L", 0, 0, 0, 0, self.place), name)))
        head = b"".join((b"PK\3\4", facts, name))
        self.place += len(head) + size
        self.pieces += (head, *pieces)

    def close(self) -> RawIOBase:
        listing, count = b"".join(self.listed), len(self.listed)
        end = b"PK\5\6" + pack("<4H2LH", 0, 0, count, count, len(listing), self.place, 0)
        self.pieces += (listing, end)
        if self.place <= _CHUNK:
            self.pieces = [b"".join(self.pieces)]
        return _Stream(self.pieces)


class _Stream(RawIOBase):
    """Reads the pieces from the first to the last, once."""

    def __init__(self, pieces: list[bytes | memoryview]) -> None:
        self._pieces = [piece for piece in reversed(pieces) if piece]
        self._place = 0
        """In the last of them, which is the next to be read."""
        pieces.clear()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes, and never a large sheet at once; nothing at the end."""
        if size < 0:
            return self.readall()
        if not self._pieces:
            return b""
        piece = self._pieces[-1]
        end = self._place + min(size, _CHUNK)
        chunk = bytes(piece[self._place : end])
        if end < len(piece):
            self._place = end
        else:
            self._pieces.pop()
            self._place = 0
        return chunk
