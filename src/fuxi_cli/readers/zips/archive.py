"""A zip in memory: the list of its entries, and one entry's bytes.

An ordinary list of entries is walked here. Whatever is unusual about it (a comment, bytes before the zip, Zip64, extra
fields, flags that workbooks do not use, anything that does not add up) goes to the standard library's ``zipfile``, which
alone may speak about such a zip, and which is not loaded otherwise.
"""

import zlib
from importlib import import_module
from io import BytesIO
from itertools import pairwise
from struct import Struct, error
from typing import NamedTuple

STORED = 0
DEFLATED = 8
_UTF8_NAME = 0x800
_ORDINARY_FLAGS = _UTF8_NAME | 0b1110
"""Besides names in UTF-8: how hard it was compressed, and that sizes follow the data. No encryption, no patches."""
_UNREADABLE_FLAGS = 0x61
_END = Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_ZIP64_MARK = b"PK\x06\x07"
_ZIP64_BYTES = 20
_LISTED = Struct("<4s2xH2H4x3L3H8xL")
_LISTED_MARK = b"PK\x01\x02"
_NEWEST_VERSION = 63
_LOCAL = Struct("<4s2xH18x2H")
_LOCAL_MARK = b"PK\x03\x04"


class Entry(NamedTuple):
    """One file in the zip, as the zip's list of entries has it."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    checksum: int
    compressed: int
    size: int
    offset: int
    """Where its own header stands."""
    overlaps: bool = False


def list_entries(data: bytes) -> list[Entry]:
    """Every entry of any zip, as zipfile sees it; nothing is inflated. Raises whatever zipfile does on a damaged list."""
    found = import_module("zipfile").ZipFile(BytesIO(data)).infolist()
    entries = [
        Entry(
            entry.filename,
            entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8_NAME else "cp437"),
            entry.flag_bits,
            entry.compress_type,
            entry.CRC,
            entry.compress_size,
            entry.file_size,
            entry.header_offset,
        )
        for entry in found
    ]
    return _marked(entries)


def _marked(entries: list[Entry]) -> list[Entry]:
    """Which of them share bytes with the next: so a small zip would hold any amount of data."""
    order = sorted(range(len(entries)), key=lambda number: entries[number].offset)
    for number, following in pairwise(order):
        entry = entries[number]
        if entry.offset + _LOCAL.size + len(entry.raw_name) + entry.compressed > entries[following].offset:
            entries[number] = entry._replace(overlaps=True)
    return entries


def ordinary_entries(data: bytes, most: int) -> list[Entry] | None:
    """The entries of a zip about which nothing is unusual, to the last byte of its list; None for any other.

    They stand in the order of the list, each behind the other; there are no more of them than ``most``.
    """
    end = len(data) - _END.size
    if end < _ZIP64_BYTES or data.startswith(_ZIP64_MARK, end - _ZIP64_BYTES):
        return None
    mark, disk, listing_disk, here, count, length, place, comment = _END.unpack_from(data, end)
    if mark != _END_MARK or disk or listing_disk or comment or here != count or place + length != end:
        return None
    if count > most:
        return None
    try:
        return _walk(data, place, count, end)
    except (error, UnicodeDecodeError):
        return None


def _walk(data: bytes, place: int, count: int, end: int) -> list[Entry] | None:
    entries = []
    free, listing = 0, place
    for _ in range(count):
        mark, version, flags, method, checksum, compressed, size, named, extra, comment, offset = (
            _LISTED.unpack_from(data, place)
        )
        place += _LISTED.size
        name = data[place : place + named]
        if (
            mark != _LISTED_MARK
            or version > _NEWEST_VERSION
            or flags & ~_ORDINARY_FLAGS
            or extra
            or offset < free
            or b"\0" in name
        ):
            return None
        free = offset + _LOCAL.size + named + compressed
        text = name.decode("utf-8" if flags & _UTF8_NAME else "cp437")
        entries.append(Entry(text, name, flags, method, checksum, compressed, size, offset))
        place += named + comment
    return entries if place == end and free <= listing else None


def inflate(data: bytes, entry: Entry) -> bytes | None:
    """The entry's bytes, never more than the list declares; None when they are not exactly what it declares."""
    if entry.overlaps or not 0 <= entry.offset <= len(data) - _LOCAL.size:
        return None
    mark, flags, name_length, extra_length = _LOCAL.unpack_from(data, entry.offset)
    start = entry.offset + _LOCAL.size
    name = data[start : start + name_length]
    renamed = name != entry.raw_name or ((flags ^ entry.flags) & _UTF8_NAME and not name.isascii())
    if mark != _LOCAL_MARK or renamed or entry.flags & _UNREADABLE_FLAGS:
        return None
    start += name_length + extra_length
    packed = memoryview(data)[start : start + entry.compressed]
    if entry.method == STORED:
        content = bytes(packed)
    elif entry.method != DEFLATED:
        return None
    else:
        try:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.size + 1)
        except zlib.error:
            return None
    if len(content) != entry.size or zlib.crc32(content) != entry.checksum:
        return None
    return content
