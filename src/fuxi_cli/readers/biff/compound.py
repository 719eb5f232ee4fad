"""Compound files: streams in chained sectors, as a disk in one file (MS-CFB).

Every chain is followed at most once through each sector, only as far as the stream's size needs, and never outside
the file; anything else is a damaged file.
"""

from array import array
from collections.abc import Sequence
from struct import Struct
from sys import byteorder
from typing import NamedTuple

from fuxi_cli.core.limits import Limits
from fuxi_cli.readers.refusal import damaged, oversized

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = Struct("<30xHH14xI4xII4xI")
"""Shifts of sectors and of small ones; first sector of the directory; from what size on a stream has sectors of its
own; first sectors of the MiniFAT and of the DIFAT. The counts between them are not asked for."""
_HEADER_BYTES = 512
_IN_HEADER = 109
"""FAT sectors that the header itself lists."""
_ENTRY = Struct("<64sHBxIII36xIQ")
_ENTRY_BYTES = 128
_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_MINI = 1 << _MINI_SHIFT
_LAST_SECTOR = 0xFFFFFFFA
"""Larger numbers are marks: end of chain, free, FAT, DIFAT."""
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_WHAT = "文件内部目录"


class _Entry(NamedTuple):
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """An opened container. Raises Refusal for what is no sound one."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        if len(data) < _HEADER_BYTES:
            raise damaged("文件开头")
        shift, mini_shift, directory, self._cutoff, self._mini_start, difat = _HEADER.unpack_from(data)
        if shift not in _SHIFTS or mini_shift != _MINI_SHIFT:
            raise damaged("文件开头")
        self._data = data
        self._sector = 1 << shift
        self._sectors = -(-(len(data) - self._sector) // self._sector)
        self._fat = self._read_fat(difat)
        self._entries = self._read_directory(directory, limits)
        self._mini_fat: Sequence[int] | None = None
        self._mini_stream = b""
        self._top = self._children(self._entries[0].child)

    def names(self) -> list[str]:
        """The names of all storages and streams, at any depth."""
        return [entry.name for entry in self._entries if entry.kind in (_STORAGE, _STREAM)]

    def has(self, name: str) -> bool:
        """Whether a stream of that name stands directly in the root. Case does not count."""
        entry = self._top.get(name.casefold())
        return entry is not None and entry.kind == _STREAM

    def read(self, name: str) -> bytes | None:
        """A stream that stands directly in the root; None when there is none. Case does not count."""
        entry = self._top.get(name.casefold())
        if entry is None or entry.kind != _STREAM:
            return None
        if entry.size >= self._cutoff:
            return self._stream(entry.start, entry.size)
        return self._small(entry.start, entry.size)

    def _at(self, sector: int) -> bytes:
        if sector >= self._sectors:
            raise damaged(_WHAT)
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _read_fat(self, difat: int) -> Sequence[int]:
        """For each sector the one that follows it. Only as much of it as there are sectors in the file."""
        sectors = list(Struct(f"<{_IN_HEADER}I").unpack_from(self._data, 76))
        per_sector = self._sector // 4
        needed = -(-self._sectors // per_sector)
        seen = set()
        while len(sectors) < needed and difat <= _LAST_SECTOR:
            if difat in seen:
                raise damaged(_WHAT)
            seen.add(difat)
            numbers = _numbers(self._at(difat))
            if len(numbers) < per_sector:
                raise damaged(_WHAT)
            sectors.extend(numbers[:-1])
            difat = numbers[-1]
        used = [sector for sector in sectors if sector <= _LAST_SECTOR][:needed]
        return _numbers(b"".join(map(self._at, used)))

    def _read_directory(self, start: int, limits: Limits) -> list[_Entry]:
        most = limits.entries * _ENTRY_BYTES // self._sector + 1
        data = b"".join(map(self._at, _chain(self._fat, start, most + 1, whole=False)))
        if len(data) > limits.entries * _ENTRY_BYTES:
            raise oversized("内部文件数", len(data) // _ENTRY_BYTES, limits.entries)
        entries = [
            _entry(data[at : at + _ENTRY_BYTES])
            for at in range(0, len(data) - _ENTRY_BYTES + 1, _ENTRY_BYTES)
        ]
        if not entries or entries[0].kind != _ROOT:
            raise damaged(_WHAT)
        return entries

    def _children(self, first: int) -> dict[str, _Entry]:
        """The entries of one storage, which form a tree; each is visited once."""
        found: dict[str, _Entry] = {}
        seen: set[int] = set()
        waiting = [first]
        while waiting:
            number = waiting.pop()
            if number >= len(self._entries) or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            found.setdefault(entry.name.casefold(), entry)
            waiting.extend((entry.left, entry.right))
        return found

    def _stream(self, start: int, size: int) -> bytes:
        if size > self._sectors * self._sector:
            raise damaged(_WHAT)
        chain = _chain(self._fat, start, -(-size // self._sector))
        data = b"".join(map(self._at, chain))[:size]
        if len(data) < size:
            raise damaged(_WHAT)
        return data

    def _small(self, start: int, size: int) -> bytes:
        """A small stream lies in pieces of 64 bytes inside a stream of the root's."""
        if self._mini_fat is None:
            root = self._entries[0]
            self._mini_stream = self._stream(root.start, root.size)
            pieces = -(-root.size // _MINI)
            sectors = _chain(self._fat, self._mini_start, -(-pieces * 4 // self._sector), whole=False)
            self._mini_fat = _numbers(b"".join(map(self._at, sectors)))
        chain = _chain(self._mini_fat, start, -(-size // _MINI))
        data = b"".join(self._mini_stream[at * _MINI : (at + 1) * _MINI] for at in chain)[:size]
        if len(data) < size:
            raise damaged(_WHAT)
        return data


def _chain(following: Sequence[int], start: int, length: int, whole: bool = True) -> list[int]:
    """The numbers of so many sectors from ``start`` on; fewer only when ``whole`` is not asked for."""
    chain: list[int] = []
    sector = start
    while len(chain) < length and sector <= _LAST_SECTOR:
        if sector >= len(following) or len(chain) > len(following):
            raise damaged(_WHAT)
        chain.append(sector)
        sector = following[sector]
    if len(set(chain)) < len(chain) or (whole and len(chain) < length):
        raise damaged(_WHAT)
    return chain


def _entry(data: bytes) -> _Entry:
    name, name_bytes, kind, left, right, child, start, size = _ENTRY.unpack(data)
    text = name[: min(max(name_bytes - 2, 0), 64)].decode("utf-16-le", "replace")
    return _Entry(text, kind, left, right, child, start, size & 0xFFFFFFFF)  # a file has at most 100 MB


def _numbers(data: bytes) -> Sequence[int]:
    numbers = array("I", data[: len(data) // 4 * 4])
    if byteorder == "big":
        numbers.byteswap()
    return numbers
