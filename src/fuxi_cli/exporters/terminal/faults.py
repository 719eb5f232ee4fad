"""Findings as a clerk works through them: numbered, by severity, each with its place and how to mend it."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import WORKBOOK_STATUSES, Checked, Report
from fuxi_cli.core.words import clean, show
from fuxi_cli.exporters.terminal.console import listing, safe, spaced
from fuxi_cli.exporters.terminal.wrap import Prose
from fuxi_cli.exporters.wording import is_progress, reporter_name

STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_STATUS_STYLES = {"accepted": "green", "returned": "bold red", "unreadable": "bold red", "skipped": "dim"}
_INDENT = 7
"""Columns before a finding's text, its number included."""
_REMARKS = {"accepted": "没有发现问题"}
WHAT_TO_DO = {
    "error": "必须改正，否则不能接收",
    "warning": "请改正，或在“核实说明”表中写明原因",
    "info": "供参考，不影响接收",
}


SHOWN_BY_NAME = ("D102",)
"""Who has not submitted is told once, by name, under 报送情况."""


def workbooks(report: Report) -> Iterator[RenderableType]:
    """Each workbook with its faults, then those without any, then what belongs to no single workbook."""
    by_path: dict[str | None, list[Finding]] = {}
    for finding in report.findings:
        if not is_progress(finding) and finding.rule.code not in SHOWN_BY_NAME:
            by_path.setdefault(finding.path, []).append(finding)
    folder = _common_folder(report.workbooks)
    blocks: list[list[RenderableType]] = [[listing(f"文件夹：{folder}")] if folder else []]
    for checked in report.workbooks:
        if found := by_path.get(checked.path):
            several = checked.reporter is None
            title = _title(checked, report, folder, faultless=False)
            blocks.append([title, *faults(found, report.plan, name_reporters=several)])
    faultless = [checked for checked in report.workbooks if checked.path not in by_path]
    blocks.append([_title(checked, report, folder, faultless=True) for checked in faultless])
    known = {checked.path for checked in report.workbooks}
    for path, found in by_path.items():
        if path not in known:
            title = Prose(safe(path or "不属于某一份报送表的问题", "bold"), lead="【整体情况】")
            blocks.append([title, *faults(found, report.plan, name_reporters=True)])
    for number, block in enumerate(block for block in blocks if block):
        if number:
            yield Text()
        yield from block


def _common_folder(found: Sequence[Checked]) -> str:
    """The folder of several workbooks that all stand in it, to be said once."""
    folders = {os.path.dirname(checked.path) for checked in found}
    return folders.pop() if len(found) > 1 and len(folders) == 1 else ""


def _title(checked: Checked, report: Report, folder: str, faultless: bool) -> Prose:
    """``【应退回】会昌县　会昌县.xlsx``"""
    who = "多单位汇总表" if checked.layout in ("wide", "list") else "报送单位不明"
    if checked.reporter is not None:
        who = checked.reporter.name
    path = os.path.basename(checked.path) if folder else checked.path
    other_period = checked.period is not None and checked.period != report.period
    when = f"报告期 {checked.period.chinese}" if checked.period and other_period else ""
    remark = _REMARKS.get(checked.status, "") if faultless else ""
    return Prose(
        spaced(who, remark, path, when, style="" if faultless else "bold"),
        lead=f"【{WORKBOOK_STATUSES.get(checked.status, checked.status)}】",
        style=_STATUS_STYLES.get(checked.status, ""),
    )


def faults(
    findings: Sequence[Finding],
    plan: Plan | None,
    name_reporters: bool = False,
    what_to_do: Mapping[str, str] = WHAT_TO_DO,
) -> Iterator[RenderableType]:
    """Findings by severity, numbered through. A remedy that repeats the one above is not printed again."""
    number = 0
    for severity, word in SEVERITIES.items():
        group = [finding for finding in findings if finding.rule.severity == severity]
        if not group:
            continue
        yield Text.assemble(
            "  ", (f"{word} {len(group)} 处", STYLES[severity]), f"（{what_to_do[severity]}）"
        )
        remedy = ""
        for finding in group:
            number += 1
            who = reporter_name(plan, finding.reporter) if name_reporters else ""
            yield from _fault(number, finding, who, finding.remedy == remedy)
            remedy = finding.remedy


def _fault(number: int, finding: Finding, who: str, same_remedy: bool) -> Iterator[RenderableType]:
    yield Prose(_what(finding, who), lead=f"{number:>{_INDENT - 2}}. ")
    margin = " " * _INDENT
    remedy = Text("同上。") if same_remedy else safe(finding.remedy)
    yield Prose(remedy.append_text(_source(finding)), lead=f"{margin}怎么改：", indent=_INDENT)
    if finding.explained:
        yield Prose(safe(finding.explained), lead=f"{margin}已说明：", style="green", indent=_INDENT)


def _what(finding: Finding, who: str = "") -> Text:
    """Place and message. The place is not said twice where the message names it."""
    place = show(finding.place.chinese) if finding.place.sheet else ""
    message = clean(finding.message)
    text = Text(f"{clean(who)}　" if who else "")
    if place and message.startswith(place):
        rest = message.removeprefix(place).lstrip()
        gap = " " if finding.place.cell and rest[:1] not in "，。：:、" else ""
        text.append(place, style="bold").append(f"{gap}{rest}")
    elif place and place not in message and not message.startswith(f"“{show(finding.place.sheet)}”"):
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
        yield Prose(_what(finding).append_text(_source(finding)), lead="  说明：", indent=2)
