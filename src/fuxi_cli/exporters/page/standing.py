"""Places, reporting and difficulties: a row per unit."""

from collections.abc import Iterator, Sequence

from fuxi_cli.core.plan import Plan
from fuxi_cli.core.ranking import Ranked, rule_text
from fuxi_cli.core.reporting_periods import spoken_of
from fuxi_cli.core.standing import REPORTING_STATUSES, Reporting
from fuxi_cli.core.summary import Month, Problem
from fuxi_cli.exporters.page.markup import Html, tag
from fuxi_cli.exporters.page.table import Cell, Column, Row, table
from fuxi_cli.exporters.page.words import NOTHING, counted, rate
from fuxi_cli.exporters.wording import day

_GOOD = ("on_time", "nil")


def ranking_list(ranked: Sequence[Ranked], plan: Plan, several_months: bool) -> Iterator[Html]:
    """Nothing for a single reporter."""
    if len(ranked) < 2:
        return
    columns = (
        Column("单位", text=True),
        Column("名次"),
        Column("得分"),
        *((Column(plan.says("上月名次")), Column("名次变化", text=True)) if several_months else ()),
        Column("计入指标"),
    )
    rows = [_ranked(one, several_months) for one in ranked]
    yield table("ranking", "各单位排名", columns, rows, "figures", live=True)
    yield tag("p", rule_text(plan), class_="note")


def _ranked(one: Ranked, several_months: bool) -> Row:
    last = len(one.counted) + len(one.unknown)
    moved = (
        NOTHING if one.before is None else str(one.before),
        Cell(_moved(one.climbed), order=-(one.climbed or 0)),
    )
    return (
        one.reporter.name,
        "不排名" if one.rank is None else str(one.rank),
        rate(one.score),
        *(moved if several_months else ()),
        f"{len(one.counted)}/{last}",
    )


def _moved(climbed: int | None) -> str:
    if climbed is None:
        return NOTHING
    return f"上升 {climbed} 位" if climbed > 0 else f"下降 {-climbed} 位" if climbed else "持平"


def reporting_list(reporting: Sequence[Reporting], months: Sequence[Month] = ()) -> Iterator[Html]:
    """The period's standing, and with ``months`` that of the months before beside it."""
    if not reporting:
        return
    by = (
        (word, sum(one.status == status for one in reporting)) for status, word in REPORTING_STATUSES.items()
    )
    due = f"报送时限 {day(reporting[0].due)}"
    yield tag("p", f"应报 {len(reporting)} 家，{due}：{counted(by, '家')}。")
    earlier = months[:-1]
    known = [{one.reporter.id: one.status for one in month.reporting} for month in earlier]
    columns = (
        Column("单位", text=True),
        Column("本期", text=True, choose=True),
        Column("报送日期", text=True, kind="date"),
        *(Column(month.period.short, text=True, kind="month") for month in earlier),
    )
    rows = [
        (
            one.reporter.name,
            _status(one.status),
            one.received.isoformat() if one.received else NOTHING,
            *(_status(month.get(one.reporter.id)) for month in known),
        )
        for one in reporting
    ]
    caption = "各单位报送情况" + (
        spoken_of(earlier[-1].period, "（左起为本期和以前各月）") if earlier else ""
    )
    yield table("reporting", caption, columns, rows, live=True)


def _status(status: str | None) -> Html | str:
    if status is None:
        return NOTHING
    kind = "good" if status in _GOOD else "warning" if status == "late" else "error"
    return tag("span", REPORTING_STATUSES.get(status, status), class_=f"level {kind}")


def problem_list(problems: Sequence[Problem]) -> Iterator[Html]:
    if not problems:
        return
    columns = (
        Column("单位", text=True, kind="unit"),
        Column("困难问题", text=True, kind="wide"),
        Column("涉及指标或任务", text=True, kind="about"),
        Column("建议", text=True, kind="wide advice"),
        Column("需协调单位", text=True, kind="lead"),
    )
    rows = [
        (
            one.reporter.name,
            one.issue.text,
            one.about or one.issue.about or NOTHING,
            one.issue.advice or NOTHING,
            one.issue.units or NOTHING,
        )
        for one in problems
    ]
    yield table(
        "problems", f"各单位反映的困难问题 {len(problems)} 条", columns, rows, "cards-on-phone problems"
    )
