from datetime import date
from decimal import Decimal

import pytest

from fuxi_cli.core.duties import TASK_STATUSES, duties, stand
from fuxi_cli.core.plan import Calendar, LightRule
from support.builders import BUREAU, JIA, YI, plan, submission, task, task_entry

JUNE_30 = date(2022, 6, 30)
PLAN = plan()
TASK = task(due=JUNE_30)
YELLOW = plan(lights=LightRule(task_yellow_after=Decimal(50)))
"""Light rule (b) of SPEC section 6."""


@pytest.mark.parametrize(
    ("as_of", "status", "light", "days_left"),
    [
        (date(2022, 4, 30), "in_progress", "green", 61),
        (date(2022, 5, 1), "due_soon", "blue", 60),
        (date(2022, 6, 29), "due_soon", "blue", 1),
        (date(2022, 6, 30), "overdue", "red", 0),
        (date(2022, 7, 1), "overdue", "red", -1),
    ],
)
def test_a_task_under_way_is_blue_when_near_and_red_when_due(
    as_of: date, status: str, light: str, days_left: int
) -> None:
    found = stand(PLAN, TASK, task_entry(TASK, "推进中"), BUREAU, as_of)
    assert (found.status, found.light, found.days_left) == (status, light, days_left)
    assert found.reported_by == BUREAU


def test_the_plan_sets_how_many_days_are_soon() -> None:
    of = plan(calendar=Calendar(5, due_soon_days=10))
    entry = task_entry(TASK, "推进中")
    assert stand(of, TASK, entry, BUREAU, date(2022, 6, 19)).status == "in_progress"
    assert stand(of, TASK, entry, BUREAU, date(2022, 6, 20)).status == "due_soon"


@pytest.mark.parametrize(
    ("done_on", "status"),
    [(JUNE_30, "done"), (date(2022, 7, 1), "done_late"), (date(2022, 1, 5), "done"), (None, "done")],
)
def test_done_on_the_due_day_is_in_time(done_on: date | None, status: str) -> None:
    found = stand(PLAN, TASK, task_entry(TASK, "已完成", done_on), BUREAU, date(2022, 12, 31))
    assert (found.status, found.light, found.days_left) == (status, "green", None)


@pytest.mark.parametrize(
    ("as_of", "status", "light"),
    [
        (date(2022, 4, 30), "not_reported", None),
        (date(2022, 5, 1), "not_reported", "blue"),
        (date(2022, 6, 30), "overdue", "red"),
    ],
)
def test_a_date_that_is_near_or_past_needs_no_report(as_of: date, status: str, light: str | None) -> None:
    for entry in (None, task_entry(TASK, None)):
        found = stand(PLAN, TASK, entry, None, as_of)
        assert (found.status, found.light) == (status, light)


@pytest.mark.parametrize(
    ("status", "as_of", "expected"),
    [
        # From 1 January to 30 June are 180 days; half of them have gone on 1 April.
        ("未启动", date(2022, 3, 31), "in_progress"),
        ("未启动", date(2022, 4, 1), "behind"),
        ("未启动", date(2022, 6, 29), "behind"),
        ("未启动", date(2022, 6, 30), "overdue"),
        ("推进中", date(2022, 4, 1), "in_progress"),
        ("推进中", date(2022, 6, 1), "due_soon"),
    ],
)
def test_rule_b_is_yellow_for_what_should_have_begun(status: str, as_of: date, expected: str) -> None:
    found = stand(YELLOW, TASK, task_entry(TASK, status), BUREAU, as_of)
    assert found.status == expected
    assert (found.light == "yellow") == (expected == "behind")


def test_without_rule_b_nothing_is_yellow() -> None:
    assert stand(PLAN, TASK, task_entry(TASK, "未启动"), BUREAU, date(2022, 4, 1)).status == "in_progress"


def test_every_status_has_a_word() -> None:
    seen = {
        stand(of, TASK, task_entry(TASK, status, done), BUREAU, day).status
        for of in (PLAN, YELLOW)
        for status in ("未启动", "推进中", "已完成", None)
        for done in (None, date(2022, 12, 1))
        for day in (date(2022, 2, 1), date(2022, 6, 1), date(2022, 7, 1))
    }
    assert seen == set(TASK_STATUSES)


def test_only_the_lead_units_word_counts() -> None:
    led = task("1", units=("示例局", "甲县"))
    lead = submission(reporter=BUREAU, tasks=[task_entry(led, "推进中")])
    other = submission(reporter=JIA, tasks=[task_entry(led, "已完成")])
    for order in ([lead, other], [other, lead]):
        (found,) = duties(PLAN, order, JUNE_30, [led])
        assert (found.status, found.reported_by) == ("in_progress", BUREAU)
    (alone,) = duties(PLAN, [other], JUNE_30, [led])
    assert (alone.status, alone.reported_by) == ("not_reported", None)


def test_where_a_group_leads_the_least_advanced_counts() -> None:
    led = task("1", units=("各县（市、区）政府",))
    done = submission(reporter=JIA, tasks=[task_entry(led, "已完成", date(2022, 6, 1))])
    begun = submission(reporter=YI, tasks=[task_entry(led, "推进中")])
    for order in ([done, begun], [begun, done]):
        (found,) = duties(PLAN, order, JUNE_30, [led])
        assert (found.status, found.reported_by) == ("in_progress", YI)


def test_not_begun_is_less_advanced_than_under_way_and_nothing_said_than_either() -> None:
    led = task("1", units=("各县（市、区）政府",))
    for lower, higher in ((None, "未启动"), ("未启动", "推进中"), ("推进中", "已完成")):
        reports = [
            submission(reporter=r, tasks=[task_entry(led, s)]) for r, s in ((JIA, higher), (YI, lower))
        ]
        for order in (reports, reports[::-1]):
            assert duties(PLAN, order, JUNE_30, [led])[0].reported_by == YI


def test_of_equal_reports_the_first_counts() -> None:
    led = task("1", units=("各县（市、区）政府",))
    reports = [submission(reporter=r, tasks=[task_entry(led, "推进中")]) for r in (JIA, YI)]
    assert duties(PLAN, reports, JUNE_30, [led])[0].reported_by == JIA


def test_recurring_tasks_and_submissions_of_nobody_are_left_out() -> None:
    monthly, once = task("1", recurrence="monthly"), task("2", units=("甲县",))
    nobody = submission(reporter=None, tasks=[task_entry(once, "已完成")])
    found = duties(PLAN, [nobody], JUNE_30, [monthly, once])
    assert [(d.task.id, d.status) for d in found] == [("2", "not_reported")]
