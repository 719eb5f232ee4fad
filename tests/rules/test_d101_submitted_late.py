from datetime import date

from fuxi_cli.core.standing import Reporting
from fuxi_cli.rules import d101_submitted_late as rule
from support.builders import JIA, YI, assert_clean, assert_finds, period_case, submission

DUE = date(2022, 7, 5)


def test_a_late_one_is_found_at_its_day_of_submission() -> None:
    entry = Reporting(JIA, "late", date(2022, 7, 7), DUE)
    (found,) = assert_finds(rule, period_case(submission(), reporting=[entry]), ["封面!B9"])
    assert (found.path, found.reporter) == ("甲县.xlsx", JIA.id)
    assert found.message == "“甲县”2022年6月的报送表是 2022-07-07 报的，晚于报送期限 2022-07-05，迟了 2 天。"


def test_of_two_the_one_that_counts_is_late() -> None:
    old, new = (
        submission(path="旧.xlsx", cover={"submitted_on": DUE}),
        submission(path="新.xlsx", cover={"submitted_on": date(2022, 7, 6)}),
    )
    entry = Reporting(JIA, "late", date(2022, 7, 6), DUE)
    case = period_case(new, all_submissions=(old, new), reporting=[entry])
    (found,) = assert_finds(rule, case, ["封面!B9"])
    assert found.path == "新.xlsx"


def test_every_other_status_is_clean() -> None:
    for status in ("on_time", "missing", "returned", "unreadable", "nil"):
        entries = [Reporting(JIA, status, date(2022, 7, 7), DUE)]
        assert_clean(rule, period_case(submission(), reporting=entries))
    assert_clean(rule, period_case(submission()))


def test_a_cover_without_that_cell_is_found_at_the_file() -> None:
    sub = submission(path="乙县.xlsx", reporter=YI)
    sub.cover_places.clear()
    entry = Reporting(YI, "late", date(2022, 7, 6), DUE)
    (found,) = assert_finds(rule, period_case(sub, reporting=[entry]), ["文件"])
    assert found.path == "乙县.xlsx"
