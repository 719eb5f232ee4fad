from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.period import Period

periods = st.builds(Period, st.integers(1900, 2200), st.integers(1, 12))


@pytest.mark.parametrize(
    ("text", "period"),
    [("2022-06", Period(2022, 6)), (" 2022-12 ", Period(2022, 12)), ("2024-01", Period(2024, 1))],
)
def test_it_reads_year_and_month(text: str, period: Period) -> None:
    assert Period.parse(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022",
        "2022-6",
        "2022-00",
        "2022-13",
        "22-06",
        "2022/06",
        "2022-06-30",
        "２０２２-06",
        "0000-06",
        "-06",
        "202a-06",
        "2022-0a",
    ],
)
def test_it_reads_nothing_else(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("period", "last"),
    [
        (Period(2022, 1), date(2022, 1, 31)),
        (Period(2022, 2), date(2022, 2, 28)),
        (Period(2024, 2), date(2024, 2, 29)),
        (Period(1900, 2), date(1900, 2, 28)),
        (Period(2022, 4), date(2022, 4, 30)),
        (Period(2022, 12), date(2022, 12, 31)),
    ],
)
def test_a_month_ends_on_its_own_last_day(period: Period, last: date) -> None:
    assert period.last_day == last


def test_months_carry_over_years() -> None:
    assert Period(2022, 12).plus(1) == Period(2023, 1)
    assert Period(2022, 1).plus(-1) == Period(2021, 12)
    assert Period(2022, 6).plus(-18) == Period(2020, 12)
    assert Period(2023, 1).months_since(Period(2022, 12)) == 1
    assert Period(2022, 6).months_since(Period(2022, 6)) == 0
    assert Period(2021, 12).months_since(Period(2022, 3)) == -3


def test_it_sorts_by_time_and_prints_both_ways() -> None:
    assert sorted([Period(2022, 10), Period(2022, 9), Period(2021, 12)])[0] == Period(2021, 12)
    assert Period(2022, 9) < Period(2022, 10)
    assert str(Period(2022, 6)) == "2022-06"
    assert Period(2022, 6).chinese == "2022年6月"


@given(periods)
def test_it_reads_what_it_prints(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods, st.integers(-600, 600))
def test_adding_months_and_counting_them_agree(period: Period, months: int) -> None:
    assert period.plus(months).months_since(period) == months
    assert period.plus(months).plus(-months) == period


@given(periods)
def test_the_next_month_begins_after_the_last_day(period: Period) -> None:
    assert period.last_day + timedelta(days=1) == period.plus(1).first_day
    assert Period.of(period.last_day) == Period.of(period.first_day) == period
