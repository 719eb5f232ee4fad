from datetime import date
from typing import Any

import pytest

from fuxi_cli.core.cases import Past, WorkbookCase
from fuxi_cli.rules import h104_object_vanished as rule
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


def base(name: str | None, stage: str = "已认定", day: date = date(2022, 5, 10)) -> dict[str, Any]:
    return {"name": name, "recognised_on": day, "stage": stage}


def may(*rows: dict[str, Any]) -> Past:
    return past(5, tables=[ledger_table(*rows)])


def june(*rows: dict[str, Any], before: Past, **changes: Any) -> WorkbookCase:
    return workbook_case(tables=[ledger_table(*rows)], history=[before], **changes)


def test_a_counted_object_that_is_gone_is_named_at_its_ledger() -> None:
    case = june(base("示例一"), before=may(base("示例一"), base("示例二"), base("示例三")))
    found = assert_finds(rule, case, ["台账-示范基地", "台账-示范基地"])
    assert found[0].message == "“台账-示范基地”里没有“示例二”，而它在上月的台账里已经计数。"
    assert [f.expected for f in found] == ["示例二", "示例三"]


def test_the_same_object_written_otherwise_is_there() -> None:
    assert_clean(rule, june(base("示 例（一）号"), before=may(base("示例(一)号"))))


def test_an_object_that_is_there_at_another_stage_has_not_vanished() -> None:
    assert_clean(rule, june(base("示例一", stage="申报中"), before=may(base("示例一"))))


def test_only_what_counted_is_missed() -> None:
    assert_clean(rule, june(base("示例一"), before=may(base("示例一"), base("示例二", stage="申报中"))))
    late = base("示例二", day=date(2022, 6, 1))
    assert_clean(rule, june(base("示例一"), before=may(base("示例一"), late)))
    on_the_last_day = base("示例二", day=date(2022, 5, 31))
    assert_finds(rule, june(base("示例一"), before=may(base("示例一"), on_the_last_day)), ["台账-示范基地"])


def test_an_empty_ledger_lacks_every_object() -> None:
    assert_finds(rule, june(before=may(base("示例一"))), ["台账-示范基地"])


def test_a_row_without_a_key_may_be_the_missing_one() -> None:
    assert_clean(rule, june(base(None), before=may(base("示例一"))))


def test_a_missing_sheet_or_column_is_another_rules() -> None:
    assert_clean(rule, workbook_case(history=[may(base("示例一"))]))
    table = ledger_table()
    del table.columns["name"]
    assert_clean(rule, workbook_case(tables=[table], history=[may(base("示例一"))]))


def test_an_older_month_is_named() -> None:
    before = past(3, tables=[ledger_table(base("示例一", day=date(2022, 2, 1)))])
    (found,) = assert_finds(rule, june(before=before), ["台账-示范基地"])
    assert "而它在2022年3月的台账里" in found.message


@pytest.mark.parametrize(
    ("code", "where"), [("H104", "台账-示范基地"), ("H104", ""), ("h111", "“台账-示范基地”")]
)
def test_with_a_reason_it_is_another_rules(code: str, where: str) -> None:
    assert_clean(rule, june(before=may(base("示例一")), explanations=[explanation(code, where)]))


@pytest.mark.parametrize(
    "told", [explanation("H104", "", "情况属实"), explanation("H104", "台账-其他"), explanation("E101")]
)
def test_an_empty_or_other_explanation_is_no_reason(told: Any) -> None:
    assert_finds(rule, june(before=may(base("示例一")), explanations=[told]), ["台账-示范基地"])


def test_the_reason_beside_the_indicator_serves_as_well() -> None:
    counted = figure(month=0, cumulative=0, indicator=BASES, remark="示例一被撤销认定")
    case = workbook_case(counted, tables=[ledger_table()], history=[may(base("示例一"))])
    assert_clean(rule, case)


def test_without_history_nothing_is_said() -> None:
    assert_clean(rule, workbook_case(tables=[ledger_table()]))
