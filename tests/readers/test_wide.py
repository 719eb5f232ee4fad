"""The wide table: rows are reporters, columns are indicators."""

from decimal import Decimal

from fuxi_cli.core.period import Period
from fuxi_cli.core.submission import Submission
from fuxi_cli.readers.submission import understand
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
