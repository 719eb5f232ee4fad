"""The public Python API: check workbooks, summarise a month, load a plan, from plain Python values.

What is listed in ``__all__`` here can be had from ``fuxi_cli`` itself, and stays as it is documented
(docs/python-api.md). Everything else in the package may change from one version to the next.
"""

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeAlias

from fuxi_cli import exporters, pipeline
from fuxi_cli.catalogue import Selection
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period, quarter_of, year_of
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import Report
from fuxi_cli.core.submission import Hints
from fuxi_cli.core.summary import Summary

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = [
    "FuxiError",
    "Period",
    "Plan",
    "Report",
    "Summary",
    "check",
    "export",
    "load_plan",
    "summarize",
    "to_frames",
]

PathLike: TypeAlias = str | os.PathLike[str]
Paths: TypeAlias = PathLike | Iterable[PathLike]
Codes: TypeAlias = str | Iterable[str]
When: TypeAlias = str | date | Period
Cache: TypeAlias = Literal["on", "strict", "off"]

_THINGS = ((Report, "report"), (Summary, "summary"), (Plan, "targets"))


def check(
    paths: Paths,
    *,
    plan: PathLike | None = None,
    targets: Paths = (),
    period: When | None = None,
    as_of: str | date | None = None,
    history: PathLike | None = None,
    select: Codes = (),
    ignore: Codes = (),
    layout: Literal["official", "wide", "list", "free"] | None = None,
    measure: Literal["quota", "month", "cumulative"] | None = None,
    jobs: int | None = None,
    cache: Cache = "on",
    cluster: str | None = None,
) -> Report:
    """Check workbooks, or folders of them, against their plan: what ``fuxi check`` shows.

    A folder is the office's view of a month: every reporter is listed, and only accepted submissions count. Files named
    one by one are their reporters' own view: figures count as they stand. What is wrong with a workbook is a finding in
    the report, never an exception.

    ``paths``: one or several: workbooks, folders, or addresses such as ``s3://…``.
    ``plan``: ``id``, ``id@2022-01-24`` or a plan's folder; None: what the workbooks say.
    ``targets``: folders with plans of your own.
    ``period``: ``"2022-06"``, any day of that month, or a Period; ``"2024Q1"`` or ``"2024年度"`` where the plan is reported
    so. None: what the workbooks say.
    ``as_of``: the day at whose close progress is judged; None: the last day of the period.
    ``history``: the folder of earlier months; None: the folders beside the month's own, in a workspace its register.
    ``select``, ``ignore``: beginnings of rule codes, as ``"S"``, ``"S,T101"`` or ``["S", "T101"]``.
    ``layout``, ``measure``: what tables are, where they do not say it themselves.
    ``jobs``: how many files are read at a time; None: as many as pays.
    ``cache``: whether what was read before need not be read again; ``strict`` compares files by their bytes.
    ``cluster``: the address of a Dask scheduler whose workers read the files.

    Raises FuxiError for paths, plans and options that cannot be used.

    >>> report = check("examples/progress.xlsx")
    >>> report.plan.document.number, str(report.period), report.fails("error")
    ('赣市府办字〔2022〕5号', '2022-06', True)
    >>> finding = next(f for f in report.findings if f.rule.code == "C101")
    >>> finding.rule.severity, finding.place.sheet, finding.place.cell, finding.provided
    ('error', '指标进度', 'E7', Decimal('2'))
    >>> [(gap.indicator.short, gap.actual, gap.quota.value, gap.gap) for gap in report.gaps][0]
    ('示范基地', Decimal('3'), Decimal('4'), Decimal('1'))
    """
    options = _options(plan, targets, period, as_of, history, select, ignore, jobs, cache)
    if cluster is not None and jobs is not None:
        raise FuxiError("jobs 和 cluster 不能同时用：用集群时，同时读几个文件由集群的工作进程数决定。")
    _one_of("layout", layout, (None, "official", "wide", "list", "free"))
    _one_of("measure", measure, (None, "quota", "month", "cumulative"))
    return pipeline.check(_paths(paths), replace(options, hints=Hints(layout, measure), cluster=cluster))


def summarize(
    paths: Paths = (),
    *,
    plan: PathLike | None = None,
    targets: Paths = (),
    period: When | None = None,
    as_of: str | date | None = None,
    history: PathLike | None = None,
    select: Codes = (),
    ignore: Codes = (),
    assessment: bool = False,
    jobs: int | None = None,
    cache: Cache = "on",
) -> Summary:
    """Put together what the papers of a month's meeting are made from: what ``fuxi summary`` writes.

    Files and folders alike are the office's view. Without paths: what the register of the workspace in the current folder
    holds. ``assessment``: score everybody as well, where the plan says how. The other arguments are those of ``check``.

    Raises FuxiError as ``check`` does, and when the files do not tell which plan or month they are about.

    >>> summary = summarize("examples/submissions/2022-06")
    >>> [str(month.period) for month in summary.months]
    ['2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06']
    >>> summary.of("360731", "base").gap.status
    'on_pace'
    """
    options = _options(plan, targets, period, as_of, history, select, ignore, jobs, cache)
    return pipeline.summarise(_paths(paths), options, None, assessment)


