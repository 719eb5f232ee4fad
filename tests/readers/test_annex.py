"""Annex tables of many shapes: what is read of them, and what is named by its cell because it was not."""

from datetime import date, time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fuxi_cli.core.annex import Annex, NewPlan
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.core.submission import Sheet
from fuxi_cli.exporters.scaffold import render
from fuxi_cli.readers.annex.reading import read_annex
from fuxi_cli.readers.plans.loading import load_folder
from support.sheets import cell, workbook


def sheet(name: str, table: str, **more: Any) -> Sheet:
    """One line a row; a line that begins with a bar has a blank first cell."""
    lines = [line.strip() for line in table.strip("\n").splitlines()]
    return Sheet(name, [[cell(text) for text in line.split("|")] for line in lines], **more)


def read(table: str, **more: Any) -> Annex:
    return read_annex(workbook(sheet("附件", table, **more)))


def heads(annex: Annex) -> list[str]:
    """``种植面积|万亩|2023``; a total's year is 合."""
    return [
        f"{c.indicator.name}|{c.indicator.unit}" + (f"|{c.year}" if c.year else "|合" if c.total else "")
        for c in annex.columns
    ]


def rows(annex: Annex) -> list[str]:
    return [" ".join((row.name, *(cell or "空" for cell in row.cells))) for row in annex.rows]


def said(annex: Annex) -> list[str]:
    return [f"{odd.place.cell or odd.place.row}：{odd.what}" for odd in annex.odd]


def test_one_row_of_heads() -> None:
    annex = read("""
        附件1
        示例任务分解表
        序号 | 县（市、区） | 新建示范基地（个） | 种植面积（万亩）
        1 | 甲县 | 3 | 0.1
        2 | 乙县 | - | 0.2
        | 合计 | 3 | 0.3
        注：本表由示例办公室解释。
    """)
    assert heads(annex) == ["新建示范基地|个", "种植面积|万亩"]
    assert rows(annex) == ["甲县 3 0.1", "乙县 - 0.2"]
    assert annex.total is not None
    assert annex.total.cells == ("3", "0.3")
    assert (annex.title, annex.label, said(annex)) == ("示例任务分解表", "县（市、区）", [])


def test_two_rows_of_heads_with_merged_years() -> None:
    annex = read(
        """
        县（市、区） | 种植面积（万亩） | | | | 产值（亿元） | |
        | 2023年 | 2024年 | 2025年 | 合计 | 2023年 | 2024年 | 2025年
        甲县 | 0.1 | 0.2 | 0.3 | 0.6 | 1 | 2 | 3
        合 计 | 0.1 | 0.2 | 0.3 | 0.6 | 1 | 2 | 3
        """,
        merged=((1, 1, 2, 1), (1, 2, 1, 5), (1, 6, 1, 8)),
    )
    assert heads(annex) == [
        *("种植面积|万亩|2023", "种植面积|万亩|2024", "种植面积|万亩|2025", "种植面积|万亩|合"),
        *("产值|亿元|2023", "产值|亿元|2024", "产值|亿元|2025"),
    ]
    assert rows(annex) == ["甲县 0.1 0.2 0.3 0.6 1 2 3"]
    assert annex.years == (2023, 2024, 2025)
    assert not annex.cumulative
    assert said(annex) == []


def test_years_over_indicators_not_merged_and_a_row_of_units() -> None:
    annex = read("""
        单位 | 2023年 | | 2024年 |
        | 种植面积 | 产值 | 种植面积 | 产值
        | 万亩 | 亿元 | 万亩 | 亿元
        甲县 | 1 | 2 | 3 | 4
        乙县 | 1 | 2 | 3 | 4
    """)
    assert heads(annex) == ["种植面积|万亩|2023", "产值|亿元|2023", "种植面积|万亩|2024", "产值|亿元|2024"]
    assert annex.total is None
    assert said(annex) == []


def test_years_as_numbers() -> None:
    annex = read("""
        单位：万亩
        县区 | 种植面积 | |
        | 2023 | 2024 | 2025
        甲县 | 1 | 2 | 3
    """)
    assert heads(annex) == ["种植面积|万亩|2023", "种植面积|万亩|2024", "种植面积|万亩|2025"]
    assert rows(annex) == ["甲县 1 2 3"]


def test_years_beside_the_names() -> None:
    annex = read("""
        县区 | 2023年种植面积（万亩） | 种植面积（万亩）2024年
        甲县 | 1 | 2
    """)
    assert heads(annex) == ["种植面积|万亩|2023", "种植面积|万亩|2024"]


def test_totals_of_years_that_are_the_last_year_make_the_years_cumulative() -> None:
    annex = read("""
        县区 | 种植面积（万亩） | |
        | 2023年 | 2024年 | 合计
        甲县 | 1 | 3 | 3
        乙县 | 2 | 5 | 5
    """)
    assert annex.cumulative


