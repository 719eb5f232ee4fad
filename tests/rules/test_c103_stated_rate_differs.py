from decimal import Decimal
from fractions import Fraction

import pytest

from fuxi_cli.rules import c103_stated_rate_differs as rule
from support.builders import BUREAU, assert_clean, assert_finds, figure, past, workbook_case


def test_a_rate_that_was_not_updated_is_found_with_the_right_one() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 6, "0.417")), ["指标进度!G5"])
    assert found.message == "“指标进度”G5完成率填的是 41.7%，按累计完成 6 ÷ 任务数 12 应为 50.0%。"
    assert (found.provided, found.expected) == (Decimal("0.417"), Decimal("0.500"))


@pytest.mark.parametrize("rate", ["0.916666666666667", "0.917", "0.9169", "0.92"])
def test_a_rate_that_is_right_as_far_as_it_is_stated_is_clean(rate: str) -> None:
    assert_clean(rule, workbook_case(figure(12, 1, 11, rate)))


@pytest.mark.parametrize("rate", ["0.916", "0.918", "0.91", "0.93", "9.17", "-0.917"])
def test_a_tenth_of_a_per_cent_beside_it_is_found(rate: str) -> None:
    assert_finds(rule, workbook_case(figure(12, 1, 11, rate)), ["指标进度!G5"])


def test_a_missing_sign_is_another_rules() -> None:
    assert_clean(rule, workbook_case(figure(12, 1, 6, "50")))


def test_a_wrong_number_is_shown_as_it_stands() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 6, "85")), ["指标进度!G5"])
    assert "填的是 85，" in found.message


def test_the_plans_quota_counts_where_the_row_states_none() -> None:
    assert_finds(rule, workbook_case(figure(None, 1, 6, "0.6")), ["指标进度!G5"])
    assert_clean(rule, workbook_case(figure(None, 1, 6, "0.5")))


def test_a_rate_right_for_the_wrong_quota_beside_it_follows_from_that_quota() -> None:
    assert_clean(rule, workbook_case(figure(10, 1, 6, "0.6")))


def test_a_rate_wrong_for_both_quotas_is_found_by_the_plans() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(10, 1, 6, "0.7")), ["指标进度!G5"])
    assert "任务数 12 应为 50.0%" in found.message


@pytest.mark.parametrize("cumulative", [None, -1])
def test_without_a_usable_cumulative_figure_nothing_is_said(cumulative: int | None) -> None:
    assert_clean(rule, workbook_case(figure(12, 1, cumulative, "0.5")))


def test_without_a_rate_or_a_quota_nothing_is_said() -> None:
    assert_clean(rule, workbook_case(figure(12, 1, 6, None)))
    assert_clean(rule, workbook_case(figure(12, 1, 6, "0.9", reporter=BUREAU)))


def test_what_is_expected_has_three_places() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 11, "0.5")), ["指标进度!G5"])
    assert found.expected == Fraction(917, 1000)


@pytest.mark.parametrize(("rate", "shown"), [("9.99", "999.0%"), ("10", "10，"), ("-10", "-10，")])
def test_from_ten_on_a_rate_is_shown_as_a_number(rate: str, shown: str) -> None:
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 6, rate)), ["指标进度!G5"])
    assert f"填的是 {shown}" in found.message


def test_last_months_rate_is_said_to_be_stale() -> None:
    before = past(5, figure(12, 1, 5, "0.4167"))
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 6, "0.417"), history=[before]), ["指标进度!G5"])
    assert found.message == (
        "“指标进度”G5完成率填的是 41.7%，仍是上月的数，未随本月更新；按累计完成 6 ÷ 任务数 12 应为 50.0%。"
    )


def test_an_older_months_rate_is_said_to_be_that_months() -> None:
    before = past(4, figure(12, 1, 5, "0.417"))
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 6, "0.417"), history=[before]), ["指标进度!G5"])
    assert "仍是2022年4月的数，未随本月更新" in found.message


@pytest.mark.parametrize("rate", ["0.418", "0.416", None])
def test_a_wrong_rate_that_is_not_last_months_is_not_stale(rate: str | None) -> None:
    before = past(5, figure(12, 1, 5, rate))
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 6, "0.417"), history=[before]), ["指标进度!G5"])
    assert "未随本月更新" not in found.message


def test_last_months_rate_that_is_right_again_is_clean() -> None:
    before = past(5, figure(12, 1, 6, "0.5"))
    assert_clean(rule, workbook_case(figure(12, 0, 6, "0.5"), history=[before]))
