"""The list: rows are reporters, columns are the measures of one indicator; or a row for each reporter and indicator."""

from decimal import Decimal

import pytest

from fuxi_cli.core.period import Period
from readers.tabular import ONE, figures, kinds, read, unclear

PLAIN = """
    | 2022年示范基地建设情况表
    | 填报单位：市示例办 | | | | | 截至2022年6月底
    | 序号 | 县区 | 任务 | 当月完成 | 累计完成 | 占比 | 备注
    | 1 | 甲县 | 4 | 1 | 2 | 0.5 |
    | 2 | 乙县 | 2 | 0 | 1 | 0.5 | 在建
    | | 合计 | 6 | 1 | 3 | 0.5 |
    | 填表人：张示例 | | 审核人：李示例 | | 联系电话：0000-0000000
"""


def test_the_plain_list_of_a_plan_with_one_indicator() -> None:
    submission = read(PLAIN, ONE)
    assert submission.layout == "list"
    assert submission.period == Period(2022, 6)
    assert figures(submission) == {
        ("甲县", "bases"): {"quota": 4, "month": 1, "cumulative": 2, "rate": Decimal("0.5")},
        ("乙县", "bases"): {"quota": 2, "month": 0, "cumulative": 1, "rate": Decimal("0.5")},
    }
    assert submission.figures[1].remark == "在建"
    assert submission.figures[1].place("cumulative").cell == "E5"
    assert submission.notices == []
    assert {t.place.cell: (t.stated, t.parts) for t in submission.totals} == {
        "C6": (6, (4, 2)),
        "D6": (1, (1, 0)),
        "E6": (3, (2, 1)),
    }


@pytest.mark.parametrize("words", ["示范基地", "2022年示范基地完成情况", "一、示范基地"])
def test_the_indicator_may_stand_in_the_title_or_be_the_sheets_name(words: str) -> None:
    table = "| 县区 | 任务 | 累计\n| 甲县 | 3 | 2\n| 乙县 | 1 | 0"
    titled = read(f"| {words}\n{table}")
    named = read(table, name=words)
    for submission in (titled, named):
        assert figures(submission) == {
            ("甲县", "bases"): {"quota": 3, "cumulative": 2},
            ("乙县", "bases"): {"quota": 1, "cumulative": 0},
        }


def test_a_share_of_all_reporters_is_no_rate() -> None:
    submission = read(
        """
        | 县区 | 任务 | 累计完成 | 占比
        | 甲县 | 4 | 3 | 0.75
        | 乙县 | 2 | 1 | 0.25
        """,
        ONE,
    )
    assert unclear(submission) == [("share", "D1")]
    assert [(f.cumulative, f.rate) for f in submission.figures] == [(3, None), (1, None)]


def test_beside_a_rate_a_share_is_something_else() -> None:
    submission = read(
        "| 县区 | 任务 | 累计完成 | 占比 | 完成率\n| 甲县 | 4 | 3 | 0.6 | 0.75\n| 乙县 | 2 | 1 | 0.4 | 0.5",
        ONE,
    )
    assert [f.rate for f in submission.figures] == [Decimal("0.75"), Decimal("0.5")]
    assert kinds(submission) == [("column-unknown", "D1")]


LONG = """
    | 县区 | 指标 | 单位 | 任务 | 本月 | 累计
    | 甲县 | 示范基地 | 个 | 3 | 1 | 2
    |      | 认证产品 | 个 | 12 | 0 | 1
    |      | 种植面积 | 亩 | 12000 | 0 | 5000
    | 乙县 | 示范基地 | 个 | 1 | 0 | 1
    |      | 认证产品 | 个 | 8 | 1 | 4
"""
LONG_FIGURES = {
    ("甲县", "bases"): {"quota": 3, "month": 1, "cumulative": 2},
    ("甲县", "products"): {"quota": 12, "month": 0, "cumulative": 1},
    ("甲县", "area"): {"quota": Decimal("1.2"), "month": 0, "cumulative": Decimal("0.5")},
    ("乙县", "bases"): {"quota": 1, "month": 0, "cumulative": 1},
    ("乙县", "products"): {"quota": 8, "month": 1, "cumulative": 4},
}


def test_a_row_for_each_reporter_and_indicator() -> None:
    submission = read(LONG)
    assert submission.layout == "list"
    assert figures(submission) == LONG_FIGURES
    assert submission.figures[2].place("cumulative").cell == "F4"


def test_a_merged_reporter_holds_for_all_its_rows_and_is_told() -> None:
    submission = read(LONG, merged=((2, 1, 4, 1), (5, 1, 6, 1)))
    assert figures(submission) == LONG_FIGURES
    assert [k for k in kinds(submission) if k[0] == "merged-cells"] == [
        ("merged-cells", "A2"),
        ("merged-cells", "A5"),
    ]


def test_totals_of_each_reporter_are_subtotals() -> None:
    submission = read(
        """
        | 县区 | 指标 | 任务 | 累计
        | 甲县 | 示范基地 | 3 | 2
        | | 认证产品 | 12 | 1
        | | 小计 | 15 | 3
        | 乙县 | 示范基地 | 1 | 1
        | | 认证产品 | 8 | 4
        | | 小计 | 9 | 5
        | 合计 | | 24 | 8
        """
    )
    assert {t.place.cell: t.parts for t in submission.totals} == {
        "C4": (3, 12),
        "D4": (2, 1),
        "C7": (1, 8),
        "D7": (1, 4),
        "C8": (3, 12, 1, 8),
        "D8": (2, 1, 1, 4),
    }


def test_unknown_and_doubled_rows_of_a_long_list() -> None:
    submission = read(
        """
        | 县区 | 指标 | 任务 | 累计
        | 甲县 | 示范基地 | 3 | 2
        | 甲县 | 示范基地 | 3 | 1
        | 甲县 | 养殖面积 | 3 | 1
        | 丙县 | 示范基地 | 3 | 1
        |      | 认证产品 | 3 | 1
        | 乙县 | 认证产品 | 8 | 4
        """
    )
    assert ("row-duplicated", "B3") in kinds(submission)
    assert ("row-unknown", "B4") in kinds(submission)
    assert ("unknown-reporter", "A5") in kinds(submission)
    assert set(figures(submission)) == {("甲县", "bases"), ("乙县", "products")}, (
        "the rows of 丙县 are nobody else's"
    )


def test_halves_side_by_side_are_one_list() -> None:
    submission = read(
        """
        | 示范基地
        | 序号 | 县区 | 任务 | 累计 | | 序号 | 县区 | 任务 | 累计
        | 1 | 甲县 | 3 | 2 | | 2 | 乙县 | 1 | 0
        """
    )
    assert figures(submission) == {
        ("甲县", "bases"): {"quota": 3, "cumulative": 2},
        ("乙县", "bases"): {"quota": 1, "cumulative": 0},
    }
    assert submission.notices == []


def test_a_row_that_numbers_the_columns_is_no_data() -> None:
    submission = read(
        "| 县区 | 任务 | 累计 | 完成率\n| 甲 | 1 | 2 | 3=2/1\n| 甲县 | 3 | 2 | \n| 乙县 | 1 | 0 |", ONE
    )
    assert len(submission.figures) == 2
    assert submission.notices == []
