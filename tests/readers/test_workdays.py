"""Reporting days moved past weekends and Chinese public holidays."""

import subprocess
import sys
from datetime import date

import pytest

from fuxi_cli.readers.workdays import next_workday


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 7, 5), date(2022, 7, 5)),  # a Tuesday
        (date(2022, 3, 5), date(2022, 3, 7)),  # a Saturday
        (date(2022, 6, 5), date(2022, 6, 6)),  # a Sunday after the Dragon Boat Festival
        (date(2022, 10, 5), date(2022, 10, 8)),  # the National Day week, up to a Saturday that is worked
        (date(2022, 2, 5), date(2022, 2, 7)),  # the Spring Festival
        (date(2022, 1, 29), date(2022, 1, 29)),  # a Saturday that is worked
        (date(2022, 12, 31), date(2023, 1, 3)),  # over the New Year
    ],
)
def test_weekends_and_holidays_are_passed_over(day: date, expected: date) -> None:
    assert next_workday(day) == (expected, True)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2199, 10, 1), date(2199, 10, 1)),  # a Tuesday, though surely a holiday
        (date(2199, 10, 5), date(2199, 10, 7)),  # a Saturday
        (date(2003, 10, 5), date(2003, 10, 6)),  # a Sunday
    ],
)
def test_an_unknown_year_has_weekends_only_and_says_so(day: date, expected: date) -> None:
    assert next_workday(day) == (expected, False)


def test_a_step_into_an_unknown_year_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_workday(day: date) -> bool:
        if day.year > 2022:
            raise NotImplementedError
        return False

    monkeypatch.setattr("chinese_calendar.is_workday", is_workday)
    assert next_workday(date(2022, 12, 31)) == (date(2023, 1, 2), False)


def test_a_step_out_of_an_unknown_year_says_so_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_workday(day: date) -> bool:
        if day.year < 2023:
            raise NotImplementedError
        return day.day > 1

    monkeypatch.setattr("chinese_calendar.is_workday", is_workday)
    assert next_workday(date(2022, 12, 31)) == (date(2023, 1, 2), False)


def test_the_calendar_is_not_loaded_before_it_is_asked() -> None:
    code = "import sys, fuxi_cli.readers.workdays; sys.exit('chinese_calendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
