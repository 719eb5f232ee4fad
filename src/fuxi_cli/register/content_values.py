"""Values of a content, as JSON has them and as the program has them; what repeats is one object in memory.

Reading raises ValueError, TypeError or another plain exception for anything that writing does not give.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from sys import intern
from typing import Any

from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Field
from fuxi_cli.core.submission import Sheet

Shape = tuple[tuple[str, str | None, int, int], ...]
"""(name, sheet, rows below the base row, column) of each place of a group."""

_KEPT = 1 << 13
"""So many distinct values of a kind are remembered: a wide table has some hundred places, a month of files the same ones."""
_NO_CELLS: set[tuple[int, str]] = set()
_NOTHING = type(None)
_TEXTS: frozenset[type] = frozenset((str, _NOTHING))


@lru_cache(_KEPT)
def place(sheet: str | None, row: int, column: int) -> Place:
    if row < 0 or column < 0:
        raise ValueError("no place")
    return Place(None if sheet is None else intern(sheet), row, column)


@lru_cache(_KEPT)
def places(shape: Shape, base: int) -> dict[str, Place]:
    """The places of one row: figures in the same cells of two files share them. To be read only."""
    return {intern(name): place(sheet, base + down, column) for name, sheet, down, column in shape}


@lru_cache(_KEPT)
def sheet(name: str, visible: bool) -> Sheet:
    """A sheet without its rows; all of that name are one. To be read only."""
    return Sheet(intern(name), [], visible)


@lru_cache(_KEPT)
def names(given: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(intern, given))


@lru_cache(_KEPT)
def columns(given: tuple[tuple[str, int], ...]) -> dict[str, int]:
    """Field name → sheet column, one object for all tables that have them alike. To be read only."""
    return {intern(name): column for name, column in given}


decimal: Callable[[str], Decimal] = lru_cache(_KEPT)(Decimal)
day: Callable[[str], date] = lru_cache(_KEPT)(date.fromisoformat)
period: Callable[[str], Period] = lru_cache(_KEPT)(Period.parse)


def text(value: object) -> str:
    """A text that must be one."""
    if type(value) is str:
        return intern(value)
    raise TypeError("no text")


def text_or_none(value: object) -> str | None:
    return None if value is None else text(value)


def texts(values: object) -> tuple[str, ...]:
    return tuple(map(text, listed(values)))


def number(value: object) -> int:
    """A whole number; True is none."""
    if type(value) is int:
        return value
    raise TypeError("no whole number")


def listed(value: object) -> list[Any]:
    if type(value) is list:
        return value
    raise TypeError("no list")


def mapped(value: object) -> dict[str, Any]:
    if type(value) is dict:
        return value
    raise TypeError("no object")


def no_number(name: str) -> None:
    """For what JSON does not know and Python writes all the same: NaN, Infinity."""
    raise ValueError(name)


def _reckonable(amount: Decimal) -> bool:
    """Whether rules can reckon with it. Readers give nothing beyond what a cell holds: about 1E+308."""
    return amount.is_finite() and abs(amount.adjusted()) <= 1000


def written(value: object) -> str:
    """An amount's text, which keeps every digit and the exponent."""
    if type(value) is Decimal and _reckonable(value):
        return str(value)
    raise TypeError("no amount")


@lru_cache(_KEPT)
def amount(text: str) -> Decimal:
    read = Decimal(text)
    if not _reckonable(read):
        raise ValueError("no amount")
    return read


def amount_or_none(value: object) -> Decimal | None:
    return None if value is None else amount(text(value))


def day_or_none(value: object) -> date | None:
    return None if value is None else day(text(value))


def period_or_none(value: object) -> Period | None:
    return None if value is None else period(text(value))


def cells(given: object) -> set[tuple[int, str]]:
    """(row, field) of cells. Tables mostly have none, and then one empty set for all: to be read only."""
    found = {(number(row), text(field)) for row, field in map(listed, listed(given))}
    return found or _NO_CELLS


def place_of(sheet: object, row: object, column: object) -> Place:
    return place(text_or_none(sheet), number(row), number(column))


