"""Months: the period a workbook reports on, and the arithmetic of whole months."""

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
