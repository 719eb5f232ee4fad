"""Which explanation answers which finding, and what is a reason."""

import pytest

from fuxi_cli.core.explanations import explain, given, reason
from fuxi_cli.core.finding import Finding, Rule, Severity
from fuxi_cli.core.place import Place
from support.builders import explanation

WHY = "示例合作社自行申请注销，基地已退出"
CELL = Place("指标进度", 5, 5)


def found(code: str = "C101", place: Place = CELL, severity: Severity = "warning") -> Finding:
    return Rule(code, "a-slug", severity, "{where}不对。", "请改正。").at(place)


def explained(finding: Finding, *told: tuple[str, str] | tuple[str, str, str]) -> str | None:
    (answer,) = explain([finding], [explanation(*one) for one in told])
    return answer.explained


@pytest.mark.parametrize(
    "code", ["C101", "c101", "C101 ", "Ｃ１０１", "C101 本月新增", "C104、C101", "规则C101"]
)
def test_the_rule_is_recognised_however_it_is_written(code: str) -> None:
    assert explained(found(), (code, "")) == WHY


@pytest.mark.parametrize("code", ["C102", "C1011", "XC101", "101", "C", "本月新增"])
def test_another_rule_is_not_answered(code: str) -> None:
    assert explained(found(), (code, "")) is None


@pytest.mark.parametrize(
    "where",
    [
        "指标进度!E5",
        "指标进度！Ｅ５",
        "指标进度 E5",
        "“指标进度”E5",
        "'指标进度'!$E$5",
        "工作表“指标进度”E5",
        "指标进度表E5",
        "指标进度!e5",
        "指标进度!E5单元格",
        "E5",
        "E4、E5",
        "指标进度!E4、E5",
        "指标进度!E4和E5",
        "封面!B2；指标进度!E5",
        "指标进度!E4:E9",
        "指标进度!F6:D4",
        "指标进度第5行",
        "指标进度!E列",
        "指标进度",
        "“指标进度”",
        "指标进度表",
        "",
        " ",
        "—",
    ],
)
def test_a_place_is_recognised_however_it_is_written(where: str) -> None:
    assert explained(found(), ("C101", where)) == WHY


@pytest.mark.parametrize(
    "where",
    [
        "指标进度!E6",
        "指标进度!E55",
        "指标进度!AE5",
        "重点任务!E5",
        "重点任务",
        "重点任务!E4、E5",
        "E6",
        "E6:E9",
        "F5:G5",
        "第6行",
        "F列",
        "认证产品",
        "整个文件",
    ],
)
def test_another_place_is_not_answered(where: str) -> None:
    assert explained(found(), ("C101", where)) is None


def test_a_sheet_whose_name_looks_like_a_cell() -> None:
    at = found(place=Place("Sheet1", 2, 1))
    assert explained(at, ("C101", "Sheet1!A2")) == WHY
    assert explained(at, ("C101", "sheet1")) == WHY
    assert explained(at, ("C101", "Sheet2!A2")) is None


def test_a_finding_of_a_whole_sheet_is_answered_by_the_sheet_not_by_a_cell() -> None:
    at = found(place=Place("台账-示范基地"))
    assert explained(at, ("C101", "台账-示范基地")) == WHY
    assert explained(at, ("C101", "台账-示范基地!A5")) is None


@pytest.mark.parametrize(
    ("where", "answers"), [("", True), ("整个文件", True), ("指标进度", False), ("E5", False)]
)
def test_a_finding_of_the_whole_file(where: str, answers: bool) -> None:
    assert (explained(found(place=Place()), ("C101", where)) == WHY) is answers


@pytest.mark.parametrize("severity", ["error", "info"])
def test_only_warnings_are_answered(severity: Severity) -> None:
    assert explained(found(severity=severity), ("C101", "指标进度!E5")) is None


def test_the_more_exact_place_wins_and_among_equals_the_first() -> None:
    told = (("C101", "", "针对全部问题的说明"), ("C101", "指标进度", "针对这张表的说明"))
    assert explained(found(), *told) == "针对这张表的说明"
    cells = (("C101", "E5", "先写的具体原因"), ("C101", "指标进度!E5", "后写的具体原因"))
    assert explained(found(), *told, *cells) == "先写的具体原因"


def test_an_empty_phrase_does_not_hide_a_real_reason() -> None:
    assert explained(found(), ("C101", "指标进度!E5", "属实"), ("C101", "", WHY)) == WHY


def test_one_blank_place_answers_all_findings_of_the_rule() -> None:
    findings = [found(), found(place=Place("指标进度", 6, 5)), found("C109")]
    assert [f.explained for f in explain(findings, [explanation("C101")])] == [WHY, WHY, None]


def test_nothing_else_of_a_finding_changes() -> None:
    (answer,) = explain([found()], [explanation("C101")])
    assert answer._replace(explained=None) == found()


def test_a_finding_that_carries_its_reason_keeps_it() -> None:
    carried = found("H102")._replace(explained="备注里的原因")
    (answer,) = explain([carried], [explanation("C101")])
    assert answer.explained == "备注里的原因"


@pytest.mark.parametrize(("told", "asked"), [("H101", "H102"), ("H104", "H111")])
def test_the_code_that_was_sent_back_answers_the_one_that_takes_its_place(told: str, asked: str) -> None:
    assert explained(found(asked), (told, "")) == WHY


@pytest.mark.parametrize(
    "text",
    [
        "无误",
        "属实",
        "情况属实",
        "已核实",
        "核实无误",
        "无",
        "没有问题",
        "正常",
        "同上",
        "／",
        "/",
        "——",
        "。",
        "",
        "  ",
        "情况属实。",
        "（无）",
        "经核实，情况属实，无误！",
        "以上数据均属实",
        "本月数据填报情况属实",
        "情 况 属 实",
        "与实际情况一致",
        "见备注",
        "OK",
        "12345",
        "啊啊啊啊",
        "无误 张三",
    ],
)
def test_an_empty_phrase_is_no_reason(text: str) -> None:
    assert reason(text) is None
    assert explained(found(), ("C101", "", text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "企业注销",
        "5月多报1个，本月核减",
        "证书到期未续",
        "经核实，示例基地因洪灾绝收，已退出",
        "台账填报有误，已更正数据",
        "无人机基地合并为一个",
    ],
)
def test_a_short_reason_is_one(text: str) -> None:
    assert reason(f" {text} ") == text


def test_no_text_is_no_reason() -> None:
    assert reason(None) is None


def test_what_was_given_for_one_of_several_rules_at_a_place() -> None:
    place = Place("指标进度", 5, 6)
    told = [explanation("H101", "指标进度!F5")]
    assert given(told, ("H101", "H102"), place) == WHY
    assert given(told, ("H104",), place) is None
    assert given(told, ("H101",), Place("指标进度", 6, 6)) is None
