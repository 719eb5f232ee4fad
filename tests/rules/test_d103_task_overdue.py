from datetime import date, timedelta
from typing import Any

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.duties import duties
from fuxi_cli.core.submission import TaskEntry
from fuxi_cli.rules import d103_task_overdue as rule
from support.builders import (
    BUREAU,
    JIA,
    assert_clean,
    assert_finds,
    period_case,
    plan,
    submission,
    task,
    task_entry,
)

DUE = date(2022, 6, 30)


def case(entry: TaskEntry | None, as_of: date, units: tuple[str, ...] = ("示例局",)) -> PeriodCase:
    of = plan(tasks=(task("7", units, DUE),))
    subs = [submission(path="示例局.xlsx", reporter=BUREAU, tasks=[entry])] if entry else []
    return period_case(*subs, of=of, as_of=as_of, duties=duties(of, subs, as_of, of.tasks))


def entry(status: str | None = "推进中", **changes: Any) -> TaskEntry:
    return task_entry(task("7"), status, **changes)


def test_a_task_past_its_day_is_found_at_its_status() -> None:
    (found,) = assert_finds(rule, case(entry(), DUE + timedelta(days=3)), ["重点任务!F5"])
    assert (found.path, found.reporter, found.clause) == ("示例局.xlsx", BUREAU.id, "附件2 第7项")
    assert found.message == (
        "重点任务“第7项”（示例局牵头）应于 2022-06-30 完成，已逾期 3 天，填报的状态是“推进中”，亮红灯。"
    )


def test_on_the_day_it_has_another_wording_and_before_it_none() -> None:
    (found,) = assert_finds(rule, case(entry("未启动"), DUE), ["重点任务!F5"])
    assert (
        found.message
        == "重点任务“第7项”（示例局牵头）的完成时限 2022-06-30 已到，填报的状态是“未启动”，亮红灯。"
    )
    assert_clean(rule, case(entry(), DUE - timedelta(days=1)))


def test_without_a_report_it_is_overdue_too() -> None:
    (found,) = assert_finds(rule, case(None, date(2022, 7, 1)), ["文件"])
    assert (found.path, found.reporter) == (None, BUREAU.id)
    assert "已逾期 1 天，牵头单位本月没有报送进展" in found.message
    (found,) = assert_finds(rule, case(entry(None), DUE), ["重点任务!F5"])
    assert "牵头单位本月没有报送进展" in found.message


def test_a_group_that_leads_and_has_not_reported_is_no_one_reporter() -> None:
    (found,) = assert_finds(rule, case(None, DUE, ("各县（市、区）政府",)), ["文件"])
    assert found.reporter is None


def test_a_done_task_is_clean() -> None:
    assert_clean(rule, case(entry("已完成", done_on=DUE), DUE))
    assert_clean(rule, case(entry("已完成", done_on=date(2022, 7, 9)), date(2022, 7, 31)))


def test_only_the_lead_units_workbook_is_pointed_to() -> None:
    of = plan(tasks=(task("7", ("示例局", "甲县"), DUE),))
    subs = [submission(tasks=[entry("已完成")]), submission(path="局.xlsx", reporter=BUREAU, tasks=[entry()])]
    whole = period_case(*subs, of=of, duties=duties(of, subs, DUE, of.tasks))
    (found,) = assert_finds(rule, whole, ["重点任务!F5"])
    assert found.path == "局.xlsx"
    assert found.reporter != JIA.id
