"""Arithmetic of progress (SPEC section 6): rate, pace, lag, light, gap, forecast, totals.

Shares are exact ``Fraction``; quantities are ``Decimal``. Nothing is rounded here: one rounding, at display.
The as-of day is judged at its close: what is due on that day and not done is unmet.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Indicator, LightRule, Plan, Quota, Reporter, Target
from fuxi_cli.core.stages import Due, next_due, share_by, stage_at, standing

STATUSES = {
    "met": "已完成",
    "on_pace": "达序时",
    "in_progress": "进行中",
    "due_soon": "临近到期",
    "behind": "滞后",
    "far_behind": "严重滞后",
    "unmet": "到期未完成",
    "not_reported": "未报",
    "returned": "已退回",
    "cannot_judge": "无法判定",
}
LIGHTS = {"green": "绿灯", "yellow": "黄灯", "red": "红灯", "blue": "蓝灯"}


class Gap(NamedTuple):
    """How one reporter stands on one quota. ``rate`` and ``pace`` are shares, ``lag`` percentage points."""

    reporter: Reporter
    indicator: Indicator
    quota: Quota
    actual: Decimal | None
    gap: Decimal | None
    surplus: Decimal | None
    rate: Fraction | None
    pace: Fraction
    lag: Fraction | None
    light: str | None
    status: str
    forecast: Fraction | None
    needed_per_month: Fraction | None
    carried_forward: bool = False
    stage: Due | None = None
    """How it stands on what is due this year (or by the next due date), with what earlier years left over.
    None for a quota with one due date. Everything else in a gap is about the quota as a whole."""

    @property
    def asked(self) -> Decimal:
        """What is to be done by the next due date, since the plan's start."""
        return self.quota.value if self.stage is None else self.stage.stage.amount

    @property
    def due(self) -> date:
        """The next due date, or the last one."""
        return self.quota.due if self.stage is None else self.stage.stage.due

    @property
    def missing(self) -> Decimal | None:
        """What is still to be done by then."""
        return self.gap if self.stage is None else self.stage.gap


class Total(NamedTuple):
    """A plan-level target beside the sum of its reporters."""

    target: Target
    actual: Decimal | None
    gap: Decimal | None
    rate: Fraction | None
    status: str
    counted: int = 0
    """How many reporters' figures are in ``actual``."""
    owing: int = 0
    """How many reporters report on it."""
    reason: str = ""
    """Why it cannot be judged and what to supply, in Chinese, where the office can do something about it."""


def rate(actual: Decimal | None, quota: Decimal | None) -> Fraction | None:
    """actual ÷ quota; None where either is missing or the quota is 0."""
    if actual is None or not quota:
        return None
    return Fraction(actual) / Fraction(quota)


def pace(plan: Plan, period: Period, indicator: Indicator | None = None) -> Fraction:
    """The share of the plan's whole months that have gone through the period, or the milestone reached.

    0 before the plan, 1 from its last month on. A level is due in full from the first month.
    """
    if period < plan.start:
        return Fraction(0)
    if period >= plan.end or (indicator is not None and indicator.level):
        return Fraction(1)
    milestones = (indicator.milestones if indicator is not None else ()) or plan.milestones
    if milestones:
        return max((m for m in milestones if m[0] <= period), default=(period, Fraction(0)))[1]
    return Fraction(elapsed_months(plan, period), plan.months)


def quota_pace(plan: Plan, quota: Quota, period: Period, as_of: date) -> Fraction:
    """The share of a quota that is due through a period and on a day: its own stages come before the plan's pace."""
    by_stages = share_by(plan, quota, period, as_of)
    if by_stages is not None:
        return by_stages
    return Fraction(1) if as_of >= quota.due else pace(plan, period, plan.indicator(quota.indicator))


def elapsed_months(plan: Plan, period: Period) -> int:
    """Whole months of the plan that have gone at the period's end: 0 before it, all of them after it."""
    return min(max(period.months_since(plan.start) + 1, 0), plan.months)


def months_left(plan: Plan, quota: Quota, period: Period) -> int:
    """Whole months after the period in which work on a quota can still count, up to its due month."""
    before = max(period, plan.start.plus(-1))
    return max(Period.of(quota.due).months_since(before), 0)


def due_share(quota: Decimal, share: Fraction, indicator: Indicator) -> Fraction:
    """The share of a quota that is due: the pace, or for indivisible objects floor(quota × pace) ÷ quota.

    Of 3 bases 1 is due in June; of 1 base nothing until the end.
    """
    if indicator.indivisible != "floor" or not quota or share >= 1:
        return share
    return Fraction(int(Fraction(quota) * share)) / Fraction(quota)


