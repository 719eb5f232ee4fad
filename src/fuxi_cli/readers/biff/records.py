"""A workbook stream cut into records: two bytes kind, two bytes length, content.

What does not fit into one record goes on in CONTINUE records; a substream (the globals, one sheet) reaches from its
BOF to its EOF, and charts inside a sheet have substreams of their own, which are passed over.
"""

from collections.abc import Container, Iterator
from struct import Struct, error

from fuxi_cli.readers.refusal import Refusal, damaged, unreadable

BOF = 0x0809
EOF = 0x000A
CONTINUE = 0x003C
BIFF5 = 0x0500
BIFF8 = 0x0600
GLOBALS, SHEET, MACRO_SHEET = 0x0005, 0x0010, 0x0040
WITHOUT_CELLS = (0x0006, 0x0020)
"""Types of substreams: a program's text, a chart."""
_OLD_BOFS = (0x0009, 0x0209, 0x0409)
_HEADER = Struct("<HH")
_BOF_BODY = Struct("<HH")
_LONG_TEXTS = frozenset((0x00FC, 0x0207, 0x0204, 0x00D6))
"""SST, STRING, LABEL, RSTRING: the kinds whose continuation is wanted."""
_NONE: tuple[bytes, ...] = ()
_MOST_CONTINUED = 100_000
"""Of one record; they hold up to 8 KB each, and nobody has reason to make them small."""

Record = tuple[int, bytes, tuple[bytes, ...]]
"""Kind, content, and what CONTINUE records add to a long text."""


class Substream:
    """The records of one substream, in order. ``end`` is where it ends, once it has been read through."""

    def __init__(self, stream: bytes, start: int, what: str) -> None:
        self.stream = stream
        self.start = self.end = start
        self.what = what
        kind, body, self.end = self._record(start)
        if kind in _OLD_BOFS:
            raise too_old()
        if kind != BOF or len(body) < 4:
            raise damaged(what)
        self.version, self.type = _BOF_BODY.unpack_from(body)

    def records(self, wanted: Container[int]) -> Iterator[Record]:
        """Those of the wanted kinds, in order; the others are passed over."""
        stream = self.stream
        header = _HEADER.unpack_from
        at = self.end
        depth = 0
        try:
            while True:
                kind, size = header(stream, at)
                start, at = at + 4, at + 4 + size
                if kind == EOF:
                    if depth == 0:
                        self.end = at
                        return
                    depth -= 1
                elif kind == BOF:
                    depth += 1
                elif depth == 0 and kind in wanted:
                    body = stream[start:at]
                    if len(body) < size:
                        raise damaged(self.what)
                    more = _NONE
                    if kind in _LONG_TEXTS:
                        more, at = self._continued(at)
                    yield kind, body, more
        except error:
            raise damaged(self.what) from None

    def _record(self, at: int) -> tuple[int, bytes, int]:
        if at + 4 > len(self.stream):
            raise damaged(self.what)
        kind, size = _HEADER.unpack_from(self.stream, at)
        end = at + 4 + size
        if end > len(self.stream):
            raise damaged(self.what)
        return kind, self.stream[at + 4 : end], end

    def _continued(self, at: int) -> tuple[tuple[bytes, ...], int]:
        more: list[bytes] = []
        while at + 4 <= len(self.stream):
            kind, body, after = self._record(at)
            if kind != CONTINUE:
                break
            if len(more) >= _MOST_CONTINUED:
                raise damaged(self.what)
            more.append(body)
            at = after
        return tuple(more), at


def too_old() -> Refusal:
    return unreadable("too-old", "这是 Excel 4.0 或更早版本的文件，请用 Excel 或 WPS 打开后另存为 .xlsx")
