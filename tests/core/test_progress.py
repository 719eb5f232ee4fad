from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Calendar, Indicator, LightRule, Plan, Quota
from fuxi_cli.core.progress import Gap, due_share, judge, light_for, meets, months_left, pace, rate
from fuxi_cli.core.totals import totals
from fuxi_cli.core.words import half_up
from support.builders import AREA, BASES, JIA, JUNE, PRODUCTS, YEAR_END, YI, plan, quota, target
from support.changed import replace

PLAN = plan()
DECEMBER = Period(2022, 12)
SHARE_OF_PACE = LightRule("share", None, Decimal(0), Decimal(50), red_after_months=2)
"""Light rule (a) of SPEC section 6."""
REACHED_OR_NOT = LightRule("points", None, Decimal(0), None)
"""Light rule (c)."""

amounts = st.decimals(0, 10**6, places=2)
periods = st.builds(Period, st.integers(2021, 2023), st.integers(1, 12))


def stand(
    value: object,
    actual: object,
    month: int | Period = 6,
    *,
    indicator: Indicator = PRODUCTS,
    as_of: date | None = None,
    due: date = YEAR_END,
    lights: LightRule | None = None,
    **changes: Any,
) -> Gap:
    """甲县's gap on a quota of ``value`` with ``actual`` done, at the end of a month of 2022."""
    owed = quota(JIA, indicator, value, due)
    of = plan(quotas=(owed,), indicators=(indicator,), lights=lights or LightRule())
    period = Period(2022, month) if isinstance(month, int) else month
    done = None if actual is None else Decimal(str(actual))
    return judge(of, JIA, owed, done, period, as_of or period.last_day, **changes)


# --- rate and pace


def test_a_rate_is_exact_and_there_is_none_without_a_quota() -> None:
    assert rate(Decimal(1), Decimal(3)) == Fraction(1, 3)
    assert rate(Decimal("0.3"), Decimal("0.1")) == 3
    assert rate(Decimal(0), Decimal(3)) == 0
    assert rate(Decimal(14), Decimal(12)) == Fraction(7, 6)
    assert rate(Decimal(5), Decimal(0)) is None
    assert rate(Decimal(5), None) is None
    assert rate(None, Decimal(5)) is None


@pytest.mark.parametrize(
    ("period", "share"),
    [
        (Period(2020, 6), Fraction(0)),
        (Period(2021, 12), Fraction(0)),
        (Period(2022, 1), Fraction(1, 12)),
        (Period(2022, 6), Fraction(1, 2)),
        (Period(2022, 11), Fraction(11, 12)),
        (Period(2022, 12), Fraction(1)),
        (Period(2023, 1), Fraction(1)),
        (Period(2030, 1), Fraction(1)),
    ],
)
def test_pace_counts_whole_months(period: Period, share: Fraction) -> None:
    assert pace(PLAN, period) == share


def test_november_of_a_one_year_plan_is_91_7_per_cent() -> None:
    assert half_up(pace(PLAN, Period(2022, 11)) * 100, 1) == Decimal("91.7")


def test_pace_over_several_years() -> None:
    three = plan(start=Period(2023, 3), end=Period(2025, 12))
    assert three.months == 34
    assert pace(three, Period(2023, 3)) == Fraction(1, 34)
    assert pace(three, Period(2024, 1)) == Fraction(11, 34)
    assert pace(three, Period(2023, 2)) == 0


MILESTONES = ((Period(2022, 9), Fraction(7, 10)), (Period(2022, 3), Fraction(1, 5)))


@pytest.mark.parametrize(
    ("month", "share"), [(2, "0"), (3, "1/5"), (8, "1/5"), (9, "7/10"), (11, "7/10"), (12, "1")]
)
def test_milestones_hold_until_the_next_and_all_is_due_at_the_end(month: int, share: str) -> None:
    assert pace(plan(milestones=MILESTONES), Period(2022, month)) == Fraction(share)


def test_an_indicators_own_milestones_come_before_the_plans() -> None:
    own = replace(PRODUCTS, milestones=((Period(2022, 3), Fraction(1, 2)),))
    of = plan(milestones=MILESTONES)
    assert pace(of, Period(2022, 3), own) == Fraction(1, 2)
    assert pace(of, Period(2022, 3), PRODUCTS) == Fraction(1, 5)


