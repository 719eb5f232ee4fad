"""The findings of a check as a table: one row each, for Excel."""

from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.core.plan import Indicator, Plan
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.report import Report
from fuxi_cli.core.words import show
from fuxi_cli.exporters import View, safe_csv
from fuxi_cli.exporters.wording import category, reporter_name, staged

HEADER = (
    "文件", "报送单位", "规则", "级别", "类别", "工作表", "位置",
    "填报内容", "应为", "问题", "怎么改", "依据", "核实说明",
)  # fmt: skip


OF_YEAR = ("本年任务", "其中结转", "本年差额")
"""After ``HEADER`` where quotas have several due dates: of the quota that a finding is about."""
REPORTED = "没有任务数的累计完成"
"""After those where figures without a quota are reported: the one that a finding is about."""


def export(report: Report, view: View) -> bytes:  # noqa: ARG001
    years, stated = staged(report.gaps), bool(report.reported)
    header = (*HEADER, *(OF_YEAR if years else ()), *((REPORTED,) if stated else ()))
    gaps = {(gap.reporter.id, name): gap for gap in report.gaps for name in _names(gap.indicator)}
    figures = {(one.reporter.id, name): one for one in report.reported for name in _names(one.indicator)}
    rows = []
    for found in report.findings:
        about = (found.reporter or "", show(dict(found.facts).get("indicator") or ""))
        gap, figure = gaps.get(about), figures.get(about)
        more = _of_year(gap) if years else []
        more += [_value(figure.actual if figure else None)] if stated else []
        rows.append([*row(found, report.plan), *more])
    return safe_csv.dumps(header, rows)


def _names(indicator: Indicator) -> set[str]:
    """What findings call it."""
    return {indicator.short, indicator.name}


def _of_year(gap: Gap | None) -> list[str]:
    if gap is None or gap.stage is None:
        return [""] * len(OF_YEAR)
    return [_value(one) for one in (gap.stage.quota, gap.stage.carried, gap.stage.gap)]


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
