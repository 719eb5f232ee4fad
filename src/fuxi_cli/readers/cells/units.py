"""Units of measurement: 元 to 万亿元, 亩 and 公顷, 吨, and the words that count things (个、家、户 …).

Conversions are exact fractions: 1 亩 is 2000/3 m² (15 亩 to the hectare).
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from fuxi_cli.core.words import fold
from fuxi_cli.readers.cells.numerals import MULTIPLIERS, plain

# 人 and 户 are counted too, but a number of people is not a number of things.
_THINGS = "个家处件款项座户只头株棵条块片台套批场种类张份篇所间栋幢宗支辆艘期部本册面口"
_PEOPLE = "人名位"
_MEASURES: dict[str, tuple[str, Fraction]] = (
    {
        "元": ("money", Fraction(1)),
        "亩": ("area", Fraction(2000, 3)),
        "公顷": ("area", Fraction(10_000)),
        "平方米": ("area", Fraction(1)),
        "平方公里": ("area", Fraction(1_000_000)),
        "克": ("mass", Fraction(1)),
        "斤": ("mass", Fraction(500)),
        "公斤": ("mass", Fraction(1000)),
        "千克": ("mass", Fraction(1000)),
        "吨": ("mass", Fraction(1_000_000)),
        "米": ("length", Fraction(1)),
        "公里": ("length", Fraction(1000)),
        "千米": ("length", Fraction(1000)),
        "立方米": ("volume", Fraction(1)),
        "人次": ("visits", Fraction(1)),
        "%": ("percent", Fraction(1)),
        "百分点": ("points", Fraction(1)),
    }
    | {name: ("things", Fraction(1)) for name in _THINGS}
    | {name: ("people", Fraction(1)) for name in _PEOPLE}
)
_ALIASES = {
    "元整": "元",
    "元正": "元",
    "圆": "元",
    "圆整": "元",
    "人民币元": "元",
    "m2": "平方米",
    "m²": "平方米",
    "㎡": "平方米",
    "平米": "平方米",
    "平方": "平方米",
    "km2": "平方公里",
    "km²": "平方公里",
    "平方千米": "平方公里",
    "ha": "公顷",
    "g": "克",
    "kg": "千克",
    "t": "吨",
    "m": "米",
    "km": "公里",
    "m³": "立方米",
    "m3": "立方米",
    "个百分点": "百分点",
}


class Unit(NamedTuple):
    """A unit: a multiplier and a bare name. 万元 is 10,000 of 元; 千克 has its own name."""

    scale: int
    name: str
    dimension: str
    factor: Fraction
    """How many of the dimension's base unit one of the bare name is."""


def bare(name: str) -> Unit | None:
    """The known unit of that name, without multiplier; None when there is none."""
    known = _MEASURES.get(_ALIASES.get(name, name))
    return Unit(1, _ALIASES.get(name, name), *known) if known else None


def split(text: str) -> tuple[int, Unit] | None:
    """A multiplier and a known unit, from what follows a number: 万元, 千万亩, 千克; None when it is neither."""
    unit = bare(text)
    if unit:
        return 1, unit
    for length in range(min(2, len(text) - 1), 0, -1):
        scale, unit = MULTIPLIERS.get(text[:length]), bare(text[length:])
        if scale and unit:
            return scale, unit
    return None


@lru_cache(maxsize=256)
def named(text: str | None) -> Unit | None:
    """The unit that a header or a plan names. A word that is not known is a unit by itself: 万册 is 10,000 册."""
    if not text or not fold(text):
        return None
    folded = plain(fold(text))
    found = split(folded)
    if found:
        scale, unit = found
        return unit._replace(scale=scale)
    if folded[0] in "万亿" and len(folded) > 1:
        return Unit(MULTIPLIERS[folded[0]], folded[1:], f"({folded[1:]})", Fraction(1))
    return Unit(1, folded, f"({folded})", Fraction(1))


def is_known(unit: Unit) -> bool:
    return bare(unit.name) is not None


def comparable(one: Unit, other: Unit) -> bool:
    """Whether an amount in one unit can be told in the other. 个 counts anything; people are not things."""
    if one.dimension == other.dimension:
        return True
    counting = {one.dimension, other.dimension} <= {"things", "people"}
    return counting and "个" in (one.name, other.name)


def ratio(one: Unit, other: Unit) -> Fraction:
    """How many of the other unit one of this unit is."""
    return one.factor * one.scale / (other.factor * other.scale)


def exact(value: Fraction) -> Decimal | None:
    """The decimal that equals a fraction; None when no decimal does."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return None
    return Decimal(f"{int(value * 10**places)}E-{places}")