def load_plan(reference: PathLike | None = None, *, targets: Paths = (), period: When | None = None) -> Plan:
    """A plan: one issued document as data, with what ``fuxi.toml`` in the current folder sets.

    ``reference``: ``id``, ``id@2022-01-24`` or a plan's folder; None: that of fuxi.toml, else the only one there is, or
    the only one that the period is a month of. ``period``: the revision in force then; None: the latest.

    Raises FuxiError for a plan that does not exist, cannot be read, or is not the only one.

    >>> reference = check("examples/progress.xlsx").plan.reference
    >>> plan = load_plan(reference)
    >>> str(plan.revision), str(plan.start), str(plan.end)
    ('2022-01-24', '2022-01', '2022-12')
    >>> plan.reporter("于都县").id, plan.quota("360731", "base").value
    ('360731', Decimal('7'))
    """
    chosen = None if reference is None else os.fspath(reference)
    return pipeline.open_plan(chosen, _paths(targets), _period(period))


def to_frames(summary: Summary) -> "dict[str, DataFrame]":
    """The summary as tidy pandas data frames, by table name: what ``fuxi export`` writes.

    Numbers are exact ``Decimal`` (shares with ten places), dates are dates, and what is not known is missing, never 0.
    The frame ``dictionary`` says what each column of each table means.

    >>> frames = to_frames(summarize("examples/submissions/2022-06"))
    >>> list(frames)[:4]
    ['progress', 'totals', 'ranking', 'reporting']
    >>> june = frames["progress"].query("period == '2022-06' and indicator == 'base'")
    >>> len(june)
    18
    """
    # Loaded by name: pandas is slow to load, and nothing else here needs it.
    tables = import_module("fuxi_cli.exporters.tidy.tables")
    frame = import_module("fuxi_cli.exporters.tidy.frames").frame
    found = list(tables.tables(summary))
    return {table.name: frame(table) for table in (*found, tables.dictionary(found))}


def export(result: Report | Summary | Plan, format: str) -> bytes:
    """A result in one of its formats, as the commands write it; the caller opens the file.

    A Report: ``csv``, ``html``, ``json``, ``md``, ``text``, ``xlsx``. A Summary: ``docx``, ``html``, ``xlsx``.
    A Plan: ``csv``, ``json``, ``text``. The same result gives the same bytes.

    Raises FuxiError for a format that there is not, TypeError for what is no result.

    >>> import json
    >>> json.loads(export(check("examples/progress.xlsx"), "json"))["period"]
    '2022-06'
    """
    for type_, name in _THINGS:
        if isinstance(result, type_):
            return exporters.export(result, format, of=name)
    raise TypeError(f"not a Report, Summary or Plan: {type(result).__name__}")


def _options(
    plan: PathLike | None,
    targets: Paths,
    period: When | None,
    as_of: str | date | None,
    history: PathLike | None,
    select: Codes,
    ignore: Codes,
    jobs: int | None,
    cache: Cache,
) -> pipeline.Options:
    _one_of("cache", cache, ("on", "strict", "off"))
    if jobs is not None and jobs < 1:
        raise FuxiError(f"jobs 的值“{jobs}”不对，应为 1 或更大的整数。")
    return pipeline.Options(
        plan=None if plan is None else os.fspath(plan),
        targets=_paths(targets),
        period=_period(period),
        as_of=_day(as_of),
        history=None if history is None else os.fspath(history),
        selection=Selection(_codes(select), _codes(ignore)),
        jobs=jobs,
        cache=cache,
    )


def _paths(given: Paths) -> tuple[str, ...]:
    if isinstance(given, (str, os.PathLike)):
        return (os.fspath(given),)
    return tuple(os.fspath(path) for path in given)


def _codes(given: Codes) -> tuple[str, ...]:
    texts = (given,) if isinstance(given, str) else tuple(given)
    return tuple(code.strip().upper() for text in texts for code in text.split(",") if code.strip())


def _period(given: When | None) -> Period | None:
    if given is None or isinstance(given, Period):
        return given
    if isinstance(given, date):
        return Period.of(given)
    try:
        return Period.parse(given)
    except ValueError:
        period = quarter_of(given) or year_of(given)
    if period is None:
        raise FuxiError(f"报告期“{given}”不对，应写成 2022-06 这样的年月，或 2022Q2、2022年度。")
    return period


def _day(given: str | date | None) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise FuxiError(f"日期“{given}”不对，应写成 2022-06-30 这样的年月日。") from None


def _one_of(name: str, given: str | None, known: tuple[str | None, ...]) -> None:
    if given not in known:
        raise FuxiError(f"{name} 的值“{given}”不对，可选：{'、'.join(filter(None, known))}。")
