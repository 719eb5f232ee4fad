"""Months, quarters and years as the periods that a plan is reported for."""

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.form import COVER, PROGRESS, cover_for, progress_for
from fuxi_cli.core.period import Period, Quarter, Year, quarter_in, quarter_of, year_of
from fuxi_cli.core.plan import Calendar, Plan
from fuxi_cli.core.reporting_periods import spoken
from fuxi_cli.pipeline.periods import asked_for
from support.builders import plan

END = Period(2025, 12)


def reported(frequency: str, end: Period = END) -> Plan:
    return plan(start=Period(2023, 1), end=end, calendar=Calendar(5, frequency=frequency))


@pytest.mark.parametrize(
    "text",
    [
        "2024Q1",
        "2024q1",
        "2024-Q1",
        "2024-1季度",
        "2024年一季度",
        "2024年第1季度",
        "２０２４Ｑ１",
        "2024年 第一季度",
    ],
)
def test_a_quarter_as_people_write_it(text: str) -> None:
    assert quarter_of(text) == Period(2024, 3)


@pytest.mark.parametrize("text", ["2024Q5", "2024-03", "Q1", "2024年", "24Q1", "一季度", ""])
def test_what_is_no_quarter(text: str) -> None:
    assert quarter_of(text) is None


def test_a_quarter_among_other_words() -> None:
    assert quarter_in("示例市2024年二季度进度表") == Period(2024, 6)
    assert quarter_in("2024年一季度、2024年二季度") is None
    assert year_of("2024年度") == Period(2024, 12)
    assert year_of("2024") is None


def test_a_quarter_is_its_last_month_and_holds_all_of_them() -> None:
    quarter = Quarter(2024, 3)
    assert quarter == Period(2024, 3)
    assert hash(quarter) == hash(Period(2024, 3))
    assert (str(quarter), quarter.chinese, str(quarter.month_first)) == ("2024-03", "2024年一季度", "2024-01")
    assert quarter.covers(Period(2024, 1).first_day)
    assert quarter.covers(Period(2024, 3).last_day)
    assert not quarter.covers(Period(2024, 4).first_day)
    assert (Year(2024, 12).chinese, str(Year(2024, 12).month_first)) == ("2024年度", "2024-01")


def test_short_names_and_the_titles_of_columns() -> None:
    month, quarter, year = Period(2024, 6), Quarter(2024, 6), Year(2024, 12)
    assert [one.short for one in (month, quarter, year)] == ["6月", "二季度", "2024年度"]
    assert [one.dated(True) for one in (month, quarter, year)] == [
        "2024年\n6月",
        "2024年\n二季度",
        "2024年度",
    ]
    assert [one.dated(False) for one in (month, quarter, year)] == ["6月", "二季度", "2024年度"]


def test_the_periods_of_each_frequency() -> None:
    assert len(reported("monthly").periods()) == 36
    assert [str(one) for one in reported("quarterly").periods()[:3]] == ["2023-03", "2023-06", "2023-09"]
    assert [one.chinese for one in reported("yearly").periods()] == ["2023年度", "2024年度", "2025年度"]


def test_a_plan_that_ends_within_a_quarter_has_that_one_too() -> None:
    of = reported("quarterly", Period(2025, 11))
    assert [str(one) for one in of.periods()[-2:]] == ["2025-09", "2025-11"]
    assert asked_for(of, Quarter(2025, 12)) == Period(2025, 11)


def test_before_and_after_go_by_period() -> None:
    of = reported("quarterly")
    assert of.before(Period(2024, 3)) == Period(2023, 12)
    assert of.after(Period(2023, 12)) == Period(2024, 3)
    assert of.before(Period(2023, 3)) is None
    assert of.after(Period(2025, 12)) is None
    assert of.period_of(Period(2024, 2)) == Period(2024, 3)
    assert of.period_of(Period(2026, 1)) is None


@pytest.mark.parametrize(
    ("frequency", "period", "said"),
    [
        (
            "quarterly",
            Period(2024, 2),
            "按季报送，没有2024年2月这个报告期；最近的报告期是2024年一季度（2024-03）",
        ),
        (
            "monthly",
            Quarter(2024, 3),
            "按月报送，没有2024年一季度这个报告期；最近的报告期是2024年3月（2024-03）",
        ),
        (
            "yearly",
            Quarter(2024, 3),
            "按年报送，没有2024年一季度这个报告期；最近的报告期是2024年度（2024-12）",
        ),
        (
            "quarterly",
            Period(2026, 2),
            "不在方案“示例方案”的期限 2023-01 至 2025-12 之内；最近的报告期是2025年四季度（2025-12）",
        ),
    ],
)
def test_what_is_no_reporting_period_names_the_nearest(frequency: str, period: Period, said: str) -> None:
    with pytest.raises(FuxiError, match=said):
        asked_for(reported(frequency), period)


def test_the_programs_words_go_with_the_frequency() -> None:
    assert spoken("本月新增大于累计完成，连续 3 个月", "quarterly") == "本季新增大于累计完成，连续 3 个季度"
    assert spoken("没有上月的表，请在本月补报", "yearly") == "没有上年的表，请在本年补报"
    assert spoken("本月新增", "monthly") == "本月新增"
    assert spoken("列在下一个月的汇总里", "quarterly") == "列在下一个季度的汇总里"
    assert spoken("这个月的月度通报，逐月", "yearly") == "这一年的年度通报，逐年"
    # The months of a date, and what every plan reckons by the month, stay so.
    assert (
        spoken("请核对年份和月份；月均需 2个，24 个整月", "quarterly")
        == "请核对年份和月份；月均需 2个，24 个整月"
    )


def test_the_form_goes_with_the_plan() -> None:
    assert progress_for(plan()) is PROGRESS
    assert cover_for(reported("monthly")) is COVER
    month = progress_for(reported("quarterly")).field("month")
    assert month.title == "本季新增"
    assert {"本月新增", "本季度", "当季新增"} <= set(month.synonyms)
    assert next(f.title for f in cover_for(reported("yearly")) if f.name == "progress") == "本年有无进展"
