"""Where a month stands: by what the register holds, in the order in which it came in."""

from datetime import date

import pytest

from exporters.reports import BING, DING, FORM_DUE, JIA, WU, YEAR_END, YI, empty, report, task
from exporters.statuses import AFTER, RETURNED, busy, filed, month, standings
from fuxi_cli.core.duties import Duty
from fuxi_cli.core.filed import Filed
from fuxi_cli.core.office_status import REPORTED, STANDINGS, Standing, status
from fuxi_cli.core.plan import Calendar
from fuxi_cli.core.standing import REPORTING_STATUSES
from support.changed import replace


def of(word: str, *register: Filed) -> Standing:
    """How the first county stands when the report says so of it."""
    return month(standings(**{JIA.id: word}), *register).reporters[0]


def test_missing() -> None:
    assert of("missing", filed(1, YI)) == Standing(JIA, "missing", None, None, None, 0, 0, None)


@pytest.mark.parametrize("word", REPORTED)
def test_accepted_as_the_report_says(word: str) -> None:
    found = of(word, filed(1, JIA, 4, submitted=date(2022, 7, 2)))
    assert found == Standing(JIA, word, word, date(2022, 7, 2), "2022-07-04T08:15:30+08:00", 1, 0, None)


def test_returned_until_something_is_accepted() -> None:
    first, second = filed(1, JIA, 3, **RETURNED), filed(2, JIA, 4, "unreadable", errors=1)
    found = of("missing", first, second)
    assert (found.standing, found.reported, found.submitted_on, found.received) == (
        "returned",
        None,
        None,
        None,
    )
    assert (found.submissions, found.returned, found.open_return) == (2, 2, second)
    mended = of("on_time", first, second, filed(3, JIA, 5))
    assert (mended.standing, mended.submissions, mended.returned, mended.open_return) == (
        "on_time",
        3,
        2,
        None,
    )


def test_returned_again_while_an_accepted_one_counts() -> None:
    late = filed(2, JIA, 6, **RETURNED)
    found = of("nil", filed(1, JIA, 4), late)
    assert (found.standing, found.reported, found.open_return) == ("returned_again", "nil", late)
    assert found.received == "2022-07-04T08:15:30+08:00"
    assert of("nil", filed(1, JIA, 4), late, filed(3, JIA, 7)).standing == "nil"


def test_the_order_of_filing_tells_what_is_newest() -> None:
    """An accepted one that does not count, for its earlier date, still answers the return before it."""
    counts = filed(1, JIA, 5)
    older = filed(3, JIA, 6, submitted=date(2022, 7, 1), superseded_by=1)
    found = of("on_time", counts, filed(2, JIA, 6, **RETURNED), older)
    assert (found.standing, found.received, found.open_return) == ("on_time", counts.received, None)


def test_of_two_accepted_the_later_date_counts_then_the_later_receipt() -> None:
    first, second = filed(1, JIA, 5, submitted=date(2022, 7, 4)), filed(2, JIA, 6, submitted=date(2022, 7, 3))
    assert of("on_time", first, second).received == first.received
    same = second._replace(submitted_on=first.submitted_on)
    assert of("on_time", first, same).received == same.received
    assert of("on_time", first._replace(superseded_by=2), second).received == second.received


def test_a_table_of_several_reporters_counts_for_them() -> None:
    table = filed(2, None, 4, layout="wide", submitted=date(2022, 7, 4))
    alone = of("on_time", filed(1, YI), table)
    assert (alone.standing, alone.received, alone.submissions) == ("on_time", table.received, 1)
    own = filed(1, JIA, 3, superseded_by=2)
    both = of("on_time", own, table)
    assert (both.received, both.submissions, both.submitted_on) == (table.received, 2, date(2022, 7, 4))
    assert of("missing", table).standing == "missing"


def test_a_table_answers_an_own_return_before_it_and_not_one_after_it() -> None:
    table = filed(2, None, 4, layout="list")
    assert of("on_time", filed(1, JIA, 3, **RETURNED), table).standing == "on_time"
    assert of("on_time", table, filed(3, JIA, 5, **RETURNED)).standing == "returned_again"


def test_a_chain_of_superseded_ones_ends() -> None:
    loop = (filed(1, JIA, superseded_by=2), filed(2, None, layout="wide", superseded_by=1))
    assert of("on_time", *loop).received is not None
    assert of("on_time", filed(1, JIA, superseded_by=9)).received is not None


def test_what_the_register_accepted_counts_whatever_the_report_says() -> None:
    assert of("returned", filed(1, JIA, 4)).standing == "on_time"
    assert of("missing", filed(1, JIA, 4, submitted=date(2022, 7, 6))).standing == "late"


def test_what_only_the_report_knows() -> None:
    found = of("late")
    assert found == Standing(JIA, "late", "late", date(2022, 7, 6), None, 0, 0, None)


def test_groups_in_the_order_of_the_plan() -> None:
    found = busy()
    assert [one.reporter for one in found.missing] == [WU]
    assert [one.reporter for one in found.returned] == [JIA]
    assert [one.reporter for one in found.returned_again] == [DING]
    assert [one.reporter for one in found.open_returns] == [JIA, DING]
    assert [one.reporter.name for one in found.reported] == ["乙县", "丙市", "丁区", "市示例局"]
    assert [one.reporter for one in found.standing("on_time", "late")] == [YI, BING]


@pytest.mark.parametrize(("day", "left"), [(2, 3), (5, 0), (8, -3)])
def test_days_left(day: int, left: int) -> None:
    found = month(standings(), today=date(2022, 7, day))
    assert (found.due, found.days_left) == (FORM_DUE, left)


def test_nobody_owes() -> None:
    found = month(())
    assert (found.due, found.days_left, found.reporters, found.reported) == (None, None, (), ())


def test_stray_returns_until_something_stands_in_their_place() -> None:
    unknown = filed(1, None, **RETURNED, name="甲.xlsx")
    table = filed(2, None, **{**RETURNED, "layout": "wide"}, name="全市.xlsx")
    foreign = filed(3, None, **RETURNED, reporter="999999", name="外地.xlsx")
    assert month(standings(), unknown, table, foreign).strays == (unknown, table, foreign)
    again = filed(4, None, 5, **RETURNED, name="甲.xlsx")
    whole = filed(5, None, 5, layout="wide", name="全市（改）.xlsx")
    known = filed(6, None, 5, reporter="999999", name="外地（改）.xlsx")
    assert month(standings(), unknown, table, foreign, again, whole, known).strays == (again,)
    assert month(standings(), unknown, filed(2, JIA, name="甲.xlsx")).strays == ()
    assert month(standings(), filed(1, JIA, **RETURNED)).strays == ()


def test_tasks_are_those_not_done_and_near_or_past_most_pressing_first() -> None:
    assert [duty.task.id for duty in busy().tasks] == ["8", "9", "7", "2", "6"]


def test_how_near_is_for_the_plan_to_say() -> None:
    job = Duty(task("1", "甲", "甲", YEAR_END, "12月底"), "in_progress", "green", 40, None)
    near = report(duties=(job,))
    far = replace(near, plan=replace(near.plan, calendar=Calendar(5, due_soon_days=30)))
    assert status(near, (), AFTER).tasks == (job,)
    assert status(far, (), AFTER).tasks == ()


def test_a_report_without_plan_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="plan"):
        status(empty(), (), AFTER)


def test_words_are_those_of_the_report() -> None:
    assert all(STANDINGS[one] == REPORTING_STATUSES[one] for one in (*REPORTED, "missing"))
