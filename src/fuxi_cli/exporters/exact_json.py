"""JSON with exact numbers: decimals keep their digits, shares are rounded once, nothing goes through a float."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.period import Period
from fuxi_cli.core.words import half_up, plain

_PLACES = 10
"""Decimals of a share. More would be noise: 10 tell any two shares of counted objects apart."""
_LONGEST = 40
"""From so many digits on a number keeps its exponent, so that 1E+999999 in a cell stays short."""


def dumps(value: object) -> bytes:
    """Indented by 2, keys in the order given, UTF-8. Raises ValueError for a number that JSON cannot say.

    Half a surrogate pair, from a file name that is not UTF-8, stays as its escape: no byte of a path is lost.
    """
    return ("".join(_write(value, "\n")) + "\n").encode()


def scalar(value: object) -> object:
    """A cell's or a rule's value as something that JSON has: text for whatever is no number, date or boolean."""
    if value is None or isinstance(value, bool | int | Fraction | date | Period):
        return value
    if isinstance(value, float):
        value = Decimal(format(value, ".15g"))
    if isinstance(value, Decimal):
        return value if value.is_finite() else str(value)
    return str(value)


def _write(value: object, newline: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        items = [(f"{_text(str(name))}: ", item) for name, item in value.items()]
        yield from _block("{", "}", items, newline)
    elif isinstance(value, list | tuple) and not isinstance(value, Period):
        yield from _block("[", "]", [("", item) for item in value], newline)
    else:
        yield _atom(value)


def _block(opening: str, closing: str, items: list[tuple[str, object]], newline: str) -> Iterator[str]:
    if not items:
        yield opening + closing
        return
    inner = newline + "  "
    separator = opening
    for label, item in items:
        yield f"{separator}{inner}{label}"
        yield from _write(item, inner)
        separator = ","
    yield newline + closing


def _atom(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Fraction):
        return _number(half_up(value, _PLACES))
    if isinstance(value, Period):
        return _text(str(value))
    if isinstance(value, date):
        return _text(value.isoformat())
    if isinstance(value, str):
        return _text(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def _text(value: str) -> str:
    """Control, bidi and other invisible characters as escapes: the same text, and harmless on a terminal."""
    written = json.dumps(value, ensure_ascii=False)
    if value.isprintable():
        return written
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else _escape(c) for c in written)


def _escape(char: str) -> str:
    return json.dumps(char)[1:-1]


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"no JSON for {value}")
    if not value:
        return "0"
    exponent = value.as_tuple().exponent
    if abs(value.adjusted()) > _LONGEST or (isinstance(exponent, int) and exponent < -_LONGEST):
        return str(value)
    return plain(value)
