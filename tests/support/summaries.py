"""Summaries of months that no example has: nobody reported, everything done, forty indicators and a hundred counties."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from fuxi_cli.core.duties import Duty, duties
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Indicator, Plan, Quota, Reporter, Target
from fuxi_cli.core.progress import Gap, judge
from fuxi_cli.core.ranking import ranking
from fuxi_cli.core.report import Report
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.submission import Issue
from fuxi_cli.core.summary import Month, Problem, Progress, Summary
from fuxi_cli.core.totals import totals
from support.builders import JUNE, YEAR_END, plan

Done = Callable[[Quota, Period], Decimal | None]
"""What a reporter had done of a quota by a month's end; None: it has never reported."""


def nobody(_: Quota, __: Period) -> None:
    """Nobody ever reported."""


def everything(quota: Quota, _: Period) -> Decimal:
    return quota.value


def steadily(quota: Quota, period: Period) -> Decimal:
    """A twelfth of the quota each month, whole objects only; who has an odd id is a month behind."""
    months = max(period.month - int(quota.reporter[-1]) % 2, 0)
    return Decimal(int(quota.value * months / 12))


def only(reporter: Reporter) -> Done:
    """One reporter alone reports, half of its quotas."""

    def done(quota: Quota, _: Period) -> Decimal | None:
        return quota.value / 2 if quota.reporter == reporter.id else None

    return done


def summary(
    of: Plan | None = None,
    period: Period = JUNE,
    done: Done = steadily,
    problems: Sequence[Problem] = (),
    findings: Sequence[Finding] = (),
) -> Summary:
    """The summary of a plan's month and of those before it, as ``done`` tells of them."""
    of = of or plan()
    months = [_month(of, one, done) for one in of.periods() if one <= period]
    last = months[-1]
    duty: tuple[Duty, ...] = duties(of, (), period.last_day, of.tasks)
    report = Report(
        of,
        period,
        period.last_day,
        any(one.status == "missing" for one in last.reporting),
        findings=tuple(findings),
        gaps=last.gaps,
        duties=duty,
        reporting=last.reporting,
        totals=last.totals,
    )
    progress = tuple(Progress(gap, _added(gap, of, period, done)) for gap in last.gaps)
    return Summary(
        of, period, report, progress, last.ranking, tuple(months), tuple(problems), items=(), sources=()
    )


def _month(of: Plan, period: Period, done: Done) -> Month:
    gaps = tuple(
        judge(of, reporter, quota, done(quota, period), period, period.last_day, "not_reported")
        for reporter in of.reporters
        for quota in of.quotas_of(reporter.id)
    )
    known = {gap.reporter.id for gap in gaps if gap.actual is not None}
    due = date(period.plus(1).year, period.plus(1).month, 5)
    reporting = tuple(
        Reporting(one, "on_time" if one.id in known else "missing", due if one.id in known else None, due)
        for one in of.owing()
    )
    return Month(period, gaps, totals(of, gaps, period.last_day), reporting, ranking(of, gaps))


def _added(gap: Gap, of: Plan, period: Period, done: Done) -> Decimal | None:
    if gap.actual is None:
        return None
    before = done(gap.quota, period.plus(-1)) if period > of.start else None
    return gap.actual - (before or 0)


def problem(reporter: Reporter, text: str, about: str | None = None) -> Problem:
    return Problem(reporter, Issue(text, about, text, text, Place("困难问题", 5, 2)), None)


def wide_plan(counties: int = 100, indicators: int = 40) -> Plan:
    """A plan of so many counties and indicators (示例), every county owing something on each."""
    reporters = tuple(Reporter(f"36{n:04d}", f"示例{n}县", "county") for n in range(1, counties + 1))
    asked = tuple(
        Indicator(f"i{n}", f"示例指标第{n}项", f"示例{n}号", "个", "at_least", "new", "附件1", "示例")
        for n in range(1, indicators + 1)
    )
    quotas = tuple(
        Quota(reporter.id, one.id, Decimal((row * 7 + column * 3) % 20 + 1), YEAR_END, "附件1")
        for row, reporter in enumerate(reporters)
        for column, one in enumerate(asked)
    )
    targets = tuple(
        Target(
            one.id, one.name, sum((q.value for q in quotas if q.indicator == one.id), Decimal(0)), "个", "at_least",
            YEAR_END, "一", "示例", one.id,
        )
        for one in asked
    )  # fmt: skip
    return plan(indicators=asked, reporters=reporters, quotas=quotas, targets=targets, ledgers=(), tasks=())
