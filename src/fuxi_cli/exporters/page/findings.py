"""What was found in the workbooks: what is there, and what to do."""

from collections.abc import Iterator, Sequence

from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import WORKBOOK_STATUSES, Checked, Report
from fuxi_cli.core.reporting_periods import spoken_of
from fuxi_cli.exporters.page.markup import Html, join, tag
from fuxi_cli.exporters.page.table import Cell, Column, Row, table
from fuxi_cli.exporters.page.words import NOTHING
from fuxi_cli.exporters.wording import category, is_progress, reporter_name

_PROGRESS = "进度"
_GRADES = "强制：改正前不能接收。核实：改正，或在“核实说明”表写明原因。提示：已按意思读入，下月照规范填。进度：不影响接收。"


def finding_list(report: Report) -> Iterator[Html]:
    """Faults by how grave they are; what only tells of progress comes last."""
    if not report.findings:
        if report.workbooks:
            yield tag("p", "没有发现问题。")
        return
    columns = (
        Column("级别", text=True, choose=True, kind="grade"),
        Column("单位", text=True, choose=True, kind="unit"),
        Column("位置", text=True, kind="place"),
        Column("问题和改法", text=True, kind="wide"),
        Column("类别", text=True, choose=True, kind="family"),
        Column("规则", text=True, kind="code"),
    )
    found = sorted(report.findings, key=_order)
    caption = f"审核发现的问题 {len(found)} 处，强制的在前"
    yield table(
        "findings", caption, columns, [_row(one, report.plan) for one in found], "cards-on-phone", live=True
    )
    yield tag(
        "p",
        spoken_of(report.period, _GRADES),
        class_="note",
    )


def _order(finding: Finding) -> int:
    severities = tuple(SEVERITIES)
    return len(severities) if is_progress(finding) else severities.index(finding.rule.severity)


def _row(finding: Finding, plan: Plan | None) -> Row:
    progress = is_progress(finding)
    level = _PROGRESS if progress else SEVERITIES[finding.rule.severity]
    kind = "progress" if progress else finding.rule.severity
    place = finding.place.chinese if finding.place.sheet is not None else NOTHING
    return (
        Cell(tag("span", level, class_=f"level {kind}"), order=_order(finding)),
        reporter_name(plan, finding.reporter) or NOTHING,
        join(place, tag("small", base_name(finding.path)) if finding.path else None),
        join(
            tag("p", finding.message),
            tag("p", f"改法：{finding.remedy}", class_="remedy") if finding.remedy else None,
            tag("p", f"已说明：{finding.explained}", class_="explained") if finding.explained else None,
            tag("p", f"依据：{finding.clause}", class_="remedy") if finding.clause else None,
        ),
        category(finding),
        finding.rule.code,
    )


def base_name(path: str) -> str:
    """The file's own name; its full path stands in the list of workbooks."""
    return path.replace("\\", "/").rpartition("/")[2] or path


def workbook_list(workbooks: Sequence[Checked]) -> Iterator[Html]:
    if not workbooks:
        return
    columns = (
        Column("文件", text=True, kind="path"),
        Column("单位", text=True),
        Column("结果", text=True, choose=True),
        *(Column(word) for word in SEVERITIES.values()),
    )
    rows = [_workbook(one) for one in workbooks]
    yield tag("h3", "各份报送表")
    yield table("workbooks", f"报送表 {len(workbooks)} 份的审核结果", columns, rows, "figures", live=True)


def _workbook(checked: Checked) -> Row:
    word = WORKBOOK_STATUSES.get(checked.status, checked.status)
    return (
        checked.path,
        checked.reporter.name if checked.reporter else NOTHING,
        tag("span", word, class_=f"level {'good' if checked.status == 'accepted' else 'error'}"),
        *(str(checked.how_many(severity)) for severity in SEVERITIES),
    )
