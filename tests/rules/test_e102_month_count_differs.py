from datetime import date

import pytest

from fuxi_cli.core.period import Period
from fuxi_cli.rules import e102_month_count_differs as rule
from support.builders import assert_clean, assert_finds, past
from support.ledgers import JUNE_DAY, MAY_DAY, entry, stated, works, works_case

JUNE_ROWS = (entry(1, MAY_DAY), entry(2, JUNE_DAY))
CELL = ["指标进度!E5"]


@pytest.mark.parametrize("month", [0, 2])
def test_a_month_other_than_the_count_is_found(month: int) -> None:
    (found,) = assert_finds(rule, works_case(works(*JUNE_ROWS), stated(2, month)), CELL)
    assert (found.provided, found.expected, found.reporter) == (month, 1, "360001")


def test_an_equal_one_is_clean() -> None:
    assert_clean(rule, works_case(works(*JUNE_ROWS), stated(2, 1)))


def test_the_message_names_ledger_and_month() -> None:
    (found,) = assert_finds(rule, works_case(works(*JUNE_ROWS), stated(2, 2)), CELL)
    assert found.message == (
        "“指标进度”E5本月新增填的是 2，而“台账-示范基地”中日期在2022年6月、可以计入的是 1 个。"
    )


@pytest.mark.parametrize(
    ("day", "counts"),
    [(date(2022, 5, 31), 0), (date(2022, 6, 1), 1), (date(2022, 6, 30), 1), (date(2022, 7, 1), 0)],
)
def test_the_month_has_its_first_and_last_day(day: date, counts: int) -> None:
    table = works(entry(1, day))
    assert_clean(rule, works_case(table, stated(None, counts)))
    assert_finds(rule, works_case(table, stated(None, counts + 2)), CELL)


def test_rows_at_another_stage_do_not_count() -> None:
    assert_clean(rule, works_case(works(*JUNE_ROWS, entry(3, JUNE_DAY, stage="申报中")), stated(2, 1)))


@pytest.mark.parametrize("month", [None, -1, "0.5"])
def test_a_month_that_is_not_there_or_cannot_be_is_anothers(month: object) -> None:
    assert_clean(rule, works_case(works(*JUNE_ROWS), stated(2, month)))


def test_a_row_that_cannot_be_read_is_anothers() -> None:
    table = works(entry(1, None), unread=((5, "recognised_on"),))
    assert_clean(rule, works_case(table, stated(2, 1)))


def test_the_same_slip_in_both_figures_is_told_at_the_cumulative_one() -> None:
    assert_clean(rule, works_case(works(*JUNE_ROWS), stated(3, 2)))
    assert_clean(rule, works_case(works(*JUNE_ROWS), stated(1, 0)))
    assert_finds(rule, works_case(works(*JUNE_ROWS), stated(4, 2)), CELL)


def test_more_than_the_cumulative_figure_is_c101s() -> None:
    assert_clean(rule, works_case(works(entry(1, JUNE_DAY)), stated(1, 2)))


def test_in_the_first_month_a_difference_from_the_cumulative_figure_is_c102s() -> None:
    january = Period(2022, 1)
    table = works(entry(1, date(2022, 1, 5)), entry(2, date(2022, 1, 6)))
    assert_clean(rule, works_case(table, stated(2, 1), period=january))
    assert_finds(rule, works_case(table, stated(None, 1), period=january), CELL)


def test_a_nil_return_with_figures_is_c110s() -> None:
    nil = {"progress": "无"}
    assert_clean(rule, works_case(works(*JUNE_ROWS), stated(2, 2), cover=nil))
    assert_finds(rule, works_case(works(*JUNE_ROWS), stated(2, 0), cover=nil), CELL)


def test_a_surplus_that_a_faulty_row_makes_up_is_told_at_the_row() -> None:
    undated = entry(3, None)
    assert_clean(rule, works_case(works(*JUNE_ROWS, undated), stated(2, 2)))
    assert_finds(rule, works_case(works(*JUNE_ROWS, undated), stated(None, 3)), CELL)
    assert_finds(rule, works_case(works(*JUNE_ROWS, undated), stated(None, 0)), CELL)


def test_an_object_of_an_earlier_month_that_is_registered_late_may_be_counted_in() -> None:
    rows = (entry(1, MAY_DAY), entry(2, MAY_DAY), entry(3, JUNE_DAY))
    before = [past(5, tables=[works(entry(1, MAY_DAY))])]
    assert_clean(rule, works_case(works(*rows), stated(3, 2), history=before))
    assert_clean(rule, works_case(works(*rows), stated(3, 1), history=before))
    assert_finds(rule, works_case(works(*rows), stated(3, 3), history=before), CELL)
    assert_finds(rule, works_case(works(*rows), stated(3, 2)), CELL)


def test_what_was_under_way_last_month_was_not_counted_then() -> None:
    rows = (entry(1, MAY_DAY), entry(2, JUNE_DAY))
    before = [past(5, tables=[works(entry(1, None, stage="申报中"))])]
    assert_clean(rule, works_case(works(*rows), stated(2, 2), history=before))


def test_the_months_first_day_is_not_late() -> None:
    case = works_case(works(entry(1, date(2022, 6, 1))), stated(None, 2), history=[past(5, tables=[works()])])
    assert_finds(rule, case, CELL)