# --- the due share


@pytest.mark.parametrize(
    ("value", "month", "due"),
    [
        (3, 3, "0"),
        (3, 4, "1/3"),
        (3, 6, "1/3"),
        (3, 7, "1/3"),
        (3, 8, "2/3"),
        (3, 11, "2/3"),
        (3, 12, "1"),
        (1, 11, "0"),
        (1, 12, "1"),
        (2, 5, "0"),
        (2, 6, "1/2"),
        (7, 6, "3/7"),
        (12, 5, "5/12"),
        (0, 6, "1/2"),
    ],
)
def test_of_whole_objects_only_whole_ones_are_due(value: int, month: int, due: str) -> None:
    share = pace(PLAN, Period(2022, month))
    assert due_share(Decimal(value), share, BASES) == Fraction(due)


def test_the_exact_choice_knows_no_floor() -> None:
    assert due_share(Decimal(3), Fraction(1, 2), PRODUCTS) == Fraction(1, 2)


def test_at_the_end_the_whole_of_a_decimal_quota_is_due() -> None:
    assert due_share(Decimal("1.5"), Fraction(1), BASES) == 1


@given(st.integers(1, 500), st.fractions(0, 1))
def test_the_floor_is_never_more_than_the_pace_and_less_than_one_object_below(
    value: int, share: Fraction
) -> None:
    due = due_share(Decimal(value), share, BASES)
    assert due <= share
    assert (share - due) * value < 1
    assert (due * value).denominator == 1


# --- lights


@pytest.mark.parametrize(
    ("lag", "light"),
    [
        ("0", "green"),
        ("999/100", "green"),
        ("10", "yellow"),
        ("30", "yellow"),
        ("3001/100", "red"),
        ("100", "red"),
    ],
)
def test_ten_points_are_yellow_and_thirty_still_are(lag: str, light: str) -> None:
    assert light_for(Fraction(lag), Fraction(1), LightRule()) == light


@pytest.mark.parametrize(
    ("done", "light", "status"),
    [
        (60, "green", "on_pace"),
        (50, "green", "on_pace"),
        ("40.01", "green", "on_pace"),
        (40, "yellow", "behind"),
        (20, "yellow", "behind"),
        ("19.99", "red", "far_behind"),
        (0, "red", "far_behind"),
        (100, "green", "met"),
        (120, "green", "met"),
    ],
)
def test_lights_of_a_quota_of_a_hundred_in_june(done: object, light: str, status: str) -> None:
    gap = stand(100, done)
    assert (gap.light, gap.status) == (light, status)


@pytest.mark.parametrize(
    ("done", "light"), [(50, "green"), ("49.99", "yellow"), (25, "yellow"), ("24.99", "red"), (0, "red")]
)
def test_rule_a_measures_by_share_of_the_pace(done: object, light: str) -> None:
    assert stand(100, done, lights=SHARE_OF_PACE).light == light


def test_rule_a_is_red_after_two_months_running() -> None:
    assert stand(100, 49, lights=SHARE_OF_PACE, months_behind=1).light == "yellow"
    assert stand(100, 49, lights=SHARE_OF_PACE, months_behind=2).light == "red"
    assert stand(100, 50, lights=SHARE_OF_PACE, months_behind=2).light == "green"


def test_one_month_behind_is_not_counted_unless_told() -> None:
    strict = LightRule(red_after_months=1)
    assert light_for(Fraction(20), Fraction(1), strict) == "yellow"
    assert light_for(Fraction(20), Fraction(1), strict, months_behind=1) == "red"
    assert stand(100, 30, lights=strict).light == "yellow"


@pytest.mark.parametrize(
    ("lag", "light"), [("5", "green"), ("501/100", "yellow"), ("20", "yellow"), ("2001/100", "red")]
)
def test_green_may_reach_up_to_a_lag_itself(lag: str, light: str) -> None:
    rule = LightRule("points", None, Decimal(5), Decimal(20))
    assert light_for(Fraction(lag), Fraction(1), rule) == light


def test_without_any_bound_green_is_no_lag_at_all() -> None:
    rule = LightRule("points", None, None, Decimal(20))
    assert light_for(Fraction(0), Fraction(1), rule) == "green"
    assert light_for(Fraction(1, 100), Fraction(1), rule) == "yellow"


