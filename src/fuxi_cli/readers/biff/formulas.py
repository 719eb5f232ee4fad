"""Formulas as Excel stores them, looked into only for calls that start a program or fetch from the network.

A formula is a row of tokens; most are a byte with a fixed number of bytes after it. A formula with a token that is
not known here is let pass: DDE sources and names of such functions are noticed in the globals too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_CALLS = {150: "CALL", 267: "REGISTER.ID", 379: "RTD"}
"""Functions by their number; MS-XLS lists them all."""
_NAMED = re.compile(r"(?:_xlfn\.)?(DDE|WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?)\Z", re.IGNORECASE)
"""Newer functions and those of add-ins are called by a name that the workbook lists."""
_HINT = re.compile(
    rb"[\x21\x41\x61](?:\x96\x00|\x0b\x01|\x7b\x01)|[\x22\x42\x62].(?:\x96\x00|\x0b\x01|\x7b\x01)", re.DOTALL
)

_FUNCTION, _FUNCTION_OF_MANY, _NAME, _NAME_OUTSIDE = 0x21, 0x22, 0x23, 0x39
_SIZES_8 = {
    0x01: 4, 0x02: 4, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8,
    0x20: 7, 0x21: 2, 0x22: 3, 0x23: 4, 0x24: 4, 0x25: 8, 0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2, 0x2A: 4, 0x2B: 8,
    0x2C: 4, 0x2D: 8, 0x2E: 2, 0x2F: 2, 0x39: 6, 0x3A: 6, 0x3B: 10, 0x3C: 6, 0x3D: 10,
}  # fmt: skip
_SIZES_5 = _SIZES_8 | {
    0x23: 14, 0x24: 3, 0x25: 6, 0x2A: 3, 0x2B: 6, 0x2C: 3, 0x2D: 6, 0x39: 24, 0x3A: 17, 0x3B: 20, 0x3C: 17, 0x3D: 20,
}  # fmt: skip
"""Bytes after the token, in Excel 97 and, where they differ, in Excel 95."""
_TEXT, _ATTRIBUTES, _CHOOSE = 0x17, 0x19, 0x04


def named_call(name: str) -> str | None:
    """The function that a name in the workbook stands for, where that reaches outside."""
    match = _NAMED.match(name)
    return match[1].upper() if match else None


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Outward:
    """What the workbook's names call, by their numbers, which count from 1."""

    unicode: bool
    names: dict[int, str] = field(default_factory=dict)
    outside_names: dict[int, str] = field(default_factory=dict)
    """Of add-ins; the number alone, whichever the add-in."""

    def called(self, tokens: bytes) -> str | None:
        """The first function in a formula that starts a program or fetches from the network."""
        if not (self.names or self.outside_names or _HINT.search(tokens)):
            return None
        for code, data in _walk(tokens, self.unicode):
            if code == _FUNCTION:
                call = _CALLS.get(int.from_bytes(data[:2], "little"))
            elif code == _FUNCTION_OF_MANY:
                call = _CALLS.get(int.from_bytes(data[1:3], "little") & 0x7FFF)
            elif code == _NAME:
                call = self.names.get(int.from_bytes(data[:2], "little"))
            elif code == _NAME_OUTSIDE:
                at = 2 if self.unicode else 10
                call = self.outside_names.get(int.from_bytes(data[at : at + 2], "little"))
            else:
                continue
            if call:
                return call
        return None


def _walk(tokens: bytes, unicode: bool) -> Iterator[tuple[int, bytes]]:
    """Its tokens and their data, up to the end or to one that is not known."""
    sizes = _SIZES_8 if unicode else _SIZES_5
    at = 0
    while at < len(tokens):
        code = tokens[at]
        if code >= 0x40:  # the same token where a value or an array is wanted
            code = code & 0x1F | 0x20
        size = sizes.get(code, 0)
        if code == _TEXT:
            size = _text_size(tokens, at, unicode)
        elif code == _ATTRIBUTES:
            size = _attribute_size(tokens, at)
        elif code not in sizes and not 0x03 <= code <= 0x16:
            return
        yield code, tokens[at + 1 : at + 1 + size]
        at += 1 + size


def _text_size(tokens: bytes, at: int, unicode: bool) -> int:
    count = int.from_bytes(tokens[at + 1 : at + 2])
    wide = unicode and int.from_bytes(tokens[at + 2 : at + 3]) & 1
    return int(unicode) + 1 + (count << wide)


def _attribute_size(tokens: bytes, at: int) -> int:
    """Attributes hold three bytes; those of CHOOSE a table of jumps besides."""
    kind = tokens[at + 1] if at + 1 < len(tokens) else 0
    jumps = int.from_bytes(tokens[at + 2 : at + 4], "little") + 1 if kind & _CHOOSE else 0
    return 3 + 2 * jumps
