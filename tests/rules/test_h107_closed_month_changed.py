from datetime import date
from typing import Any

from fuxi_cli.core.cases import Past, WorkbookCase
from fuxi_cli.rules import h107_closed_month_changed as rule
from support.builders import assert_clean, assert_finds, ledger_table, past, workbook_case


def base(name: str, day: date | None, stage: str = "已认定") -> dict[str, Any]:
    return {"name": name, "recognised_on": day, "stage": stage}


OLD = base("示例一", date(2022, 4, 1))
APRIL, MAY = (past(month, tables=[ledger_table(OLD)]) for month in (4, 5))


def june(*rows: dict[str, Any], history: tuple[Past, ...] = (MAY, APRIL)) -> WorkbookCase:
    return workbook_case(tables=[ledger_table(*rows)], history=history)


def test_a_new_row_of_an_earlier_month_is_found_at_its_date() -> None:
    (found,) = assert_finds(rule, june(OLD, base("示例二", date(2022, 5, 31))), ["台账-示范基地!F6"])
    assert found.message == (
        "“台账-示范基地”F6“示例二”的日期是 2022-05-31，属于补报以前月份：2022年5月报送的表里没有计数。"
    )


def test_a_row_of_this_month_is_clean() -> None:
    assert_clean(rule, june(OLD, base("示例二", date(2022, 6, 1))))


def test_every_closed_month_counts() -> None:
    (found,) = assert_finds(rule, june(OLD, base("示例二", date(2022, 4, 30))), ["台账-示范基地!F6"])
    assert "2022年4月报送的表" in found.message


def test_what_was_said_once_is_not_said_again() -> None:
    late = base("示例二", date(2022, 4, 30))
    may = past(5, tables=[ledger_table(OLD, late)])
    assert_clean(rule, june(OLD, late, history=(may, APRIL)))


def test_an_object_that_the_month_listed_without_counting_it_is_found() -> None:
    may = past(5, tables=[ledger_table(OLD, base("示例二", None, "申报中"))])
    assert_finds(rule, june(OLD, base("示例二", date(2022, 5, 3)), history=(may,)), ["台账-示范基地!F6"])


def test_only_counted_rows_matter() -> None:
    assert_clean(rule, june(OLD, base("示例二", date(2022, 5, 3), "申报中"), base("示例三", None)))


def test_a_month_without_a_usable_workbook_or_ledger_cannot_say() -> None:
    assert_clean(rule, june(OLD, base("示例二", date(2022, 3, 3))))
    assert_clean(rule, june(OLD, base("示例二", date(2022, 5, 3)), history=(past(5), APRIL)))
    assert_clean(rule, june(OLD, history=()))
