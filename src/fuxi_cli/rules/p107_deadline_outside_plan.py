"""完成时限不在方案的起止时间之内。

检查：任务数、重点任务、总目标的完成时限，是否在 plan.yaml 所写的起止月份之内。
为什么：多半是年份写错；时限早于方案开始，一上来就全是逾期；晚于方案结束，到年底也看不出没完成。
怎么改：对照方案文件改正时限；方案确实跨年的，改 plan.yaml 的起止月份。
依据：方案文件的完成时限。
"""

from collections.abc import Iterator
from datetime import date

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan_places import QuotaTable, line, quota_table, task

RULE = Rule(
    code="P107",
    slug="deadline-outside-plan",
    severity="error",
    message="{where}“{name}”的完成时限是 {provided}，不在方案的起止时间（{expected}）之内。",
    remedy="请对照方案文件核对年份和月份；方案确实跨年的，请改 plan.yaml 里的起止月份。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    for place, name, due, clause in _deadlines(case):
        if not case.plan.start.first_day <= due <= case.plan.end.last_day:
            span = f"{case.plan.start}至{case.plan.end}"
            yield RULE.at(place, due, span, clause=clause, path=place.sheet, name=name, line=place.row)


def _deadlines(case: PlanCase) -> Iterator[tuple[Place, str, date, str]]:
    yield from _quotas(case, quota_table(case))
    for index, one in enumerate(case.plan.tasks):
        yield task(case.source, index, "due"), one.short, one.due, one.clause
    for target in case.plan.targets:
        yield line(case.source, "targets", target.id, "due"), target.name, target.due, target.clause


def _quotas(case: PlanCase, table: QuotaTable) -> Iterator[tuple[Place, str, date, str]]:
    """Each row's own due date once; else each indicator's once."""
    own = {
        (case.plan.reporter(row.name), row.due): row for row in table.entries() if row.due and not row.total
    }
    seen = set()
    for quota in case.plan.quotas:
        reporter, indicator = case.plan.reporter(quota.reporter), case.plan.indicator(quota.indicator)
        row = own.get((reporter, (quota.due.year, quota.due.month, quota.due.day)))
        for stage in quota.stages[:-1]:
            # The last one is the quota's own.
            at = _year_column(table, quota.indicator, stage[0])
            name = indicator.name if indicator else quota.indicator
            if at is not None and (at, name, stage[0]) not in seen:
                seen.add((at, name, stage[0]))
                yield at, name, stage[0], quota.clause
        if (at := _year_column(table, quota.indicator, quota.due)) is not None:
            place, name = at, indicator.name if indicator else quota.indicator
        elif row is not None:
            place, name = table.place(row.number, table.due), row.name
        else:
            place = line(case.source, "indicators", quota.indicator, "due")
            name = indicator.name if indicator else quota.indicator
        if (place, name, quota.due) not in seen:
            seen.add((place, name, quota.due))
            yield place, name, quota.due, quota.clause


def _year_column(table: QuotaTable, indicator: str, due: date) -> Place | None:
    """The header of the year that a due date ends, where the indicator has columns by years."""
    years = table.columns.years(indicator)
    return next((table.place(1, at + 1) for year, at in years if year == due.year), None)
