"""Recurring duties, one occurrence at a time."""

from datetime import date

from fuxi_cli.core.cases import Past
from fuxi_cli.core.occurrences import OCCURRENCE_STATUSES, Occurrence, occurrences
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Reporter
from support.builders import BUREAU, JIA, YI, plan, submission, task, task_entry

JANUARY, JUNE, DECEMBER = Period(2022, 1), Period(2022, 6), Period(2022, 12)


def said(
    recurrence: str, month: int, status: str | None, done_on: date | None = None, by: Reporter = BUREAU
) -> Past:
    entry = task_entry(task("r", recurrence=recurrence), status, done_on=done_on)
    return Past(Period(2022, month), submission(reporter=by, tasks=[entry]))


def judged(
    recurrence: str,
    *reports: Past,
    period: Period = JUNE,
    as_of: date | None = None,
    unit: str = "示例局",
    start: Period = JANUARY,
    end: Period = DECEMBER,
) -> list[Occurrence]:
    of = plan(tasks=(task("1"), task("r", (unit, "丙县"), recurrence=recurrence)), start=start, end=end)
    found = list(occurrences(of, period, as_of or period.last_day, reports))
    assert {o.status for o in found} <= set(OCCURRENCE_STATUSES)
    assert {o.task.id for o in found} <= {"r"}
    return found


def statuses(found: list[Occurrence]) -> dict[str, str]:
    return {str(o.period): o.status for o in found}


def test_every_month_from_the_plans_start_through_the_period() -> None:
    found = judged("monthly", start=Period(2022, 3))
    assert statuses(found) == {f"2022-{n:02}": "not_reported" for n in (3, 4, 5, 6)}
    assert list(statuses(judged("monthly", period=Period(2023, 2))))[-1] == "2022-12"


def test_a_months_own_report_says_whether_it_was_held() -> None:
    found = judged(
        "monthly", said("monthly", 4, "已完成"), said("monthly", 5, "推进中"), said("monthly", 6, None)
    )
    assert statuses(found[3:]) == {"2022-04": "held", "2022-05": "missed", "2022-06": "not_reported"}
    assert [o.reported_by for o in found[3:]] == [BUREAU, BUREAU, None]


def test_a_day_in_the_month_holds_it_whatever_the_status_and_whenever_it_was_reported() -> None:
    found = judged("monthly", said("monthly", 5, "推进中", date(2022, 5, 31)))
    assert statuses(found)["2022-05"] == "held"
    late = judged("monthly", said("monthly", 5, "推进中"), said("monthly", 6, "推进中", date(2022, 5, 1)))
    assert (statuses(late)["2022-05"], statuses(late)["2022-06"]) == ("held", "missed")


def test_until_the_months_last_day_it_is_pending() -> None:
    for reports in ((), (said("monthly", 6, "推进中"),)):
        found = judged("monthly", *reports, as_of=date(2022, 6, 29))
        assert statuses(found)["2022-06"] == "pending"
    done = judged("monthly", said("monthly", 6, "已完成"), as_of=date(2022, 6, 29))
    assert statuses(done)["2022-06"] == "held"


def test_march_of_each_year_of_the_plan() -> None:
    found = judged("month:03", said("month:03", 3, "未启动"), period=Period(2023, 4), end=Period(2023, 12))
    assert statuses(found) == {"2022-03": "missed", "2023-03": "not_reported"}
    assert judged("month:03", period=Period(2022, 2)) == []
    june = judged("month:03", said("month:03", 6, "已完成", date(2022, 3, 18)))
    assert statuses(june) == {"2022-03": "held"}
    assert statuses(judged("month:03", said("month:03", 6, "已完成"))) == {"2022-03": "not_reported"}


def test_once_in_a_quarter_or_a_year() -> None:
    found = judged(
        "quarterly", said("quarterly", 2, "已完成"), said("quarterly", 3, "推进中"), period=Period(2022, 5)
    )
    assert statuses(found) == {"2022-03": "held", "2022-06": "pending"}
    assert [o.chinese for o in found] == ["2022年第1季度", "2022年第2季度"]
    (year,) = judged("yearly", said("yearly", 12, "推进中"), period=Period(2022, 12))
    assert (year.status, year.chinese) == ("missed", "2022年")
    assert judged("monthly")[0].chinese == "2022年1月"


def test_only_the_lead_unit_counts_and_nothing_after_the_period() -> None:
    assert statuses(judged("monthly", said("monthly", 6, "已完成", by=JIA)))["2022-06"] == "not_reported"
    later = judged("monthly", said("monthly", 7, "已完成", date(2022, 6, 3)))
    assert statuses(later)["2022-06"] == "not_reported"


def test_where_a_group_leads_one_that_missed_it_counts() -> None:
    reports = (said("monthly", 6, "已完成", by=JIA), said("monthly", 6, "未启动", by=YI))
    last = judged("monthly", *reports, unit="各县（市、区）政府")[-1]
    assert (last.status, last.reported_by) == ("missed", YI)
    last = judged("monthly", reports[0], unit="各县（市、区）政府")[-1]
    assert (last.status, last.reported_by) == ("held", JIA)
