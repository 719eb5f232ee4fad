from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.recompute import hundredfold, quotas, rates, same_gap, same_rate
from fuxi_cli.core.words import half_up
from support.builders import BUREAU, figure, plan

D = Decimal


def test_the_plans_quota_comes_first_and_another_stated_one_second() -> None:
    assert quotas(plan(), figure(12)) == (D(12),)
    assert quotas(plan(), figure(None)) == (D(12),)
    assert quotas(plan(), figure(10)) == (D(12), D(10))
    assert quotas(plan(), figure(10, reporter=BUREAU)) == ()


@pytest.mark.parametrize("cumulative", [None, -1])
def test_without_a_usable_cumulative_figure_there_is_nothing_to_recompute(cumulative: int | None) -> None:
    assert quotas(plan(), figure(12, 1, cumulative)) == ()
    assert rates(plan(), figure(12, 1, cumulative)) == ()


def test_a_stated_quota_of_0_gives_no_rate() -> None:
    assert rates(plan(), figure(0, 1, 6)) == (Fraction(1, 2),)


@pytest.mark.parametrize(
    ("stated", "right", "same"),
    [
        ("0.333", Fraction(1, 3), True),
        ("0.33", Fraction(1, 3), True),
        ("0.3", Fraction(1, 3), False),
        ("0.34", Fraction(1, 3), False),
        ("0.332", Fraction(1, 3), False),
        ("0.667", Fraction(2, 3), True),
        ("0.666", Fraction(2, 3), False),
        ("0.125", Fraction(1, 8), True),
        ("0.13", Fraction(1, 8), True),
        ("0.12", Fraction(1, 8), False),
        ("0.0005", Fraction(0), False),
        ("0.00049", Fraction(0), True),
        ("1", Fraction(1), True),
        ("1", Fraction(299, 300), False),
        ("1", Fraction(1999, 2000), True),
        ("0", Fraction(1, 250), False),
        ("0.01", Fraction(1, 150), True),
        ("1.167", Fraction(7, 6), True),
    ],
)
def test_a_rate_is_right_as_far_as_it_is_stated(stated: str, right: Fraction, same: bool) -> None:
    assert same_rate(D(stated), right) is same


@given(st.fractions(0, 3))
def test_a_rate_shown_with_one_decimal_or_none_is_right(right: Fraction) -> None:
    assert same_rate(half_up(right, 3), right)
    whole = half_up(right, 2)
    assert whole in (0, 1) or same_rate(whole, right)


@given(st.fractions(Fraction(1, 50), 3))
def test_the_same_rate_without_its_sign_is_a_hundredfold(right: Fraction) -> None:
    assert hundredfold(half_up(right * 100, 1), right)
    assert not hundredfold(half_up(right, 3), right)


@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_a_gap_may_state_a_surplus_or_leave_it_out(quota: Decimal, actual: Decimal) -> None:
    assert same_gap(quota - actual, quota, actual)
    assert same_gap(max(quota - actual, D(0)), quota, actual)
    assert not same_gap(quota - actual + D("0.01"), quota, actual) or quota - actual + D("0.01") == 0


def test_an_altogether_wrong_rate_is_no_hundredfold() -> None:
    assert not hundredfold(D("0.4"), Fraction(1, 2))
    assert not hundredfold(D("85"), Fraction(1, 2))
    assert not hundredfold(D(0), Fraction(0))


def test_nothing_done_is_a_figure_like_any_other() -> None:
    assert quotas(plan(), figure(12, 0, 0)) == (D(12),)
    assert rates(plan(), figure(12, 0, 0)) == (0,)


def test_a_gap_differs_from_a_millionth_on() -> None:
    assert same_gap(D("0.3000004"), D("0.5"), D("0.2"))
    assert not same_gap(D("0.300001"), D("0.5"), D("0.2"))
