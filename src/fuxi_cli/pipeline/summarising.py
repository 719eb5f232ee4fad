"""``summary``: everything that the papers of a month's meeting are made from."""

from collections.abc import Iterator, Sequence
from importlib import import_module

from fuxi_cli.core.assessment import NOT_IN_PLAN
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.evidence import REASONS, judged_rows
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.report import Report
from fuxi_cli.core.submission import Submission
from fuxi_cli.core.summary import Item, Problem, Progress, Source, Summary
from fuxi_cli.core.words import fold, key
from fuxi_cli.pipeline.assessing import assessment as assess_all
from fuxi_cli.pipeline.checking import OnFile, Options, judge
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.months import months
from fuxi_cli.readers.settings import read_settings


def summarise(
    paths: Sequence[str],
    options: Options | None = None,
    on_file: OnFile | None = None,
    assessment: bool = False,
) -> Summary:
    """Check the submissions of a period as the office sees them, and put together what its papers need.

    Without paths: what the register of the workspace in the current folder holds.
    ``assessment``: score everybody as well. Where the plan does not say how, a remark of the report tells what to add.
    Raises FuxiError as ``check`` does, and when the files do not tell which plan or month they are about.
    """
    if not paths:
        if read_settings().register is None:
            raise FuxiError(
                "请写明报送表所在的文件夹，如 fuxi summary 报送/2022-06；只有在工作区里才可以不写。"
            )
        office_summary = import_module("fuxi_cli.pipeline.workspace.reports").office_summary
        made: Summary = office_summary(options or Options(), assessment)
        return made
    return summary_of(*judge(paths, options or Options(), True, on_file), assessment)


def summary_of(run: Run, report: Report, assessment: bool = False) -> Summary:
    """What a month's papers are made from, of a run that the office made over it, and that run's report."""
    if run.plan is None:
        raise FuxiError("这些文件看不出是哪个方案的报送表；请用 --plan 指明方案。")
    if run.period is None:
        unknown = run.plan.says("这些文件看不出是哪个月的报送表")
        raise FuxiError(f"{unknown}；请用 --period 指明报告期，如 2022-06。")
    scored = assessment and run.plan.assessment is not None
    if assessment and not scored:
        report = report._replace(remarks=(*report.remarks, NOT_IN_PLAN))
    found = months(run, run.plan, run.period, report, scored)
    return Summary(
        run.plan,
        run.period,
        report,
        tuple(_progress(run, report)),
        found[-1].ranking,
        found,
        tuple(_problems(run, run.plan)),
        tuple(_items(run, run.plan)),
        tuple(_sources(run, report)),
        assess_all(run, run.plan, report, found) if scored else None,
    )


def _own(run: Run, reporter: Reporter) -> Submission | None:
    """The reporter's submission of the period, if it counts."""
    submission, checked = run.counted.get(reporter.id, (None, None))
    return submission if checked is not None and run.usable(checked) else None


def _progress(run: Run, report: Report) -> Iterator[Progress]:
    for gap in report.gaps:
        submission = _own(run, gap.reporter)
        figures = submission.figures if submission else ()
        month = next(
            (
                f.month
                for f in figures
                if f.reporter.id == gap.reporter.id and f.indicator.id == gap.indicator.id
            ),
            None,
        )
        yield Progress(gap, month)


def _problems(run: Run, plan: Plan) -> Iterator[Problem]:
    for reporter in plan.reporters:
        submission = _own(run, reporter)
        for issue in submission.issues if submission else ():
            yield Problem(reporter, issue, _about(plan, issue.about))


def _about(plan: Plan, text: str | None) -> str | None:
    """The short name of the indicator or task that a text names: by a name, else by a task's number."""
    if not text:
        return None
    named = key(text)
    for indicator in plan.indicators:
        if any(key(name) == named for name in indicator.names()):
            return indicator.short
    for task in plan.tasks:
        if named in (key(task.name), key(task.short)) or fold(text) == fold(task.id):
            return task.short
    inside = [i.short for i in plan.indicators if any(key(name) in named for name in i.names())]
    return inside[0] if len(inside) == 1 else None


def _items(run: Run, plan: Plan) -> Iterator[Item]:
    """Ledger rows of everybody's submission that counts, or of the last one that did."""
    assert run.period is not None
    for reporter in plan.reporters:
        submission = _own(run, reporter) or run.earlier.last_accepted(reporter)
        for ledger in plan.ledgers if submission else ():
            assert submission is not None
            table = submission.ledgers.get(ledger.id)
            for row in judged_rows(table, ledger, plan, run.period.last_day) if table else ():
                values = {field.name: row.get(field.name) for field in ledger.fields}
                reason = None if row.counts else REASONS.get(row.why or "", "读不出的").removesuffix("的")
                yield Item(reporter, ledger, values, row.counts, reason)


def _sources(run: Run, report: Report) -> Iterator[Source]:
    counted = {checked.path for _, checked in run.counted.values() if run.usable(checked)}
    for checked in report.workbooks:
        yield Source(checked.path, checked.sha256, checked.reporter, checked.status, checked.path in counted)
