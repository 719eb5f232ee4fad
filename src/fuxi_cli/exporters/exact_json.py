"""JSON with exact numbers: decimals keep their digits, shares are rounded once, nothing goes through a float."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

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
    parts: list[str] = []
    _write(value, "\n", parts.append)
    parts.append("\n")
    return "".join(parts).encode()


def scalar(value: object) -> object:
    """A cell's or a rule's value as something that JSON has: text for whatever is no number, date or boolean."""
    if value is None or isinstance(value, bool | int | Fraction | date | Period):
        return value
    if isinstance(value, float):
        value = Decimal(format(value, ".15g"))
    if isinstance(value, Decimal):
        return value if value.is_finite() else str(value)
    return str(value)


def _write(value: object, newline: str, put: Callable[[str], None]) -> None:
    atom = _ATOMS.get(type(value))
    if atom is not None:
        put(atom(value))
    elif isinstance(value, Mapping):
        _block("{", "}", ((_label(str(name)), item) for name, item in value.items()), newline, put)
    elif isinstance(value, list | tuple) and not isinstance(value, Period):
        _block("[", "]", (("", item) for item in value), newline, put)
    else:
        put(_unusual(value))


def _block(
    opening: str,
    closing: str,
    items: Iterable[tuple[str, object]],
    newline: str,
    put: Callable[[str], None],
) -> None:
    inner = newline + "  "
    separator = opening
    for label, item in items:
        put(f"{separator}{inner}{label}")
        _write(item, inner, put)
        separator = ","
    put(opening + closing if separator is opening else newline + closing)


@lru_cache(maxsize=1024)
def _label(name: str) -> str:
    return f"{_text(name)}: "


def _unusual(value: object) -> str:
    """An atom whose type is derived from one that JSON has."""
    for kind, atom in _ATOMS.items():
        if isinstance(value, kind):
            return atom(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def _text(value: str) -> str:
    """Control, bidi and other invisible characters as escapes: the same text, and harmless on a terminal."""
    written = encode_basestring(value)
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


# bool before int, of which it is a kind.
_ATOMS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: str,
    Decimal: _number,
    Fraction: lambda value: _number(half_up(value, _PLACES)),
    Period: lambda value: _text(str(value)),
    date: lambda value: _text(value.isoformat()),
    str: _text,
}
