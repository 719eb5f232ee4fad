from typing import Any

from fuxi_cli.core.cases import Unusable
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Calendar
from fuxi_cli.rules import h108_last_month_missing as rule
from support.builders import assert_clean, assert_finds, past, plan, workbook_case

WHERE = ["封面!B5"]


def bad(month: int, reason: str = "文件无法读取") -> Unusable:
    return Unusable(Period(2022, month), f"2022-{month:02d}/甲县.xlsx", reason)


def message(**given: Any) -> str:
    (found,) = assert_finds(rule, workbook_case(**given), WHERE)
    return found.message


def test_a_gap_says_which_month_is_compared_with() -> None:
    assert message(history=[past(4), past(3)]) == (
        "没有上月（2022年5月）可用的报送表；历史对比改为与2022年4月比较。"
    )


def test_no_usable_month_at_all_is_said() -> None:
    assert message(history=[]) == (
        "没有上月（2022年5月）可用的报送表，更早的月份也没有；本次没有作历史对比。"
    )


def test_an_unusable_workbook_is_named_with_the_reason() -> None:
    assert message(history=[past(4)], unusable=[bad(5)]) == (
        "没有上月（2022年5月）可用的报送表：2022年5月的“甲县.xlsx”不能用，文件无法读取；历史对比改为与2022年4月比较。"
    )


def test_every_unusable_month_between_is_named_but_none_before() -> None:
    told = message(history=[past(3)], unusable=[bad(2), bad(4, "表内写的是2022年3月"), bad(5)])
    assert (
        "2022年5月的“甲县.xlsx”不能用，文件无法读取；2022年4月的“甲县.xlsx”不能用，表内写的是2022年3月；"
        in told
    )
    assert "2022年2月" not in told


def test_a_second_unusable_workbook_of_the_month_compared_with_is_not_named() -> None:
    assert "不能用" not in message(history=[past(4)], unusable=[bad(4)])


def test_only_unusable_months_are_told_as_well() -> None:
    told = message(unusable=[bad(5)])
    assert told.startswith(
        "没有上月（2022年5月）可用的报送表：2022年5月的“甲县.xlsx”不能用，文件无法读取，更早的月份也没有"
    )


def test_a_usable_last_month_is_clean() -> None:
    assert_clean(rule, workbook_case(history=[past(5)]))
    assert_clean(rule, workbook_case(history=[past(5)], unusable=[bad(5), bad(4)]))


def test_the_first_month_of_the_plan_has_none_before_it() -> None:
    assert_clean(rule, workbook_case(period=Period(2022, 1), history=[]))
    (found,) = assert_finds(rule, workbook_case(period=Period(2022, 2), history=[]), WHERE)
    assert "2022年1月" in found.message


def test_without_history_or_in_a_table_of_many_reporters_nothing_is_said() -> None:
    assert_clean(rule, workbook_case())
    assert_clean(rule, workbook_case(reporter=None, history=[]))


def test_a_quarterly_plan_speaks_of_quarters() -> None:
    of = plan(calendar=Calendar(5, frequency="quarterly"))
    september = Period(2022, 9)
    told = message(of=of, period=september, history=[past(3)], unusable=[bad(6, "表内写的是未写明的月份")])
    assert "（2022年二季度）" in told
    assert "2022年二季度的“甲县.xlsx”不能用，表内写的是未写明的季度" in told
    assert told.endswith("与2022年一季度比较。")
