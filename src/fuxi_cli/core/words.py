"""Comparing and showing text: folding for comparison, units in headers, values as a clerk reads them."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_UNIT = re.compile(r"^(.*?)\(([^()]*)\)$")
_PUNCTUATION = str.maketrans("", "", "、,，.。:：;；·*※\"'“”‘’-—_~～")
_LONGEST_NUMBER = 30
# Cc: control; Cf: bidi overrides, zero-width and other invisible formatting.
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def fold(text: object) -> str:
    """Fold text for comparison: full-width forms, all white space, and case make no difference.

    >>> fold(" 县（市、 区）")
    '县(市、区)'
    """
    text = str(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split()).casefold()


@lru_cache(maxsize=8192)
def key(text: object) -> str:
    """Fold harder, for names and headers: punctuation makes no difference either. The same few come again and again."""
    return without_marks(fold(text))


def without_marks(folded: str) -> str:
    """Folded text without its punctuation."""
    return folded.translate(_PUNCTUATION)


@lru_cache(maxsize=8192)
def split_unit(header: object) -> tuple[str, str | None]:
    """Split a header into its wording and the unit in its closing brackets, both folded.

    >>> split_unit("培育5000万元以上\\n富硒精深加工企业（个）")
    ('培育5000万元以上富硒精深加工企业', '个')
    """
    folded = fold(header)
    match = _UNIT.match(folded)
    return (match[1], match[2]) if match else (folded, None)


def clean(text: object) -> str:
    """Text from a file, fit for a terminal or a report: control and invisible formatting characters
    become ``�``; line breaks and tabs become one space."""
    text = str(text)
    if text.isprintable() and "  " not in text:
        return text  # as nearly every text is
    spaced = _SPACE.sub(" ", text)
    return "".join("�" if unicodedata.category(c) in _UNSAFE else c for c in spaced)


def has_control(text: str) -> bool:
    """Whether text holds control or invisible formatting characters other than line breaks and tabs."""
    if text.isprintable():
        return False
    return any(c not in "\t\n\r" and unicodedata.category(c) in _UNSAFE for c in text)


def half_up(value: Decimal | Fraction, places: int) -> Decimal:
    """Round once, for display, half up (away from zero at a tie).

    >>> half_up(Fraction(11, 12) * 100, 1)
    Decimal('91.7')
    """
    # Read from its digits: arithmetic in a context of limited precision would round a second time.
    return Decimal(f"{_whole_half_up(value, places)}E-{places}")


def _whole_half_up(value: Decimal | Fraction, places: int) -> int:
    """The nearest whole number to value × 10^places, half away from zero."""
    numerator, denominator = value.as_integer_ratio()
    whole: int = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole


def plain(value: Decimal) -> str:
    """A decimal as people write it: no exponent, no trailing zeros after the point.

    >>> plain(Decimal("2E+3")), plain(Decimal("0.50"))
    ('2000', '0.5')
    """
    text = format(value or Decimal(0), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Fraction | Decimal | None) -> str:
    """A share as a percentage with one decimal, half up; a dash where there is none."""
    if share is None:
        return "—"
    tenths = _whole_half_up(share, 3)
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}%"


def show(value: object) -> str:
    """Any value of a workbook or plan as a clerk reads it in a message."""
    if value is None:
        return "空白"
    if isinstance(value, Decimal):
        text = plain(value)
        return text if len(text) <= _LONGEST_NUMBER else f"{value:.6g}"
    if isinstance(value, Fraction):
        text = percent(value)
        return text if len(text) <= _LONGEST_NUMBER else f"{Decimal(int(value * 100)):.6g}%"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return show(Decimal(format(value, ".15g")))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    text = clean(value)
    return text if len(text) <= 60 else text[:57] + "……"
