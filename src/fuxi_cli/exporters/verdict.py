"""The verdict at the end of a check, and all there is with ``--quiet``."""

from collections.abc import Iterable, Sequence

from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.report import Report
from fuxi_cli.exporters.wording import is_progress

LEAD = "结论："
_BEHIND = ("behind", "far_behind")
_ADVICE = {
    "accepted": "可以接收",
    "returned": "应退回修改",
    "unreadable": "无法读取，应重新报送",
    "skipped": "未检查",
}
_SHORT = {"unreadable": "无法读取"}


def verdict(report: Report) -> str:
    """``1 份报送表，强制 3 处、核实 1 处，应退回修改；滞后指标 2 项。`` Nothing is said of what is 0."""
    parts = [_workbooks(report), *_progress(report.gaps), *_standing(report)]
    return f"{'；'.join(part for part in parts if part)}。"


def counted(findings: Iterable[Finding]) -> str:
    """``强制 3 处、核实 1 处（已说明 1 处）``; empty when there is none. Progress does not count."""
    found = [finding for finding in findings if not is_progress(finding)]
    words = []
    for severity, word in SEVERITIES.items():
        group = [finding for finding in found if finding.rule.severity == severity]
        explained = sum(1 for finding in group if finding.explained)
        if group:
            words.append(f"{word} {len(group)} 处" + (f"（已说明 {explained} 处）" if explained else ""))
    return "、".join(words)


def _workbooks(report: Report) -> str:
    if not report.workbooks:
        return counted(report.findings) or "没有可检查的报送表"
    number = f"{len(report.workbooks)} 份报送表"
    found = counted(report.findings)
    statuses = [checked.status for checked in report.workbooks]
    accepted = all(status == "accepted" for status in statuses)
    if not found and accepted:
        return f"{number}{'均' if len(statuses) > 1 else ''}没有发现问题，可以接收"
    words = [number, found] if found else [number]
    if len(statuses) == 1:
        words.append(_ADVICE.get(statuses[0], statuses[0]))
    else:
        words.append("、".join(_group(status, statuses) for status in _ADVICE if status in statuses))
    if accepted and _open_warnings(report):
        words.append("核实问题须写明原因")
    return "，".join(words)


def _group(status: str, statuses: Sequence[str]) -> str:
    return f"{statuses.count(status)} 份{_SHORT.get(status, _ADVICE[status])}"


def _open_warnings(report: Report) -> bool:
    return any(
        f.rule.severity == "warning" and not f.explained and not is_progress(f) for f in report.findings
    )


def _progress(gaps: Sequence[Gap]) -> list[str]:
    if not gaps:
        return []
    behind = [gap for gap in gaps if gap.status in _BEHIND]
    unmet = [gap for gap in gaps if gap.status == "unmet"]
    unknown = [gap for gap in gaps if gap.actual is None]
    unclear = [gap for gap in gaps if gap.actual is not None and gap.status == "cannot_judge"]
    words = []
    if behind:
        words.append(f"滞后指标 {_items(behind, gaps)}")
    if unmet:
        words.append(f"到期未完成指标 {_items(unmet, gaps)}")
    if unknown:
        words.append(f"没有可用数的指标 {_items(unknown, gaps)}")
    if unclear:
        words.append(f"无法判定的指标 {_items(unclear, gaps)}")
    return ["、".join(words)] if words else ["没有滞后的指标"]


def _items(found: Sequence[Gap], gaps: Sequence[Gap]) -> str:
    """``5 项``; with the number of reporters when the run is about several."""
    units = len({gap.reporter.id for gap in found})
    several = len({gap.reporter.id for gap in gaps}) > 1
    return f"{len(found)} 项（{units} 个单位）" if several else f"{len(found)} 项"


def _standing(report: Report) -> list[str]:
    overdue = sum(1 for duty in report.duties if duty.status == "overdue")
    missing = sum(1 for one in report.reporting if one.status == "missing")
    late = sum(1 for one in report.reporting if one.status == "late")
    words = []
    if overdue:
        words.append(f"逾期任务 {overdue} 项")
    counts = (("未报", missing), ("退回未重报", _sent_back(report)), ("迟报", late))
    if any(n for _, n in counts):
        words.append("、".join(f"{word} {n} 家" for word, n in counts if n))
    return words


def _sent_back(report: Report) -> int:
    """Who has nothing but a workbook that was returned before, and is not among those checked here."""
    here = {checked.reporter.id for checked in report.workbooks if checked.reporter}
    return sum(1 for one in report.reporting if one.status == "returned" and one.reporter.id not in here)
