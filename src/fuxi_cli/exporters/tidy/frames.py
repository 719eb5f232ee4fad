"""Tidy tables as pandas data frames with the types that an analyst expects. Loaded by name: pandas is slow to load."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas

from fuxi_cli.core.words import clean, half_up, plain
from fuxi_cli.exporters.safe_csv import harmless
from fuxi_cli.exporters.tidy.tables import Table

_PLACES = 10
"""Decimals of a share, as in the JSON report."""
_TYPES = {"text": "string", "integer": "Int64", "boolean": "boolean"}


def frame(table: Table) -> Any:
    """Numbers stay exact decimals, dates are dates, blanks are missing values."""
    columns = {}
    for number, column in enumerate(table.columns):
        values = [_value(row[number], column.type) for row in table.rows]
        columns[column.name] = pandas.Series(values, dtype=_TYPES.get(column.type, "object"))
    return pandas.DataFrame(columns)


def written(table: Table) -> Any:
    """The frame with every value as text, fit for a CSV that Excel opens: no cell becomes a formula."""
    texts = {
        column.name: [_text(row[number], column.type) for row in table.rows]
        for number, column in enumerate(table.columns)
    }
    return pandas.DataFrame(texts, dtype="string")


def _value(value: Any, type: str) -> Any:
    if value is None:
        return None
    if type in ("number", "share"):
        exact = value if isinstance(value, Decimal) else half_up(Fraction(value), _PLACES)
        return exact.normalize() if exact else Decimal(0)
    if type == "integer":
        return int(value)
    return clean(value) if type == "text" else value


def _text(value: Any, type: str) -> str | None:
    value = _value(value, type)
    if value is None:
        return None
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(str(value))
