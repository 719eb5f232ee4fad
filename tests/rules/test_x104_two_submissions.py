from datetime import date
from typing import Any

from fuxi_cli.core.submission import Submission
from fuxi_cli.rules import x104_two_submissions as rule
from support.builders import JIA, YI, assert_clean, assert_finds, figure, period_case, submission


def of_jia(path: str, day: int | None, **changes: Any) -> Submission:
    submitted = date(2022, 7, day) if day else None
    return submission(path=path, cover={"submitted_on": submitted}, **changes)


def test_the_later_one_counts() -> None:
    old, new = of_jia("a/甲县.xlsx", 3), of_jia("a/甲县改.xlsx", 4)
    (found,) = assert_finds(rule, period_case(new, all_submissions=(old, new)), ["文件"])
    assert (found.path, found.reporter, found.expected) == ("a/甲县.xlsx", JIA.id, "a/甲县改.xlsx")
    assert found.message == (
        "“甲县”2022年6月有 2 份报送表，这一份不计入汇总，以“甲县改.xlsx”为准：它的报送日期 2022-07-04 较晚。"
    )


def test_an_accepted_one_counts_before_a_later_one() -> None:
    old, new = of_jia("甲县.xlsx", 3), of_jia("甲县改.xlsx", 4)
    (found,) = assert_finds(rule, period_case(old, all_submissions=(old, new)), ["文件"])
    assert found.path == "甲县改.xlsx"
    assert "以“甲县.xlsx”为准：它可以接收，这一份应退回。" in found.message


def test_on_the_same_day_the_path_decides() -> None:
    one, two = of_jia("1/甲县.xlsx", 3), of_jia("2/甲县.xlsx", 3)
    (found,) = assert_finds(rule, period_case(all_submissions=(two, one)), ["文件"])
    assert found.path == "1/甲县.xlsx"
    assert "以“2/甲县.xlsx”为准：按报送日期分不出先后" in found.message


def test_a_date_counts_before_none_and_a_layout_before_none() -> None:
    dated, undated = of_jia("a.xlsx", 3), of_jia("b.xlsx", None)
    (found,) = assert_finds(rule, period_case(all_submissions=(dated, undated)), ["文件"])
    assert "它写明了报送日期，这一份没有" in found.message
    unknown = of_jia("c.xlsx", 4, layout=None)
    (found,) = assert_finds(rule, period_case(all_submissions=(dated, unknown)), ["文件"])
    assert found.path == "c.xlsx"
    assert "它的表式能够识别" in found.message


def test_all_but_one_of_three_are_named() -> None:
    three = [of_jia(f"{n}.xlsx", n) for n in (1, 2, 3)]
    found = assert_finds(rule, period_case(all_submissions=three), ["文件"] * 2)
    assert [f.path for f in found] == ["2.xlsx", "1.xlsx"]


def test_a_city_wide_table_is_a_second_submission_of_those_in_it() -> None:
    wide = submission(
        figure(reporter=YI), figure(reporter=JIA), path="汇总.xlsx", layout="wide", reporter=None
    )
    jia = of_jia("甲县.xlsx", 5)
    (found,) = assert_finds(rule, period_case(all_submissions=(wide, jia)), ["文件"])
    assert (found.path, found.reporter) == ("汇总.xlsx", JIA.id)


def test_one_for_each_reporter_is_clean() -> None:
    assert_clean(rule, period_case(of_jia("甲县.xlsx", 3), submission(path="乙县.xlsx", reporter=YI)))


def test_one_file_twice_is_another_rules_business() -> None:
    same = [of_jia(path, 3, sha256="ab") for path in ("a.xlsx", "b.xlsx")]
    assert_clean(rule, period_case(all_submissions=same))
    other = [of_jia(path, 3, sha256=path) for path in ("a.xlsx", "b.xlsx")]
    assert_finds(rule, period_case(all_submissions=other), ["文件"])
