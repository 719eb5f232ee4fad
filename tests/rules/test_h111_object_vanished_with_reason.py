from datetime import date

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.submission import Explanation
from fuxi_cli.rules import h111_object_vanished_with_reason as rule
from support.builders import (
    BASES,
    assert_clean,
    assert_finds,
    explanation,
    figure,
    ledger_table,
    past,
    workbook_case,
)

ROW = {"name": "示例一", "recognised_on": date(2022, 5, 10), "stage": "已认定"}
MAY = past(5, tables=[ledger_table(ROW)])
WHY = "示例一因经营不善被撤销认定。"


def case_with(*told: Explanation, remark: str | None = None, there: bool = False) -> WorkbookCase:
    counted = figure(month=0, cumulative=0, indicator=BASES, remark=remark)
    rows = [ROW] if there else []
    return workbook_case(counted, tables=[ledger_table(*rows)], explanations=told, history=[MAY])


def test_a_vanished_object_with_a_reason_is_questioned() -> None:
    (found,) = assert_finds(rule, case_with(explanation("H104", "台账-示范基地", WHY)), ["台账-示范基地"])
    assert found.message == (
        "“台账-示范基地”里没有“示例一”，而它在上月的台账里已经计数；填报的原因是：示例一因经营不善被撤销认定。"
    )
    assert found.explained == WHY
    assert found.rule.severity == "warning"


def test_the_remark_of_its_indicator_is_a_reason() -> None:
    (found,) = assert_finds(rule, case_with(remark=WHY), ["台账-示范基地"])
    assert found.explained == WHY


def test_the_reason_for_the_fall_is_a_reason() -> None:
    assert_finds(rule, case_with(explanation("H101", "指标进度!F5", WHY)), ["台账-示范基地"])


def test_without_a_reason_it_is_another_rules() -> None:
    assert_clean(rule, case_with(remark="无误"))


def test_an_object_that_is_there_is_clean() -> None:
    assert_clean(rule, case_with(explanation("H104", "台账-示范基地", WHY), there=True))
