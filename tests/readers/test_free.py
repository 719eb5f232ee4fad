"""The free table: one reporter's own figures, without the template."""

from datetime import date
from decimal import Decimal

import pytest

from fuxi_cli.core.period import Period
from readers.tabular import ONE, PLAN, figures, kinds, read, unclear
from support import builders
from support.sheets import sheet

FREE = """
    | 甲县2022年6月富硒产业进度表
    | 填报单位：甲县 | | | 单位：个
    | 项目 | 目标任务 | 当月完成 | 截至目前累计 | 完成比例 | 说明
    | 示范基地 | 3 | 1 | 2 | 66.7% |
    | 认证产品（个） | 12 | 0 | 1 | 8.3% | 在审
    | 面积（亩） | 12000 | 0 | 5000 | 41.7% |
    | 填表人：张示例 | 审核人：李示例 | 联系电话：0000-0000000 | 日期：2022年7月3日
"""
READ = {
    ("甲县", "bases"): {"quota": 3, "month": 1, "cumulative": 2, "rate": Decimal("0.667")},
    ("甲县", "products"): {"quota": 12, "month": 0, "cumulative": 1, "rate": Decimal("0.083")},
    ("甲县", "area"): {
        "quota": Decimal("1.2"),
        "month": 0,
        "cumulative": Decimal("0.5"),
        "rate": Decimal("0.417"),
    },
}


def test_a_table_of_its_own() -> None:
    submission = read(FREE)
    assert submission.layout == "free"
    assert submission.reporter == builders.JIA
    assert submission.period == Period(2022, 6)
    assert figures(submission) == READ
    assert submission.figures[2].place("cumulative").cell == "D6"
    assert submission.figures[1].remark == "在审"
    wrong = {k for k in kinds(submission) if k[0] not in ("normalised",)}
    assert wrong == set()


TABLE = "| 填报单位：甲县\n{above}\n| 指标 | 任务 | 累计\n| 示范基地 | 3 | 2\n| 认证产品 | 12 | 1\n{below}"


@pytest.mark.parametrize(
    ("above", "below", "cell"),
    [
        ("| 填报日期：2022年7月4日", "", "A2"),
        ("| 甲县 报送时间: 2022-07-04", "", "A2"),
        ("", "| 填表人：张示例 | | 日期：2022.7.4", "C6"),
        ("", "| 填表人：张示例　日期：2022/7/4", "A6"),
        ("| 上报日期 | 2022年7月4日", "", "B2"),
    ],
)
def test_the_day_of_reporting_is_taken_from_the_lines_around(above: str, below: str, cell: str) -> None:
    submission = read(TABLE.format(above=above or "|", below=below), path="2022-06.xlsx")
    assert submission.layout == "free"
    assert submission.cover["submitted_on"] == date(2022, 7, 4)
    assert submission.cover_places["submitted_on"].cell == cell


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("| 填报日期：2022年7月4日", "| 填表日期：2022年7月5日"),  # which one?
        ("| 填报日期：2022年2月30日", ""),
        ("| 完成日期：2022年7月4日", ""),
        ("| 填报日期：", ""),
    ],
)
def test_a_day_that_is_not_certain_is_not_taken(above: str, below: str) -> None:
    submission = read(TABLE.format(above=above, below=below), path="2022-06.xlsx")
    assert "submitted_on" not in submission.cover


def test_a_table_of_many_reporters_has_no_day_of_one() -> None:
    submission = read("| 填报日期：2022年7月4日\n| 县区 | 任务 | 累计\n| 甲县 | 3 | 2\n| 乙县 | 1 | 1", ONE)
    assert submission.layout == "list"
    assert submission.cover == {}


@pytest.mark.parametrize("path", ["甲县.xlsx", "报送/甲县/进度.xlsx", "甲县2022年6月.xls"])
def test_the_reporter_may_be_the_files_or_the_folders(path: str) -> None:
    submission = read(
        "| 指标 | 任务 | 累计\n| 示范基地 | 3 | 2\n| 认证产品 | 12 | 1\n| 面积 | 1.2 | 0.5", path=path
    )
    assert submission.reporter == builders.JIA
    assert len(submission.figures) == 3