def light_for(lag: Fraction, due: Fraction, rule: LightRule, months_behind: int = 0) -> str:
    """Green, yellow or red for a lag in points below a due share.

    ``months_behind`` counts the months running, this one included, in which the light was not green.
    """
    measured = lag if rule.measure == "points" else (lag / due if due else Fraction(0))
    if rule.green_below is not None:
        green = measured < Fraction(rule.green_below)
    else:
        green = measured <= Fraction(rule.green_up_to or 0)
    if green:
        return "green"
    if rule.red_after_months and months_behind >= rule.red_after_months:
        return "red"
    if rule.yellow_up_to is not None and measured <= Fraction(rule.yellow_up_to):
        return "yellow"
    return "red"


def judge(
    plan: Plan,
    reporter: Reporter,
    quota: Quota,
    actual: Decimal | None,
    period: Period,
    as_of: date,
    absent: str = "cannot_judge",
    carried_forward: bool = False,
    months_behind: int = 0,
    earlier: Decimal | None = None,
) -> Gap:
    """How a reporter stands on a quota, by the figure it reported for the period, on the as-of day.

    ``absent`` is the status when there is no figure. ``earlier``: for a quota with several due dates, what had been done
    in all by the last one before the period, as far as that is known.
    """
    indicator = plan.indicator(quota.indicator)
    assert indicator is not None, f"quota of an unknown indicator: {quota.indicator}"
    share = quota_pace(plan, quota, period, as_of)
    nothing = Gap(
        reporter, indicator, quota, None, None, None, None, share, None, None, absent, None, None, carried_forward,
        standing(plan, quota, period, None, earlier),
    )  # fmt: skip
    if actual is None:
        return nothing
    done = rate(actual, quota.value)
    known = nothing._replace(
        actual=actual,
        gap=max(quota.value - actual, Decimal(0)),
        surplus=max(actual - quota.value, Decimal(0)),
        rate=done,
        stage=standing(plan, quota, period, actual, earlier),
    )
    if not judgeable(indicator, actual, quota.value):
        return known._replace(status="cannot_judge")
    due = due_share(quota.value, share, indicator)
    lag = max((due - (done if done is not None else due)) * 100, Fraction(0))
    light, status = _stand(plan, indicator, quota, actual, due, lag, period, as_of, months_behind)
    elapsed = 0 if indicator.level else elapsed_months(plan, period)
    left = 0 if indicator.level else months_left(plan, quota, period)
    missing = Fraction(max(quota.value - actual, Decimal(0)))
    return known._replace(
        lag=lag,
        light=light,
        status=status,
        forecast=Fraction(actual) / elapsed * plan.months if elapsed else None,
        needed_per_month=missing / left if left else None,
    )


def judgeable(indicator: Indicator, actual: Decimal, wanted: Decimal) -> bool:
    """Whether the figures tell if the target is met: not when a benchmark or a tolerance would be a guess."""
    if indicator.operator == "above":
        return indicator.benchmark is not None
    return indicator.operator != "about" or indicator.tolerance is not None or actual >= wanted


def meets(indicator: Indicator, actual: Decimal, wanted: Decimal) -> bool:
    """Whether an amount is what the target asks for."""
    if indicator.operator == "above":
        return actual > wanted
    if indicator.operator == "about":
        return actual >= wanted - (indicator.tolerance or 0)
    return actual >= wanted


def _stand(
    plan: Plan,
    indicator: Indicator,
    quota: Quota,
    actual: Decimal,
    due: Fraction,
    lag: Fraction,
    period: Period,
    as_of: date,
    months_behind: int,
) -> tuple[str, str]:
    """Light and status of a quota whose figure is known."""
    if meets(indicator, actual, quota.value):
        # What must be held all year is not done before the year is.
        return "green", "on_pace" if indicator.operator == "hold" and as_of < quota.due else "met"
    if as_of >= quota.due:
        return "red", "unmet"
    stage = stage_at(plan, quota, period)
    if stage is not None and as_of >= stage.due and not meets(indicator, actual, stage.amount):
        return "red", "unmet"
    light = light_for(lag, due, plan.lights, months_behind)
    if light == "yellow":
        return light, "behind"
    if light == "red":
        # Where a plan knows only 达到 and 未达到序时进度, red says no more than behind.
        return light, "behind" if plan.lights.yellow_up_to is None else "far_behind"
    if not due:
        soon = (next_due(plan, quota, period, actual) - as_of).days <= plan.calendar.due_soon_days
        return ("blue", "due_soon") if soon else ("green", "in_progress")
    return "green", "on_pace"