def test_rule_a_before_anything_is_due() -> None:
    assert stand(1, 0, indicator=BASES, lights=SHARE_OF_PACE).light == "green"


@pytest.mark.parametrize(
    ("done", "light", "status"), [(50, "green", "on_pace"), ("49.99", "red", "behind"), (0, "red", "behind")]
)
def test_rule_c_knows_only_reached_and_not_reached(done: object, light: str, status: str) -> None:
    gap = stand(100, done, lights=REACHED_OR_NOT)
    assert (gap.light, gap.status) == (light, status)


# --- one quota through the year


@pytest.mark.parametrize(
    ("month", "light", "status"),
    [
        (1, "green", "in_progress"),
        (10, "green", "in_progress"),
        (11, "blue", "due_soon"),
        (12, "red", "unmet"),
    ],
)
def test_a_quota_of_one_is_in_progress_until_its_date_is_near(month: int, light: str, status: str) -> None:
    gap = stand(1, 0, month, indicator=BASES)
    assert (gap.light, gap.status) == (light, status)


def test_blue_begins_sixty_days_before_the_date() -> None:
    assert stand(1, 0, 10, indicator=BASES, as_of=date(2022, 11, 1)).status == "due_soon"
    assert stand(1, 0, 10, indicator=BASES, as_of=date(2022, 10, 31)).status == "in_progress"


def test_the_plan_sets_how_many_days_are_soon() -> None:
    owed = quota(JIA, BASES, 1)
    of = plan(quotas=(owed,), calendar=Calendar(5, due_soon_days=30))
    found = judge(of, JIA, owed, Decimal(0), Period(2022, 11), date(2022, 11, 30))
    assert found.status == "in_progress"


def test_of_three_bases_one_is_due_in_june() -> None:
    one, none = stand(3, 1, indicator=BASES), stand(3, 0, indicator=BASES)
    assert (one.status, one.lag, one.pace) == ("on_pace", 0, Fraction(1, 2))
    assert (none.status, none.lag) == ("far_behind", Fraction(100, 3))


def test_the_due_day_is_judged_at_its_close() -> None:
    before = stand(12, 11, DECEMBER, as_of=date(2022, 12, 30))
    on, after = stand(12, 11, DECEMBER), stand(12, 11, DECEMBER, as_of=date(2023, 1, 1))
    assert before.status == "on_pace"
    assert (on.status, on.light, on.pace) == ("unmet", "red", 1)
    assert after.status == "unmet"
    assert stand(12, 12, DECEMBER).status == "met"


def test_a_quota_due_inside_the_plan_is_due_in_full_from_its_day_on() -> None:
    june_30 = date(2022, 6, 30)
    assert stand(12, 11, 5, due=june_30).pace == Fraction(5, 12)
    gap = stand(12, 11, due=june_30)
    assert (gap.pace, gap.status) == (1, "unmet")


def test_before_the_plan_nothing_is_due() -> None:
    gap = stand(12, 0, Period(2021, 11))
    assert (gap.pace, gap.lag, gap.status, gap.light) == (0, 0, "in_progress", "green")
    assert gap.forecast is None
    assert gap.needed_per_month == 1


def test_a_quota_of_0_is_met_and_has_no_rate() -> None:
    gap = stand(0, 0)
    assert (gap.rate, gap.lag, gap.gap, gap.status) == (None, 0, 0, "met")
    assert stand(0, 2).surplus == 2


def test_without_a_figure_nothing_is_taken_for_0() -> None:
    gap = stand(12, None)
    assert (gap.actual, gap.gap, gap.surplus, gap.rate, gap.lag, gap.light) == (None,) * 6
    assert (gap.forecast, gap.needed_per_month, gap.status) == (None, None, "cannot_judge")
    assert stand(12, None, absent="not_reported").status == "not_reported"
    assert stand(12, None, DECEMBER, absent="not_reported").light is None


def test_a_carried_figure_says_so() -> None:
    assert stand(12, 6, carried_forward=True).carried_forward
    assert not stand(12, 6).carried_forward


# --- forecast and what is needed


def test_forecast_and_needed_per_month() -> None:
    gap = stand(12, 4)
    assert gap.forecast == 8
    assert gap.needed_per_month == Fraction(8, 6)


def test_in_december_the_forecast_is_the_figure_and_no_month_is_left() -> None:
    gap = stand(12, 11, DECEMBER)
    assert gap.forecast == 11
    assert gap.needed_per_month is None


