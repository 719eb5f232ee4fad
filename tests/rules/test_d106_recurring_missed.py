from datetime import date

from fuxi_cli.core.cases import Past, PeriodCase
from fuxi_cli.core.period import Period
from fuxi_cli.core.submission import TaskEntry
from fuxi_cli.rules import d106_recurring_missed as rule
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

MEETING = task("r1", ("示例局",), recurrence="monthly")
MARCH = task("r2", ("示例局",), recurrence="month:03")
APRIL = Period(2022, 4)


def case(*months: dict[str, str], as_of: date | None = None) -> PeriodCase:
    """The states reported from January on; the last month is the period's."""
    of = plan(tasks=(MEETING, MARCH))
    subs = [
        submission(
            path=f"{n}.xlsx", reporter=BUREAU, period=Period(2022, n), tasks=list(map(entry, said.items()))
        )
        for n, said in enumerate(months, 1)
    ]
    earlier = [Past(Period(2022, n), sub) for n, sub in enumerate(subs[:-1], 1)]
    return period_case(subs[-1], of=of, period=Period(2022, len(months)), earlier=earlier, as_of=as_of)


def entry(said: tuple[str, str]) -> TaskEntry:
    task_id, status = said
    of = MEETING if task_id == "r1" else MARCH
    return task_entry(of, status, row=5 if task_id == "r1" else 6)


HELD, NOT = {"r1": "已完成"}, {"r1": "推进中"}


def test_the_missed_months_of_a_task_are_one_finding() -> None:
    (found,) = assert_finds(rule, case(HELD, NOT, HELD, NOT), ["重点任务!F5"])
    assert (found.path, found.reporter, found.clause) == ("4.xlsx", BUREAU.id, "附件2 第r1项")
    assert found.message == "“第r1项”（示例局牵头）应每月开展，2022年2月、4月没有开展。"


def test_each_task_has_its_own() -> None:
    months = (HELD, HELD, {"r1": "已完成", "r2": "未启动"}, {"r1": "未启动", "r2": "未启动"})
    first, second = assert_finds(rule, case(*months), ["重点任务!F5", "重点任务!F6"])
    assert "应每月开展，2022年4月没有" in first.message
    assert second.message == "“第r2项”（示例局牵头）应在3月份开展，2022年3月没有开展。"


def test_months_without_a_report_are_another_rules_business() -> None:
    assert_clean(rule, case(HELD, {}, HELD))


def test_before_the_month_is_over_nothing_is_missed() -> None:
    assert_clean(rule, case(HELD, NOT, as_of=date(2022, 2, 27)))
    assert_finds(rule, case(HELD, NOT, as_of=date(2022, 2, 28)), ["重点任务!F5"])


def test_all_held_is_clean() -> None:
    assert_clean(rule, case(HELD, HELD, {"r1": "已完成", "r2": "已完成"}))


def test_without_this_months_report_it_stands_at_the_task() -> None:
    (found,) = assert_finds(rule, case(HELD, NOT, {}), ["文件"])
    assert (found.path, found.reporter) == (None, BUREAU.id)
