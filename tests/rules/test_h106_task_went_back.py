from itertools import product

import pytest

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.rules import h106_task_went_back as rule
from support.builders import assert_clean, assert_finds, past, task, task_entry, workbook_case

STEPS = ("未启动", "推进中", "已完成")


def moved(then: str | None, now: str | None) -> WorkbookCase:
    return workbook_case(tasks=[task_entry(status=now)], history=[past(5, tasks=[task_entry(status=then)])])


def test_a_step_back_is_found_at_the_status() -> None:
    (found,) = assert_finds(rule, moved("已完成", "推进中"), ["重点任务!F5"])
    assert found.message == "“重点任务”F5“第1项”的状态是“推进中”，上月已经是“已完成”。"
    assert (found.provided, found.expected) == ("推进中", "已完成")


@pytest.mark.parametrize(("then", "now"), list(product(STEPS, STEPS)))
def test_just_the_steps_back_are_found(then: str, now: str) -> None:
    back = STEPS.index(now) < STEPS.index(then)
    assert_finds(rule, moved(then, now), ["重点任务!F5"] if back else [])


@pytest.mark.parametrize(
    ("then", "now"), [(None, "未启动"), ("已完成", None), ("已完成", "其他"), ("其他", "未启动")]
)
def test_a_status_that_is_none_of_the_three_is_not_compared(then: str | None, now: str | None) -> None:
    assert_clean(rule, moved(then, now))


def test_another_task_is_not_compared() -> None:
    before = past(5, tasks=[task_entry(task("2"), "已完成")])
    assert_clean(rule, workbook_case(tasks=[task_entry(status="推进中")], history=[before]))


def test_an_older_month_is_named() -> None:
    before = past(4, tasks=[task_entry(status="已完成")])
    (found,) = assert_finds(rule, workbook_case(tasks=[task_entry()], history=[before]), ["重点任务!F5"])
    assert "2022年4月已经是" in found.message


def test_without_history_nothing_is_said() -> None:
    assert_clean(rule, workbook_case(tasks=[task_entry(status="未启动")]))
