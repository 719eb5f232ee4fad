"""The words of wide and list tables for what was done in a quarter or a year, in plans that are reported so."""

from decimal import Decimal

import pytest

from fuxi_cli.core.period import Period, Quarter
from fuxi_cli.core.plan import Calendar, Plan
from fuxi_cli.core.submission import Submission
from fuxi_cli.readers.layouts.headings import Vocabulary, measure_of_title
from fuxi_cli.readers.layouts.submission import understand
from support.builders import plan
from support.sheets import sheet, workbook


def reported(frequency: str) -> Plan:
    return plan(start=Period(2023, 1), end=Period(2025, 12), calendar=Calendar(5, frequency=frequency))


def read(of: Plan, table: str, name: str = "全市进度") -> Submission:
    return understand(workbook(sheet(name, table), path="汇总.xlsx"), of, [], None, None)


@pytest.mark.parametrize(
    ("frequency", "text", "measure"),
    [
        *(("quarterly", text, "month") for text in ("本季新增", "季度新增", "本季度完成数", "当季完成", "本月新增", "季新增")),
        *(("yearly", text, "month") for text in ("本年新增", "年度新增", "当年完成", "全年新增", "本月新增")),
        *(("monthly", text, None) for text in ("本季新增", "季度新增", "本年新增", "二季度完成")),
        *(("quarterly", text, None) for text in ("本年新增", "上季度新增", "6月新增", "上年同期")),
        *(("yearly", text, None) for text in ("本季新增", "上年新增", "12月新增")),
        *((frequency, "本年累计", "cumulative") for frequency in ("monthly", "quarterly", "yearly")),
        ("quarterly", "一至三季度累计完成", "cumulative"),
        ("monthly", "一至三季度累计完成", None),
    ],
)  # fmt: skip
def test_what_a_header_says(frequency: str, text: str, measure: str | None) -> None:
    assert Vocabulary(reported(frequency)).read(text).measure == measure


def test_a_quarter_by_its_number() -> None:
    heading = Vocabulary(reported("quarterly")).read("产品2024年二季度新增数")
    assert (heading.measure, heading.month, heading.year) == ("month", 6, 2024)
    assert heading.indicator is not None


def test_what_a_title_says() -> None:
    assert measure_of_title("2024年二季度完成情况表", "quarterly") == "month"
    assert measure_of_title("2024年一至二季度完成情况表", "quarterly") == "cumulative"
    assert measure_of_title("本年累计完成", "yearly") == "cumulative"
    assert measure_of_title("2024年度新增情况", "yearly") == "month"


@pytest.mark.parametrize(("frequency", "said"), [("quarterly", "本季新增"), ("quarterly", "季度新增"), ("yearly", "本年新增")])  # fmt: skip
def test_a_wide_table(frequency: str, said: str) -> None:
    title = "2024年二季度进展表" if frequency == "quarterly" else "2024年度进展表"
    found = read(reported(frequency), f"""
        | {title}
        | 县区 | 示范基地 | | 产品 |
        |      | {said} | 累计 | {said} | 累计
        | 甲县 | 1 | 2 | 0 | 1
        | 乙县 | 0 | 1 | 2 | 2
    """)  # fmt: skip
    assert (found.layout, found.notices) == ("wide", [])
    figures = {(f.reporter.name, f.indicator.id): (f.month, f.cumulative) for f in found.figures}
    assert figures["甲县", "bases"] == (1, 2)
    assert figures["乙县", "products"] == (2, 2)


def test_a_list() -> None:
    found = read(reported("quarterly"), """
        | 2024年二季度进展表
        | 县区 | 指标 | 本季新增 | 累计完成
        | 甲县 | 示范基地 | 1 | 2
        | 乙县 | 示范基地 | 0 | 1
    """)  # fmt: skip
    assert found.layout == "list"
    assert [(f.month, f.cumulative) for f in found.figures] == [(1, 2), (0, 1)]


def test_another_quarter_is_left_alone() -> None:
    found = read(reported("quarterly"), """
        | 2024年二季度进展表
        | 县区 | 产品二季度新增 | 产品2023年二季度新增 | 产品一季度新增 | 产品累计
        | 甲县 | 1 | 7 | 8 | 2
        | 乙县 | 0 | 9 | 9 | 1
    """)  # fmt: skip
    assert found.period == Quarter(2024, 6)
    assert [(f.month, f.cumulative) for f in found.figures] == [(Decimal(1), 2), (0, 1)]
