"""What stands in a cell: numbers that a spreadsheet can hold, formulas with our own results, and their formats."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core.words import show

NONE = "—"
"""Where there is no figure and none is owed; never blank, never 0."""
CARRIED = "沿用"
_LARGEST = 1e100
_MOST_DECIMALS = 4


class Formula(NamedTuple):
    """A live formula without “=”, and its result. ``{标题}`` in it stands for the cell of that column in its row.

    No text from a plan or a workbook ever becomes part of a formula.
    """

    text: str
    value: float | str


Value = str | int | Decimal | Fraction | date | Formula | None
"""None: there is no figure."""


class Marked(NamedTuple):
    """A value that looks different from its column."""

    value: Value
    fill: str | None = None
    bold: bool = False
    num_format: str | None = None
    align: str | None = None


Cell = Value | Marked


def number(value: Decimal | Fraction | int | None) -> float | None:
    """The value as a spreadsheet holds it; None where there is none or no spreadsheet could hold it."""
    if value is None:
        return None
    try:
        held = float(value)
    except OverflowError:
        return None
    return held if abs(held) < _LARGEST else None


def result(value: Decimal | Fraction | int | None, otherwise: str = NONE) -> float | str:
    """The result of a formula that gives ``otherwise`` where there is no number."""
    held = number(value)
    return otherwise if held is None else held


def text(value: Value) -> str:
    """As a reader sees it, near enough to measure columns and rows by."""
    if value is None:
        return NONE
    if isinstance(value, Formula):
        return value.value if isinstance(value.value, str) else f"{value.value:,.1f}"
    if isinstance(value, (Decimal, Fraction)):
        return show(value)
    return str(value)


def decimals(*values: Decimal | None) -> int:
    """How many decimal places these quantities have, up to four."""
    found = 0
    for value in values:
        if value is not None and value.is_finite():
            exponent = value.normalize().as_tuple().exponent
            found = max(found, -exponent if isinstance(exponent, int) else 0)
    return min(found, _MOST_DECIMALS)


def amount(places: int = 0, mark: str = "") -> str:
    """The number format of a quantity; a mark stands behind the figure, which stays a number."""
    plain = "#,##0" + (f".{'0' * places}" if places else "")
    return f'{plain}"（{mark}）"' if mark else plain
