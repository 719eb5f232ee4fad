from datetime import date

import pytest

from fuxi_cli.rules import c106_done_without_date as rule
from support.builders import assert_clean, assert_finds, task_entry, workbook_case


def test_done_without_a_date_is_found_at_the_empty_cell() -> None:
    (found,) = assert_finds(rule, workbook_case(tasks=[task_entry(status="已完成")]), ["重点任务!G5"])
    assert "“第1项”的状态是“已完成”" in found.message


@pytest.mark.parametrize("status", ["推进中", "未启动", None])
def test_what_is_not_done_needs_no_date(status: str | None) -> None:
    assert_clean(rule, workbook_case(tasks=[task_entry(status=status)]))


def test_a_date_an_unreadable_date_and_a_missing_column_are_not_this_rules() -> None:
    entries = [
        task_entry(status="已完成", done_on=date(2022, 6, 30)),
        task_entry(status="已完成", unread=["done_on"]),
        task_entry(status="已完成", missing=["done_on"]),
    ]
    assert_clean(rule, workbook_case(tasks=entries))
