from datetime import date

import pytest

from fuxi_cli.rules import t107_date_outside_plan as rule
from support.builders import assert_clean, assert_finds, task_entry, workbook_case


def done(day: date | None) -> list[object]:
    return [task_entry(status="已完成", done_on=day)]


def test_a_task_done_before_the_plan_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(tasks=done(date(2021, 12, 31))), ["重点任务!G5"])
    assert "早于方案开始的 2022-01-01" in found.message


def test_the_plans_first_day_is_inside() -> None:
    assert_clean(rule, workbook_case(tasks=done(date(2022, 1, 1))))
    assert_clean(rule, workbook_case(tasks=done(None)))


@pytest.mark.parametrize(
    ("day", "limit"), [(date(2021, 12, 31), "2022-01-01"), (date(2023, 3, 1), "2023-02-28")]
)
def test_a_day_of_submission_outside_is_found(day: date, limit: str) -> None:
    (found,) = assert_finds(rule, workbook_case(cover={"submitted_on": day}), ["封面!B9"])
    assert limit in found.message


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2023, 2, 28), None])
def test_up_to_two_months_after_the_plan_is_inside(day: date | None) -> None:
    assert_clean(rule, workbook_case(cover={"submitted_on": day}))
