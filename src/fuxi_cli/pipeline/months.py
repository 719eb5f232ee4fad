"""How everything stood at the end of each month of the plan, by the submissions that had been accepted for it."""

from collections.abc import Iterator
from datetime import date

from fuxi_cli.core.assessment import own_doubts
from fuxi_cli.core.cases import Past
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Quota, Reporter
from fuxi_cli.core.progress import Gap, judge, totals
from fuxi_cli.core.ranking import ranking
from fuxi_cli.core.report import Checked, Report
from fuxi_cli.core.reporting import due_day
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.summary import Month
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.readers.workdays import next_workday

_Streaks = dict[tuple[str, str], int]
"""(reporter, indicator) → for how many months running it had been behind."""


def months(run: Run, plan: Plan, period: Period, report: Report, verified: bool = False) -> tuple[Month, ...]:
    """From the first month that anybody reported through the period, oldest first. The last one is the report's own.

    ``verified``: count as well what each accepted submission leaves to be verified.
    """
    first = min((past.period for past in run.history.all()), default=period)
    found: list[Month] = []
    streaks: _Streaks = {}
    for number in range(period.months_since(first)):
        found.append(_month(run, plan, first.plus(number), found, streaks, verified))
    places = _places(found)
    own = (
        {r.id: own_doubts(checked.findings) for r, checked in _accepted_now(run, plan)} if verified else None
    )
    last = Month(
        period, report.gaps, report.totals, report.reporting, ranking(plan, report.gaps, places), doubts=own
    )
    return (*found, last)


def _accepted_now(run: Run, plan: Plan) -> Iterator[tuple[Reporter, Checked]]:
    for reporter in plan.reporters:
        if reporter.id in run.counted and run.usable(run.counted[reporter.id][1]):
            yield reporter, run.counted[reporter.id][1]


def _month(
    run: Run, plan: Plan, month: Period, earlier: list[Month], streaks: _Streaks, verified: bool
) -> Month:
    gaps = tuple(
        _gap(run, plan, reporter, quota, month, streaks)
        for reporter in plan.reporters
        for quota in plan.quotas_of(reporter.id)
    )
    due, _ = next_workday(due_day(plan, month))
    standing = tuple(_reporting(run, reporter, month, due) for reporter in plan.owing())
    accepted = [past for r in plan.owing() if (past := _in(run, r, month)) and run.accepts(past)]
    return Month(
        month,
        gaps,
        totals(plan, gaps, month.last_day),
        standing,
        ranking(plan, gaps, _places(earlier)),
        month in run.history.months,
        frozenset(r.reporter.id for r in standing if r.status == "missing")
        & run.history.shared.get(month, set()),
        {p.submission.reporter.id: own_doubts(run.warnings(p)) for p in accepted if p.submission.reporter}
        if verified
        else None,
    )


def _places(earlier: list[Month]) -> dict[str, int]:
    """Who was at which place in the latest of those months."""
    return {r.reporter.id: r.rank for r in earlier[-1].ranking if r.rank} if earlier else {}


def _gap(run: Run, plan: Plan, reporter: Reporter, quota: Quota, month: Period, streaks: _Streaks) -> Gap:
    past = _accepted(run, reporter, month)
    actual = None
    for figure in past.submission.figures if past else ():
        if figure.indicator.id == quota.indicator:
            actual = figure.cumulative
    own = _in(run, reporter, month)
    absent = "not_reported" if own is None else "returned" if own != past else "cannot_judge"
    carried = past is not None and past.period != month and actual is not None
    at = (reporter.id, quota.indicator)
    gap = judge(plan, reporter, quota, actual, month, month.last_day, absent, carried, streaks.get(at, 0) + 1)
    streaks[at] = streaks.get(at, 0) + 1 if gap.light in ("yellow", "red") else 0
    return gap


def _accepted(run: Run, reporter: Reporter, month: Period) -> Past | None:
    """The last submission, up to that month, that could be accepted."""
    pasts = (past for past in run.history.of(reporter.id) if past.period <= month)
    return next((past for past in pasts if run.accepts(past)), None)


def _in(run: Run, reporter: Reporter, month: Period) -> Past | None:
    return next((past for past in run.history.of(reporter.id) if past.period == month), None)


def _reporting(run: Run, reporter: Reporter, month: Period, due: date) -> Reporting:
    past = _in(run, reporter, month)
    if past is None:
        unusable = next((u for u in run.history.unusable(reporter.id) if u.period == month), None)
        status = "missing" if unusable is None else "unreadable" if unusable.unreadable else "returned"
        return Reporting(reporter, status, None, due)
    received = past.submission.cover.get("submitted_on")
    if not run.accepts(past):
        status = "returned"
    elif received is not None and received > due:
        status = "late"
    else:
        status = "nil" if past.submission.nil else "on_time"
    return Reporting(reporter, status, received, due)
