"""Summaries that the workbook is tried with: an example's month, and months that no example has."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from fuxi_cli.core.duties import stand
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Indicator, Plan, Quota, Reporter, Target
from fuxi_cli.core.progress import judge
from fuxi_cli.core.ranking import ranking
from fuxi_cli.core.report import Checked, Report, RuleStatus
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.submission import Issue
from fuxi_cli.core.summary import Item, Month, Problem, Progress, Source, Summary
from fuxi_cli.core.totals import totals
from fuxi_cli.pipeline.summarising import summarise
from support.builders import JIA, JUNE, LEDGER, YEAR_END, YI, decimal, plan
from support.corrected import FEW, forty
from support.samples import EXAMPLES

Figures = Mapping[tuple[str, str], object]
"""(reporter, indicator) → cumulative figure; not there: never reported."""
FIGURES: Figures = {
    (JIA.id, "bases"): 2,
    (JIA.id, "products"): 13,
    (JIA.id, "area"): "0.7",
    (YI.id, "products"): 1,
}
RULES = (RuleStatus("C101", True), RuleStatus("P101", False, "由 fuxi targets lint 检查"))
_ACCEPTED = ("on_time", "late", "nil")


def summary(
    figures: Figures,
    of: Plan | None = None,
    period: Period = JUNE,
    statuses: Mapping[str, str] | None = None,
    earlier: Sequence[Figures] = (),
    findings: Sequence[Finding] = (),
    text: str = "示例困难",
) -> Summary:
    """A month as those figures tell it; ``statuses`` (reporter → reporting status) of all who did not report on time.

    Who has figures without an accepted submission has them from before. ``earlier``: the months just before.
    """
    of = of or plan()
    stood = statuses or {}
    months: list[Month] = []
    for number, known in enumerate((*earlier, figures)):
        when = period.plus(number - len(earlier))
        months.append(_month(of, known, when, stood if when == period else {}, months))
    last = months[-1]
    progress = tuple(
        Progress(g, None if g.carried_forward or g.actual is None else Decimal(0)) for g in last.gaps
    )
    accepted = [r for r in of.owing() if stood.get(r.id, "on_time") in _ACCEPTED]
    duties = tuple(stand(of, task, None, None, period.last_day) for task in of.tasks if not task.recurrence)
    checked = tuple(
        Checked(f"{r.name}.xlsx", "ab" * 32, "xlsx", "official", r, period, "accepted", ()) for r in accepted
    )
    report = Report(
        of, period, period.last_day, len(accepted) < len(of.owing()), checked, tuple(findings), last.gaps, duties,
        last.reporting, last.totals, RULES, (f"示例备注 {text}",),
    )  # fmt: skip
    return Summary(
        of, period, report, progress, last.ranking, tuple(months),
        tuple(Problem(r, Issue(text, text, text, text, Place()), None) for r in accepted),
        tuple(_item(r, text) for r in accepted if of.ledgers),
        tuple(Source(one.path, one.sha256, one.reporter, one.status, True) for one in checked),
    )  # fmt: skip


def _month(
    of: Plan, figures: Figures, period: Period, stood: Mapping[str, str], before: list[Month]
) -> Month:
    gaps = []
    for quota in (quota for r in of.reporters for quota in of.quotas_of(r.id)):
        reporter = of.reporter(quota.reporter)
        assert reporter is not None
        actual, status = (
            decimal(figures.get((reporter.id, quota.indicator))),
            stood.get(reporter.id, "on_time"),
        )
        carried = actual is not None and status not in _ACCEPTED
        absent = "returned" if status == "returned" else "not_reported"
        gaps.append(judge(of, reporter, quota, actual, period, period.last_day, absent, carried))
    due = period.plus(1).first_day.replace(day=5)
    reporting = tuple(_reporting(r, stood.get(r.id, "on_time"), due) for r in of.owing())
    places = {r.reporter.id: r.rank for r in before[-1].ranking if r.rank} if before else {}
    return Month(period, tuple(gaps), totals(of, gaps, period.last_day), reporting, ranking(of, gaps, places))


def _reporting(reporter: Reporter, status: str, due: date) -> Reporting:
    received = None if status in ("missing", "unreadable") else due.replace(day=8 if status == "late" else 3)
    return Reporting(reporter, status, received, due)


def _item(reporter: Reporter, text: str) -> Item:
    values = {"name": text, "area": Decimal("12.5"), "recognised_on": date(2022, 5, 6), "stage": "已认定"}
    return Item(reporter, LEDGER, values, True, None)


def wide_plan(counties: int, indicators: int, **changes: Any) -> Plan:
    """A plan of invented counties that owe between 1 and 20 of everything."""
    reporters = tuple(Reporter(f"36{n:04d}", f"示例{n}县", "county") for n in range(1, counties + 1))
    asked = tuple(
        Indicator(
            f"i{n}",
            f"示例指标第{n}项",
            f"示例{n}号",
            "个",
            "at_least",
            "new",
            "附件1",
            "示例",
            indivisible="floor",
        )
        for n in range(1, indicators + 1)
    )
    quotas = tuple(
        Quota(r.id, i.id, Decimal((row * 7 + column * 3) % 20 + 1), YEAR_END, "附件1")
        for row, r in enumerate(reporters)
        for column, i in enumerate(asked)
    )
    wanted = tuple(
        Target(i.id, i.name, Decimal(10 * counties), "个", "at_least", YEAR_END, "一", "示例", i.id)
        for i in asked
    )
    values: dict[str, Any] = {"ledgers": (), "tasks": (), **changes}
    return plan(indicators=asked, reporters=reporters, quotas=quotas, targets=wanted, **values)


def spread(of: Plan) -> Figures:
    """Figures between nothing and more than is owed; some reporters have none."""
    return {
        (quota.reporter, quota.indicator): number % (int(quota.value) + 3)
        for number, quota in enumerate(of.quotas)
        if number % 17
    }


def _carried() -> Summary:
    return summary(FIGURES, statuses={JIA.id: "returned"}, earlier=[{}, FIGURES])


def _wide(counties: int, indicators: int) -> Summary:
    of = wide_plan(counties, indicators)
    return summary(spread(of), of, earlier=[{}, spread(of)])


def _done(of: Plan) -> Figures:
    return {(quota.reporter, quota.indicator): quota.value for quota in of.quotas}


@cache
def june() -> Summary:
    return summarise([str(EXAMPLES / "submissions" / "2022-06")])


CASES: dict[str, Callable[[], Summary]] = {
    "june": june,
    "assessed": lambda: summarise([str(EXAMPLES / "submissions" / "2022-02")], assessment=True),
    "carried": _carried,
    "nobody": lambda: summary({}, statuses={r.id: "missing" for r in plan().reporters}),
    "one reporter": lambda: summary({(YI.id, "bases"): 0}, statuses={JIA.id: "missing", "shili": "missing"}),
    "everything done": lambda: summary(_done(plan())),
    "december": lambda: summary(FIGURES, period=Period(2022, 12), earlier=[FIGURES] * 11),
    "one indicator": lambda: summary(
        {(JIA.id, "bases"): 1}, plan(quotas=plan().quotas[:1], tasks=(), targets=())
    ),
    "twelve indicators": lambda: _wide(9, 12),
    "corrected": lambda: summary(FIGURES, earlier=[FIGURES] * 2)._replace(corrections=FEW),
    "forty corrected": lambda: june()._replace(corrections=forty(june().plan)),
    "nothing owed": lambda: summary({}, plan(quotas=(), indicators=(), ledgers=(), tasks=(), targets=())),
}
