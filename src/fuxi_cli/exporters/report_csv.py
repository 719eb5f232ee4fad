"""The findings of a check as a table: one row each, for Excel."""

from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import Report
from fuxi_cli.core.words import show
from fuxi_cli.exporters import View, safe_csv
from fuxi_cli.exporters.wording import category, reporter_name

HEADER = (
    "文件", "报送单位", "规则", "级别", "类别", "工作表", "位置",
    "填报内容", "应为", "问题", "怎么改", "依据", "核实说明",
)  # fmt: skip


def export(report: Report, view: View) -> bytes:  # noqa: ARG001
    return safe_csv.dumps(HEADER, [row(found, report.plan) for found in report.findings])


def row(found: Finding, plan: Plan | None) -> list[str]:
    return [
        found.path or "",
        reporter_name(plan, found.reporter),
        found.rule.code,
        SEVERITIES[found.rule.severity],
        category(found),
        found.place.sheet or "",
        _where(found.place),
        _value(found.provided),
        _value(found.expected),
        found.message,
        found.remedy,
        found.clause or "",
        found.explained or "",
    ]


def _where(place: Place) -> str:
    if place.cell:
        return place.cell
    if place.row:
        return f"第{place.row}行"
    return f"{column_letters(place.column)}列" if place.column else ""


def _value(value: object) -> str:
    """Text stays whole; other values as in the messages. Nothing there is an empty cell."""
    if value is None:
        return ""
    return value if isinstance(value, str) else show(value)
