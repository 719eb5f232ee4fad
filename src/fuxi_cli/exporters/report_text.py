"""The check report for a terminal, read top-down: faults, gaps, the plan as a whole, the verdict."""

from collections.abc import Callable, Iterator

from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.finding import Finding
from fuxi_cli.core.progress import pace
from fuxi_cli.core.report import Report
from fuxi_cli.exporters import View
from fuxi_cli.exporters.terminal import standing
from fuxi_cli.exporters.terminal.console import heading, render, safe
from fuxi_cli.exporters.terminal.faults import notes, workbooks
from fuxi_cli.exporters.terminal.gaps import gap_section
from fuxi_cli.exporters.terminal.wrap import Prose
from fuxi_cli.exporters.verdict import LEAD, verdict
from fuxi_cli.exporters.wording import day, is_progress, paces, share

Section = Callable[[Report, View], Iterator[RenderableType]]


def export(report: Report, view: View) -> bytes:
    if view.quiet:
        return f"{LEAD}{verdict(report)}\n".encode()
    last = Prose(Text(verdict(report), style="bold"), lead=LEAD, style="bold")
    return render([*_body(report, view), last], view)


def _body(report: Report, view: View) -> Iterator[RenderableType]:
    yield from _head(report)
    number = 0
    for title, section in SECTIONS:
        parts = list(section(report, view))
        if parts:
            yield heading(number, title)
            yield from parts
            yield Text()
            number += 1
    if report.rules:
        yield standing.rules(report.rules)


def _head(report: Report) -> Iterator[RenderableType]:
    """Which plan, which month, judged on which day."""
    plan = report.plan
    yield Prose(safe(plan.title if plan else "报送表审核结果", "bold"))
    words = []
    if plan is None:
        words.append("没有对应到方案")
    if report.period is not None:
        words.append(f"报告期：{report.period.chinese}")
    if report.as_of is not None:
        words.append(f"截止日：{day(report.as_of)}")
    if plan is not None and report.period is not None:
        words.append(f"序时进度：{paces(report) or share(pace(plan, report.period))}")
    if words:
        yield Prose(Text("　".join(words)))
    yield Text()


def _workbooks(report: Report, view: View) -> Iterator[RenderableType]:  # noqa: ARG001
    yield from workbooks(report)


def _unshown(report: Report, scope: str) -> list[Finding]:
    """Progress findings that the gap tables do not show; all of them when there is no gap table."""
    found = [
        f
        for f in report.findings
        if is_progress(f) and (f.rule.scope == "period") == (scope == "period") and f.rule.family != "D"
    ]
    return [finding for finding in found if finding.rule.level is None or not report.gaps]


def _gaps(report: Report, view: View) -> Iterator[RenderableType]:
    if report.gaps:
        yield from gap_section(report.gaps, report.plan, view)
    yield from notes(_unshown(report, "workbook"))


def _totals(report: Report, view: View) -> Iterator[RenderableType]:
    """Not for one reporter's own workbook: what it adds to the plan says nothing of the plan."""
    if len({gap.reporter.id for gap in report.gaps}) > 1:
        yield from standing.totals(report.totals, view)
    yield from notes(_unshown(report, "period"))


def _tasks(report: Report, view: View) -> Iterator[RenderableType]:
    """What falls due is in the table of tasks and who is missing in 报送情况; missed recurring duties stand here."""
    yield from standing.tasks(report.duties, view)
    shown = {"D102", "D103", "D104", "D105"}
    yield from notes(
        [f for f in report.findings if f.rule.family == "D" and f.rule.code not in shown and not f.path]
    )


def _reporting(report: Report, view: View) -> Iterator[RenderableType]:  # noqa: ARG001
    if report.reporting:
        yield from standing.reporting(report.reporting)
    for remark in report.remarks:
        yield Prose(Text(remark), lead="  注：")


SECTIONS: tuple[tuple[str, Section], ...] = (
    ("报送表审核", _workbooks),
    ("指标进度", _gaps),
    ("全方案合计", _totals),
    ("重点任务", _tasks),
    ("报送情况", _reporting),
)
"""Title and content, in reading order; a section without content does not show."""
