"""Chinese numerals: 七, 十二, 一百零五, 壹拾, 一万二千, 三点五万, 二〇二二.

The grammar is strict, because what people write loosely means two things: 一万二 is 12,000 though it reads
10,002, 一亿五千 is 150,000,000, 七八个 is seven or eight. Such text is refused, not read.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

_PLAIN = str.maketrans(
    "零○◯壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億兩負點", "〇〇〇一二二三三三四五六六七八九十百千万亿两负点"
)
_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_CHARACTERS = frozenset(_VALUES) | frozenset("十百千万亿点负")
MULTIPLIERS = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
"""Words that follow a number, Arabic or Chinese, and multiply it."""


class Numeral(NamedTuple):
    """A number, and the 万 or 亿 that it ends with (1: it has none; 0: it has one further inside)."""

    value: Decimal
    ending: int


def plain(text: str) -> str:
    """Financial and traditional numerals as the ordinary ones: 壹佰 → 一百, ○ → 〇."""
    return text.translate(_PLAIN)


def leading(text: str) -> int:
    """How many characters at the start of a plain text can belong to a numeral."""
    return next((n for n, char in enumerate(text) if char not in _CHARACTERS), len(text))


def read(text: str) -> Numeral | None:
    """Read a plain Chinese numeral; None for anything that is not one, or that may mean two numbers.

    >>> read("一万二千")
    Numeral(value=Decimal('12000'), ending=0)
    """
    if text.startswith("负"):
        positive = read(text[1:]) if not text.startswith("负负") else None
        return Numeral(positive.value.copy_negate(), positive.ending) if positive else None
    if "点" in text:
        return _decimal(text)
    whole = positional(text)
    if whole is None:
        whole = _whole(text)
    if whole is None:
        return None
    ending = {"万": 10**4, "亿": 10**8}.get(text[-1], 0 if "万" in text or "亿" in text else 1)
    return Numeral(Decimal(whole), ending)


def positional(text: str) -> int | None:
    """Digits written one by one: 〇, 一〇五, 二〇二二. Without a 〇 among them 三五 means three to five, so then
    only four and more digits are read."""
    if text == "〇":
        return 0
    if len(text) < 2 or text[0] == "〇" or not all(char in _VALUES and char != "两" for char in text):
        return None
    if "〇" not in text and len(text) < 4:
        return None
    return int("".join(str(_VALUES[char]) for char in text))


def _decimal(text: str) -> Numeral | None:
    """三点五, 〇点二五亿: a whole number below 10,000, digits, and perhaps a multiplier."""
    whole, _, rest = text.partition("点")
    count = next((n for n, char in enumerate(rest) if char not in _VALUES), len(rest))
    digits, word = rest[:count], rest[count:]
    above = 0 if whole == "〇" else _section(whole)
    if above is None or not digits or "两" in digits or (word and word not in MULTIPLIERS):
        return None
    scale = MULTIPLIERS.get(word, 1)
    fraction = "".join(str(_VALUES[char]) for char in digits)
    return Numeral(Decimal(f"{above}.{fraction}E{len(str(scale)) - 1}"), scale)


def _whole(text: str) -> int | None:
    return _joined(text, "亿", 10**8, _below_yi)


def _below_yi(text: str) -> int | None:
    return _joined(text, "万", 10**4, _section)


def _joined(text: str, mark: str, size: int, inner: Callable[[str], int | None]) -> int | None:
    """``high`` 亿 ``low``. A low part that leaves out the next place needs a 〇: 一万〇五百."""
    high, found, low = text.rpartition(mark)
    if not found:
        return inner(low)
    above = inner(high)
    if above is None or not low:
        return None if above is None else above * size
    below = inner(low.removeprefix("〇"))
    if below is None or (low[0] != "〇" and below < size // 10):
        return None
    return above * size + below


@cache
def _grammar() -> re.Pattern[str]:
    """1 to 9999, with 〇 where a place is left out. Compiled when first needed: most files have none."""
    digit = "[一二三四五六七八九]"
    head = "[一二两三四五六七八九]"
    tens = f"(?:{digit}?十{digit}?)"
    hundreds = f"(?:{head}百(?:{tens}|〇{digit})?)"
    thousands = f"(?:{head}千(?:{hundreds}|〇(?:{tens}|{digit}))?)"
    return re.compile(f"{thousands}|{hundreds}|{tens}|{head}")


def _section(text: str) -> int | None:
    if not _grammar().fullmatch(text):
        return None
    total = digit = 0
    for char in text:
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _VALUES[char]
    return total + digit
