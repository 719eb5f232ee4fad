"""Values of formulas: exact numbers, days, texts, truths; a blank; and what cannot be known.

Blank (None) is a cell that nobody filled in. ``UNKNOWN`` is what no finding may rest on: a cell that could not be
read, a column or sheet that is not there, no baseline, no earlier month. Both make a comparison 不判定, never false.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from operator import add, eq, ge, gt, le, lt, mul, ne, sub, truediv
from typing import Any, Final

from fuxi_cli.core.words import fold, half_up


class _Unknown:
    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = _Unknown()

NUMBER, DATE, TEXT, TRUTH = "number", "date", "text", "truth"
KINDS = {NUMBER: "数字", DATE: "日期", TEXT: "文字", TRUTH: "条件"}
FIELD_KINDS = {"text": TEXT, "date": DATE, "count": NUMBER, "number": NUMBER, "share": NUMBER, "year": NUMBER}
"""A ledger field's type → the kind of value that it holds."""

_LARGEST = Fraction(10**30)
"""Nothing that offices count is larger; a cell that says so is not calculated with."""
_PLACES = 4
"""Decimals of a value that has no end: 1/3 is shown as 0.3333."""
_LONGEST = 9
"""Fewer decimals than so many are shown all."""
_TESTS: dict[str, Callable[[Any, Any], bool]] = {"=": eq, "≠": ne, "<": lt, "≤": le, ">": gt, "≥": ge}
_SUMS: dict[str, Callable[[Any, Any], Any]] = {"+": add, "-": sub, "*": mul}


def of_cell(value: object) -> Any:
    """What a cell's parsed value is in a formula."""
    if isinstance(value, bool):
        return UNKNOWN
    if isinstance(value, Decimal):
        # Before it becomes a fraction: 1E+999999 would fill the memory.
        return Fraction(value) if value.is_finite() and value.adjusted() < 30 else UNKNOWN
    if isinstance(value, int | Fraction):
        number = Fraction(value)
        return number if abs(number) < _LARGEST else UNKNOWN
    return value


def compare(sign: str, left: Any, right: Any) -> Any:
    """True or false; blank or UNKNOWN when a side is. Texts are equal when they are written alike but for spaces,
    case and full-width forms."""
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if left is None or right is None:
        return None
    if isinstance(left, str):
        left, right = fold(left), fold(right)
    return _TESTS[sign](left, right)


def calculate(sign: str, left: Any, right: Any) -> Any:
    """A number, or a day: of days, + and - move by days, and one less another is a number of days."""
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if left is None or right is None:
        return None
    if isinstance(left, date) or isinstance(right, date):
        return _days(sign, left, right)
    if sign == "/":
        return truediv(left, right) if right else None
    return _SUMS[sign](left, right)


def _days(sign: str, left: Any, right: Any) -> Any:
    if isinstance(left, date) and isinstance(right, date):
        return Fraction((left - right).days)
    day, days = (left, right) if isinstance(left, date) else (right, left)
    try:
        return day + timedelta(days=int(days) if sign == "+" else -int(days))
    except OverflowError:
        return UNKNOWN


def both(left: Any, right: Any) -> Any:
    """And: false when one is false, whatever the other; else not known when one is not."""
    if left is False or right is False:
        return False
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    return None if left is None or right is None else True


def either(left: Any, right: Any) -> Any:
    """Or: true when one is true, whatever the other."""
    if left is True or right is True:
        return True
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    return None if left is None or right is None else False


def negated(value: Any) -> Any:
    return not value if isinstance(value, bool) else value


def shown(value: Any) -> object:
    """A value as a message shows it: numbers as decimals, exact where they end."""
    if value is UNKNOWN:
        return "（读不出）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Fraction):
        ending = next((n for n in range(_LONGEST) if (value * 10**n).denominator == 1), _PLACES)
        return half_up(value, ending)
    return value
