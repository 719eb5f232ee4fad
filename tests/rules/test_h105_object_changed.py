from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.rules import h105_object_changed as rule
from support.builders import assert_clean, assert_finds, ledger_table, past, workbook_case

ROW: dict[str, Any] = {
    "name": "示例一",
    "area": Decimal(500),
    "enterprise": "示例有限公司",
    "uscc": "91360000000000000X",
    "recognised_on": date(2022, 5, 10),
    "stage": "已认定",
}


def changed(before: dict[str, Any] | None = None, **now: Any) -> WorkbookCase:
    then = past(5, tables=[ledger_table({**ROW, **(before or {})})])
    return workbook_case(tables=[ledger_table({**ROW, **now})], history=[then])


def test_another_area_is_found_at_its_cell_with_both_values() -> None:
    (found,) = assert_finds(rule, changed(area=Decimal(800)), ["台账-示范基地!C5"])
    assert found.message == "“台账-示范基地”C5“示例一”的面积现在填的是“800”，上月填的是“500”。"
    assert (found.provided, found.expected) == (Decimal(800), Decimal(500))


@pytest.mark.parametrize(
    ("field", "value", "cell"),
    [
        ("enterprise", "示例合作社", "D5"),
        ("uscc", "91360000000000001X", "E5"),
        ("recognised_on", date(2022, 5, 11), "F5"),
        ("stage", "申报中", "G5"),
    ],
)
def test_another_fact_is_found(field: str, value: object, cell: str) -> None:
    assert_finds(rule, changed(**{field: value}), [f"台账-示范基地!{cell}"])


def test_each_changed_fact_is_a_finding() -> None:
    case = changed(area=Decimal(1), recognised_on=date(2022, 4, 1))
    assert_finds(rule, case, ["台账-示范基地!C5", "台账-示范基地!F5"])


def test_the_same_facts_in_another_writing_are_clean() -> None:
    assert_clean(rule, changed())
    assert_clean(
        rule, changed(area=Decimal("500.0"), enterprise="示例 有限公司（）", uscc="91360000000000000x")
    )


@pytest.mark.parametrize("field", ["area", "enterprise", "recognised_on", "stage"])
def test_what_is_blank_on_either_side_is_not_compared(field: str) -> None:
    assert_clean(rule, changed(**{field: None}))
    assert_clean(rule, changed(before={field: None}))


def test_a_row_that_did_not_count_yet_may_change() -> None:
    assert_clean(rule, changed(before={"stage": "申报中", "area": Decimal(1)}))


def test_a_second_row_of_the_same_object_is_another_rules() -> None:
    then = past(5, tables=[ledger_table(ROW)])
    twice = ledger_table(ROW, {**ROW, "area": Decimal(1)})
    assert_clean(rule, workbook_case(tables=[twice], history=[then]))


def test_without_history_nothing_is_said() -> None:
    assert_clean(rule, workbook_case(tables=[ledger_table(ROW)]))