def test_what_is_done_needs_nothing_more() -> None:
    assert stand(12, 14).needed_per_month == 0
    assert stand(12, 14).forecast == 28


def test_months_left_end_with_the_due_month() -> None:
    assert stand(12, 6, 4, due=date(2022, 6, 30)).needed_per_month == 3
    assert stand(12, 6, 6, due=date(2022, 6, 30)).needed_per_month is None
    owed = quota(JIA, PRODUCTS, 12)
    assert [months_left(PLAN, owed, Period(2022, m)) for m in (1, 11, 12)] == [11, 1, 0]
    assert months_left(PLAN, owed, Period(2020, 1)) == 12
    assert months_left(PLAN, owed, Period(2023, 5)) == 0


# --- operators


HOLD = replace(AREA, operator="hold")
ABOUT = replace(AREA, operator="about", tolerance=Decimal(10))
ABOVE = replace(AREA, operator="above", benchmark="示例统计公报")


def test_a_level_is_due_in_full_all_year_and_has_no_forecast() -> None:
    low = stand(100, 75, 2, indicator=HOLD)
    assert (low.pace, low.lag, low.status) == (1, 25, "behind")
    assert (low.forecast, low.needed_per_month) == (None, None)


def test_a_level_that_is_held_is_met_only_when_the_year_is_over() -> None:
    assert (stand(100, 100, indicator=HOLD).status, stand(100, 100, indicator=HOLD).light) == (
        "on_pace",
        "green",
    )
    assert stand(100, 100, DECEMBER, indicator=HOLD).status == "met"
    assert stand(100, 99, DECEMBER, indicator=HOLD).status == "unmet"


def test_a_share_is_a_level() -> None:
    share = replace(AREA, unit="%")
    assert stand(90, 89, 1, indicator=share).pace == 1


@pytest.mark.parametrize(
    ("done", "status"), [("90", "met"), ("89.99", "unmet"), ("100", "met"), ("130", "met")]
)
def test_about_is_met_within_its_tolerance(done: str, status: str) -> None:
    gap = stand(100, done, DECEMBER, indicator=ABOUT)
    assert gap.status == status
    assert gap.gap == max(100 - Decimal(done), 0)


def test_about_without_a_tolerance_is_no_guess() -> None:
    vague = replace(ABOUT, tolerance=None)
    short = stand(100, 99, DECEMBER, indicator=vague)
    assert (short.status, short.light, short.lag) == ("cannot_judge", None, None)
    assert (short.gap, short.rate) == (1, Fraction(99, 100))
    assert stand(100, 100, DECEMBER, indicator=vague).status == "met"


def test_above_is_more_than_the_benchmark() -> None:
    assert stand(5, "5.01", DECEMBER, indicator=ABOVE).status == "met"
    assert stand(5, 5, DECEMBER, indicator=ABOVE).status == "unmet"
    assert stand(5, 9, DECEMBER, indicator=replace(ABOVE, benchmark=None)).status == "cannot_judge"


# --- properties


@given(amounts, amounts, periods)
def test_gap_and_surplus_are_the_difference(value: Decimal, actual: Decimal, period: Period) -> None:
    gap = stand(value, actual, period)
    assert gap.gap is not None
    assert gap.surplus is not None
    assert gap.gap >= 0
    assert gap.surplus >= 0
    assert not (gap.gap and gap.surplus)
    assert gap.gap - gap.surplus == value - actual
    assert (gap.status == "met") == (actual >= value)


@given(amounts, amounts, periods)
def test_lag_is_between_0_and_100_points_and_never_of_more_than_is_due(
    value: Decimal, actual: Decimal, period: Period
) -> None:
    gap = stand(value, actual, period, indicator=BASES)
    assert gap.lag is not None
    assert 0 <= gap.lag <= gap.pace * 100 <= 100
    assert gap.light in ("green", "yellow", "red", "blue")


@given(st.integers(1, 200), st.integers(0, 200), st.integers(1, 12))
def test_floor_never_judges_harder_than_exact(value: int, actual: int, month: int) -> None:
    floor, exact = stand(value, actual, month, indicator=BASES), stand(value, actual, month)
    assert floor.lag is not None
    assert exact.lag is not None
    assert floor.lag <= exact.lag


