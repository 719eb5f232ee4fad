from datetime import date
from typing import Any

import pytest

from fuxi_cli.rules import c108_done_after_report as rule
from support.builders import assert_clean, assert_finds, task_entry, workbook_case


def case(done_on: date, submitted_on: date | None, status: str = "已完成") -> Any:
    entry = task_entry(status=status, done_on=done_on)
    return workbook_case(tasks=[entry], cover={"submitted_on": submitted_on})


def test_the_day_after_the_report_is_found() -> None:
    (found,) = assert_finds(rule, case(date(2022, 7, 5), date(2022, 7, 4)), ["重点任务!G5"])
    assert "2022-07-05，晚于封面的报送日期 2022-07-04" in found.message


def test_the_day_of_the_report_is_not() -> None:
    assert_clean(rule, case(date(2022, 7, 4), date(2022, 7, 4)))


@pytest.mark.parametrize("submitted_on", [None, date(2021, 7, 4)])
def test_a_missing_or_impossible_day_of_report_is_another_rules(submitted_on: date | None) -> None:
    assert_clean(rule, case(date(2022, 7, 5), submitted_on))


def test_a_planned_date_of_what_is_not_done_is_another_rules() -> None:
    assert_clean(rule, case(date(2022, 12, 5), date(2022, 7, 4), status="推进中"))


def test_a_report_on_the_plans_first_day_is_believed() -> None:
    assert_finds(rule, case(date(2022, 1, 2), date(2022, 1, 1)), ["重点任务!G5"])


def test_done_without_a_date_is_another_rules() -> None:
    assert_clean(rule, workbook_case(tasks=[task_entry(status="已完成")]))
