from datetime import date

from fuxi_cli.rules import t106_date_in_future as rule
from support.builders import assert_clean, assert_finds, ledger_table, workbook_case

SUBMITTED = date(2022, 7, 4)


def recognised(*days: date | None) -> list[dict[str, object]]:
    return [{"name": f"示例基地{n}", "recognised_on": day} for n, day in enumerate(days)]


def test_a_day_after_the_day_of_submission_is_found() -> None:
    case = workbook_case(tables=[ledger_table(*recognised(SUBMITTED, date(2022, 7, 5)))])
    (found,) = assert_finds(rule, case, ["台账-示范基地!F6"])
    assert found.provided == date(2022, 7, 5)
    assert found.expected == SUBMITTED
    assert "晚于报送日期 2022-07-04" in found.message


def test_the_day_of_submission_itself_and_a_blank_are_no_fault() -> None:
    assert_clean(rule, workbook_case(tables=[ledger_table(*recognised(SUBMITTED, None))]))


def test_without_a_day_of_submission_the_end_of_the_period_counts() -> None:
    table = ledger_table(*recognised(date(2022, 6, 30), date(2022, 7, 1)))
    (found,) = assert_finds(
        rule, workbook_case(tables=[table], cover={"submitted_on": None}), ["台账-示范基地!F6"]
    )
    assert "晚于报告期最后一天 2022-06-30" in found.message


def test_a_day_of_submission_before_the_period_is_not_believed() -> None:
    table = ledger_table(*recognised(date(2022, 5, 20)))
    assert_clean(rule, workbook_case(tables=[table], cover={"submitted_on": date(2021, 7, 4)}))


def test_a_workbook_may_be_sent_on_the_periods_first_day() -> None:
    table = ledger_table(*recognised(date(2022, 6, 1), date(2022, 6, 2)))
    assert_finds(
        rule, workbook_case(tables=[table], cover={"submitted_on": date(2022, 6, 1)}), ["台账-示范基地!F6"]
    )
