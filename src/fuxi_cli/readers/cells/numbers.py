"""Cells that hold a quantity, a count, a share or a year.

A number may be written in many ways, but only what can mean one thing is read: the rest is refused with a
notice, never guessed. Refused on purpose: 1e3 (a code more often than a number), 1,2 and 1,2000 (grouping that
is none), 7+ and 约7个, ½ and ², text longer than LONGEST.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from fuxi_cli.core.plan import Field
from fuxi_cli.core.words import plain as shown
from fuxi_cli.readers.cells import numerals, units
from fuxi_cli.readers.cells.parsed import NOTHING, Parsed, half_width, is_placeholder, normalised, squeezed
from fuxi_cli.readers.cells.units import Unit

LONGEST = 30
"""Characters of a number written as text."""
_LIMIT = Decimal(10**15)
"""Excel keeps 15 digits; a longer number in text is some code."""
_MAN = 10**4
_ARABIC = re.compile(
    r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?![0-9.,])"
)
_YI_AND_WAN = re.compile(r"亿([0-9]{1,4})万(.*)")
_NOT_A_NUMBER = Parsed(None, "not-a-number")
_NOT_A_YEAR = Parsed(None, "not-a-number", "2022 这样的四位年份")


class Column(NamedTuple):
    """The units of a column: what values are wanted in, and what plain numbers in it are stated in."""

    target: Unit | None
    source: Unit | None
    ratio: Fraction | None
    """From source to target; None when one cannot be told in the other."""
    label: str
    """The wanted unit as a message names it; empty without one."""


class Amount(NamedTuple):
    """A number as written. ``ending``: the multiplier that it ends with (numerals.Numeral); ``unit``: a bare one."""

    value: Decimal
    ending: int = 1
    unit: Unit | None = None


@lru_cache(maxsize=256)
def column_of(wanted: str | None, stated: str | None) -> Column:
    """Units of a column by its field's unit and the one that its header or row states."""
    target, source = units.named(wanted), units.named(stated)
    if target and source and source.dimension != target.dimension and not units.is_known(source):
        source = None  # words in brackets after a header, such as （含税）, are not always a unit
    target, source = target or source, source or target
    if target is None or source is None:
        return Column(None, None, Fraction(1), "")
    ratio = units.ratio(source, target) if units.comparable(source, target) else None
    return Column(target, source, ratio, (wanted or stated or "").strip())


def read_number(raw: object, field: Field, unit: str | None) -> Parsed:
    """A quantity (type number) or a count (type count), in the field's unit."""
    column = column_of(field.unit, unit)
    if isinstance(raw, str):
        if field.calculated and is_placeholder(raw):
            return NOTHING
        amount = amount_in(raw, column)
        value = _in_unit(amount, column) if amount else None
        if amount and value is None:
            return _conflict(column, field)
        return _judged(value, field, written=True)
    plain = decimal_of(raw)
    if plain is None or column.ratio == 1:
        return _judged(plain, field, written=False)
    value = units.exact(Fraction(plain) * column.ratio) if column.ratio else None
    if value is None:
        return _conflict(column, field)
    return _judged(value, field, written=value != plain)


def _conflict(column: Column, field: Field) -> Parsed:
    """Another unit than the column's. A quantity without a unit of its own is a number and nothing else."""
    if column.target is None and field.type != "count":
        return _NOT_A_NUMBER
    return Parsed(None, "unit-conflict", column.label or "个")


