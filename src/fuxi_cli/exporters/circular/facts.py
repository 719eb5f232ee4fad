"""What the circular speaks about, picked out of a summary: totals by indicator, who did not report, who lags."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core import progress
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import SHARE_UNITS, Indicator, Reporter
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.summary import Progress, Summary

ACCEPTED = ("on_time", "late", "nil")
"""Statuses of reporting with which figures count."""
LAGGING = ("far_behind", "behind")


class Overall(NamedTuple):
    """An indicator over all reporters: beside the plan's own target, or else the sum of the quotas."""

    indicator: Indicator
    target: Decimal | None
    actual: Decimal | None
    """None: nothing was reported, or what was does not add up (shares)."""
    rate: Fraction | None
    status: str
    month: Decimal | None
    """Added in the month, by those who reported; None when nobody did."""
    counted: int
    owing: int
    quotas: Decimal
    """The sum of the reporters' quotas."""


class Absent(NamedTuple):
    """A reporter with quotas whose submission of the month could not be counted."""

    reporter: Reporter
    status: str
    carried: bool
    """Its earlier figures stand in the summary."""
    since: Period | None
    """The month that they are from, where that is known."""


def owing(summary: Summary) -> tuple[Reporter, ...]:
    """Who has quotas, in the plan's order."""
    return tuple({p.gap.reporter.id: p.gap.reporter for p in summary.progress}.values())


def sent(summary: Summary) -> bool:
    """Whether anybody sent anything for the month, were it sent back."""
    return any(one.status != "missing" for one in summary.report.reporting) or bool(summary.report.workbooks)


def overall(summary: Summary) -> tuple[Overall, ...]:
    """Every indicator that somebody owes, in the plan's order; one entry for each target of the plan on it."""
    found: list[Overall] = []
    owed: dict[str, list[Progress]] = {}
    for p in summary.progress:
        owed.setdefault(p.gap.indicator.id, []).append(p)
    for indicator in summary.plan.indicators:
        mine = owed.get(indicator.id)
        if not mine:
            continue
        months = [p.month for p in mine if p.month is not None]
        month = sum(months, Decimal(0)) if months else None
        quotas = sum((p.gap.quota.value for p in mine), Decimal(0))
        totals = [t for t in summary.report.totals if t.target.indicator == indicator.id]
        for t in totals:
            found.append(
                Overall(
                    indicator, t.target.value, t.actual, t.rate, t.status, month, t.counted, t.owing, quotas
                )
            )
        if not totals:
            found.append(_sum(indicator, [p.gap for p in mine], quotas, month))
    return tuple(found)


def _sum(indicator: Indicator, gaps: Sequence[Gap], quotas: Decimal, month: Decimal | None) -> Overall:
    """An indicator without a target of its own: the quotas added up, where such a sum says something."""
    known = [gap.actual for gap in gaps if gap.actual is not None]
    none = Overall(indicator, None, None, None, "cannot_judge", month, len(known), len(gaps), quotas)
    if indicator.level or indicator.unit in SHARE_UNITS:
        return none
    if not known:
        return none._replace(target=quotas, status="not_reported")
    actual = sum(known, Decimal(0))
    status = "in_progress"
    if progress.judgeable(indicator, actual, quotas) and progress.meets(indicator, actual, quotas):
        status = "met"
    elif all(gap.status in ("met", "unmet") for gap in gaps):
        status = "unmet"
    return none._replace(
        target=quotas, actual=actual, rate=progress.rate(actual, quotas), status=status, counted=len(known)
    )


def absent(summary: Summary) -> tuple[Absent, ...]:
    """Who has quotas and no accepted submission of the month, in the plan's order."""
    statuses = {one.reporter.id: one.status for one in summary.report.reporting}
    carried = {p.gap.reporter.id for p in summary.progress if p.gap.carried_forward}
    return tuple(
        Absent(r, statuses.get(r.id, "missing"), r.id in carried, _since(summary, r))
        for r in owing(summary)
        if statuses.get(r.id, "missing") not in ACCEPTED
    )


def _since(summary: Summary, reporter: Reporter) -> Period | None:
    """The last earlier month in which the reporter's submission was accepted."""
    for month in reversed(summary.months[:-1]):
        if any(one.reporter.id == reporter.id and one.status in ACCEPTED for one in month.reporting):
            return month.period
    return None


def streaks(summary: Summary, statuses: Sequence[str]) -> dict[str, int]:
    """Reporter → for how many months running, this one included, it has had one of those statuses."""
    counts: dict[str, int] = {}
    going: set[str] | None = None
    for month in reversed(summary.months):
        those = {one.reporter.id for one in month.reporting if one.status in statuses}
        going = those if going is None else going & those
        for id in going:
            counts[id] = counts.get(id, 0) + 1
    return counts


def standing(summary: Summary, statuses: Sequence[str]) -> tuple[Gap, ...]:
    """The quotas that stand so, worst first: the largest lag, then the largest gap, then the plan's order."""
    found = [p.gap for p in summary.progress if p.gap.status in statuses]
    return tuple(sorted(found, key=lambda g: (-(g.lag or 0), -(g.quota.value - (g.actual or 0)))))


def reporters(gaps: Iterable[Gap]) -> tuple[Reporter, ...]:
    """Whose they are, each once."""
    return tuple({gap.reporter.id: gap.reporter for gap in gaps}.values())


def finished(summary: Summary) -> tuple[Reporter, ...]:
    """Who has met every quota."""
    open_ = {p.gap.reporter.id for p in summary.progress if p.gap.status != "met"}
    return tuple(r for r in owing(summary) if r.id not in open_)
