"""The wide table: rows are reporters, columns are indicators."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.period import Period
from fuxi_cli.core.submission import Sheet, Submission
from fuxi_cli.readers.layouts.submission import understand
from support import builders
from support.sheets import sheet, workbook

PLAN = builders.plan()


def read(table: str, name: str = "全市进度") -> Submission:
    return understand(workbook(sheet(name, table), path="汇总.xlsx"), PLAN, [], None, None)


def kinds(submission: Submission) -> list[tuple[str, str | None]]:
    return [(n.kind, n.place.cell) for n in submission.notices]


TWO_LEVELS = """
    | 2022年6月富硒产业任务完成情况表
    | 填报单位：市富硒办
    | 县区 | 示范基地 | | | 产品 |
    |      | 任务 | 累计 | 完成率 | 任务 | 累计
    | 甲县 | 3 | 2 | 0.667 | 4 | 1
    | 乙县 | 1 | 0 | 0 | 2 | 2
    | 合计 | 4 | 2 | | 6 | 3
"""


def test_two_header_rows() -> None:
    submission = read(TWO_LEVELS)
    assert submission.layout == "wide"
    assert submission.period == Period(2022, 6)
    figures = {(f.reporter.name, f.indicator.id): f for f in submission.figures}
    jia = figures["甲县", "bases"]
    assert (jia.quota, jia.cumulative, jia.rate) == (3, 2, Decimal("0.667"))
    assert jia.place("cumulative").cell == "C5"
    assert figures["乙县", "products"].cumulative == 2
    assert figures["乙县", "products"].place("cumulative").cell == "F6"


def test_totals_hold_what_stands_above_them() -> None:
    totals = {t.place.cell: (t.stated, t.parts) for t in read(TWO_LEVELS).totals}
    assert totals["C7"] == (2, (2, 0))
    assert totals["F7"] == (3, (1, 2))


def test_one_column_per_indicator_is_what_the_title_says() -> None:
    done = read("""
        | 2022年6月各县累计完成情况
        | 县区 | 示范基地 | 产品
        | 甲县 | 2 | 1
        | 乙县 | 0 | 2
    """)
    assert [f.cumulative for f in done.figures] == [2, 1, 0, 2]
    owed = read("""
        | 2022年任务分解表
        | 县区 | 示范基地 | 产品
        | 甲县 | 3 | 4
        | 乙县 | 1 | 2
    """)
    assert [f.quota for f in owed.figures] == [3, 4, 1, 2]
    assert [f.cumulative for f in owed.figures] == [None] * 4


def test_one_column_per_indicator_is_never_guessed() -> None:
    submission = read("""
        | 县区 | 示范基地 | 产品
        | 甲县 | 2 | 1
        | 乙县 | 0 | 2
    """)
    assert submission.figures == []
    assert [n.kind for n in submission.notices] == ["layout-not-recognised"]


def test_unknown_doubled_and_missing_reporters() -> None:
    submission = read("""
        | 累计完成情况
        | 县区 | 示范基地 | 产品
        | 甲县 | 2 | 1
        | 甲县 | 2 | 1
        | 丙县 | 1 | 1
        | 甲市 | 2 | 1
    """)
    assert sorted(kinds(submission), key=str) == [
        ("row-duplicated", "A4"),
        ("row-duplicated", "A6"),
        ("row-missing", None),
        ("unknown-reporter", "A5"),
    ]


def test_bad_and_blank_cells_name_their_reporter() -> None:
    submission = read("""
        | 累计完成情况
        | 县区 | 示范基地 | 产品
        | 甲县 | 若干 | 1
        | 乙县 | | 2
    """)
    noticed = [(n.kind, n.place.cell, n.reporter) for n in submission.notices]
    assert noticed == [("not-a-number", "B3", builders.JIA.id), ("required-blank", "B4", builders.YI.id)]


def test_a_table_without_reporters_or_indicators_is_not_wide() -> None:
    assert read("| 甲 | 乙 | 丙\n| 1 | 2 | 3").layout is None
    assert read("| 示范基地 | 产品\n| 1 | 2").layout is None


def test_totals_above_and_of_groups() -> None:
    submission = read("""
        | 累计完成情况
        | 县区 | 示范基地 | 产品
        | 合计 | 2 | 3
        | 甲县 | 2 | 1
        | 小计 | 2 | 1
        | 乙县 | 0 | 2
        | 小计 | 0 | 2
        | 全市 | 2 | 3
    """)
    totals = {t.place.cell: (t.parts, t.leading) for t in submission.totals}
    assert totals["B3"] == ((2, 0), True)
    assert totals["B5"] == ((2,), False)
    assert totals["B7"] == ((0,), False)
    assert totals["B8"] == ((2, 0), False)
    assert [f.reporter.name for f in submission.figures] == ["甲县", "甲县", "乙县", "乙县"]


def test_a_subtotal_above_its_group() -> None:
    submission = read("""
        | 累计完成情况
        | 县区 | 示范基地 | 产品
        | 合计 | 2 | 3
        | 小计 | 2 | 1
        | 甲县 | 2 | 1
        | 小计 | 0 | 2
        | 乙县 | 0 | 2
    """)
    assert {t.place.cell: t.parts for t in submission.totals if t.place.column == 2} == {
        "B3": (2, 0),
        "B4": (2,),
        "B6": (0,),
    }


def test_one_sheet_for_each_indicator_is_one_wide_table() -> None:
    table = "| 县区 | 任务 | 本月 | 累计\n| 甲县 | 3 | 1 | {}\n| 乙县 | 1 | 0 | {}"
    sheets = [
        sheet("示范基地", table.format(2, 0)),
        sheet("认证产品", table.format(4, 5)),
        sheet("种植面积", table.format(0.5, 0.1)),
    ]
    submission = understand(workbook(*sheets, path="汇总.xlsx"), PLAN, [], None, None)
    assert submission.layout == "wide"
    assert {(f.reporter.name, f.indicator.id): f.cumulative for f in submission.figures} == {
        ("甲县", "bases"): 2,
        ("乙县", "bases"): 0,
        ("甲县", "products"): 4,
        ("乙县", "products"): 5,
        ("甲县", "area"): Decimal("0.5"),
        ("乙县", "area"): Decimal("0.1"),
    }
    assert submission.notices == []


def test_stacked_tables_each_with_its_title() -> None:
    submission = read("""
        | 2022年6月进展
        | 一、示范基地
        | 县区 | 任务 | 累计
        | 甲县 | 3 | 2
        | 乙县 | 1 | 0
        | 注：以认定文件为准
        |
        | 二、认证产品
        | 县区 | 任务 | 累计
        | 甲县 | 12 | 4
        | 丙县 | 8 | 5
    """)
    assert [(f.reporter.name, f.indicator.id, f.cumulative) for f in submission.figures] == [
        ("甲县", "bases", 2),
        ("乙县", "bases", 0),
        ("甲县", "products", 4),
    ]
    assert ("unknown-reporter", "A11") in kinds(submission)
    assert ("row-missing", None) in kinds(submission)


def test_tables_side_by_side() -> None:
    submission = read("""
        | 一、示范基地 | | | | 二、认证产品
        | 县区 | 任务 | 累计 | | 县区 | 任务 | 累计
        | 甲县 | 3 | 2 | | 乙县 | 8 | 5
        | 乙县 | 1 | 0 | | 甲县 | 12 | 4
        | 合计 | 4 | 2 | | 合计 | 20 | 9
    """)
    assert {(f.reporter.name, f.indicator.id): f.place("cumulative").cell for f in submission.figures} == {
        ("甲县", "bases"): "C3",
        ("乙县", "bases"): "C4",
        ("乙县", "products"): "G3",
        ("甲县", "products"): "G4",
    }
    assert {t.place.cell: t.parts for t in submission.totals} == {
        "B5": (3, 1),
        "C5": (2, 0),
        "F5": (8, 12),
        "G5": (5, 4),
    }
    assert submission.notices == []


def test_measures_over_indicators() -> None:
    submission = read("""
        | 县区 | 任务数 | | 累计完成 |
        | | 示范基地 | 产品 | 示范基地 | 产品
        | 甲县 | 3 | 12 | 2 | 4
        | 乙县 | 1 | 8 | 0 | 5
    """)
    first = submission.figures[0]
    assert (first.quota, first.cumulative, first.place("cumulative").cell) == (3, 2, "D3")


def test_units_stand_in_the_header_or_above_the_table() -> None:
    header = read("""
        | 县区 | 示范基地累计完成（个） | 面积累计完成（亩）
        | 甲县 | 2 | 5000
        | 乙县 | 0 | 1000
    """)
    above = read("""
        | 单位：亩
        | 县区 | 示范基地累计完成 | 面积累计完成
        | 甲县 | 2 | 5000
        | 乙县 | 0 | 1000
    """)
    below = read("""
        | 县区 | 示范基地累计完成 | 面积累计完成
        |  | 个 | 亩
        | 甲县 | 2 | 5000
        | 乙县 | 0 | 1000
    """)
    for submission in (header, above, below):
        assert [f.cumulative for f in submission.figures] == [2, Decimal("0.5"), 0, Decimal("0.1")]


def test_another_year_and_another_month_are_not_read() -> None:
    submission = read("""
        | 截至2022年6月底完成情况
        | 县区 | 2021年示范基地累计完成 | 2022年示范基地累计完成 | 5月完成示范基地数 | 6月完成示范基地数
        | 甲县 | 9 | 2 | 8 | 1
        | 乙县 | 9 | 0 | 8 | 0
    """)
    first = submission.figures[0]
    assert (first.month, first.cumulative) == (1, 2)
    assert {k for k in kinds(submission) if k[0] == "column-unknown"} == {
        ("column-unknown", "B2"),
        ("column-unknown", "D2"),
    }


def test_figures_of_nobody_are_told() -> None:
    submission = read("""
        | 累计完成情况
        | 县区 | 示范基地 | 产品
        | 甲县 | 2 | 1
        |      | 7 | 9
        | 乙县 | 0 | 2
    """)
    assert ("stray-data", "B4") in kinds(submission)
    assert len(submission.figures) == 4


def test_an_error_passed_on_is_told_once() -> None:
    found = sheet(
        "表",
        """
        | 县区 | 示范基地任务 | 示范基地累计 | 示范基地完成率
        | 甲县 | 3 | | |
        | 乙县 | 1 | 0 | 0
        """,
        errors={(2, 3): "#REF!", (2, 4): "#REF!"},
    )
    submission = understand(workbook(found, path="汇总.xlsx"), PLAN, [], None, None)
    assert [n.place.cell for n in submission.notices if n.kind == "error-cell"] == ["C2"]
    assert "cumulative" in submission.figures[0].unread


def test_hidden_rows_are_read_and_told() -> None:
    found = sheet(
        "表",
        "| 县区 | 示范基地累计 | 产品累计\n| 甲县 | 3 | 1\n| 乙县 | 1 | 0\n| 99 |",
        hidden_rows=frozenset({2}),
    )
    submission = understand(workbook(found, path="汇总.xlsx"), PLAN, [], None, None)
    assert ("hidden-row", "A2") in kinds(submission)
    assert len(submission.figures) == 4


MEASURES = {"quota": "任务", "month": "本月", "cumulative": "累计", "rate": "完成率"}
NOISE = ("", "填报单位：市示例办", "（示例）", "单位：个、万亩", "2022年6月")


@st.composite
def wide_tables(draw: st.DrawFn) -> tuple[list[list[Any]], dict[tuple[str, str, str], int]]:
    """A table in any column order, of one or two header rows, with lines around it; and what it states."""
    indicators = draw(st.permutations(["示范基地", "认证产品"]))
    grouped = draw(st.booleans())
    rows: list[list[Any]] = [[draw(st.sampled_from(NOISE)) or None] for _ in range(draw(st.integers(0, 3)))]
    columns = [(i, m) for i in indicators for m in draw(st.permutations(list(MEASURES)))]
    if not grouped:
        columns = draw(st.permutations(columns))
    number = draw(st.booleans())
    lead: list[Any] = ["序号", "县（市、区）"] if number else ["县 区"]
    if grouped:
        starts = [c == 0 or columns[c][0] != columns[c - 1][0] for c in range(len(columns))]
        rows.append([*lead, *(i if start else None for (i, _), start in zip(columns, starts, strict=True))])
        rows.append([*[None] * len(lead), *(MEASURES[m] for _, m in columns)])
    else:
        rows.append([*lead, *(f"{i}{MEASURES[m]}" for i, m in columns)])
    stated: dict[tuple[str, str, str], int] = {}
    body: list[list[Any]] = []
    for n, name in enumerate(draw(st.permutations(["甲县", "乙县"])), start=1):
        values = [float(draw(st.integers(0, 99))) for _ in columns]
        body.append([*([float(n)] if number else []), name, *values])
        stated.update({(name, i, m): int(v) for (i, m), v in zip(columns, values, strict=True)})
    total = [
        *([None] if number else []),
        "合 计",
        *(sum(r[len(lead) + c] for r in body) for c in range(len(columns))),
    ]
    rows.extend([total, *body] if draw(st.booleans()) else [*body, total])
    rows.extend([[], ["填表人：张示例", "审核人：李示例"]] if draw(st.booleans()) else [])
    return rows, stated


@given(wide_tables())
@settings(max_examples=150, deadline=None)
def test_any_order_of_columns_and_lines_around_give_the_same_figures(
    drawn: tuple[list[list[Any]], dict[tuple[str, str, str], int]],
) -> None:
    rows, stated = drawn
    submission = understand(workbook(Sheet("表", rows), path="汇总.xlsx"), PLAN, [], None, None)
    names = {"bases": "示范基地", "products": "认证产品"}
    found = {
        (f.reporter.name, names[f.indicator.id], m): getattr(f, m)
        for f in submission.figures
        for m in ("quota", "month", "cumulative")
    }
    assert found == {k: v for k, v in stated.items() if k[2] != "rate"}
    for figure in submission.figures:
        for name in ("quota", "month", "cumulative"):
            place = figure.place(name)
            assert rows[place.row - 1][place.column - 1] == getattr(figure, name)
    assert all(t.stated == sum(t.parts) for t in submission.totals)
    assert len(submission.totals) == 6