def decimal_of(raw: object) -> Decimal | None:
    """A number as Excel shows it, to 15 digits; None for anything but a finite number."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, float):
        return (Decimal(format(raw, ".15g")) if raw else Decimal(0)) if isfinite(raw) else None
    if isinstance(raw, int):
        return Decimal(raw)
    return raw if isinstance(raw, Decimal) and raw.is_finite() else None


def _judged(value: Decimal | None, field: Field, written: bool) -> Parsed:
    """``written``: it stands in the cell in another form than as that number."""
    if value is None:
        return _NOT_A_NUMBER
    if field.type == "count" and value != value.to_integral_value():
        return Parsed(None, "not-whole", "整数")
    if value < 0 and (field.minimum is None or field.minimum >= 0):
        return Parsed(value, "negative", "不小于 0 的数")
    return normalised(value) if written else Parsed(value)


def amount_in(text: str, column: Column) -> Amount | None:
    """Take a written number apart; None when it is none, or more than one number is possible."""
    text = half_width(text).strip()
    if not text or len(text) > LONGEST:
        return None
    negative = text[0] in "-("
    if text[0] == "(":
        if text[-1] != ")":
            return None
        text = text[1:-1]
    elif text[0] in "+-":
        text = text[1:]
    text = text.strip()
    amount = _arabic(text, column) if text[:1] in "0123456789." else _chinese(numerals.plain(text), column)
    if amount is None or amount.value.copy_abs() >= _LIMIT or (negative and amount.value < 0):
        return None
    return amount._replace(value=amount.value.copy_negate()) if negative and amount.value else amount


def _arabic(text: str, column: Column) -> Amount | None:
    match = _ARABIC.match(text)
    if match is None:
        return None
    value, rest = Decimal(match[0].replace(",", "")), squeezed(numerals.plain(text[match.end() :]))
    below = _YI_AND_WAN.fullmatch(rest)
    if below and "." not in match[0]:
        value, rest = value * _MAN + int(below[1]), "万" + below[2]
    suffix = _suffix(rest, column)
    if suffix is None:
        return None
    scale, unit = suffix
    return Amount(Decimal(f"{value:f}E{len(str(scale)) - 1}"), scale, unit)


def _chinese(text: str, column: Column) -> Amount | None:
    """The longest numeral that leaves a unit: 两万千克 is 两万 and 千克, 三千克 is 三千 and 克 (the same)."""
    for end in range(numerals.leading(text), 0, -1):
        numeral = numerals.read(text[:end])
        suffix = _suffix(squeezed(text[end:]), column) if numeral else None
        if numeral and suffix and suffix[0] == 1:
            return Amount(numeral.value, numeral.ending, suffix[1])
    return None


def _suffix(text: str, column: Column) -> tuple[int, Unit | None] | None:
    """Multiplier and unit from what follows a number; None when it is something else."""
    if not text:
        return 1, None
    if text in numerals.MULTIPLIERS:
        return numerals.MULTIPLIERS[text], None
    text = text.casefold()
    for own in (column.target, column.source):
        if own and text.endswith(own.name) and not units.is_known(own):
            before = text.removesuffix(own.name)
            scale = numerals.MULTIPLIERS.get(before, 0) if before else 1
            return (scale, own._replace(scale=1)) if scale else None
    return units.split(text)


def _in_unit(amount: Amount, column: Column) -> Decimal | None:
    """The amount in the column's unit, exactly; None when it cannot be told in it, or not with certainty."""
    value = Fraction(amount.value)
    if amount.unit is not None:
        if column.target is None:
            return amount.value if amount.unit.dimension in ("things", "people") else None
        if not units.comparable(amount.unit, column.target):
            return None
        return units.exact(value * units.ratio(amount.unit, column.target))
    if column.ratio is None:
        return None
    scale = column.source.scale if column.source else 1
    if scale > 1 and amount.ending != 1:
        # In a 万元 column 2000万 means 2000万元. 5千 and 一万二千 may mean two amounts there.
        if amount.ending < _MAN and amount.ending != scale:
            return None
        value /= scale
    return units.exact(value * column.ratio)


def read_share(raw: object, unit: str | None = None) -> Parsed:
    """A rate: 0.85, or in text 85%. A plain 85 stays 85: a rule that knows the right figure judges it.

    ``unit``: what the header states. In a column of per cent 85 is 0.85; a small number there may be per cent too,
    or a share that the cell only shows as per cent: 0.85 is refused with its two readings.
    85% as a text is how a rate is written and nothing odd; a message names any other form as per cent too.
    """
    in_percent = unit is not None and column_of(unit, None) == _SHARE
    if not isinstance(raw, str):
        value = decimal_of(raw)
        if value is None:
            return _NOT_A_NUMBER
        return _of_hundred(value, Parsed) if in_percent else Parsed(value)
    if is_placeholder(raw):
        return NOTHING
    text = squeezed(raw)
    spoken = text.startswith("百分之")
    if spoken:
        text = text.removeprefix("百分之")
    amount = Amount(Decimal(100)) if spoken and text == "百" else amount_in(text, _SHARE)
    if amount is None or amount.ending != 1 or (amount.unit and (spoken or amount.unit.name != "%")):
        return _NOT_A_NUMBER
    if not spoken and not amount.unit:
        return _of_hundred(amount.value, _oddly) if in_percent else _oddly(amount.value)
    share = Decimal(f"{amount.value:f}E-2")
    return Parsed(share) if _PLAIN_PERCENT.fullmatch(raw) else _oddly(share)


def _oddly(share: Decimal) -> Parsed:
    """A share that was written in another form than 85%."""
    return Parsed(share, "normalised", f"{shown(Decimal(f'{share:f}E+2'))}%")


_PLAIN_PERCENT = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?%", re.ASCII)
_SHARE = column_of("%", None)
_CERTAIN_PERCENT = 10
"""Up to here a plain number under “（%）” may be a share: tenfold what is owed has been done, not a hundredfold."""


def _of_hundred(value: Decimal, certain: Callable[[Decimal], Parsed]) -> Parsed:
    """A plain number in a column of per cent."""
    if not value or abs(value) > _CERTAIN_PERCENT:
        return certain(Decimal(f"{value:f}E-2"))
    hundredfold = Decimal(f"{value:f}E+2")
    return Parsed(None, "ambiguous-percent", f"{shown(value)}% 或 {shown(hundredfold)}%")


def read_year(raw: object) -> Parsed:
    """A year of four digits, 1900 to 2100: 2022, 2022年, 二〇二二年."""
    if isinstance(raw, str):
        text = numerals.plain(squeezed(half_width(raw))).removesuffix("年")
        year = int(text) if re.fullmatch("[0-9]{4}", text) else numerals.positional(text) or 0
        return normalised(Decimal(year)) if 1900 <= year <= 2100 else _NOT_A_YEAR
    value = decimal_of(raw)
    if value is None or not 1900 <= value <= 2100 or value != value.to_integral_value():
        return _NOT_A_YEAR
    return Parsed(value)
