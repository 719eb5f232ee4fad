"""A checked workbook's findings in the order in which a clerk works through them, what becomes of the workbook, and
what a reader is told beforehand."""

from collections.abc import Callable, Iterator, Sequence

from fuxi_cli.core.finding import Finding
from fuxi_cli.core.revised import Revised
from fuxi_cli.core.submission import Submission, Workbook


def reading_order(workbook: Workbook) -> Callable[[Finding], tuple[object, ...]]:
    """Sort key: as a clerk works through a workbook: 强制, 核实, 提示; by sheet, row, column, code."""
    position = {sheet.name: index for index, sheet in enumerate(workbook.sheets)}
    severities = ("error", "warning", "info")

    def order(finding: Finding) -> tuple[object, ...]:
        place, rule = finding.place, finding.rule
        sheet = position.get(place.sheet, -1) if place.sheet else -1
        return (
            rule.category == "progress",
            severities.index(rule.severity),
            sheet,
            place.row,
            place.column,
            rule.code,
        )

    return order


def status_of(submission: Submission, findings: Sequence[Finding]) -> str:
    """``accepted``, ``returned``, ``unreadable`` or ``skipped``."""
    if any(n.kind == "lock-file" for n in submission.workbook.notices):
        return "skipped"
    if not submission.workbook.readable:
        return "unreadable"
    blocked = any(f.rule.severity == "error" and f.rule.category != "progress" for f in findings)
    return "accepted" if submission.layout and not blocked else "returned"


def remarks(change: Revised | None, year: int | None) -> Iterator[str]:
    """What a reader of the report must know beforehand. ``year``: that of a due day whose holidays are not known."""
    if change is not None:
        yield change.remark
    if year is not None:
        yield f"没有{year}年的放假安排，报送时限只避开了周末，未避开法定节假日。"


def why_not(code: str, office: bool, of_period: bool, history_given: bool) -> str:
    """Why a selected rule did not run. ``office``: a folder was checked; ``of_period``: the rule looks at a whole period."""
    if code[0] == "P":
        return "方案数据的规则，用 fuxi targets lint 检查"
    if not office and (code[0] in "XD" or of_period):
        return "只在检查文件夹（一个报告期的全部报送表）时运行"
    if code[0] == "H" and not history_given:
        return "没有以前月份的报送表可以比较"
    return "没有读到可供检查的内容"
