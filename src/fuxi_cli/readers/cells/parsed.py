"""What reading one cell gives: a value, or what must be said about the cell, or both."""

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

# Full-width forms of the printable ASCII characters, the ideographic space, and two minus signs. Not NFKC:
# that would also turn ½ into 1/2 and ² into 2, which changes what somebody wrote.
_HALF_WIDTH = str.maketrans(
    {0x3000: " ", 0x2212: "-", 0xFE63: "-"} | {0xFF01 + n: 0x21 + n for n in range(94)}
)

_MARKS = frozenset(
    (
        "无",
        "暂无",
        "没有",
        "/",
        "／",
        "\\",
        "＼",
        "-",
        "－",
        "--",
        "---",
        "—",
        "——",
        "———",
        "–",
        "−",
        "─",
        "——————",
    )
)
_SPACE = re.compile(r"\s+")


class AsShown(str):
    """A number in a text file as its number format showed it: 57.1%, 1.20. For a text field it is that text, and for
    a number nothing that anybody wrote oddly."""

    __slots__ = ()


class Parsed(NamedTuple):
    """One cell as read. ``notice`` is the kind of a core.submission.Notice.

    ``value`` is None for a blank cell and for one that cannot be read with certainty.
    ``expected`` is what the message names beside the cell's content: the value read for ``normalised`` (a share as
    per cent: ``85%``), the column's unit for ``unit-conflict``, the choices for ``not-in-list``, the readings for
    ``ambiguous-date``.
    """

    value: Decimal | date | str | None
    notice: str | None = None
    expected: object = None


NOTHING = Parsed(None)


def normalised(value: Decimal | date | str) -> Parsed:
    """A value that was written in another form than the column's own, and is certain all the same."""
    return Parsed(value, "normalised", value)


def half_width(text: str) -> str:
    """Full-width digits, letters and punctuation as ASCII; every other character as it stands."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def squeezed(text: str) -> str:
    """Text without any white space."""
    return _SPACE.sub("", text)


def is_placeholder(raw: object) -> bool:
    """Whether a cell says in so many words that there is nothing to give: 无, /, —. Not blank, and not 0."""
    return isinstance(raw, str) and squeezed(raw) in _MARKS
