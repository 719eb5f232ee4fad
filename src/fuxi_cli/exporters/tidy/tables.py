"""The tidy tables of a summary: their columns with meaning and unit, and their rows."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from fuxi_cli.core.duties import TASK_STATUSES
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Field, Ledger, Plan
from fuxi_cli.core.progress import LIGHTS, STATUSES, Gap
from fuxi_cli.core.revised import Revised
from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.summary import Item, Summary
from fuxi_cli.core.totals import Reported
from fuxi_cli.exporters.wording import reporter_name


class Column(NamedTuple):
    """A variable. ``type``: text, number, share, integer, date or boolean; ``meaning`` and ``unit`` in Chinese."""

    name: str
    type: str
    meaning: str
    unit: str = ""
    values: str = ""
    """What a text may be, with what it means."""


class Table(NamedTuple):
    """``rows`` hold a value for each column; None is no value."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]


def _choices(words: dict[str, str]) -> str:
    return "；".join(f"{value} {word}" for value, word in words.items())


_PERIOD = Column("period", "text", "报告期，年-月")
_REPORTER = (
    Column("reporter", "text", "报送单位编号（县区为行政区划代码）"),
    Column("reporter_name", "text", "报送单位"),
)
_INDICATOR = (Column("indicator", "text", "指标编号"), Column("indicator_name", "text", "指标"))

PROGRESS = (
    _PERIOD, *_REPORTER, *_INDICATOR,
    Column("unit", "text", "指标的单位"),
    Column("quota", "number", "年度任务数", "见 unit"),
    Column("actual", "number", "累计完成；没有可用的数为空，不是 0", "见 unit"),
    Column("gap", "number", "差额：任务数减累计完成，最小为 0", "见 unit"),
    Column("surplus", "number", "超额：累计完成超过任务数的部分", "见 unit"),
    Column("rate", "share", "完成率：累计完成÷任务数", "1 即 100%"),
    Column("pace", "share", "序时进度：到截止日应完成的份额", "1 即 100%"),
    Column("lag_points", "number", "低于应完成份额多少", "百分点"),
    Column("light", "text", "亮灯", values=_choices(LIGHTS)),
    Column("status", "text", "状态", values=_choices(STATUSES)),
    Column("forecast", "number", "按目前速度到期末预计完成", "见 unit"),
    Column("needed_per_month", "number", "余下各月每月还要完成", "见 unit"),
    Column("due", "date", "完成期限"),
    Column("carried_forward", "boolean", "是否沿用以前月份的数"),
)  # fmt: skip
OF_YEAR = (
    Column("year", "text", "报告期所在的年度（阶段）；只有一个时限的为空"),
    Column("year_quota", "number", "本年任务：本年下达的和以前年度结转的", "见 unit"),
    Column("year_carried", "number", "其中以前年度结转；以前的数不明的为空，不是 0", "见 unit"),
    Column("year_actual", "number", "抵本年任务的完成数，含以前年度的超额", "见 unit"),
    Column("year_gap", "number", "本年差额：到本年底累计应完成的数减累计完成", "见 unit"),
    Column("year_pace", "share", "本年已过的月数占本年月数的份额", "1 即 100%"),
    Column("year_due", "date", "本年任务的完成期限"),
)
"""After those of ``PROGRESS``, in plans whose quotas have several due dates."""
REPORTED = (
    _PERIOD, *_REPORTER, *_INDICATOR,
    Column("unit", "text", "指标的单位"),
    Column("actual", "number", "累计完成；没有可用的数为空，不是 0", "见 unit"),
    Column("month", "number", "本月新增；没有可用的数为空", "见 unit"),
    Column("status", "text", "没有数的原因", values=_choices(STATUSES)),
    Column("carried_forward", "boolean", "是否沿用以前月份的数"),
)  # fmt: skip
TOTALS = (
    _PERIOD,
    Column("target", "text", "方案目标编号"), Column("target_name", "text", "方案目标"),
    Column("value", "number", "目标值；文件没有给数的为空", "见 unit"),
    Column("unit", "text", "目标的单位"),
    Column("actual", "number", "各单位累计完成之和；不能由各单位的数相加的为空", "见 unit"),
    Column("gap", "number", "差额", "见 unit"),
    Column("rate", "share", "完成率", "1 即 100%"),
    Column("status", "text", "状态", values=_choices(STATUSES)),
)  # fmt: skip
RANKING = (
    _PERIOD, *_REPORTER,
    Column("rank", "integer", "名次；不能排名的为空"),
    Column("score", "share", "得分：各项完成率（有上限）的平均数", "1 即 100%"),
    Column("before", "integer", "上月名次"),
)  # fmt: skip
REPORTING = (
    _PERIOD, *_REPORTER,
    Column("status", "text", "报送情况", values=_choices(REPORTING_STATUSES)),
    Column("received", "date", "报送日期"),
    Column("due", "date", "报送时限"),
)  # fmt: skip
TASKS = (
    _PERIOD,
    Column("task", "text", "任务编号"), Column("task_name", "text", "重点任务"),
    Column("lead", "text", "牵头单位"),
    Column("due", "date", "完成时限"),
    Column("status", "text", "状态", values=_choices(TASK_STATUSES)),
    Column("light", "text", "亮灯", values=_choices(LIGHTS)),
    Column("days_left", "integer", "离时限还有几天；负数为已过几天", "天"),
    Column("reported_by", "text", "报送单位编号"),
)  # fmt: skip
FINDINGS = (
    _PERIOD,
    Column("code", "text", "规则编号，用 fuxi rules 查看"),
    Column("severity", "text", "级别", values="error 强制；warning 核实；info 提示"),
    Column("category", "text", "类别；progress 为进度提示，不影响接收"),
    *_REPORTER,
    Column("path", "text", "文件"), Column("sheet", "text", "工作表"), Column("cell", "text", "单元格"),
    Column("message", "text", "问题"), Column("explained", "text", "核实说明"),
)  # fmt: skip
ADJUSTMENTS = (
    _PERIOD, *_REPORTER, *_INDICATOR,
    Column("unit", "text", "指标的单位"),
    Column("old", "number", "原任务数；没有下达的为空，不是 0", "见 unit"),
    Column("new", "number", "现任务数；取消的为空，不是 0", "见 unit"),
    Column("difference", "number", "增减：现任务数减原任务数；有一个为空的为空", "见 unit"),
    Column("since", "date", "新版次的施行日期"),
    Column("document", "text", "新版次的文号"),
)  # fmt: skip
CORRECTIONS = (
    _PERIOD,
    Column("corrected_period", "text", "被更正的月份（已封账），年-月"), *_REPORTER, *_INDICATOR,
    Column("unit", "text", "指标的单位"),
    Column("old", "number", "原数：封账时的累计完成；未报的为空，不是 0", "见 unit"),
    Column("new", "number", "更正后的累计完成；撤回的为空，不是 0", "见 unit"),
    Column("difference", "number", "增减：更正后减原数；有一个为空的为空", "见 unit"),
    Column("received", "date", "作出更正的报送表的收到日期"),
)  # fmt: skip