# What a field's cells hold: the type, how it is written, how it is read.
_TEXT: tuple[type, Callable[[Any], str], Callable[[str], Any]] = (str, str, intern)
_DECIMAL: tuple[type, Callable[[Any], str], Callable[[str], Any]] = (Decimal, written, amount)
_DAY: tuple[type, Callable[[Any], str], Callable[[str], Any]] = (date, date.isoformat, day)
_BY_FIELD = {
    "text": _TEXT,
    "count": _DECIMAL,
    "number": _DECIMAL,
    "share": _DECIMAL,
    "year": _DECIMAL,
    "date": _DAY,
}


def column(values: list[Any], field: Field) -> list[Any]:
    """A column's values as JSON has them: texts and nulls, as the field's type settles what they are."""
    kind, write, _ = _BY_FIELD[field.type]
    found = set(map(type, values))
    found.discard(_NOTHING)
    if not all(one is kind or (kind is str and issubclass(one, str)) for one in found):
        raise TypeError(f"{field.name}: {', '.join(sorted(one.__name__ for one in found))}")
    if kind is str or not found:
        return values
    return [None if value is None else write(value) for value in values]


def read_column(values: object, field: Field, length: int) -> list[Any]:
    """The values of ``column``; there must be ``length`` of them."""
    given = listed(values)
    found = set(map(type, given))
    if len(given) != length or not found <= _TEXTS:
        raise ValueError("no column")
    read = _BY_FIELD[field.type][2]
    if str not in found:
        return [None] * length
    if _NOTHING not in found:
        return list(map(read, given))
    return [None if value is None else read(value) for value in given][:]  # the copy has no room to spare


def value(given: object) -> Any:
    """Whatever stands in a notice, as JSON has it: most others than texts as a list of a word and a text."""
    if given is None or isinstance(given, str | bool | int):
        return given
    if isinstance(given, float) and isfinite(given):
        return given
    if isinstance(given, Place):
        return ["place", *given]
    if isinstance(given, Period):
        return ["period", str(given)]
    if isinstance(given, tuple):
        return ["tuple", *map(value, given)]
    if isinstance(given, timedelta):
        return ["timedelta", given.days, given.seconds, given.microseconds]
    if isinstance(given, datetime | date | time):
        return [type(given).__name__, given.isoformat()]
    if isinstance(given, Decimal | float | Fraction):
        return [type(given).__name__.lower(), str(given)]
    raise TypeError(f"no value of a notice: {type(given).__name__}")


def read_value(given: object) -> Any:
    """The value of ``value``."""
    kind = type(given)
    if kind is str:
        return text(given)
    if given is None or kind is bool or kind is int:
        return given
    if kind is float and isfinite(given):  # type: ignore[arg-type]
        return given
    word, *rest = listed(given)
    if word == "place":
        return place_of(*rest)
    if word == "tuple":
        return tuple(map(read_value, rest))
    if word == "timedelta":
        return timedelta(*map(number, rest))
    (one,) = rest
    return _READ[text(word)](text(one))


_READ: dict[str, Callable[[str], Any]] = {
    "period": period,
    "datetime": datetime.fromisoformat,
    "date": day,
    "time": time.fromisoformat,
    "decimal": decimal,
    "float": float,
    "fraction": Fraction,
}


def read_facts(given: object) -> tuple[tuple[str, object], ...]:
    """Most notices say no more than the field's title: those are one object for all."""
    read = tuple((text(name), read_value(one)) for name, one in map(listed, listed(given)))
    return worded(read) if all(type(one) is str for _, one in read) else read


@lru_cache(_KEPT)
def worded(given: tuple[tuple[str, object], ...]) -> tuple[tuple[str, object], ...]:
    return given


class Shapes:
    """The groups of places of a content: each shape is written once, a group as its number and its base row."""

    def __init__(self) -> None:
        self.known: dict[Shape, int] = {}

    def take(self, given: dict[str, Place]) -> tuple[int, int]:
        base = next(iter(given.values())).row if given else 0
        shape = tuple((name, at.sheet, at.row - base, at.column) for name, at in given.items())
        return self.known.setdefault(shape, len(self.known)), base


def read_shapes(given: object) -> list[Shape]:
    return [tuple(map(_part, listed(shape))) for shape in listed(given)]


def _part(given: object) -> tuple[str, str | None, int, int]:
    name, sheet, down, column = listed(given)
    return text(name), text_or_none(sheet), number(down), number(column)
