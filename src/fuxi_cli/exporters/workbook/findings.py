"""审核问题: every finding of the check, the blocking ones first. A ceiling is announced."""

from collections.abc import Iterator
from pathlib import PurePath

from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.words import clean, show
from fuxi_cli.exporters.verdict import counted
from fuxi_cli.exporters.wording import category, is_progress, reporter_name
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.looks import MARK_FILL, SEVERITY_FILLS
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import Cell, Marked

SHEET = "审核问题"
_COLUMNS = (
    Column("序号", 5.5, "number"),
    Column("级别", 7, "centre"),
    Column("类别", 10.5, "centre"),
    Column("单位", 14, "centre"),
    Column("文件", 18, "centre"),
    Column("位置", 15, "centre"),
    Column("问题", 46),
    Column("怎么改", 32),
    Column("已有说明", 12),
    Column("规则", 7, "centre"),
)
MOST = 5000
"""So many are listed; what goes beyond is said, not hidden."""
_ORDER = tuple(SEVERITIES)


def draw(book: Book) -> None:
    report = book.summary.report
    page = Page(book, SHEET, [column.width for column in _COLUMNS])
    found = sorted(report.findings, key=lambda f: (is_progress(f), _ORDER.index(f.rule.severity)))
    page.top(f"{book.summary.period.chinese}审核问题", *_notes(found))
    rows = (_row(book.summary.plan, one, n) for n, one in enumerate(found[:MOST], start=1))
    area = page.table(_COLUMNS, rows, "没有发现问题。")
    page.filter(area, len(_COLUMNS))
    page.finish(area.head, 4, landscape=True)


def _notes(found: list[Finding]) -> Iterator[str]:
    if found:
        progress = sum(map(is_progress, found))
        faults = counted(found)
        listed = "；".join(part for part in (faults, f"进度 {progress} 处" if progress else "") if part)
        yield f"共 {len(found)} 条：{listed}。强制问题改正后才能接收，核实问题要写明原因，进度问题不影响接收。"
    if len(found) > MOST:
        yield f"问题较多，本表列出前 {MOST} 条，其余 {len(found) - MOST} 条没有列出。"


def _row(plan: Plan, finding: Finding, number: int) -> Iterator[Cell]:
    severity = finding.rule.severity
    yield number
    if is_progress(finding):
        yield Marked("进度", MARK_FILL)
    else:
        yield Marked(SEVERITIES[severity], SEVERITY_FILLS[severity], severity == "error")
    yield category(finding)
    yield reporter_name(plan, finding.reporter) or None
    yield PurePath(clean(finding.path)).name if finding.path else None
    yield finding.place.chinese if finding.place.sheet else None
    clause = f"（依据：{finding.clause}）" if finding.clause else ""
    yield f"{finding.message}{clause}"
    yield finding.remedy
    yield show(finding.explained) if finding.explained else None
    yield finding.rule.code
