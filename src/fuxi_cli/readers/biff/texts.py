"""Texts in records: Unicode in one or two bytes per character, or bytes in the workbook's code page (Excel 95)."""

from struct import Struct

from fuxi_cli.readers.refusal import damaged

_WIDE, _PHONETIC, _RICH = 1, 4, 8
"""Flags: two bytes per character; followed by the text's reading; followed by the fonts of its parts."""
_HEAD = Struct("<HB")
_COUNT = Struct("<H")
_LONG = Struct("<I")
_WHAT = "文本"

_CODE_PAGES = {
    367: "ascii", 437: "cp437", 850: "cp850", 874: "cp874", 932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950",
    1200: "utf-16-le", 1250: "cp1250", 1251: "cp1251", 1252: "cp1252", 1253: "cp1253", 1254: "cp1254", 1255: "cp1255",
    1256: "cp1256", 1257: "cp1257", 1258: "cp1258", 10000: "mac-roman", 10008: "gb18030", 32768: "mac-roman",
    32769: "cp1252", 54936: "gb18030", 65001: "utf-8",
}  # fmt: skip
DEFAULT_ENCODING = "gb18030"
"""Where a file does not say: Chinese, and ASCII all the same."""


def encoding(code_page: int) -> str:
    return _CODE_PAGES.get(code_page, DEFAULT_ENCODING)


def decode(data: bytes, flags: int) -> str:
    return data.decode("utf-16-le", "replace") if flags & _WIDE else data.decode("latin-1")


def counted(body: bytes, at: int, count_bytes: int) -> str:
    """A Unicode text that stands whole in one record: its count of characters in one or two bytes, its flags."""
    if len(body) < at + count_bytes + 1:
        raise damaged(_WHAT)
    count = body[at] if count_bytes == 1 else _COUNT.unpack_from(body, at)[0]
    return sized(body, at + count_bytes, count)


def sized(body: bytes, at: int, count: int) -> str:
    """So many characters, after their flags; cut short only by the record's end."""
    if len(body) <= at:
        raise damaged(_WHAT)
    flags = body[at]
    return decode(body[at + 1 : at + 1 + (count << (flags & _WIDE))], flags)


def short_text(body: bytes) -> str | None:
    """A text of one record, without fonts or reading: almost every one. None: it is not such a text."""
    if len(body) >= 3:
        count, flags = _HEAD.unpack_from(body)
        end = 3 + (count << (flags & _WIDE))
        if not flags & (_PHONETIC | _RICH) and end <= len(body):
            return decode(body[3:end], flags)
    return None


class Pieces:
    """Reads texts one after another from a record and its CONTINUE records.

    Where a text's characters go on in the next record, that begins with new flags: the rest may be wider or narrower.
    """

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._index = 0
        self._at = 0

    @property
    def done(self) -> bool:
        self._skip_ends()
        return self._index >= len(self._pieces)

    def text(self) -> str:
        """The next text. Most lie in one record: those are cut out at once."""
        piece = self._pieces[self._index] if self._index < len(self._pieces) else b""
        at = self._at
        if at + 3 <= len(piece):
            count, flags = _HEAD.unpack_from(piece, at)
            end = at + 3 + (count << (flags & _WIDE))
            if not flags & (_PHONETIC | _RICH) and end <= len(piece):
                self._at = end
                return decode(piece[at + 3 : end], flags)
        return self._divided()

    def _divided(self) -> str:
        count, flags = _HEAD.unpack(self._take(3))
        runs = _COUNT.unpack(self._take(2))[0] if flags & _RICH else 0
        phonetic = _LONG.unpack(self._take(4))[0] if flags & _PHONETIC else 0
        text = self.characters(count, flags)
        self._pass(runs * 4 + phonetic)
        return text

    def characters(self, count: int, flags: int) -> str:
        """So many characters, over as many records as they need."""
        parts = []  # all made wide: a character of two units may lie on both sides of a record's end
        while True:
            piece = self._pieces[self._index]
            width = 1 + (flags & _WIDE)
            here = min(count, (len(piece) - self._at) // width)
            end = self._at + here * width
            part = piece[self._at : end]
            parts.append(part if flags & _WIDE else part.decode("latin-1").encode("utf-16-le"))
            self._at = end
            count -= here
            if not count:
                return decode(b"".join(parts), _WIDE)
            if end < len(piece):
                raise damaged(_WHAT)
            self._index, self._at = self._index + 1, 0
            flags = self._take(1)[0]

    def _take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            if self.done:
                raise damaged(_WHAT)
            piece = self._pieces[self._index]
            part = piece[self._at : self._at + size - len(taken)]
            self._at += len(part)
            taken += part
        return taken

    def _pass(self, size: int) -> None:
        while size:
            if self.done:
                raise damaged(_WHAT)
            step = min(size, len(self._pieces[self._index]) - self._at)
            self._at += step
            size -= step

    def _skip_ends(self) -> None:
        while self._index < len(self._pieces) and self._at >= len(self._pieces[self._index]):
            self._index, self._at = self._index + 1, 0
