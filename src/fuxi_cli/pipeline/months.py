"""How everything stood at the end of each month of the plan: each month as its own check tells it."""

from fuxi_cli.core.assessment import own_doubts
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.ranking import ranking
from fuxi_cli.core.report import Report
from fuxi_cli.core.summary import Month
from fuxi_cli.pipeline.judging import Run


def months(run: Run, plan: Plan, period: Period, report: Report, verified: bool = False) -> tuple[Month, ...]:
    """From the first month that anybody reported through the period, oldest first. The last one is the report's own.

    ``verified``: count as well what each accepted submission leaves to be verified.
    """
    history = run.history
    reported = (month for month in history.months if any(s.layout for s in history.submissions(month)))
    first = min(reported, default=period)
    found: list[Month] = []
    for month in (one for one in plan.periods() if first <= one < period):
        own, told = run.month(month)
        found.append(_month(own, told, own.plan or plan, month, found, verified))
    found = [
        month._replace(on_file=month.period in history.months, shared=month.shared | _in_common(run, month))
        for month in found
    ]
    return (*found, _month(run, report, plan, period, found, verified))


def _in_common(run: Run, month: Month) -> frozenset[str]:
    """Who has no workbook of its own that month, but stands in a table of several reporters that lies there."""
    missing = {one.reporter.id for one in month.reporting if one.status == "missing"}
    tables = [s for s in run.history.submissions(month.period) if s.reporter is None]
    return frozenset(missing & {reporter.id for table in tables for reporter in table.reporters()})


def _month(
    run: Run, report: Report, plan: Plan, period: Period, earlier: list[Month], verified: bool
) -> Month:
    counted = {id: pair for id, pair in run.counted.items() if run.usable(pair[1])}
    return Month(
        period,
        report.gaps,
        report.totals,
        report.reporting,
        ranking(plan, report.gaps, _places(earlier)),
        shared=frozenset(id for id, (submission, _) in run.counted.items() if submission.reporter is None),
        doubts={id: own_doubts(checked.findings) for id, (_, checked) in counted.items()}
        if verified
        else None,
        reported=report.reported,
    )


def _places(earlier: list[Month]) -> dict[str, int]:
    """Who was at which place in the latest of those months."""
    return {r.reporter.id: r.rank for r in earlier[-1].ranking if r.rank} if earlier else {}
