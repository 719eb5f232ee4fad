"""Months: the period a workbook reports on, and the arithmetic of whole months.

A plan that is reported by the quarter or year has the last month of each as its period (``Quarter``, ``Year``): equal to
that month, but it says its own name and begins with the quarter's or year's first day.
"""

import re
import unicodedata
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """One month of a plan. Sorts by time; prints as ``YYYY-MM``."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read ``2022-06``. Raises ValueError for anything else."""
        year, dash, month = text.strip().partition("-")
        plain = (year + month).isascii() and (year + month).isdigit()
        if not (
            dash and plain and len(year) == 4 and len(month) == 2 and int(year) and 1 <= int(month) <= 12
        ):
            raise ValueError(f"not a period: {text!r}")
        return cls(int(year), int(month))

    @classmethod
    def of(cls, day: date) -> "Period":
        """The month that a day lies in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        if (self.year, self.month) == (date.max.year, date.max.month):
            return date.max
        return self.plus(1).first_day - timedelta(days=1)

    def plus(self, months: int) -> "Period":
        """The period so many months later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Period(index // 12, index % 12 + 1)

    def months_since(self, other: "Period") -> int:
        """Whole months from ``other`` to this one: 0 for the same month, 1 for the next."""
        return (self.year - other.year) * 12 + self.month - other.month

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def chinese(self) -> str:
        """``2022年6月``, as a clerk writes it."""
        return f"{self.year}年{self.month}月"

    @property
    def short(self) -> str:
        """``6月``: where the year is known."""
        return f"{self.month}月"

    def dated(self, years: bool) -> str:
        """A narrow column's title: ``6月``; where the columns are of several years, with its own on a line above."""
        return f"{self.year}年\n{self.short}" if years else self.short

    @property
    def month_first(self) -> "Period":
        """The first month that the period covers."""
        return self

    def covers(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.month_first.first_day <= day <= self.last_day


class Quarter(Period):
    """A quarter, named by its last month (or by the plan's last month, where the plan ends before the quarter)."""

    __slots__ = ()

    @property
    def chinese(self) -> str:
        """``2024年一季度``"""
        return f"{self.year}年{self.short}"

    @property
    def short(self) -> str:
        """``一季度``"""
        return f"{_QUARTERS[(self.month - 1) // 3]}季度"

    @property
    def month_first(self) -> Period:
        return Period(self.year, (self.month - 1) // 3 * 3 + 1)


class Year(Period):
    """A year, named by its last month (or by the plan's last month)."""

    __slots__ = ()

    @property
    def chinese(self) -> str:
        """``2024年度``"""
        return f"{self.year}年度"

    @property
    def short(self) -> str:
        """``2024年度``: a year has no shorter name."""
        return self.chinese

    def dated(self, years: bool) -> str:  # noqa: ARG002
        return self.short

    @property
    def month_first(self) -> Period:
        return Period(self.year, 1)


_QUARTERS = "一二三四"
KINDS_OF_PERIOD: dict[str, type[Period]] = {"monthly": Period, "quarterly": Quarter, "yearly": Year}
_QUARTER = re.compile(r"(20\d\d)(?:年|[-_. ]|年度)?(?:[qQ]([1-4])|第?([1-4一二三四])季(?:度|报)?)", re.ASCII)
_WHOLE_YEAR = re.compile(r"(20\d\d)年?(?:度|全年|年度)", re.ASCII)


def quarter_of(text: str) -> Quarter | None:
    """The quarter that a text names and nothing else: ``2024Q1``, ``2024-1季度``, ``2024年一季度``, ``2024年第1季度``."""
    match = _QUARTER.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if match is None:
        return None
    number = int(match[2]) if match[2] else "1一2二3三4四".index(match[3]) // 2 + 1
    return Quarter(int(match[1]), number * 3)


def quarter_in(text: str) -> Quarter | None:
    """The one quarter that a text names among other words; None when it names none or several."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = {quarter_of(match[0]) for match in _QUARTER.finditer(plain)}
    return found.pop() if len(found) == 1 else None


def year_in(text: str) -> Year | None:
    """The one year (2024年度) that a text names among other words; None when it names none or several."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = {year_of(match[0]) for match in _WHOLE_YEAR.finditer(plain)}
    return found.pop() if len(found) == 1 else None


def year_of(text: str) -> Year | None:
    """The year that a text names and nothing else: ``2024年度``, ``2024全年``; a bare ``2024`` or ``2024年`` does not."""
    match = _WHOLE_YEAR.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return Year(int(match[1]), 12) if match else None