def test_equal_heads_under_different_groups_take_the_groups_name() -> None:
    annex = read("""
        县区 | 示范基地 | | 加工企业 |
        | 数量（个） | 面积（亩） | 数量（家） | 产值（万元）
        甲县 | 1 | 2 | 3 | 4
    """)
    assert heads(annex) == ["示范基地数量|个", "面积|亩", "加工企业数量|家", "产值|万元"]


def test_general_heads_over_the_indicators_are_no_part_of_their_names() -> None:
    annex = read("""
        县区 | 目标任务 | | 备注
        | 示范基地（个） | 龙头企业（家） |
        甲县 | 1 | 2 | 待定
    """)
    assert heads(annex) == ["示范基地|个", "龙头企业|家"]
    assert said(annex) == ["D1：“备注”一栏不是任务数，没有读取。"]


def test_the_totals_column_of_a_row_is_checked() -> None:
    annex = read("""
        县区 | 示范基地（个） | 产业园区（个） | 合计
        甲县 | 1 | 2 | 3
        乙县 | 1 | 2 | 4
    """)
    assert heads(annex) == ["示范基地|个", "产业园区|个"]
    assert said(annex) == ["D3：合计写的是 4，这一行各数相加是 3，请核对这一行。"]


def test_codes_subtotals_blank_rows_and_a_totals_row_on_top() -> None:
    annex = read("""
        序号 | 行政区划代码 | 县区 | 示范基地（个）
        | | 全市合计 | 6
        1 | 360731 | 于都县 | 3
        | | 县小计 | 3
        2 | 360704 | 赣县区 | 3

        丙县 | | | 4
        | | 丁县 |
    """)
    assert rows(annex) == ["于都县 3", "赣县区 3"]
    assert [row.code for row in annex.rows] == ["360731", "360704"]
    assert annex.total is not None
    assert said(annex) == [
        "C4：“县小计”不是报送单位，这一行没有读取。",
        "C7：这一行有数字，却没有单位名称，没有读取。",
        "C8：“丁县”这一行没有数字，没有读取。",
    ]


@pytest.mark.parametrize(
    ("written", "stands", "what"),
    [
        ("约7个", "约7个", "填的是“约7个”，不是能直接用的任务数，照原样写入，请改正。"),
        ("-3", "-3", "填的是“-3”，不是能直接用的任务数，照原样写入，请改正。"),
        ("5-8", "5-8", "填的是“5-8”，不是能直接用的任务数，照原样写入，请改正。"),
        ("1月2日", "1月2日", "填的是“1月2日”，不是能直接用的任务数，照原样写入，请改正。"),
        ("3亩", "3亩", "填的是“3亩”，不是能直接用的任务数，照原样写入，请改正。"),
    ],
)
def test_what_is_no_figure_goes_over_as_it_stands(written: str, stands: str, what: str) -> None:
    annex = read(f"""
        县区 | 示范基地（个） | 龙头企业（家）
        甲县 | 1 | 2
        乙县 | {written} | 2
    """)
    assert annex.rows[1].cells == (stands, "2")
    assert said(annex) == [f"B3：{what}"]
    assert all(odd.figure for odd in annex.odd)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("'1,234", "1234"), ("'12个", "12"), ("'１２", "12"), ("0.10", "0.1"), ("—", "-")],
)
def test_figures_that_are_certain(written: str, read_as: str) -> None:
    annex = read(f"""
        县区 | 示范基地（个）
        甲县 | 1
        乙县 | {written}
    """)
    assert (annex.rows[1].cells, said(annex)) == ((read_as,), [])


def test_error_cells_merged_figures_and_formulas_without_a_value() -> None:
    annex = read(
        """
        县区 | 示范基地（个） | 龙头企业（家）
        甲县 | 1 | 2
        乙县 | | 2
        丙县 | | 2
        丁县 | | 2
        """,
        merged=((2, 2, 3, 2),),
        errors={(4, 2): "#REF!"},
        uncalculated=frozenset({(5, 2)}),
    )
    assert [row.cells[0] for row in annex.rows] == ["1", "合并", "#REF!", "#未计算"]
    assert [line.partition("：")[0] for line in said(annex)] == ["B3", "B4", "B5"]


def test_a_share_that_may_have_been_stored_as_a_fraction() -> None:
    annex = read("""
        县区 | 合格率（%）
        甲县 | 0.98
        乙县 | 98.5
    """)
    assert said(annex) == ["B2：填的是 0.98，单位是%，是不是 98？请核对。"]


