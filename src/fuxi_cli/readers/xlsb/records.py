"""Records of binary workbooks (.xlsb): a part is a run of records, each a kind, a length and so many bytes."""

from collections.abc import Iterator
from struct import Struct, error

from fuxi_cli.readers.refusal import damaged

Malformed = (error, IndexError, ValueError)
"""What taking a record apart raises when it is shorter than its kind asks for."""

_COUNT = Struct("<I")
_SIGNED = Struct("<i")
_REAL = Struct("<d")
_NO_TEXT = 0xFFFFFFFF
_LONGEST_LENGTH = 4
"""Bytes of a length: seven bits each, the highest says that more follow."""


def records(data: bytes, part: str) -> Iterator[tuple[int, bytes]]:
    """(kind, content) of every record. Refuses a record that claims more than the part holds."""
    place, end = 0, len(data)
    while place < end:
        try:
            kind = data[place]
            place += 1
            if kind & 0x80:
                kind = kind & 0x7F | (data[place] & 0x7F) << 7
                place += 1
            size = data[place]
            place += 1
            if size & 0x80:
                size, place = _long_size(data, place - 1)
        except IndexError:
            raise damaged(part) from None
        if place + size > end:
            raise damaged(part)
        yield kind, data[place : place + size]
        place += size


def _long_size(data: bytes, place: int) -> tuple[int, int]:
    size = 0
    for step in range(_LONGEST_LENGTH):
        byte = data[place + step]
        size |= (byte & 0x7F) << 7 * step
        if not byte & 0x80:
            break
    return size, place + step + 1


def count_at(record: bytes, offset: int) -> int:
    number: int = _COUNT.unpack_from(record, offset)[0]
    return number


def text_at(record: bytes, offset: int) -> tuple[str, int]:
    """A text and where it ends. Half a character pair, which no program writes, is replaced."""
    length = _COUNT.unpack_from(record, offset)[0]
    start = offset + 4
    if length == _NO_TEXT:
        return "", start
    end = start + 2 * length
    if end > len(record):
        raise IndexError
    return record[start:end].decode("utf-16-le", "replace"), end


def real_at(record: bytes, offset: int) -> float:
    number: float = _REAL.unpack_from(record, offset)[0]
    return number


def packed_number(packed: int) -> float:
    """A number in 32 bits: the upper 30 are a whole number or those of a float, the lower two say which, and
    whether it is to be divided by 100."""
    if packed & 2:
        number = float(_SIGNED.unpack(_COUNT.pack(packed))[0] >> 2)
    else:
        number = _REAL.unpack(bytes(4) + _COUNT.pack(packed & 0xFFFFFFFC))[0]
    return number / 100 if packed & 1 else number
