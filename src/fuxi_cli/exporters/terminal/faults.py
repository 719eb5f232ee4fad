"""Findings as a clerk works through them: numbered, by severity, each with its place and how to mend it."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import WORKBOOK_STATUSES, Checked, Report
from fuxi_cli.core.words import clean, show
from fuxi_cli.exporters.terminal.console import safe, spaced
from fuxi_cli.exporters.terminal.wrap import Prose
from fuxi_cli.exporters.wording import is_progress, reporter_name

STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_STATUS_STYLES = {"accepted": "green", "returned": "bold red", "unreadable": "bold red", "skipped": "dim"}
_REMARKS = {"accepted": "没有发现问题"}
WHAT_TO_DO = {
    "error": "必须改正，否则不能接收",
    "warning": "请改正，或在“核实说明”表中写明原因",
    "info": "供参考，不影响接收",
}


def workbooks(report: Report) -> Iterator[RenderableType]:
    """Each workbook with its faults, then those without any, then what belongs to no single workbook."""
    by_path: dict[str | None, list[Finding]] = {}
    for finding in report.findings:
        if not is_progress(finding):
            by_path.setdefault(finding.path, []).append(finding)
    blocks: list[list[RenderableType]] = []
    for checked in report.workbooks:
        if found := by_path.get(checked.path):
            several = checked.reporter is None
            blocks.append([_title(checked, report), *faults(found, report.plan, name_reporters=several)])
    faultless = [checked for checked in report.workbooks if checked.path not in by_path]
    blocks.append([_title(checked, report, _REMARKS.get(checked.status, "")) for checked in faultless])
    known = {checked.path for checked in report.workbooks}
    for path, found in by_path.items():
        if path not in known:
            title = Prose(safe(path or "不属于某一份报送表的问题", "bold"), lead="【整体情况】")
            blocks.append([title, *faults(found, report.plan, name_reporters=True)])
    for number, block in enumerate(block for block in blocks if block):
        if number:
            yield Text()
        yield from block


def _title(checked: Checked, report: Report, remark: str = "") -> Prose:
    """``【应退回】会昌县　2022-06/会昌县.xlsx``"""
    status = WORKBOOK_STATUSES.get(checked.status, checked.status)
    who = "多单位汇总表" if checked.layout == "wide" else "报送单位不明"
    if checked.reporter is not None:
        who = checked.reporter.name
    other_period = checked.period is not None and checked.period != report.period
    when = f"报告期 {checked.period.chinese}" if checked.period and other_period else ""
    return Prose(
        spaced(who, checked.path, when, remark, style="" if remark else "bold"),
        lead=f"【{status}】",
        style=_STATUS_STYLES.get(checked.status, ""),
    )


def faults(
    findings: Sequence[Finding], plan: Plan | None, name_reporters: bool = False
) -> Iterator[RenderableType]:
    """Findings by severity, numbered through. A remedy that repeats the one above is not printed again."""
    number = 0
    for severity, word in SEVERITIES.items():
        group = [finding for finding in findings if finding.rule.severity == severity]
        if not group:
            continue
        yield Text.assemble(
            "  ", (f"{word} {len(group)} 处", STYLES[severity]), f"（{WHAT_TO_DO[severity]}）"
        )
        remedy = ""
        for finding in group:
            number += 1
            who = reporter_name(plan, finding.reporter) if name_reporters else ""
            yield from _fault(number, finding, who, finding.remedy == remedy)
            remedy = finding.remedy


def _fault(number: int, finding: Finding, who: str, same_remedy: bool) -> Iterator[RenderableType]:
    yield Prose(_what(finding, who), lead=f"{number:>5}. ")
    indent = " " * 7
    remedy = Text("同上。") if same_remedy else safe(finding.remedy)
    yield Prose(remedy.append_text(_source(finding)), lead=f"{indent}怎么改：")
    if finding.explained:
        yield Prose(safe(finding.explained), lead=f"{indent}已说明：", style="green")


def _what(finding: Finding, who: str = "") -> Text:
    """Place and message. The place is not said twice where the message names it."""
    place = show(finding.place.chinese) if finding.place.sheet else ""
    message = clean(finding.message)
    text = Text(f"{clean(who)}　" if who else "")
    if place and message.startswith(place):
        rest = message.removeprefix(place)
        text.append(place, style="bold").append(rest if rest[:1] in "，。：、" else f" {rest}")
    elif place and place not in message:
        text.append(place, style="bold").append(f"：{message}")
    else:
        text.append(message)
    return text


def _source(finding: Finding) -> Text:
    """``〔Q101，依据：附件1〕``: the code goes into 核实说明, so it must be found easily."""
    clause = f"，依据：{clean(finding.clause)}" if finding.clause else ""
    return Text(f"〔{finding.rule.code}{clause}〕", style="dim")


def notes(findings: Iterable[Finding]) -> Iterator[RenderableType]:
    """Progress findings that no table shows, a line each."""
    for finding in findings:
        yield Prose(_what(finding).append_text(_source(finding)), lead="  说明：")
