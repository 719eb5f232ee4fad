"""What makes a number in a cell a date: its number format. And the date that such a number stands for.

For binary workbooks (.xls, .xlsb), which store days as plain numbers. The results are those of the .xlsx path, so
that one sheet saved in two formats reads the same, but where that path's parser is mistaken: the day of the week
(``aaaa``) is a date format, the 29th of February 1900 is no day, what rounds to midnight is a plain date, and in a
workbook that counts from 1904 the number 0 is a day.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import floor
from typing import Literal

Kind = Literal["date", "time", "duration"]

_TIMES = frozenset((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56))
_DATES = frozenset((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59))) - _TIMES
"""Built in, never defined in a file. 27–36 and 50–58 are those of Chinese Excel and WPS."""
_DURATION = 46
_LONGEST_CODE = 255
_TOKENS = re.compile(
    r"""
      (?P<skipped> "[^"]*"? | [\\_*!]. | General | E[+-] | G/ )
    | \[ (?P<elapsed> h+ | m+ | s+ ) \]
    | \[ [^\]]*\]?
    | (?P<end> ; )
    | (?P<date> y+ | d+ | aaaa? | e )
    | (?P<time> h+ | s+ | AM/PM | A/P | 上午/下午 )
    | (?P<month> m+ )
    | .
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_MILLISECONDS = 86_400_000
_START = datetime(1899, 12, 31)
_START_1904 = datetime(1904, 1, 1)
_LEAP_DAY_1900 = 60
"""Lotus 1-2-3 held 1900 for a leap year, and so do all workbooks since; later days are counted one too high."""
_LAST = 2_958_465
"""9999-12-31, counted from 1900."""
_LAST_1904 = _LAST - 1462
_LONGEST = 999_999_999


@lru_cache(1024)
def is_date(number: int, code: str | None = None) -> Kind | None:
    """What a number of that format stands for; None: just a number.

    ``code`` is the format's text where the file defines it, which counts for more than the number.
    """
    if number == 0:
        return None
    if code is not None:
        return _by_code(code[:_LONGEST_CODE])
    if number == _DURATION:
        return "duration"
    if number in _TIMES:
        return "time"
    return "date" if number in _DATES else None


def _by_code(code: str) -> Kind | None:
    """By the first section, which is for positive numbers; what is quoted or escaped is only text."""
    found = set()
    for token in _TOKENS.finditer(code):
        if token.lastgroup == "end":
            break
        found.add(token.lastgroup)
    if "elapsed" in found:
        return "duration"
    if "date" in found:
        return "date"
    if "time" in found:
        return "time"
    return "date" if "month" in found else None


@lru_cache(4096)
def as_date(serial: float, date1904: bool, kind: Kind | None) -> float | date | datetime | time | timedelta:
    """What the number says in a cell of that format, to the millisecond; the number itself where it is no date.

    Midnight is a ``date``; less than a day is a time of day. Negative numbers are only durations; nothing comes
    after the year 9999.
    """
    if kind is None or not -_LONGEST < serial < _LONGEST:
        return serial
    if kind == "duration":
        return timedelta(milliseconds=_milliseconds(serial))
    if not 0 <= serial < (_LAST_1904 if date1904 else _LAST) + 1:
        return serial
    if serial < 1 and not (date1904 and kind == "date"):
        moment = _START + timedelta(milliseconds=_milliseconds(serial) % _MILLISECONDS)
        return moment.time()
    try:
        return _moment(serial, date1904)
    except OverflowError:
        return serial


def _milliseconds(serial: float) -> int:
    return floor(serial * _MILLISECONDS + 0.5)


def _moment(serial: float, date1904: bool) -> float | date | datetime:
    days, rest = divmod(_milliseconds(serial), _MILLISECONDS)
    if date1904:
        moment = _START_1904 + timedelta(days, milliseconds=rest)
    elif days == _LEAP_DAY_1900:
        return serial
    else:
        moment = _START + timedelta(days - (days > _LEAP_DAY_1900), milliseconds=rest)
    return moment if rest else moment.date()
