"""What one OpenDocument cell holds: its typed attribute → the value that an .xlsx of the same sheet would give."""

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from fuxi_cli.readers.zips.markup import Attributes

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
VALUE_TYPE = OFFICE + "value-type"

_VALUE = OFFICE + "value"
_STRING = OFFICE + "string-value"
_DATE = OFFICE + "date-value"
_TIME = OFFICE + "time-value"
_BOOLEAN = OFFICE + "boolean-value"
_CALC_TYPE = CALC + "value-type"
_NUMBERS = frozenset(("float", "percentage", "currency"))
_TYPED = {**dict.fromkeys(_NUMBERS, _VALUE), "date": _DATE, "time": _TIME, "boolean": _BOOLEAN}
"""The attribute that holds a value of that type; a string may stand in one or in the text."""
_SHOWN_TRUTH = {"TRUE": True, "FALSE": False}
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|(?:Err|错误|錯誤)[:：] ?[0-9]{3}"
)
_MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[.,]([0-9]{1,12}))?)?Z?"
)
_DURATION = re.compile(
    r"(-?)P(?:0{1,9}Y)?(?:0{1,9}M)?(?:([0-9]{1,9})D)?"
    r"(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9}(?:[.,][0-9]{0,12})?)S)?)?"
)
_DAY = timedelta(days=1)
_MIDNIGHT = datetime(1, 1, 1)


def needs_text(attributes: Attributes) -> bool:
    """Whether the value cannot be known without the cell's text."""
    attribute = _TYPED.get(attributes.get(VALUE_TYPE, ""))
    return attribute is None or not attributes.get(attribute)


def error_of(attributes: Attributes, text: str, formula: bool) -> str | None:
    """The error that a cell shows, or None.

    LibreOffice marks errors; others (older ones, Excel) leave only the text that stands where a formula's result
    should, beside a value of 0 or none.
    """
    if attributes.get(_CALC_TYPE) == "error":
        return text or attributes.get(_STRING) or "#VALUE!"
    shown = text or attributes.get(_STRING, "")
    return shown if formula and _ERROR.fullmatch(shown) else None


def value_of(attributes: Attributes, text: str, formula: bool) -> Any:
    """str, float, bool, date, datetime, time, timedelta, or None. What cannot be read as its type stays text."""
    kind = attributes.get(VALUE_TYPE)
    if kind in _NUMBERS:
        number = read_number(attributes.get(_VALUE) or None)
        if formula and number in (0, 1) and text.upper() in _SHOWN_TRUTH:
            return _SHOWN_TRUTH[
                text.upper()
            ]  # a logical result is stored as a number and only shown as what it is
        return text or None if number is None else number
    if kind == "date":
        return read_moment(attributes.get(_DATE, "")) or attributes.get(_DATE) or text or None
    if kind == "time":
        return _of_length(attributes.get(_TIME, ""), text)
    if kind == "boolean":
        said = attributes.get(_BOOLEAN)
        return said == "true" if said in ("true", "false") else said or text or None
    return attributes.get(_STRING) or text or None


def _of_length(written: str, text: str) -> time | timedelta | float | str | None:
    """As from .xlsx: below a day a time of day, from a day on a length of time, below nothing a number of days."""
    length = read_duration(written)
    if length is None:
        return written or text or None
    if length < timedelta():
        return length / _DAY
    return (_MIDNIGHT + length).time() if length < _DAY else length


def read_number(written: str | None) -> float | str | None:
    """A finite number; anything else stays as it is written (Python itself would take 1_000 for a number)."""
    if written is None:
        return None
    try:
        number = float(written)
    except ValueError:
        return written
    return number if isfinite(number) and "_" not in written and written.isascii() else written


def read_moment(written: str) -> date | datetime | None:
    """A date, or a date and time; midnight is a plain date. None for what no calendar has."""
    match = _MOMENT.fullmatch(written)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second))
        if fraction:
            moment += timedelta(microseconds=round(float(f"0.{fraction}") * 1_000_000))
    except (ValueError, OverflowError):
        return None
    return moment.date() if moment.time() == time() else moment


def read_duration(written: str) -> timedelta | None:
    """``PT30H05M00S`` → 30 hours 5 minutes. None where years or months make the length uncertain."""
    match = _DURATION.fullmatch(written)
    if match is None or not any(match.groups()[1:]):
        return None
    sign, days, hours, minutes, seconds = match.groups()
    try:
        length = timedelta(
            days=int(days or 0),
            hours=int(hours or 0),
            minutes=int(minutes or 0),
            seconds=float((seconds or "0").replace(",", ".")),
        )
    except OverflowError:
        return None
    return -length if sign else length
