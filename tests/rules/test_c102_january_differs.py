import pytest

from fuxi_cli.core.period import Period
from fuxi_cli.rules import c102_january_differs as rule
from support.builders import BASES, PRODUCTS, assert_clean, assert_finds, figure, workbook_case

JANUARY = Period(2022, 1)


def test_in_the_plans_first_month_both_figures_are_the_same() -> None:
    case = workbook_case(figure(3, 1, 2, indicator=BASES), period=JANUARY)
    (found,) = assert_finds(rule, case, ["指标进度!E5"])
    assert "2022年1月是方案的第一个月" in found.message


def test_equal_figures_are_clean() -> None:
    assert_clean(rule, workbook_case(figure(3, 2, 2, indicator=BASES), period=JANUARY))


def test_from_the_second_month_on_they_may_differ() -> None:
    assert_clean(rule, workbook_case(figure(3, 1, 2, indicator=BASES), period=Period(2022, 2)))


def test_a_stock_began_before_the_plan() -> None:
    assert_clean(rule, workbook_case(figure(12, 1, 5, indicator=PRODUCTS), period=JANUARY))


@pytest.mark.parametrize(("month", "cumulative"), [(3, 2), (None, 2), (2, None), (-1, 2)])
def test_what_other_rules_say_is_not_said_again(month: int | None, cumulative: int | None) -> None:
    assert_clean(rule, workbook_case(figure(3, month, cumulative, indicator=BASES), period=JANUARY))


def test_a_month_left_at_0_beside_a_cumulative_figure_is_found() -> None:
    assert_finds(rule, workbook_case(figure(3, 0, 2, indicator=BASES), period=JANUARY), ["指标进度!E5"])