@given(st.integers(1, 200), st.lists(st.integers(0, 200), min_size=2, max_size=2), st.integers(1, 12))
def test_doing_more_never_lags_more(value: int, done: list[int], month: int) -> None:
    less, more = (stand(value, actual, month, indicator=BASES) for actual in sorted(done))
    assert less.lag is not None
    assert more.lag is not None
    assert more.lag <= less.lag


@given(st.integers(1, 500), st.integers(0, 500), st.integers(1, 11))
def test_doing_just_what_is_needed_meets_the_quota(value: int, actual: int, month: int) -> None:
    gap = stand(value, actual, month)
    assert gap.needed_per_month is not None
    assert actual + gap.needed_per_month * (12 - month) == max(value, actual)


# --- totals


def total(
    done: Sequence[object],
    wanted: object = 4,
    *,
    indicator: Indicator = BASES,
    period: Period = JUNE,
    of: Plan | None = None,
) -> Any:
    """The one total of two counties that owe 3 and 1; None in ``done``: not reported."""
    owed = (quota(JIA, indicator, 3), quota(YI, indicator, 1))
    goal = target(indicator.id, wanted, indicator=indicator.id)
    of = of or plan(quotas=owed, targets=(goal,), indicators=(indicator,))
    gaps = [
        judge(of, r, q, None if d is None else Decimal(str(d)), period, period.last_day, "not_reported")
        for r, q, d in zip((JIA, YI), owed, done, strict=False)
    ]
    (found,) = totals(of, gaps, period.last_day)
    return found


def test_a_total_is_the_sum_beside_the_target() -> None:
    found = total([2, 1])
    assert (found.actual, found.gap, found.rate, found.status) == (3, 1, Fraction(3, 4), "in_progress")
    assert (found.counted, found.owing) == (2, 2)


def test_a_total_adds_decimals_as_decimals() -> None:
    assert total(["0.1", "0.2"], indicator=AREA).actual == Decimal("0.3")


def test_surplus_of_one_counts_for_all_and_a_surplus_leaves_no_gap() -> None:
    found = total([5, 0])
    assert (found.status, found.gap) == ("met", 0)


def test_when_due_a_short_total_is_unmet() -> None:
    assert total([2, 1], period=DECEMBER).status == "unmet"
    assert total([3, 1], period=DECEMBER).status == "met"


def test_who_has_not_reported_is_not_counted_as_0() -> None:
    june, december = total([2, None]), total([2, None], period=DECEMBER)
    assert (june.actual, june.counted, june.owing, june.status) == (2, 1, 2, "in_progress")
    assert december.status == "cannot_judge"
    assert total([4, None], period=DECEMBER).status == "met"


def test_with_no_figure_at_all_there_is_no_sum() -> None:
    found = total([None, None])
    assert (found.actual, found.gap, found.rate, found.status) == (None, None, None, "not_reported")
    assert (found.counted, found.owing) == (0, 2)


def test_what_nobody_owes_cannot_be_judged_and_a_scope_is_no_target() -> None:
    output = target("output", 300)
    scope = target("zones", 169, operator="scope")
    (found,) = totals(plan(targets=(output, scope)), [], YEAR_END)
    assert (found.target, found.status, found.actual) == (output, "cannot_judge", None)
    assert (found.counted, found.owing) == (0, 0)


def test_a_target_without_a_value_cannot_be_judged() -> None:
    assert total([2, 1], None).status == "cannot_judge"


def test_shares_do_not_add_up() -> None:
    assert total([50, 60], 90, indicator=replace(AREA, unit="%")).status == "cannot_judge"


def test_a_quota_of_no_indicator_is_a_fault_of_the_program() -> None:
    with pytest.raises(AssertionError, match="unknown indicator"):
        judge(PLAN, JIA, Quota("360001", "nothing", Decimal(1), YEAR_END, ""), None, JUNE, YEAR_END)


def test_above_at_the_target_itself() -> None:
    assert not meets(ABOVE, Decimal(5), Decimal(5))
    assert meets(AREA, Decimal(5), Decimal(5))


def test_about_without_a_tolerance_is_met_only_in_full() -> None:
    vague = replace(ABOUT, tolerance=None)
    assert not meets(vague, Decimal("99.5"), Decimal(100))
    assert meets(vague, Decimal(100), Decimal(100))
