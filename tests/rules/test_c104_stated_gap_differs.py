from decimal import Decimal

import pytest

from fuxi_cli.rules import c104_stated_gap_differs as rule
from support.builders import AREA, BUREAU, assert_clean, assert_finds, figure, workbook_case


def test_a_gap_that_was_not_updated_is_found_with_the_right_one() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 6, gap=7)), ["指标进度!H5"])
    assert found.message == "“指标进度”H5差额填的是 7，按任务数 12 － 累计完成 6 应为 6。"


@pytest.mark.parametrize(("cumulative", "gap"), [(6, 6), (12, 0), (14, 0), (14, -2)])
def test_a_right_gap_is_clean_and_a_surplus_may_be_negative(cumulative: int, gap: int) -> None:
    assert_clean(rule, workbook_case(figure(12, 1, cumulative, gap=gap)))


@pytest.mark.parametrize(("cumulative", "gap", "right"), [(14, 2, 0), (14, -1, 0), (6, -6, 6), (12, 1, 0)])
def test_a_wrong_sign_or_size_is_found(cumulative: int, gap: int, right: int) -> None:
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, cumulative, gap=gap)), ["指标进度!H5"])
    assert found.expected == Decimal(right)


def test_decimals_are_decimals() -> None:
    assert_clean(rule, workbook_case(figure("1.2", "0.1", "0.3", gap="0.9", indicator=AREA)))
    assert_finds(
        rule, workbook_case(figure("1.2", "0.1", "0.3", gap="0.91", indicator=AREA)), ["指标进度!H5"]
    )


def test_a_gap_right_for_the_wrong_quota_beside_it_follows_from_that_quota() -> None:
    assert_clean(rule, workbook_case(figure(10, 1, 6, gap=4)))
    assert_finds(rule, workbook_case(figure(10, 1, 6, gap=5)), ["指标进度!H5"])


def test_without_a_figure_or_a_quota_nothing_is_said() -> None:
    assert_clean(rule, workbook_case(figure(12, 1, None, gap=5)))
    assert_clean(rule, workbook_case(figure(12, 1, -1, gap=5)))
    assert_clean(rule, workbook_case(figure(12, 1, 6, gap=None)))
    assert_clean(rule, workbook_case(figure(12, 1, 6, gap=5, reporter=BUREAU)))
