"""The check report as Markdown, to paste into a note or an issue. Nothing of a workbook acts as markup."""

import re
from collections.abc import Iterable, Iterator, Sequence

from fuxi_cli.core.duties import TASK_STATUSES
from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.progress import LIGHTS, STATUSES
from fuxi_cli.core.report import WORKBOOK_STATUSES, Report
from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.words import clean
from fuxi_cli.exporters import View
from fuxi_cli.exporters.verdict import LEAD, counted, verdict
from fuxi_cli.exporters.wording import (
    NOTHING,
    day,
    figure,
    is_progress,
    reporter_name,
    share,
    staged,
    year_quota,
)

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&@]|:(?=//)|(?<=www)\.)")
"""Of marks that mean something only at the beginning of a line (1. - +) no text of a workbook can stand there."""


def export(report: Report, view: View) -> bytes:  # noqa: ARG001
    return ("\n".join(_lines(report)) + "\n").encode()


def text(value: object) -> str:
    """Any text as itself: what Markdown or HTML would take for markup is escaped.

    >>> print(text("[a](b) | <i> https://c"))
    \\[a\\](b) \\| \\<i\\> https\\://c
    """
    return _MARKUP.sub(r"\\\1", clean(value))


def _lines(report: Report) -> Iterator[str]:
    title = report.plan.title if report.plan else "报送表审核结果"
    month = f"　{report.period.chinese}" if report.period else ""
    yield f"# {text(title)}{month}"
    yield ""
    yield f"{LEAD}{text(verdict(report))}"
    yield from _workbooks(report)
    yield from _gaps(report)
    yield from _tasks(report)
    yield from _reporting(report)
    for remark in report.remarks:
        yield from ("", f"注：{text(remark)}")


def _section(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    found = list(rows)
    if not found:
        return
    yield from ("", f"## {title}", "", f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}")
    for row in found:
        yield f"| {' | '.join(text(cell) for cell in row)} |"


def _workbooks(report: Report) -> Iterator[str]:
    for checked in report.workbooks:
        who = checked.reporter.name if checked.reporter else "报送单位不明"
        yield from (
            "",
            f"## {text(who)}：{WORKBOOK_STATUSES[checked.status]}",
            "",
            f"文件：{text(checked.path)}",
        )
        found = [finding for finding in checked.findings if not is_progress(finding)]
        if found:
            yield from ("", f"{counted(found)}：", "")
        for number, finding in enumerate(found, start=1):
            yield from _finding(number, finding)
    others = [f for f in report.findings if f.path is None and not is_progress(f)]
    if others:
        yield from ("", "## 报送表之间的问题", "")
    for number, finding in enumerate(others, start=1):
        yield from _finding(number, finding)


def _finding(number: int, finding: Finding) -> Iterator[str]:
    answered = f"（已说明：{text(finding.explained)}）" if finding.explained else ""
    severity = SEVERITIES[finding.rule.severity]
    yield f"{number}. **{severity} {finding.rule.code}** {text(finding.message)}{answered}"
    yield f"   怎么改：{text(finding.remedy)}"


def _gaps(report: Report) -> Iterator[str]:
    years = staged(report.gaps)
    of_year = ("本年任务", "本年差额") if years else ()
    header = ("单位", "指标", "任务", *of_year, "累计", "完成率", "序时进度", "差额", "状态", "亮灯")
    yield from _section("指标进度", header, (
        (
            gap.reporter.name,
            f"{gap.indicator.short}（{gap.indicator.unit}）",
            figure(gap.quota.value),
            *((figure(year_quota(gap)), figure(gap.missing)) if years else ()),
            figure(gap.actual) + ("（沿用）" if gap.carried_forward else ""),
            share(gap.rate),
            share(gap.pace),
            figure(gap.gap),
            STATUSES[gap.status],
            LIGHTS[gap.light] if gap.light else NOTHING,
        )
        for gap in report.gaps
    ))  # fmt: skip


def _tasks(report: Report) -> Iterator[str]:
    yield from _section("重点任务", ("编号", "任务", "牵头单位", "完成时限", "状态", "亮灯"), (
        (
            duty.task.id,
            duty.task.short,
            duty.task.lead,
            day(duty.task.due),
            TASK_STATUSES[duty.status],
            LIGHTS[duty.light] if duty.light else NOTHING,
        )
        for duty in report.duties
    ))  # fmt: skip


def _reporting(report: Report) -> Iterator[str]:
    yield from _section("报送情况", ("单位", "情况", "报送日期", "时限"), (
        (
            reporter_name(report.plan, one.reporter.id),
            REPORTING_STATUSES[one.status],
            day(one.received) if one.received else NOTHING,
            day(one.due),
        )
        for one in report.reporting
    ))  # fmt: skip
