"""A cell of a text file (CSV, HTML) as a typed value: what Excel would store on opening it, where that is certain.

A plain number and a plain date become one, so that they are not reported as oddly written. All else stays the
text that it is, for ``values`` to read and to say so: 007 and other codes with leading zeros, more than 15 digits,
1e3, 1,200, full-width forms, dates with a time. 85% and 1.20 are text too, but marked as what a number format shows.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from fuxi_cli.readers.cells.parsed import AsShown
from fuxi_cli.readers.formulas import reaches_out

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,14}[1-9])?", re.ASCII)
_SHOWN = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6}%?|%)", re.ASCII)
_LONGEST_NUMBER = 17
"""15 digits, sign and point: what Excel keeps."""
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})-([0-9]{2})|/([0-9]{1,2})/([0-9]{1,2}))", re.ASCII)
_YEARS = range(1900, 2101)
_CONSTANT = re.compile(r'="([^"]*)"')
_FORMULA_STARTS = ("=", "+", "-", "@")
_LONGEST_FORMULA = 8192
ERRORS = frozenset(
    (
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#BUSY!",
        "#UNKNOWN!",
        "#GETTING_DATA",
    )
)
"""As Excel and WPS write them into text files; LibreOffice writes 错误:502 and Err:502 for its own."""
_OTHER_ERROR = re.compile(r"(?:Err:|错误:)[0-9]{3}")


class TextCell(NamedTuple):
    """``value`` as in core.submission.Sheet; ``error`` when the cell holds a spreadsheet's error value."""

    value: Any
    error: str | None = None


_BLANK = TextCell(None)


def typed(text: str) -> TextCell:
    """One cell's text as Excel would store it. A formula is never one here: it stays text.

    >>> typed("0.85").value, typed("007").value, typed("2022-06-03").value
    (0.85, '007', datetime.date(2022, 6, 3))
    """
    if not text or text.isspace():
        return _BLANK
    first = text[0]
    if first in "-0123456789":
        value = _number(text) if len(text) <= _LONGEST_NUMBER else None
        if value is None:
            return TextCell(AsShown(text) if _SHOWN.fullmatch(text) else text)
        return TextCell(value)
    if first in "#E错":
        error = error_value(text)
        return TextCell(None, error) if error else TextCell(text)
    if first == "=":
        constant = _CONSTANT.fullmatch(text)  # how web systems keep 007 from becoming 7 in Excel
        return TextCell(constant[1] or None) if constant else TextCell(text)
    return TextCell(text)


def _number(text: str) -> float | date | None:
    if _NUMBER.fullmatch(text):
        value = float(text)
        exact = text != "-0" and Decimal(format(value, ".15g")) == Decimal(text)
        return value if exact else None
    day = _DAY.fullmatch(text)
    if day is None:
        return None
    year, month, number = int(day[1]), int(day[2] or day[4]), int(day[3] or day[5])
    try:
        return date(year, month, number) if year in _YEARS else None
    except ValueError:
        return None


def error_value(text: str) -> str | None:
    """The error that a cell's text is, as a spreadsheet program spells it; None for any other text."""
    bare = text.strip()
    return bare if bare in ERRORS or _OTHER_ERROR.fullmatch(bare) else None


def starts_program(text: str) -> bool:
    """Whether Excel would take the text for a formula that starts a program or fetches from the network."""
    if "|" not in text and "(" not in text:
        return False
    bare = text[:_LONGEST_FORMULA].lstrip()
    return bare.startswith(_FORMULA_STARTS) and reaches_out(bare)
