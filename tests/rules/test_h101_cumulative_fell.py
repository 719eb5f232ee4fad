import pytest

from fuxi_cli.core.plan import Indicator
from fuxi_cli.rules import h101_cumulative_fell as rule
from support.builders import (
    AREA,
    PRODUCTS,
    assert_clean,
    assert_finds,
    explanation,
    figure,
    past,
    workbook_case,
)

MAY = past(5, figure(month=1, cumulative=6))


def test_a_fall_is_found_at_the_cumulative_cell() -> None:
    (found,) = assert_finds(
        rule, workbook_case(figure(month=0, cumulative=5), history=[MAY]), ["指标进度!F5"]
    )
    assert found.message == ("“指标进度”F5“认证产品”累计完成填的是 5，比上月的 6 少 1，也没有说明原因。")
    assert (found.provided, found.expected, found.reporter) == (5, 6, "360001")


@pytest.mark.parametrize("cumulative", [6, 7])
def test_as_much_or_more_is_clean(cumulative: int) -> None:
    assert_clean(rule, workbook_case(figure(month=0, cumulative=cumulative), history=[MAY]))


def test_a_decimal_fall_is_found() -> None:
    before = past(5, figure(month=0, cumulative="1.10", indicator=AREA))
    (found,) = assert_finds(
        rule, workbook_case(figure(cumulative="1.09", indicator=AREA), history=[before]), ["指标进度!F5"]
    )
    assert "少 0.01" in found.message


def test_the_newest_usable_month_counts_and_is_named_when_it_is_not_the_last() -> None:
    case = workbook_case(
        figure(cumulative=5), history=[past(4, figure(cumulative=6)), past(3, figure(cumulative=9))]
    )
    (found,) = assert_finds(rule, case, ["指标进度!F5"])
    assert "比2022年4月的 6 少 1" in found.message


def test_the_order_of_the_history_does_not_matter() -> None:
    case = workbook_case(
        figure(cumulative=5), history=[past(3, figure(cumulative=6)), past(4, figure(cumulative=5))]
    )
    assert_clean(rule, case)


@pytest.mark.parametrize("remark", [None, "无误", "情况属实。", "／", "同上", "见备注"])
def test_an_empty_phrase_is_no_reason(remark: str | None) -> None:
    assert_finds(rule, workbook_case(figure(cumulative=5, remark=remark), history=[MAY]), ["指标进度!F5"])


def test_a_reason_in_the_remark_makes_it_another_rules() -> None:
    assert_clean(rule, workbook_case(figure(cumulative=5, remark="示例合作社证书被撤销"), history=[MAY]))


@pytest.mark.parametrize(("code", "where"), [("H101", "指标进度!F5"), ("h102", "F5"), ("H101", "")])
def test_a_reason_among_the_explanations_makes_it_another_rules(code: str, where: str) -> None:
    told = [explanation(code, where)]
    assert_clean(rule, workbook_case(figure(cumulative=5), explanations=told, history=[MAY]))


@pytest.mark.parametrize(
    ("code", "where"), [("H101", "指标进度!F6"), ("C101", "指标进度!F5"), ("H101", "封面")]
)
def test_an_explanation_of_something_else_is_no_reason(code: str, where: str) -> None:
    told = [explanation(code, where)]
    assert_finds(rule, workbook_case(figure(cumulative=5), explanations=told, history=[MAY]), ["指标进度!F5"])


def test_what_was_not_read_is_not_compared() -> None:
    assert_clean(rule, workbook_case(figure(cumulative=None), history=[MAY]))
    assert_clean(rule, workbook_case(figure(cumulative=5), history=[past(5, figure(cumulative=None))]))
    assert_clean(
        rule, workbook_case(figure(cumulative=5), history=[past(5, figure(cumulative=6, indicator=AREA))])
    )


def test_a_level_may_go_down() -> None:
    level: Indicator = PRODUCTS._replace(operator="hold")
    before = past(5, figure(cumulative=6, indicator=level))
    assert_clean(rule, workbook_case(figure(cumulative=5, indicator=level), history=[before]))


def test_years_before_the_plan_and_a_history_nobody_asked_for_do_not_count() -> None:
    assert_clean(
        rule, workbook_case(figure(cumulative=5), history=[past(12, figure(cumulative=9), year=2021)])
    )
    case = workbook_case(figure(cumulative=5), history=[MAY])
    case.history_given = False
    assert_clean(rule, case)
