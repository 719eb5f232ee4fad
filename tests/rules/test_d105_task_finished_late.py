from datetime import date

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.duties import duties
from fuxi_cli.rules import d105_task_finished_late as rule
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

DUE = date(2022, 6, 15)


def case(done_on: date | None, status: str = "已完成") -> PeriodCase:
    of = plan(tasks=(task("7", ("示例局",), DUE),))
    subs = [
        submission(
            path="示例局.xlsx", reporter=BUREAU, tasks=[task_entry(task("7"), status, done_on=done_on)]
        )
    ]
    return period_case(*subs, of=of, duties=duties(of, subs, date(2022, 6, 30), of.tasks))


def test_a_day_after_the_deadline_is_found_at_that_day() -> None:
    (found,) = assert_finds(rule, case(date(2022, 6, 16)), ["重点任务!G5"])
    assert (found.path, found.reporter, found.clause) == ("示例局.xlsx", BUREAU.id, "附件2 第7项")
    assert found.message == (
        "重点任务“第7项”（示例局牵头）于 2022-06-16 完成，晚于完成时限 2022-06-15，逾期 1 天。"
    )


def test_on_the_day_or_before_it_is_clean() -> None:
    assert_clean(rule, case(DUE))
    assert_clean(rule, case(date(2022, 6, 14)))


def test_without_a_day_or_not_done_it_is_clean() -> None:
    assert_clean(rule, case(None))
    assert_clean(rule, case(date(2022, 6, 16), "推进中"))