def test_nobodys_table_is_not_read() -> None:
    submission = read("| 指标 | 任务 | 累计\n| 示范基地 | 3 | 2\n| 认证产品 | 12 | 1")
    assert submission.figures == []
    assert unclear(submission) == [("reporter", "A1")]


def test_a_strangers_table_is_not_read() -> None:
    submission = read("| 填报单位：甲先\n| 指标 | 任务 | 累计\n| 示范基地 | 3 | 2\n| 认证产品 | 12 | 1")
    assert submission.figures == []
    assert kinds(submission) == [("unknown-reporter", "A1")]


def test_indicators_in_columns_and_measures_in_rows() -> None:
    submission = read(
        """
        | 填报单位：甲县
        | 项目 | 示范基地（个） | 认证产品（个） | 面积（亩）
        | 任务 | 3 | 12 | 12000
        | 本月 | 1 | 0 | 0
        | 累计 | 2 | 1 | 5000
        """
    )
    assert submission.layout == "free"
    assert {k: v["cumulative"] for k, v in figures(submission).items()} == {
        ("甲县", "bases"): 2,
        ("甲县", "products"): 1,
        ("甲县", "area"): Decimal("0.5"),
    }
    assert submission.figures[0].place("month").cell == "B4"


def test_one_row_of_figures() -> None:
    submission = read(
        """
        | 填报单位：甲县
        | 示范基地 | | 认证产品 | | 面积
        | 任务 | 累计 | 任务 | 累计 | 累计
        | 3 | 2 | 12 | 1 | 0.5
        """
    )
    assert submission.layout == "free"
    assert figures(submission)["甲县", "products"] == {"quota": 12, "cumulative": 1}
    assert figures(submission)["甲县", "area"] == {"cumulative": Decimal("0.5")}


def test_missing_unknown_and_doubled_rows() -> None:
    submission = read(
        "| 填报单位：甲县\n| 指标 | 累计\n| 示范基地 | 2\n| 示范基地 | 2\n| 养殖面积 | 1\n| 认证产品 | 1"
    )
    assert {
        ("row-duplicated", "A4"),
        ("row-unknown", "A5"),
        ("row-missing", None),
    } <= set(kinds(submission))
    assert len(figures(submission)) == 2


def test_other_tables_of_the_same_file_are_read_too() -> None:
    ledger = sheet(
        "基地明细",
        """
        | 序号 | 基地名称 | 面积 | 企业名称 | 认定日期 | 阶段
        | 1 | 示例一号基地 | 200 | 示例公司 | 2022-03-01 | 已认定
        """,
    )
    notes = sheet("随手记", "| 待办\n| 打电话")
    submission = read([sheet("进度", FREE), ledger, notes])
    assert submission.layout == "free"
    assert len(submission.ledgers["bases"]) == 1
    assert ("sheet-unknown", None) in kinds(submission)
    assert [n.provided for n in submission.notices if n.kind == "sheet-unknown"] == ["随手记"]


def test_a_reporter_column_of_one_reporter_is_its_own_table() -> None:
    submission = read(
        "| 单位 | 指标 | 任务 | 累计\n| 甲县 | 示范基地 | 3 | 2\n| | 认证产品 | 12 | 1\n| | 面积 | 1.2 | 0.5"
    )
    assert submission.layout == "free"
    assert submission.reporter == builders.JIA
    assert kinds(submission) == []


def test_the_single_indicator_of_a_plan_need_not_be_named() -> None:
    submission = read("| 填报单位：甲县\n| 任务 | 本月 | 累计 | 完成率\n| 3 | 1 | 2 | 0.667", ONE)
    assert figures(submission) == {("甲县", "bases"): READ["甲县", "bases"]}


def test_a_template_without_cover_or_stamp_is_still_the_template() -> None:
    progress = "| 指标 | 单位 | 年度任务数 | 本月新增 | 累计完成\n| 示范基地 | 个 | 3 | 1 | 2"
    tasks = "| 序号 | 重点工作 | 状态\n| 1 | 第1项 | 推进中"
    submission = read([sheet("指标进度", progress), sheet("重点任务", tasks)], PLAN, path="甲县.xlsx")
    assert submission.layout == "official"
    assert ("sheet-missing", None) in kinds(submission)