def tables(summary: Summary) -> Iterator[Table]:
    """Every table: figures, totals, ranking and reporting month by month; the others are the period's."""
    for table in _tables(summary):
        yield _spoken(table, summary.plan)
    for ledger in summary.plan.ledgers:
        yield _ledger(summary, ledger)


def _spoken(table: Table, plan: Plan) -> Table:
    """With the words of the plan's frequency for a month. What is reckoned by the month in every plan stays so."""
    columns = (c if c.name in _BY_MONTH else c._replace(meaning=plan.says(c.meaning)) for c in table.columns)
    return table._replace(meaning=plan.says(table.meaning), columns=tuple(columns))


def _tables(summary: Summary) -> Iterator[Table]:
    months, staged = summary.months, summary.plan.staged
    yield _table("progress", "各单位各项指标的进度，逐月", (*PROGRESS, *OF_YEAR) if staged else PROGRESS, (
        (*_progress(month.period, gap), *(_of_year(gap) if staged else ()))
        for month in months for gap in month.gaps
    ))  # fmt: skip
    if any(month.reported for month in months):
        yield _table("reported", "没有分任务、只报数的指标，逐月", REPORTED, (
            _reported(month.period, one) for month in months for one in month.reported
        ))  # fmt: skip
    yield _table("totals", "方案目标与各单位合计，逐月", TOTALS, (
        (str(m.period), t.target.id, t.target.name, t.target.value, t.target.unit, t.actual, t.gap, t.rate, t.status)
        for m in months for t in m.totals
    ))  # fmt: skip
    yield _table("ranking", "排名，逐月", RANKING, (
        (str(m.period), r.reporter.id, r.reporter.name, r.rank, r.score, r.before)
        for m in months for r in m.ranking
    ))  # fmt: skip
    yield _table("reporting", "报送情况，逐月", REPORTING, (
        (str(m.period), r.reporter.id, r.reporter.name, r.status, r.received, r.due)
        for m in months for r in m.reporting
    ))  # fmt: skip
    now = str(summary.period)
    yield _table("tasks", "重点任务", TASKS, (
        (now, d.task.id, d.task.name, d.task.lead, d.task.due, d.status, d.light, d.days_left,
         d.reported_by.id if d.reported_by else None)
        for d in summary.duties
    ))  # fmt: skip
    yield _table("findings", "审核问题", FINDINGS, (
        (now, f.rule.code, f.rule.severity, f.rule.category, f.reporter, reporter_name(summary.plan, f.reporter),
         f.path, f.place.sheet, f.place.cell, f.message, f.explained)
        for f in summary.report.findings
    ))  # fmt: skip
    yield _table("corrections", "更正：已封账月份的累计完成数，封账后的改变", CORRECTIONS, (
        (now, str(a.period), a.correction.reporter, a.reporter, a.correction.indicator, a.indicator, a.unit or None,
         a.old, a.new, a.difference, a.received_on)
        for a in summary.amendments
    ))  # fmt: skip
    if summary.revised is not None:
        yield _adjustments(now, summary.revised)


