"""Writes .xls record streams in code: any record, sound or false, in any order."""

from collections.abc import Sequence
from struct import pack

from support.compound_files import compound

EOF = pack("<HH", 0x0A, 0)
BIFF8, BIFF5 = 0x0600, 0x0500
GLOBALS, SHEET, CHART, MACRO_SHEET = 0x05, 0x10, 0x20, 0x40


def record(kind: int, *content: bytes) -> bytes:
    body = b"".join(content)
    return pack("<HH", kind, len(body)) + body


def bof(type_: int, version: int = BIFF8) -> bytes:
    return record(0x0809, pack("<HHHHII", version, type_, 0x0DBB, 0x07CC, 0, 6))


def wide(text: str, count: str = "<H") -> bytes:
    """A text with its count of units and its flags, two bytes per character."""
    encoded = text.encode("utf-16-le")
    return pack(count, len(encoded) // 2) + b"\x01" + encoded


def shared(texts: Sequence[bytes], distinct: int | None = None) -> bytes:
    """SST in one record; ``texts`` as made by ``wide``."""
    return record(0xFC, pack("<II", len(texts), len(texts) if distinct is None else distinct), *texts)


def continued(kind: int, pieces: Sequence[bytes]) -> bytes:
    return record(kind, pieces[0]) + b"".join(record(0x3C, piece) for piece in pieces[1:])


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, pack("<HHHd", row, column, style, value))


def packed_number(row: int, column: int, packed: int, style: int = 0) -> bytes:
    return record(0x27E, pack("<HHHI", row, column, style, packed))


def text(row: int, column: int, index: int) -> bytes:
    return record(0xFD, pack("<HHHI", row, column, 0, index))


def label(row: int, column: int, value: str) -> bytes:
    return record(0x204, pack("<HHH", row, column, 0), wide(value))


def bool_or_error(row: int, column: int, value: int, is_error: bool) -> bytes:
    return record(0x205, pack("<HHHBB", row, column, 0, value, is_error))


def formula(
    row: int,
    column: int,
    value: bytes | float,
    tokens: bytes = b"\x1e\x01\x00",
    flags: int = 0,
    style: int = 0,
) -> bytes:
    """``value``: a number, or the eight bytes that stand for another stored value."""
    stored = value if isinstance(value, bytes) else pack("<d", value)
    head = pack("<HHH8sHI", row, column, style, stored, flags, 0)
    return record(0x06, head, pack("<H", len(tokens)), tokens)


def stored(kind: int, value: int = 0) -> bytes:
    """A formula's stored value that is no number: 0 text, 1 bool, 2 error, 3 empty text."""
    return pack("<BBBBHH", kind, 0, value, 0, 0, 0xFFFF)


def formula_text(value: str) -> bytes:
    return record(0x207, wide(value))


def style(format_number: int) -> bytes:
    return record(0xE0, pack("<HH", 0, format_number), bytes(16))


def number_format(index: int, code: str) -> bytes:
    return record(0x41E, pack("<H", index), wide(code))


def row(index: int, flags: int = 0, height: int = 300) -> bytes:
    return record(0x208, pack("<HHHHHHHH", index, 0, 256, height, 0, 0, flags, 0))


def columns(first: int, last: int, flags: int = 0, width: int = 2000) -> bytes:
    return record(0x7D, pack("<HHHHHH", first, last, width, 0, flags, 0))


def merged(*areas: tuple[int, int, int, int], count: int | None = None) -> bytes:
    """First row, last row, first column, last column, from 0."""
    return record(
        0xE5, pack("<H", len(areas) if count is None else count), *(pack("<HHHH", *area) for area in areas)
    )


def name(text_: bytes, flags: int = 0, tokens: bytes = b"", count: int | None = None) -> bytes:
    """A defined name; ``text_`` without count: its flags and characters."""
    units = len(text_) - 1 if count is None else count
    return record(0x18, pack("<HBBHHHI", flags, 0, units, len(tokens), 0, 0, 0), text_, tokens)


def supporting_book(path: str) -> bytes:
    return record(0x1AE, pack("<H", 0), wide(path))


Made = tuple[str, bytes] | tuple[str, bytes, int, int]
"""Name and records of a sheet; then its visibility and type."""


def stream(sheets: Sequence[Made], shared_records: bytes = b"", version: int = BIFF8) -> bytes:
    """The workbook stream: globals, then the sheets, with the places of these as they are."""
    bodies = [bof(SHEET, version) + sheet[1] + EOF for sheet in sheets]
    return join(sheets, bodies, shared_records, version)


def join(sheets: Sequence[Made], bodies: Sequence[bytes], shared_records: bytes, version: int) -> bytes:
    def listing(starts: Sequence[int]) -> bytes:
        return b"".join(
            record(0x85, pack("<IBB", start, *(sheet[2:] or (0, 0))), _name(sheet[0], version))
            for start, sheet in zip(starts, sheets, strict=True)
        )

    head = bof(GLOBALS, version) + shared_records
    at = len(head) + len(listing([0] * len(sheets))) + len(EOF)
    starts = []
    for body in bodies:
        starts.append(at)
        at += len(body)
    return head + listing(starts) + EOF + b"".join(bodies)


def _name(name_: str, version: int) -> bytes:
    if version == BIFF8:
        return wide(name_, "<B")
    encoded = name_.encode("gb18030")
    return pack("<B", len(encoded)) + encoded


def workbook(sheets: Sequence[Made], shared_records: bytes = b"", **others: bytes) -> bytes:
    """A whole .xls file."""
    return compound({"Workbook": stream(sheets, shared_records), **others})


def one_sheet(*cells: bytes, shared_records: bytes = b"") -> bytes:
    return workbook([("表", b"".join(cells))], shared_records)
