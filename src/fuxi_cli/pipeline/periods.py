"""Reporting periods on their way through a run: as typed, as the plan has them, and how findings speak of them."""

from functools import lru_cache

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.form import COVER, PROGRESS
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.reporting_periods import FREQUENCIES, MONTHLY, spoken

_TITLES = frozenset(f.title for f in (*COVER, *PROGRESS.fields))
_PLAN_DEFINED = "F"
"""The family of the checks that a plan writes itself, in its own words."""


def asked_for(plan: Plan, period: Period, anywhere: bool = False) -> Period:
    """The plan's own period for one that a caller asked for; ``anywhere``: also one outside the plan, as it is.

    Raises FuxiError for one that the plan is not reported for, and names the nearest.
    """
    same = (
        one for one in plan.periods() if type(one) is type(period) and one.month_first == period.month_first
    )
    own = next(same, None)  # a quarter or a year is typed by its own end, though the plan may end before
    if own is None and type(period) is Period:
        own = next((one for one in plan.periods() if one == period), None)
    if own is not None:
        return own
    inside = plan.period_of(period)
    if inside is None and anywhere and type(period) is Period:
        return period
    near = inside or min(plan.periods(), key=lambda one: abs(one.months_since(period)))
    if inside is None:
        raise FuxiError(
            f"报告期 {period} 不在方案“{plan.title}”的期限 {plan.start} 至 {plan.end} 之内；最近的报告期是{_called(near)}。"
        )
    how = FREQUENCIES[plan.calendar.frequency]
    raise FuxiError(
        f"方案“{plan.title}”{how}报送，没有{period.chinese}这个报告期；最近的报告期是{_called(near)}。"
    )


def _called(period: Period) -> str:
    """``2024年一季度（2024-03）``; a month as it is typed."""
    return f"{period.chinese}（{period}）"


def in_words_of(plan: Plan | None, finding: Finding) -> Finding:
    """A finding whose prose speaks of quarters or years where the plan is reported so."""
    frequency = plan.calendar.frequency if plan is not None else MONTHLY
    if frequency == MONTHLY or finding.rule.family == _PLAN_DEFINED:
        return finding
    facts = tuple(
        (name, spoken(str(value), frequency)) if name == "field" and value in _TITLES else (name, value)
        for name, value in finding.facts
    )
    text = spoken(finding.text, frequency)
    return finding._replace(rule=_rule(finding.rule, frequency), text=text, facts=facts)


@lru_cache(maxsize=512)
def _rule(rule: Rule, frequency: str) -> Rule:
    return rule._replace(message=spoken(rule.message, frequency), remedy=spoken(rule.remedy, frequency))
