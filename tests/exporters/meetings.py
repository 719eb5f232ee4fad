"""Summaries of small plans, each figure and each status of reporting told, judged as a run judges them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from fuxi_cli.core.duties import Duty, stand
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Group, Indicator, LightRule, Plan, Quota, Reporter, Task
from fuxi_cli.core.progress import Gap, judge
from fuxi_cli.core.ranking import ranking
from fuxi_cli.core.report import Checked, Report
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.submission import Issue, TaskEntry
from fuxi_cli.core.summary import Month, Problem, Progress, Source, Summary
from fuxi_cli.core.totals import totals
from support.builders import JUNE, YEAR_END, decimal, plan, target

Figures = Mapping[tuple[str, str], object]
"""(reporter's id, indicator's id) → cumulative figure; not there: nothing was reported."""
_ABSENT = {"missing": "not_reported", "unreadable": "not_reported", "returned": "returned"}
_ACCEPTED = ("on_time", "late", "nil")


def reporting_of(of: Plan, period: Period, statuses: Mapping[str, str]) -> tuple[Reporting, ...]:
    """On time, unless ``statuses`` (reporter → status) says otherwise."""
    due = period.plus(1).first_day.replace(day=5)
    found = []
    for reporter in of.owing():
        status = statuses.get(reporter.id, "on_time")
        received = (
            None if status in ("missing", "unreadable") else due.replace(day=8 if status == "late" else 3)
        )
        found.append(Reporting(reporter, status, received, due))
    return tuple(found)


def _gaps(
    of: Plan, figures: Figures, period: Period, as_of: date, statuses: Mapping[str, str]
) -> tuple[Gap, ...]:
    found = []
    for reporter in of.reporters:
        for quota in of.quotas_of(reporter.id):
            actual = decimal(figures.get((reporter.id, quota.indicator)))
            status = statuses.get(reporter.id, "on_time")
            absent = _ABSENT.get(status, "cannot_judge")
            carried = status not in _ACCEPTED and actual is not None
            found.append(judge(of, reporter, quota, actual, period, as_of, absent, carried))
    return tuple(found)


def _stood(
    of: Plan,
    figures: Figures,
    period: Period,
    as_of: date,
    statuses: Mapping[str, str],
    before: Month | None,
) -> Month:
    gaps = _gaps(of, figures, period, as_of, statuses)
    places = {r.reporter.id: r.rank for r in before.ranking if r.rank} if before else {}
    reporting = reporting_of(of, period, statuses)
    return Month(period, gaps, totals(of, gaps, as_of), reporting, ranking(of, gaps, places))


def meeting(
    figures: Figures | None = None,
    of: Plan | None = None,
    period: Period = JUNE,
    statuses: Mapping[str, str] | None = None,
    added: Figures | None = None,
    earlier: Sequence[tuple[Figures, Mapping[str, str]]] = (),
    entries: Mapping[str, TaskEntry] | None = None,
    problems: Iterable[tuple[Reporter, str, str | None]] = (),
    findings: Sequence[Finding] = (),
) -> Summary:
    """A month's summary. ``added``: what the month brought, as ``figures``; ``earlier``: (figures, statuses) of the
    months just before, oldest first; ``entries``: task → what its lead unit says; ``problems``: (reporter, text,
    about)."""
    of = plan() if of is None else of
    as_of, statuses = period.last_day, statuses or {}
    months: list[Month] = []
    for number, (known, stood) in enumerate(earlier):
        when = period.plus(number - len(earlier))
        months.append(_stood(of, known, when, when.last_day, stood, months[-1] if months else None))
    last = _stood(of, figures or {}, period, as_of, statuses, months[-1] if months else None)
    duties = tuple(_duty(of, t, (entries or {}).get(t.id), as_of) for t in of.tasks if t.recurrence is None)
    sent = [r for r in of.owing() if statuses.get(r.id) != "missing"]
    workbooks = tuple(_checked(r, period, statuses.get(r.id, "on_time")) for r in sent)
    report = Report(
        of,
        period,
        as_of,
        bool(statuses),
        workbooks,
        tuple(findings),
        last.gaps,
        duties,
        last.reporting,
        last.totals,
    )
    return Summary(
        of,
        period,
        report,
        tuple(Progress(gap, _month(gap, added, statuses)) for gap in last.gaps),
        last.ranking,
        (*months, last),
        tuple(Problem(who, Issue(text, None, None, None, Place()), about) for who, text, about in problems),
        (),
        tuple(Source(w.path, w.sha256, w.reporter, w.status, w.status == "accepted") for w in workbooks),
    )


def _duty(of: Plan, task: Task, entry: TaskEntry | None, as_of: date) -> Duty:
    lead = of.members(task.lead)
    return stand(of, task, entry, lead[0] if entry and lead else None, as_of)


def _month(gap: Gap, added: Figures | None, statuses: Mapping[str, str]) -> Decimal | None:
    if statuses.get(gap.reporter.id, "on_time") not in _ACCEPTED or gap.actual is None:
        return None
    return decimal((added or {}).get((gap.reporter.id, gap.indicator.id), 0))


def _checked(reporter: Reporter, period: Period, status: str) -> Checked:
    judged = "accepted" if status in _ACCEPTED else status
    path = f"{period}/{reporter.name}.xlsx"
    return Checked(path, "0" * 64, "xlsx", "official", reporter, period, judged, ())


def large_plan(reporters: int, indicators: int, value: int = 12, **changes: Any) -> Plan:
    """A plan of invented counties, all of which owe the same on every indicator; without tasks, unless told."""
    who = tuple(Reporter(f"36{n:04d}", f"示例{n}县", "county") for n in range(1, reporters + 1))
    what = tuple(
        Indicator(
            f"i{n}",
            f"示例指标{n}号",
            f"示例{n}号",
            "个",
            "at_least",
            "new",
            "二",
            f"示例{n}",
            indivisible="floor",
        )
        for n in range(1, indicators + 1)
    )
    values: dict[str, Any] = {
        "indicators": what,
        "reporters": who,
        "quotas": tuple(
            Quota(r.id, i.id, Decimal(value), YEAR_END, f"附件1 {r.name}") for r in who for i in what
        ),
        "tasks": (),
        "ledgers": (),
        "targets": tuple(target(i.id, value * reporters, indicator=i.id) for i in what),
        "groups": (Group("各县（市、区）政府", ("county",)),),
        "lights": LightRule(),
        "declared_totals": (),
        "short_title": "示例产业",
        "office": "市示例办公室",
    }
    return plan(**{**values, **changes})


def everything(of: Plan, share: Decimal = Decimal(1)) -> dict[tuple[str, str], Decimal]:
    """Every quota done, or that share of each."""
    return {(q.reporter, q.indicator): q.value * share for q in of.quotas}


def without_page_numbers(content: bytes) -> bytes:
    """The one field that a circular has stands in its footers."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in package.namelist():
            if "footer" not in name:
                target.writestr(name, package.read(name))
    return buffer.getvalue()
