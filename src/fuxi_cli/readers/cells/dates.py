"""Cells that hold a day or a month.

A day is read when year, month and day are certain: 2022-06-03, 2022.6.3, 2022年6月3日, 二〇二二年六月三日,
20220603, an Excel serial. 22.6.3 and 3/6/2022 may be several days and are refused with their readings; a date
without a day or a year is refused with what it lacks.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from fuxi_cli.core.period import Period
from fuxi_cli.readers.cells import numerals
from fuxi_cli.readers.cells.parsed import Parsed, half_width, normalised

YEARS = range(1990, 2101)
"""Years of a number that may be a serial or 20220603."""
_TEXT_YEARS = range(1900, 2101)
_EPOCH = date(1899, 12, 30)
_SERIALS = range((date(YEARS[0], 1, 1) - _EPOCH).days, (date(YEARS[-1], 12, 31) - _EPOCH).days + 1)
_LIKE = "2022-06-03 这样的日期"
_LONGEST = 40
_DASHES = str.maketrans("‐‑‒–—―", "------")

_DIGIT = "[〇一二三四五六七八九]"
_YEAR = rf"([0-9]{{4}}|{_DIGIT}{{4}})"
_PART = "([0-9]{1,2}|[〇一二三四五六七八九十]{1,3})"
_WEEKDAY = r"\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?"
_CLOCK = r"(?:上午|下午|晚上|凌晨)?\s*[0-9]{1,2}(?::[0-9]{1,2}(?::[0-9]{1,2}(?:\.[0-9]+)?)?|[时点](?:[0-9]{1,2}分?)?)"


class _Patterns:
    """Compiled when the first date in text is met: an official workbook has none."""

    def __init__(self) -> None:
        tail = rf"(?:{_WEEKDAY})?(?:(?:\s+|T|(?<=[日号)])){_CLOCK})?"
        self.chinese = re.compile(rf"{_YEAR}\s*年\s*{_PART}\s*月\s*{_PART}\s*[日号]?{tail}")
        self.separated = re.compile(rf"([0-9]{{4}})\s*([-/.、])\s*([0-9]{{1,2}})\s*\2\s*([0-9]{{1,2}}){tail}")
        self.compact = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
        self.short = re.compile(r"([0-9]{1,2})([-/.年])([0-9]{1,2})(?:\2|月)([0-9]{4}|[0-9]{1,2})日?")
        self.no_day = re.compile(rf"{_YEAR}\s*(?:[-/.年、]\s*{_PART}\s*(?:月份?)?|([0-9]{{2}})|年)?")
        self.no_year = re.compile(rf"{_PART}\s*月\s*{_PART}\s*[日号]?|[0-9]{{1,2}}[-/.][0-9]{{1,2}}")
        self.period = re.compile(
            rf"{_YEAR}\s*(?:年\s*{_PART}\s*月份?|[-/.]\s*([0-9]{{1,2}})|(0[1-9]|1[0-2]))"
        )


@cache
def _patterns() -> _Patterns:
    return _Patterns()


def read_date(raw: object) -> Parsed:
    """A day from a cell: a date, a serial, 20220603, or text."""
    if isinstance(raw, datetime):
        return Parsed(raw.date())
    if isinstance(raw, date):
        return Parsed(raw)
    if isinstance(raw, str):
        return _from_text(raw)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _from_number(raw)
    return Parsed(None, "not-a-date", _LIKE)


def _from_number(raw: float) -> Parsed:
    if _SERIALS[0] <= raw < _SERIALS[-1] + 1:
        return normalised(_EPOCH + timedelta(days=int(raw)))
    if raw == raw // 1 and 10**7 <= raw < 10**8:
        return _from_text(str(int(raw)), YEARS)
    text = format(raw, ".15g")
    return Parsed(None, "not-a-date", _lacking(text))


def _from_text(raw: str, years: range = _TEXT_YEARS) -> Parsed:
    text = numerals.plain(half_width(raw)).translate(_DASHES).strip()
    if len(text) > _LONGEST:
        return Parsed(None, "not-a-date", _LIKE)
    parts = _year_month_day(text)
    if parts:
        day = _day(*parts, years=years)
        if day is None:
            return Parsed(None, "not-a-date", _impossible(*parts))
        return normalised(day)
    short = _patterns().short.fullmatch(text)
    if short:
        return _from_short(short)
    return Parsed(None, "not-a-date", _lacking(text))


def _impossible(year: int, month: int, day: int) -> str:
    if year not in _TEXT_YEARS:
        return f"{_LIKE}（{year}年太早或者太晚）"
    return f"{_LIKE}（没有{year}年{month}月{day}日这一天）"


def _year_month_day(text: str) -> tuple[int, int, int] | None:
    patterns = _patterns()
    match = patterns.chinese.fullmatch(text)
    if match:
        parts = [_number(part) for part in match.groups()]
    elif match := patterns.separated.fullmatch(text):
        parts = [int(match[n]) for n in (1, 3, 4)]
    elif match := patterns.compact.fullmatch(text):
        parts = [int(part) for part in match.groups()]
    else:
        return None
    year, month, day = parts
    return None if year is None or month is None or day is None else (year, month, day)


def _number(text: str) -> int | None:
    if text[0] in "0123456789":
        return int(text)
    if len(text) == 4:
        return int("".join(str("〇一二三四五六七八九".index(char)) for char in text))
    numeral = numerals.read(text)
    return int(numeral.value) if numeral else None


def _day(year: int, month: int, day: int, years: range = _TEXT_YEARS) -> date | None:
    try:
        return date(year, month, day) if year in years else None
    except ValueError:
        return None


def _from_short(match: re.Match[str]) -> Parsed:
    """Three numbers of which the first is no year of four digits: every day that they may mean."""
    first, mark, second, last = match[1], match[2], int(match[3]), match[4]
    readings = list(dict.fromkeys(day for day in _readings(int(first), second, last, mark) if day))
    if not readings:
        return Parsed(None, "not-a-date", _LIKE)
    if len(readings) == 1 and len(last) == 4:
        return normalised(readings[0])
    if len(readings) == 1:
        readings.extend(_other_century(readings[0]))
    return Parsed(None, "ambiguous-date", " 或 ".join(day.isoformat() for day in readings))


def _readings(first: int, second: int, last: str, mark: str) -> Iterator[date | None]:
    """Year first, day first, month first, as far as two digits may be a year."""
    if len(last) < 4:
        yield _day(_century(first), second, int(last))
    if mark != "年":
        year = int(last) if len(last) == 4 else _century(int(last))
        yield _day(year, second, first)
        yield _day(year, first, second)


def _other_century(day: date) -> Iterator[date]:
    other = _day(day.year + (100 if day.year < 2000 else -100), day.month, day.day)
    if other:
        yield other


def _century(year: int) -> int:
    return year + (1900 if year >= 90 else 2000)


def _lacking(text: str) -> str:
    """What is expected, with what a half-given date lacks."""
    patterns = _patterns()
    if patterns.no_day.fullmatch(text):
        return f"{_LIKE}（缺“日”）"
    if patterns.no_year.fullmatch(text):
        return f"{_LIKE}（缺“年”）"
    return _LIKE


def parse_period(raw: object) -> Period | None:
    """The month that a cell names: 2022-06, 2022年6月, 202206, 2022.6, or a day within it; None for all else.

    The number 2022.1 is none: it may have been typed as 2022.10.
    """
    if isinstance(raw, Period):
        return raw
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        text = format(raw, ".15g")
        raw = text if re.fullmatch(r"[0-9]{6}|[0-9]{4}\.(?:0[1-9]|[2-9]|1[12])", text) else raw
    if isinstance(raw, str):
        text = numerals.plain(half_width(raw)).translate(_DASHES).strip()
        match = _patterns().period.fullmatch(text)
        if match:
            return _period(match)
    day = read_date(raw).value
    return Period.of(day) if isinstance(day, date) else None


def _period(match: re.Match[str]) -> Period | None:
    year, month = _number(match[1]), _number(match[2] or match[3] or match[4])
    if year is None or month is None or year not in _TEXT_YEARS or not 1 <= month <= 12:
        return None
    return Period(year, month)
