"""Headers of one to three rows: which texts stand over a column."""

from typing import Any

import pytest

from fuxi_cli.readers.layouts.header_rows import HeaderRows
from fuxi_cli.readers.layouts.headers import Block, find_blocks
from fuxi_cli.readers.layouts.headings import Heading, Vocabulary, measure_of_title, settle
from support import builders
from support.sheets import sheet

WORDS = Vocabulary(builders.plan())


def blocks(table: str, **more: Any) -> list[Block]:
    return find_blocks(sheet("表", table, **more), HeaderRows(WORDS))


def only(table: str, **more: Any) -> Block:
    (block,) = blocks(table, **more)
    return block


def test_one_row() -> None:
    block = only("| 标题\n| 县区 | 任务 | 累计\n| 甲县 | 3 | 2")
    assert (block.first, block.last) == (2, 2)
    assert block.paths == {1: ("县区",), 2: ("任务",), 3: ("累计",)}


def test_a_merged_text_stands_over_all_its_columns() -> None:
    table = "| 县区 | 示范基地 | | 产品 |\n| | 任务 | 累计 | 任务 | 累计\n| 甲县 | 3 | 2 | 4 | 1"
    block = only(table, merged=((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)))
    assert block.paths == {
        1: ("县区",),
        2: ("示范基地", "任务"),
        3: ("示范基地", "累计"),
        4: ("产品", "任务"),
        5: ("产品", "累计"),
    }
    assert block.cells[3] == (2, 3)


def test_without_merges_a_text_reaches_over_blank_cells() -> None:
    block = only(
        "| 县区 | 示范基地 | | 产品 | | 备注\n| | 任务 | 累计 | 任务 | 累计 |\n| 甲县 | 3 | 2 | 4 | 1"
    )
    assert block.paths[3] == ("示范基地", "累计")
    assert block.paths[5] == ("产品", "累计")
    assert block.paths[6] == ("备注",)


def test_a_text_does_not_reach_over_a_blank_column() -> None:
    block = only("| 县区 | 示范基地 | | | 备注\n| | 任务 | 累计 | |\n| 甲县 | 3 | 2")
    assert 4 not in block.paths


def test_three_levels() -> None:
    block = only(
        """
        | 县区 | 富硒产业 | | |
        | | 示范基地 | | 产品 |
        | | 任务 | 累计 | 任务 | 累计
        | 甲县 | 3 | 2 | 4 | 1
        """
    )
    assert (block.first, block.last) == (1, 3)
    assert block.paths[5] == ("富硒产业", "产品", "累计")


def test_a_row_of_units_belongs_to_the_header() -> None:
    block = only("| 县区 | 任务 | 累计\n| | （个） | （个）\n| 甲县 | 3 | 2")
    assert block.last == 2
    assert block.paths[2] == ("任务", "（个）")


def test_rows_of_data_are_no_header() -> None:
    assert only("| 指标 | 本月新增 | 累计完成\n| 示范基地 | | \n| 产品 | | ").last == 1
    assert only("| 指标 | 示范基地 | 产品\n| 任务 | 三 | 四\n| 累计 | 二 | 一").last == 1
    assert blocks("| 甲县 | 示范基地 | 3\n| 乙县 | 产品 | 2") == []
    assert blocks("| 填报单位 | 甲县 | 填报人 | 张示例") == []


def test_several_headers_on_a_sheet() -> None:
    found = blocks("| 县区 | 任务\n| 甲县 | 3\n|\n| 二、产品\n| 县区 | 任务\n| 甲县 | 4")
    assert [(b.first, b.last) for b in found] == [(1, 1), (5, 5)]


def test_merges_that_overlap_or_reach_far_cost_nothing() -> None:
    wide = tuple((1, 1, 1_048_576, 16_384) for _ in range(50_000))
    block = only("| 县区 | 任务 | 累计\n| 甲县 | 3 | 2", merged=wide)
    assert set(block.paths) == {1, 2, 3}


@pytest.mark.parametrize(
    ("text", "indicator", "measure", "unit"),
    [
        ("示范基地（个）", "bases", None, "个"),
        ("示范基地累计完成", "bases", "cumulative", None),
        ("累计完成示范基地数（个）", "bases", "cumulative", "个"),
        ("示范基地（个）任务数", "bases", "quota", "个"),
        ("一、示 范 基 地", "bases", None, None),
        ("2022年示范基地任务数", "bases", "quota", None),
        ("2021年示范基地任务数", None, None, None),
        ("去年累计完成", None, None, None),
        ("认证产品当月完成数", "products", "month", None),
        ("完成率（％）", None, "rate", "%"),
        ("２０２２年度任务数", None, "quota", None),
        ("1—6月累计完成", None, "cumulative", None),
        ("1-6月完成", None, "cumulative", None),
        ("截止本月底累计完成", None, "cumulative", None),
        ("截至6月底完成数", None, "cumulative", None),
        ("完成数", None, "done", None),
        ("省级示范基地任务", None, None, None),
        ("示范基地和产品", None, None, None),
        ("上月累计", None, None, None),
        ("序时进度", None, None, None),
    ],
)
def test_what_a_text_says(text: str, indicator: str | None, measure: str | None, unit: str | None) -> None:
    found = WORDS.read(text)
    assert (found.indicator.id if found.indicator else None, found.measure, found.unit) == (
        indicator,
        measure,
        unit,
    )


def test_a_month_is_told_by_its_number() -> None:
    assert WORDS.read("6月完成数") == Heading(measure="month", month=6)
    assert WORDS.read("13月完成") == Heading()


@pytest.mark.parametrize(
    ("levels", "measure"),
    [
        (["done", "cumulative"], "cumulative"),
        (["cumulative", "rate"], "rate"),
        (["quota", "done"], "done"),
        (["month", "rate"], None),
        (["quota", "month"], None),
        (["done"], "done"),
        ([], None),
    ],
)
def test_the_levels_of_a_column_together(levels: list[str], measure: str | None) -> None:
    assert settle(levels) == measure


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("2022年6月各县累计完成情况", "cumulative"),
        ("截至2022年6月底任务完成情况", "cumulative"),
        ("1—6月任务完成情况", "cumulative"),
        ("6月份新增情况表", "month"),
        ("2022年任务分解表", "quota"),
        ("2022年6月任务完成情况表", "done"),
        ("本月及累计完成情况", "done"),
        ("全市进度", "done"),
        ("报送截止日期 7月5日", None),
        ("2022-06", None),
        ("一览表", None),
    ],
)
def test_what_a_title_says_of_single_columns(title: str, measure: str | None) -> None:
    assert measure_of_title(title) == measure
