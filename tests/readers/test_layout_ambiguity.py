"""Where two readings are possible, nothing is read, and the notice says what would settle it."""

import pytest

from fuxi_cli.core.submission import Hints, Submission
from fuxi_cli.rules import s201_layout_not_recognised as s201
from readers.tabular import ONE, figures, read, unclear
from support.builders import assert_finds, file_case
from support.sheets import sheet

SINGLE = "| 县区 | 示范基地 | 产品\n| 甲县 | 2 | 1\n| 乙县 | 0 | 2"


def told(submission: Submission) -> str:
    """The one message of S201."""
    (finding,) = list(s201.check(file_case(submission)))
    assert not set("{}") & set(finding.message + finding.remedy)
    assert "None" not in finding.message
    return finding.message


def test_a_column_for_each_indicator_that_says_nothing() -> None:
    submission = read(SINGLE)
    assert submission.figures == []
    assert unclear(submission) == [("measure", "B1")]
    assert told(submission) == (
        "“Sheet1”B1的“示范基地”有两种读法：可以是“年度任务数”“本月新增”或“累计完成”，"
        "表头和标题都没有写明。这张表没有读取。"
    )


@pytest.mark.parametrize("title", ["2022年6月富硒产业任务完成情况表", "进度表", "本月及累计完成情况"])
def test_a_title_that_may_mean_the_month_or_all_year(title: str) -> None:
    submission = read(f"| {title}\n{SINGLE}")
    assert submission.figures == []
    assert "“本月新增”或“累计完成”" in told(submission)


@pytest.mark.parametrize("header", ["完成数", "完成", "完成情况", "已完成", "新增数"])
def test_a_lone_word_for_what_was_done(header: str) -> None:
    submission = read(f"| 县区 | 任务 | {header} | 完成率\n| 甲县 | 3 | 2 | 0.667\n| 乙县 | 1 | 0 | 0", ONE)
    assert submission.figures == []
    assert unclear(submission) == [("measure", "C1")]
    assert f"“Sheet1”C1的“{header}”" in told(submission)


@pytest.mark.parametrize("title", ["累计完成情况", "1—6月完成情况", "截至2022年6月底任务完成情况"])
def test_the_title_settles_it(title: str) -> None:
    submission = read(f"| {title}\n| 县区 | 任务 | 完成数\n| 甲县 | 3 | 2\n| 乙县 | 1 | 0", ONE)
    assert figures(submission)["甲县", "bases"] == {"quota": 3, "cumulative": 2}
    assert unclear(submission) == []


def test_beside_this_month_what_was_done_is_the_cumulative_figure() -> None:
    submission = read("| 县区 | 任务 | 本月完成 | 完成数\n| 甲县 | 3 | 1 | 2\n| 乙县 | 1 | 0 | 0", ONE)
    assert figures(submission)["甲县", "bases"] == {"quota": 3, "month": 1, "cumulative": 2}


@pytest.mark.parametrize("measure", ["quota", "month", "cumulative"])
def test_an_option_settles_it(measure: str) -> None:
    submission = read(SINGLE, hints=Hints(measure=measure))
    assert figures(submission)["甲县", "bases"] == {measure: 2}
    assert unclear(submission) == []


def test_an_option_does_not_change_what_the_header_says() -> None:
    submission = read(
        "| 累计完成情况\n| 县区 | 任务 | 累计\n| 甲县 | 3 | 2\n| 乙县 | 1 | 0",
        ONE,
        hints=Hints(measure="month"),
    )
    assert figures(submission)["甲县", "bases"] == {"quota": 3, "cumulative": 2}


def test_figures_of_no_indicator() -> None:
    submission = read("| 县区 | 任务 | 累计\n| 甲县 | 3 | 2\n| 乙县 | 1 | 0")
    assert submission.figures == []
    assert unclear(submission) == [("indicator", "B1")]
    assert "看不出是哪个指标（基地、产品、面积）" in told(submission)


