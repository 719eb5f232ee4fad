from typing import Any

import pytest

from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.report import Checked, Report


def finding(severity: Any = "error", **changes: Any) -> Finding:
    rule = Rule("C999", "sample", severity, "{where}有 {provided}。", "请改成 {expected}。", **changes)
    return rule.at(Place("指标进度", 5, 6), 1, 2)


ERROR, WARNING, INFO = finding(), finding("warning"), finding("info")
BEHIND = finding("info", progress=True, level="behind")
OVERDUE = finding("info", progress=True, level="overdue")
LEVELS = ("error", "warning", "behind", "overdue", "never")


def report(*findings: Finding) -> Report:
    return Report(None, None, None, False, findings=findings)


@pytest.mark.parametrize(
    ("found", "fails_at"),
    [
        ((), set()),
        ((INFO,), set()),
        ((ERROR,), {"error", "warning", "behind", "overdue"}),
        ((WARNING,), {"warning"}),
        ((BEHIND,), {"behind"}),
        ((OVERDUE,), {"behind", "overdue"}),
        ((finding("error", progress=True), finding("warning", progress=True)), set()),
        ((INFO, BEHIND, WARNING), {"warning", "behind"}),
    ],
)
def test_what_fails_at_which_level(found: tuple[Finding, ...], fails_at: set[str]) -> None:
    assert {level for level in LEVELS if report(*found).fails(level)} == fails_at


def test_progress_is_counted_apart() -> None:
    counts = report(ERROR, ERROR, WARNING, INFO, BEHIND, OVERDUE).counts()
    assert dict(counts) == {"error": 2, "warning": 1, "info": 1, "progress": 2}


def test_a_workbooks_counts_leave_progress_out() -> None:
    checked = Checked(
        "甲县.xlsx", "", "xlsx", "official", None, None, "accepted", (ERROR, INFO, BEHIND, OVERDUE)
    )
    assert [checked.how_many(severity) for severity in ("error", "warning", "info")] == [1, 0, 1]


def test_prose_is_rendered_from_values_when_it_is_read() -> None:
    assert ERROR.message == "“指标进度”F5有 1。"
    assert ERROR.remedy == "请改成 2。"
    assert (ERROR.provided, ERROR.expected) == (1, 2)


def test_braces_in_a_workbooks_text_do_no_harm() -> None:
    rule = Rule("C999", "sample", "error", "{where}填的是“{provided}”。", "请改。")
    assert rule.at(Place("{x}"), "{0.__class__}").message == "“{x}”填的是“{0.__class__}”。"


def test_path_and_reporter_are_filled_in_only_where_they_are_open() -> None:
    assert ERROR.within("甲县.xlsx", "360001").path == "甲县.xlsx"
    own = finding().within("甲县.xlsx", "360001").within("乙县.xlsx", "360002")
    assert (own.path, own.reporter) == ("甲县.xlsx", "360001")
    assert ERROR.within(None, None) is ERROR


def test_a_rule_knows_its_family_and_category() -> None:
    assert (ERROR.rule.family, ERROR.rule.category) == ("C", "consistency")
    assert BEHIND.rule.category == "progress"
