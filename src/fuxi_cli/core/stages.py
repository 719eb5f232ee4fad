"""Quotas with several due dates, most often one a year: what is due when, and what one year leaves to the next.

A quota's stages are cumulative, as the reported figures are: what must be done by the end of 2024 is the amounts of 2023
and 2024 together. A year's own amount, what earlier years left over (上年结转) and what the year still lacks follow from
them; a surplus of earlier years counts towards the year. A level (保持在, 高于, a share) does not add up: each stage is
what it must be by then, and nothing is carried over.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Quota


class Stage(NamedTuple):
    """One of a quota's due dates. ``before`` and ``amount``: what must be done by the stage's beginning and end."""

    start: Period
    """Its first month."""
    due: date
    before: Decimal
    amount: Decimal
    level: bool = False

    @property
    def own(self) -> Decimal:
        """What the stage itself asks for, without what was left over."""
        return self.amount if self.level else self.amount - self.before

    @property
    def end(self) -> Period:
        return Period.of(self.due)

    @property
    def yearly(self) -> bool:
        """Whether it ends with a calendar year, as most do."""
        return (self.due.month, self.due.day) == (12, 31)

    @property
    def name(self) -> str:
        """``2024年``; ``至2024年6月`` for a stage that ends within a year."""
        return f"{self.due.year}年" if self.yearly else f"至{self.end.chinese}"


class Due(NamedTuple):
    """How a reporter stands on the stage that a period lies in."""

    stage: Stage
    carried: Decimal | None
    """What earlier stages left over; None where their figures are not known."""
    quota: Decimal
    """The stage's own amount and what was carried over."""
    done: Decimal | None
    """What counts towards it: since the stage began, and any surplus of earlier ones."""
    gap: Decimal | None
    elapsed: Fraction = Fraction(1)
    """The share of the stage's months that have gone."""

    @property
    def rate(self) -> Fraction | None:
        """done ÷ quota; None without a figure or for a quota of 0."""
        return None if self.done is None or not self.quota else Fraction(self.done) / Fraction(self.quota)


def stages(plan: Plan, quota: Quota) -> tuple[Stage, ...]:
    """The quota's stages in order; none for a quota with one due date."""
    if not quota.stages:
        return ()
    indicator = plan.indicator(quota.indicator)
    level = indicator is not None and indicator.level
    found: list[Stage] = []
    for due, amount in quota.stages:
        before = found[-1].amount if found else Decimal(0)
        start = max(found[-1].end.plus(1), plan.start) if found else plan.start
        found.append(Stage(start, due, before, amount, level))
    return tuple(found)


def stage_at(plan: Plan, quota: Quota, period: Period) -> Stage | None:
    """The stage that a period lies in; the last one after it, None for a quota with one due date."""
    found = stages(plan, quota)
    return next((stage for stage in found if period <= stage.end), found[-1] if found else None)


def next_due(plan: Plan, quota: Quota, period: Period, actual: Decimal) -> date:
    """The next due date on which that amount would not be enough; the quota's own where there is none."""
    ahead = (stage for stage in stages(plan, quota) if period <= stage.end and stage.amount > actual)
    return next((stage.due for stage in ahead), quota.due)


def share_by(plan: Plan, quota: Quota, period: Period, as_of: date) -> Fraction | None:
    """The share of the whole quota that is due through a period and on a day; None where stages do not tell.

    Within a stage it grows evenly over the stage's whole months; on each due date what is due by then is due in full.
    A level is due in full from the first month of its stage.
    """
    found = stages(plan, quota)
    if not found or not quota.value:
        return None
    if as_of >= quota.due or period >= plan.end:
        return Fraction(1)
    due = max((_due_in(stage, period) for stage in found if stage.start <= period), default=Fraction(0))
    by_day = max((Fraction(stage.amount) for stage in found if stage.due <= as_of), default=Fraction(0))
    if found[0].level:
        now = next(stage for stage in found if period <= stage.end)
        return Fraction(now.amount) / Fraction(quota.value) if now.start <= period else Fraction(0)
    return max(due, by_day) / Fraction(quota.value)


def _due_in(stage: Stage, period: Period) -> Fraction:
    """What is due by a period that the stage has begun by."""
    before, amount = Fraction(stage.before), Fraction(stage.amount)
    return before + (amount - before) * _elapsed(stage, period)


def _elapsed(stage: Stage, period: Period) -> Fraction:
    """The share of a stage's whole months that have gone by a period: 0 before it, 1 after it."""
    months = stage.end.months_since(stage.start) + 1
    gone = min(max(period.months_since(stage.start) + 1, 0), months)
    return Fraction(gone, months) if months > 0 else Fraction(1)


def standing(
    plan: Plan, quota: Quota, period: Period, actual: Decimal | None, earlier: Decimal | None
) -> Due | None:
    """How a reporter stands on the period's stage; None for a quota with one due date.

    ``earlier``: what it had done in all when the stage before ended, as far as that is known.
    """
    stage = stage_at(plan, quota, period)
    if stage is None:
        return None
    if stage.level or not stage.before:
        base, carried = Decimal(0) if stage.level else stage.before, Decimal(0)
    elif earlier is None:
        base, carried = stage.before, None
    else:
        base = min(max(earlier, Decimal(0)), stage.before)
        carried = stage.before - base
    wanted = stage.own + (carried or Decimal(0))
    gap = None if actual is None else max(stage.amount - actual, Decimal(0))
    done = None if actual is None else actual - base
    if carried is None and actual is not None and done is not None and done < 0:
        # Behind by more than the year's own amount: what is left over shows itself.
        done = Decimal(0)
    return Due(stage, carried, wanted, done, gap, _elapsed(stage, period))
