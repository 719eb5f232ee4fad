"""Kinds of columns that mean the same on SQLite and on PostgreSQL."""

import re
from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Numeric, Text, TypeDecorator

_UNKEPT = re.compile("[\0\ud800-\udfff]")


class Words(TypeDecorator[str]):
    """Text. The characters that no database keeps, NUL and halves of surrogate pairs, become ``\\x00`` and ``\\udcb2``.

    A file name that is not valid in the system's encoding has such halves. PostgreSQL compares by code point, as SQLite
    does: by a language's rules it would sort otherwise, and its indexes would break when those rules change.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return Text(collation="C") if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return _UNKEPT.sub(_written, value)


def _written(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code else "\\x00"


class Exact(TypeDecorator[Decimal]):
    """A decimal number, exact to its last place: SQLite has only binary fractions, so there it is text."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return Text() if dialect.name == "sqlite" else Numeric()

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        return format(value, "f") if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        return None if value is None else Decimal(value)
