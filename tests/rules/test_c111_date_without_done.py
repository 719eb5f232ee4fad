from datetime import date

import pytest

from fuxi_cli.rules import c111_date_without_done as rule
from support.builders import assert_clean, assert_finds, task_entry, workbook_case

DAY = date(2022, 6, 30)


@pytest.mark.parametrize("status", ["推进中", "未启动"])
def test_a_date_on_what_is_not_done_is_found(status: str) -> None:
    (found,) = assert_finds(
        rule, workbook_case(tasks=[task_entry(status=status, done_on=DAY)]), ["重点任务!G5"]
    )
    assert "2022-06-30" in found.message
    assert f"状态是“{status}”" in found.message


@pytest.mark.parametrize("status", ["已完成", None])
def test_done_or_an_unknown_status_is_clean(status: str | None) -> None:
    assert_clean(rule, workbook_case(tasks=[task_entry(status=status, done_on=DAY)]))


def test_no_date_is_clean() -> None:
    assert_clean(rule, workbook_case(tasks=[task_entry(status="推进中")]))
