"""A returned workbook for the tests of what goes back with it: the tiny plan's form with faults of every severity."""

from fuxi_cli.core.finding import Finding, Rule, Severity
from fuxi_cli.core.place import Place
from fuxi_cli.core.report import Checked
from fuxi_cli.exporters.template import render
from fuxi_cli.exporters.template_content import Prefill
from support.builders import JIA, JUNE, plan

PROGRESS = "指标进度"


def rule(severity: Severity = "error", code: str = "C101") -> Rule:
    return Rule(
        code, "made-up", severity, "{where}填的是 {provided}，应为 {expected}。", "请改成 {expected}。"
    )


def finding(
    place: Place, severity: Severity = "error", code: str = "C101", provided: object = 1, expected: object = 2
) -> Finding:
    return rule(severity, code).at(place, provided, expected)


def cell(address: str, sheet: str = PROGRESS) -> Place:
    return Place(sheet, int(address[1:]), ord(address[0]) - 64)


FINDINGS = (
    finding(cell("F6"), "info", "T114"),
    finding(cell("E5"), "warning", "T110"),
    finding(cell("E5"), "error", "C101"),
    finding(cell("E7"), "warning", "Q105")._replace(explained="本月一次验收了两批"),
    finding(Place("重点任务"), "error", "S304"),
    finding(Place("没有这张表"), "error", "S301"),
    finding(Place(), "warning", "S107"),
)


def checked(*findings: Finding, status: str = "returned", path: str = "2022-06/甲县.xlsx") -> Checked:
    found = findings or FINDINGS
    return Checked(path, "0" * 64, "xlsx", "official", JIA, JUNE, status, found)


def content(**figures: object) -> bytes:
    """The form as the reporter sent it in."""
    filled = {
        "bases": {"month": 1, "cumulative": 2, "remark": "=1+1"},
        "area": {"month": 0, "cumulative": 1.2},
    }
    return render(
        plan(), JIA, JUNE, Prefill(figures={**filled, **figures}, tasks={"1": {"status": "推进中"}})
    )
