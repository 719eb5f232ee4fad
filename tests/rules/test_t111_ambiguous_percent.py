from decimal import Decimal

import pytest

from fuxi_cli.rules import c103_stated_rate_differs
from fuxi_cli.rules import t111_ambiguous_percent as rule
from support.builders import assert_clean, assert_finds, figure, notice, workbook_case


@pytest.mark.parametrize(
    ("quota", "cumulative", "rate"),
    [(12, 6, "50"), (12, 11, "91.7"), (12, 11, "92"), (12, 12, "100"), (12, 11, "91.66666667")],
)
def test_a_hundred_times_the_right_rate_lacks_its_sign(quota: int, cumulative: int, rate: str) -> None:
    case = workbook_case(figure(quota, 1, cumulative, rate))
    (found,) = assert_finds(rule, case, ["指标进度!G5"])
    assert f"应写成 {rate}%" in found.message
    assert_clean(c103_stated_rate_differs, case)


@pytest.mark.parametrize(("cumulative", "rate"), [(6, "0.5"), (6, "85"), (0, "0"), (12, "1"), (None, "50")])
def test_a_right_rate_and_an_altogether_wrong_one_are_not_this_rules(cumulative: int, rate: str) -> None:
    assert_clean(rule, workbook_case(figure(12, 0, cumulative, rate)))


def test_one_per_cent_written_as_1_is_found() -> None:
    assert_finds(rule, workbook_case(figure(100, 1, 1, "1")), ["指标进度!G5"])


def test_what_the_reader_noticed_is_said_once() -> None:
    fig = figure(12, 1, 6, "50")
    seen = notice("ambiguous-percent", fig.place("rate"), 50, field="完成比例")
    (found,) = assert_finds(rule, workbook_case(fig, notices=[seen]), ["指标进度!G5"])
    assert "“完成比例”填的是“50”，读不准" in found.message
    (found,) = assert_finds(
        rule, workbook_case(notices=[notice("ambiguous-percent", provided=50)]), ["指标进度!E5"]
    )
    assert "“完成率”填的是“50”，读不准" in found.message


def test_what_is_expected_is_the_share() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 6, "50")), ["指标进度!G5"])
    assert (found.provided, found.expected) == (Decimal(50), Decimal("0.5"))


def test_without_a_rate_there_is_nothing_to_say() -> None:
    assert_clean(rule, workbook_case(figure(12, 1, 6, None)))


def test_a_rate_that_is_right_for_the_quota_beside_it_lacks_nothing() -> None:
    assert_clean(rule, workbook_case(figure("0.12", 1, 6, "50")))


@pytest.mark.parametrize("rate", [0.5, 50.0])
def test_of_two_readings_the_one_that_the_figures_bear_out_was_meant(rate: float) -> None:
    fig = figure(12, 1, 6, None)
    seen = notice("ambiguous-percent", fig.place("rate"), rate, "甲 或 乙")
    assert_clean(rule, workbook_case(fig, notices=[seen]))


@pytest.mark.parametrize(("cumulative", "rate"), [(6, 0.4), (None, 0.5), (6, 5.0)])
def test_of_two_readings_that_nothing_bears_out_both_are_named(cumulative: int | None, rate: float) -> None:
    fig = figure(12, 1, cumulative, None)
    seen = notice("ambiguous-percent", fig.place("rate"), rate, "甲 或 乙")
    (found,) = assert_finds(rule, workbook_case(fig, notices=[seen]), ["指标进度!G5"])
    assert "（甲 或 乙）" in found.message
