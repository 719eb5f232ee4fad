"""Quotas with several due dates: what is due when, what a year leaves to the next, how it is judged."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Indicator, Plan, Quota
from fuxi_cli.core.progress import Gap, due_share, judge, quota_pace
from fuxi_cli.core.stages import next_due, stage_at, stages, standing
from support.builders import AREA, BASES, JIA, plan

YEARS = (2023, 2024, 2025)
SHARE = Indicator("share", "示例比例", "比例", "%", "at_least", "total", "", "", counted=False)


def end_of(year: int) -> date:
    return date(year, 12, 31)


def owed(*own: object, indicator: Indicator = BASES) -> Quota:
    """A quota whose years ask for those amounts, 2023 first."""
    amounts = [Decimal(str(one)) for one in own]
    so_far = [sum(amounts[: n + 1], Decimal(0)) for n in range(len(amounts))]
    if indicator.level:
        so_far = amounts
    dues = tuple(zip(map(end_of, YEARS), so_far, strict=False))
    return Quota(JIA.id, indicator.id, dues[-1][1], dues[-1][0], "附件1", dues)


def over_years(*quotas: Quota) -> Plan:
    return plan(
        start=Period(2023, 1),
        end=Period(2025, 12),
        quotas=quotas,
        indicators=(BASES, AREA, SHARE),
        ledgers=(),
        targets=(),
    )


def judged(
    quota: Quota, actual: object, period: Period, earlier: object = None, as_of: date | None = None
) -> Gap:
    done, before = (None if one is None else Decimal(str(one)) for one in (actual, earlier))
    return judge(over_years(quota), JIA, quota, done, period, as_of or period.last_day, earlier=before)


def test_a_stage_begins_with_the_month_after_the_one_before() -> None:
    found = stages(over_years(owed(2, 3, 1)), owed(2, 3, 1))
    assert [str(one.start) for one in found] == ["2023-01", "2024-01", "2025-01"]
    assert [one.own for one in found] == [2, 3, 1]
    assert [one.name for one in found] == ["2023年", "2024年", "2025年"]


def test_a_stage_within_a_year_names_its_month() -> None:
    quota = Quota(
        JIA.id,
        BASES.id,
        Decimal(3),
        end_of(2023),
        "",
        ((date(2023, 6, 30), Decimal(1)), (end_of(2023), Decimal(3))),
    )
    assert [one.name for one in stages(over_years(quota), quota)] == ["至2023年6月", "2023年"]


def test_one_due_date_has_no_stages() -> None:
    quota = Quota(JIA.id, BASES.id, Decimal(3), end_of(2025), "")
    assert stages(over_years(quota), quota) == ()
    assert standing(over_years(quota), quota, Period(2024, 1), Decimal(1), None) is None
    assert judged(quota, 1, Period(2024, 1)).stage is None


@pytest.mark.parametrize(
    ("period", "due"),
    [
        (Period(2022, 12), 0),
        (Period(2023, 1), Fraction(2, 12)),
        (Period(2023, 6), 1),
        (Period(2023, 12), 2),
        (Period(2024, 1), 2 + Fraction(3, 12)),
        (Period(2024, 12), 5),
        (Period(2025, 6), Fraction(11, 2)),
        (Period(2025, 12), 6),
        (Period(2026, 1), 6),
    ],
)
def test_what_is_due_grows_evenly_within_each_year(period: Period, due: object) -> None:
    quota = owed(2, 3, 1)
    assert quota_pace(over_years(quota), quota, period, period.last_day) * 6 == due


def test_whole_objects_are_due_when_they_are_whole() -> None:
    """Of 1 in three years nothing is due before the year that asks for it ends."""
    quota = owed(0, 1, 0)
    of = over_years(quota)
    due = {
        month: due_share(quota.value, quota_pace(of, quota, month, month.last_day), BASES)
        for month in (Period(2023, 12), Period(2024, 11), Period(2024, 12))
    }
    assert [*due.values()] == [0, 0, 1]


def test_the_year_end_itself_is_judged_and_the_day_before_is_not() -> None:
    december = Period(2023, 12)
    quota = owed(2, 3, 1)
    assert judged(quota, 1, december, as_of=date(2023, 12, 30)).status != "unmet"
    assert judged(quota, 1, december, as_of=date(2023, 12, 31)).status == "unmet"
    assert judged(quota, 2, december).status == "on_pace"
    assert judged(quota, 6, december).status == "met"


def test_a_year_unmet_is_carried_over_and_no_longer_overdue() -> None:
    gap = judged(owed(2, 3, 1), 1, Period(2024, 1), earlier=1)
    assert gap.status != "unmet"
    assert gap.stage is not None
    assert (gap.stage.carried, gap.stage.quota, gap.stage.done, gap.stage.gap) == (1, 4, 0, 4)
    assert gap.stage.rate == 0
    assert (gap.gap, gap.rate) == (5, Fraction(1, 6))


def test_the_last_year_end_is_judged_on_the_whole() -> None:
    assert judged(owed(2, 3, 1), 5, Period(2025, 12), earlier=5).status == "unmet"
    assert judged(owed(2, 3, 1), 6, Period(2025, 12), earlier=4).status == "met"


def test_a_surplus_counts_towards_the_next_year() -> None:
    gap = judged(owed(2, 3, 1), 4, Period(2024, 3), earlier=4)
    assert gap.stage is not None
    assert (gap.stage.carried, gap.stage.quota, gap.stage.done, gap.stage.gap) == (0, 3, 2, 1)
    assert gap.light == "green"


def test_what_is_not_known_of_earlier_years_is_not_guessed() -> None:
    gap = judged(owed(2, 3, 1), 1, Period(2024, 3))
    assert gap.stage is not None
    assert (gap.stage.carried, gap.stage.quota, gap.stage.gap) == (None, 3, 4)


def test_a_year_that_asks_for_nothing() -> None:
    quota = owed(0, 0, 1)
    gap = judged(quota, 0, Period(2023, 12))
    assert (gap.status, gap.light) == ("in_progress", "green")
    assert gap.stage is not None
    assert (gap.stage.quota, gap.stage.rate) == (0, None)
    assert next_due(over_years(quota), quota, Period(2023, 12), Decimal(0)) == end_of(2025)
    assert judged(quota, 0, Period(2025, 11)).status == "due_soon"


def test_a_level_is_what_its_year_asks_for() -> None:
    quota = owed(80, 90, 95, indicator=SHARE)
    of = over_years(quota)
    assert [one.own for one in stages(of, quota)] == [80, 90, 95]
    assert judged(quota, 85, Period(2023, 3)).light == "green"
    late = judged(quota, 85, Period(2024, 12), earlier=70)
    assert late.status == "unmet"
    assert late.stage is not None
    assert (late.stage.carried, late.stage.quota, late.stage.gap) == (0, 90, 5)


def test_the_stage_of_a_period_after_the_last_one() -> None:
    quota = owed(1, 1)
    stage = stage_at(over_years(quota), quota, Period(2025, 3))
    assert stage is not None
    assert stage.due == end_of(2024)
    assert judged(quota, 1, Period(2025, 3)).status == "unmet"


AMOUNTS = st.lists(st.decimals(0, 1000, places=2), min_size=3, max_size=3)


@settings(max_examples=60, deadline=None)
@given(AMOUNTS)
def test_own_years_add_up_and_the_pace_never_falls(own: list[Decimal]) -> None:
    quota = owed(*own, indicator=AREA)
    of = over_years(quota)
    assert sum((stage.own for stage in stages(of, quota)), Decimal(0)) == quota.value
    paces = [quota_pace(of, quota, month, month.last_day) for month in of.every_month()]
    assert paces == sorted(paces)
    assert paces[-1] == 1


@settings(max_examples=60, deadline=None)
@given(
    AMOUNTS,
    st.decimals(0, 2000, places=2),
    st.decimals(0, 2000, places=2),
    st.sampled_from((3, 12, 15, 24, 30, 36)),
)
def test_what_is_carried_over_is_never_below_0_and_fits(
    own: list[Decimal], earlier: Decimal, actual: Decimal, month: int
) -> None:
    quota = owed(*own, indicator=AREA)
    due = standing(over_years(quota), quota, Period(2023, 1).plus(month - 1), actual, earlier)
    assert due is not None
    assert due.carried is not None
    assert due.carried >= 0
    assert due.quota == due.stage.own + due.carried
    assert due.done is not None
    assert due.gap == max(due.quota - due.done, Decimal(0))