def _adjustments(now: str, revised: Revised) -> Table:
    """Only there when a revision came into force in the period."""
    number = revised.new.document.number
    return _table("adjustments", "任务调整：方案修订后改变的任务数", ADJUSTMENTS, (
        (now, a.reporter.id, a.reporter.name, a.indicator.id, a.indicator.name, a.indicator.unit or None,
         a.before, a.after, a.difference, revised.since, number)
        for a in revised.adjustments
    ))  # fmt: skip


def dictionary(found: Iterable[Table]) -> Table:
    """The data dictionary: every column of every table."""
    columns = (
        Column("table", "text", "表"), Column("table_meaning", "text", "表的内容"),
        Column("column", "text", "列"), Column("type", "text", "类型"), Column("meaning", "text", "含义"),
        Column("unit", "text", "单位"), Column("values", "text", "取值"),
    )  # fmt: skip
    return _table("dictionary", "数据字典", columns, (
        (table.name, table.meaning, c.name, c.type, c.meaning, c.unit or None, c.values or None)
        for table in found for c in table.columns
    ))  # fmt: skip


def _table(name: str, meaning: str, columns: tuple[Column, ...], rows: Iterable[tuple[Any, ...]]) -> Table:
    return Table(name, meaning, columns, tuple(rows))


def _progress(period: Period, gap: Gap) -> tuple[Any, ...]:
    reporter, indicator, quota = gap.reporter, gap.indicator, gap.quota
    return (
        str(period), reporter.id, reporter.name, indicator.id, indicator.name, indicator.unit,
        quota.value, gap.actual, gap.gap, gap.surplus, gap.rate, gap.pace, gap.lag, gap.light, gap.status,
        gap.forecast, gap.needed_per_month, quota.due, gap.carried_forward,
    )  # fmt: skip


def _of_year(gap: Gap) -> tuple[Any, ...]:
    if gap.stage is None:
        return (None,) * len(OF_YEAR)
    one, level = gap.stage, gap.indicator.level
    elapsed = Fraction(1) if level else one.elapsed
    return (one.stage.name, one.quota, one.carried, one.done, one.gap, elapsed, one.stage.due)


def _reported(period: Period, one: Reported) -> tuple[Any, ...]:
    reporter, indicator = one.reporter, one.indicator
    return (
        str(period), reporter.id, reporter.name, indicator.id, indicator.name, indicator.unit,
        one.actual, one.month, one.status or None, one.carried_forward,
    )  # fmt: skip


_BY_MONTH = frozenset(("needed_per_month", "year_pace"))
_TYPES: dict[str, str] = {
    "count": "number",
    "number": "number",
    "share": "share",
    "date": "date",
    "year": "integer",
}


def _ledger(summary: Summary, ledger: Ledger) -> Table:
    columns = (
        _PERIOD, *_REPORTER,
        *(Column(f.name, _TYPES.get(f.type, "text"), f.title, f.unit or "", _enum(f)) for f in ledger.fields),
        Column("counts", "boolean", "是否计入累计完成"), Column("why_not", "text", "没有计入的原因"),
    )  # fmt: skip
    own: Callable[[Item], bool] = lambda item: item.ledger.id == ledger.id  # noqa: E731
    return _table(f"ledger-{ledger.id}", f"台账：{ledger.name}", columns, (
        (str(summary.period), item.reporter.id, item.reporter.name,
         *(item.values.get(f.name) for f in ledger.fields), item.counts, item.why_not)
        for item in filter(own, summary.items)
    ))  # fmt: skip


def _enum(field: Field) -> str:
    return "；".join(field.enum)
