"""Working days in China: weekends, public holidays and the Saturdays and Sundays worked in their place."""

from datetime import date, timedelta
from importlib import import_module

_SATURDAY = 5


def next_workday(day: date) -> tuple[date, bool]:
    """The day itself when it is a working day, else the next one; and whether holidays were known throughout.

    Public holidays are announced a year at a time. In a year that the library does not cover only weekends are
    passed over, and the second value is False.
    """
    known = True
    while True:
        works, covered = _is_workday(day)
        known = known and covered
        if works:
            return day, known
        day += timedelta(days=1)


def _is_workday(day: date) -> tuple[bool, bool]:
    # Loading the calendar costs 20 ms, which a check without a reporting day need not pay.
    calendar = import_module("chinese_calendar")
    try:
        return bool(calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < _SATURDAY, False
