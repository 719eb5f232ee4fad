from datetime import date, timedelta

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.duties import duties
from fuxi_cli.core.submission import TaskEntry
from fuxi_cli.rules import d104_task_due_soon as rule
from support.builders import (
    BUREAU,
    assert_clean,
    assert_finds,
    period_case,
    plan,
    submission,
    task,
    task_entry,
)

DUE = date(2022, 9, 30)
SIXTY = timedelta(days=60)
DAY = timedelta(days=1)


def case(entry: TaskEntry | None, as_of: date) -> PeriodCase:
    of = plan(tasks=(task("7", ("示例局",), DUE),))
    subs = [submission(path="示例局.xlsx", reporter=BUREAU, tasks=[entry])] if entry else []
    return period_case(*subs, of=of, as_of=as_of, duties=duties(of, subs, as_of, of.tasks))


def test_sixty_days_before_it_is_found_at_its_status_and_not_earlier() -> None:
    entry = task_entry(task("7"))
    (found,) = assert_finds(rule, case(entry, DUE - SIXTY), ["重点任务!F5"])
    assert (found.path, found.reporter, found.clause) == ("示例局.xlsx", BUREAU.id, "附件2 第7项")
    assert found.message == (
        "重点任务“第7项”（示例局牵头）应于 2022-09-30 完成，还有 60 天，填报的状态是“推进中”，亮蓝灯。"
    )
    assert_clean(rule, case(entry, DUE - SIXTY - DAY))


def test_on_the_day_it_is_overdue_instead() -> None:
    entry = task_entry(task("7"))
    assert_finds(rule, case(entry, DUE - DAY), ["重点任务!F5"])
    assert_clean(rule, case(entry, DUE))


def test_without_a_report_it_is_found_too() -> None:
    (found,) = assert_finds(rule, case(None, DUE - SIXTY), ["文件"])
    assert (found.path, found.reporter) == (None, BUREAU.id)
    assert "牵头单位本月没有报送进展" in found.message
    assert_clean(rule, case(None, DUE - SIXTY - DAY))


def test_a_done_task_is_clean() -> None:
    assert_clean(rule, case(task_entry(task("7"), "已完成"), DUE - DAY))