def test_heads_that_say_too_little() -> None:
    annex = read("""
        县区 | 示范基地 | | 示范基地
        甲县 | 1 | 2 | 3
    """)
    assert heads(annex) == ["示范基地|"]
    assert said(annex) == [
        "C1：这一栏有数字，却没有表头，没有读取。",
        "B1：“示范基地”没有写计量单位，暂按“个”，请对照文件核对 plan.yaml。",
        "D1：这一栏与 B1 是同一个指标，没有读取。",
    ]


def test_a_first_row_without_a_certain_figure_is_no_head() -> None:
    annex = read("""
        县区 | 示范基地（个） | 龙头企业（家）
        甲县 | 约3个 | -
        乙县 | - | -
        丙县 | 1 | 2
    """)
    assert rows(annex) == ["甲县 约3个 -", "乙县 - -", "丙县 1 2"]
    assert said(annex) == ["B2：填的是“约3个”，不是能直接用的任务数，照原样写入，请改正。"]


def test_a_second_table_below_is_named() -> None:
    annex = read("""
        县区 | 示范基地（个）
        甲县 | 1

        县区 | 龙头企业（家）
        甲县 | 2
    """)
    assert rows(annex) == ["甲县 1"]
    assert said(annex) == ["4：从这一行起像是另一张表，没有读取。"]


def test_hidden_rows_and_columns_are_read_and_named() -> None:
    hidden = {"hidden_rows": frozenset({3}), "hidden_columns": frozenset({2})}
    annex = read("县区 | 示范基地（个）\n甲县 | 1\n乙县 | 2", **hidden)
    assert rows(annex) == ["甲县 1", "乙县 2"]
    assert said(annex) == ["0：这一栏是隐藏的，也读取了。", "3：这一行是隐藏的，也读取了。"]
    assert not annex.odd[0].figure


POOL = [
    *(
        "县（市、区）",
        "序号",
        "合计",
        "小计",
        "2023年",
        "2024年",
        "甲县",
        "乙县",
        "面积（万亩）",
        "个",
        "备注",
        "注：丙",
    ),
    *(
        "单位：万亩",
        "1,234",
        "约3",
        "-",
        None,
        None,
        True,
        date(2024, 1, 2),
        time(1),
        "#REF!",
        "其中：丁",
        "长" * 50,
    ),
    *(
        "基地（个）",
        "完成率（%）",
        0.5,
        1e300,
        2023.0,
        -3.0,
        1.5,
        2.0,
        "行政区划代码",
        360731.0,
        "\u200b",
        " ",
    ),
]


def test_whatever_stands_there_is_read_or_named(tmp_path: Path) -> None:
    """Where no figure is in doubt, the plan that comes out of the table loads."""
    loaded = 0
    for number in range(240):
        dice = Random(number)
        heads = dice.choices(
            ["面积（万亩）", "基地（个）", "合计", "2023年", "完成率（%）", None], k=dice.randint(1, 6)
        )
        cells = [
            [dice.choice(("甲县", "乙县", "合计", None)), *dice.choices(POOL, k=dice.randint(0, 6))]
            for _ in range(dice.randint(0, 5))
        ]
        areas = [(dice.randint(1, 8), dice.randint(1, 6)) for _ in range(dice.randint(0, 2))]
        page = Sheet(
            "附件", [["县（市、区）", *heads], *cells], merged=tuple((r, c, r + 1, c + 1) for r, c in areas)
        )
        try:
            annex = read_annex(workbook(page))
        except FuxiError:
            continue
        start, end = (annex.years[0], annex.years[-1]) if annex.years else (2024, 2024)
        new = NewPlan("p", "示例", date(start, 1, 1), Period(start, 1), Period(end, 12), (), annex)
        for name, content in render(new).items():
            (tmp_path / name).write_bytes(content)
        if not any(odd.figure for odd in annex.odd):
            load_folder(tmp_path)
            loaded += 1
    assert loaded


ONE = "县区 | 示范基地（个）\n甲县 | 1"


def test_which_sheet() -> None:
    first, second, empty = sheet("附件1", ONE), sheet("附件2", ONE), Sheet("空", [])
    assert read_annex(workbook(first, empty)).sheet == "附件1"
    assert read_annex(workbook(first, second), "附件2").sheet == "附件2"
    with pytest.raises(FuxiError, match=r"里有 2 张表：“附件1”、“附件2”；请用 --sheet 写明用哪一张。"):
        read_annex(workbook(first, second))
    with pytest.raises(FuxiError, match=r"里没有工作表“附件3”；有：“附件1”、“附件2”。"):
        read_annex(workbook(first, second), "附件3")
    with pytest.raises(FuxiError, match=r"工作表“空”里没有找到任务分解表"):
        read_annex(workbook(first, empty), "空")