def test_two_columns_for_one_thing() -> None:
    submission = read("| 县区 | 任务 | 年度目标 | 累计\n| 甲县 | 3 | 4 | 2\n| 乙县 | 1 | 1 | 0", ONE)
    assert submission.figures == []
    assert unclear(submission) == [("doubled", "C1")]
    assert "“任务”与“年度目标”都可以读作“年度任务数”" in told(submission)


def test_rows_that_nothing_tells_apart() -> None:
    submission = read("| 填报单位：甲县\n| 任务 | 累计\n| 3 | 2\n| 1 | 0", ONE)
    assert submission.figures == []
    assert unclear(submission) == [("rows", "A3")]
    assert "单位名称或指标名称" in told(submission)


MANY = sheet("全市", "| 县区 | 示范基地任务 | 示范基地累计\n| 甲县 | 3 | 2\n| 乙县 | 1 | 0")
OWN = sheet("本县", "| 填报单位：甲县\n| 指标 | 任务 | 累计\n| 示范基地 | 3 | 1\n| 认证产品 | 12 | 1")


def test_a_citys_and_a_reporters_table_in_one_file() -> None:
    submission = read([MANY, OWN])
    assert submission.figures == []
    assert unclear(submission) == [("layout", "A2")]
    assert "（wide、list）" in told(submission)


@pytest.mark.parametrize(("layout", "done"), [("list", {"甲县": 2, "乙县": 0}), ("free", {"甲县": 1})])
def test_the_option_for_the_layout_settles_it(layout: str, done: dict[str, int]) -> None:
    submission = read([MANY, OWN], hints=Hints(layout=layout))
    assert submission.layout == layout
    assert {f.reporter.name: f.cumulative for f in submission.figures if f.indicator.id == "bases"} == done
    assert [n.provided for n in submission.notices if n.kind == "sheet-unknown"] == [
        "本县" if layout == "list" else "全市"
    ]


def test_one_figure_in_two_tables_is_taken_from_neither() -> None:
    submission = read(
        [
            sheet("一", "| 累计完成情况\n| 县区 | 示范基地 | 产品\n| 甲县 | 2 | 1\n| 乙县 | 0 | 2"),
            sheet("二", "| 累计完成情况\n| 县区 | 示范基地 | 面积\n| 甲县 | 3 | 0.5\n| 乙县 | 0 | 0"),
        ]
    )
    assert [
        (n.place.sheet, n.place.cell, n.provided) for n in submission.notices if n.kind == "row-duplicated"
    ] == [
        ("二", "A3", "甲县基地"),
        ("二", "A4", "乙县基地"),
    ]
    bases = [f for f in submission.figures if f.indicator.id == "bases"]
    assert [(f.cumulative, "cumulative" in f.unread) for f in bases] == [(None, True), (None, True)]
    assert figures(submission)["甲县", "products"] == {"cumulative": 1}


def test_a_quota_that_two_tables_repeat_is_no_contradiction() -> None:
    first = "| 示范基地\n| 县区 | 任务 | 本月\n| 甲县 | 3 | 1\n| 乙县 | 1 | 0"
    second = "| 示范基地\n| 县区 | 任务 | 累计\n| 甲县 | 3 | 2\n| 乙县 | 1 | 0"
    submission = read(f"{first}\n|\n{second}")
    assert figures(submission)["甲县", "bases"] == {"quota": 3, "month": 1, "cumulative": 2}
    assert submission.notices == []
    other = read(f"{first}\n|\n{second.replace('| 3 | 2', '| 4 | 2')}")
    assert [n.kind for n in other.notices] == ["row-duplicated"]


def test_a_file_without_any_table() -> None:
    submission = read("| 甲 | 乙\n| 1 | 2")
    assert submission.layout is None
    (found,) = assert_finds(s201, file_case(submission), ["文件"])
    assert "--layout" in found.remedy
