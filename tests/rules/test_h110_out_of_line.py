from fuxi_cli.core.cases import Past, WorkbookCase
from fuxi_cli.rules import h110_out_of_line as rule
from support.builders import AREA, PRODUCTS, assert_clean, assert_finds, figure, past, workbook_case


def months(*increases: object) -> list[Past]:
    """So many months up to May, newest first."""
    return [past(5 - n, figure(month=increase, cumulative=20)) for n, increase in enumerate(increases)]


def june(month: object, *increases: object, cumulative: object = 40) -> WorkbookCase:
    return workbook_case(figure(month=month, cumulative=cumulative), history=months(*increases))


def test_more_than_three_times_the_largest_is_found_at_the_month() -> None:
    (found,) = assert_finds(rule, june(7, 1, 2, 0), ["指标进度!E5"])
    assert found.message == ("“指标进度”E5“认证产品”本月新增 7，超过以前 3 个月里最大一次新增（2）的 3 倍。")
    assert (found.provided, found.expected, found.reporter) == (7, 2, "360001")


def test_just_three_times_is_clean() -> None:
    assert_clean(rule, june(6, 1, 2, 0))


def test_less_than_three_is_never_out_of_line() -> None:
    assert_clean(rule, june(2, 0, 0, 0))
    assert_finds(rule, june(3, 0, 0, 0), ["指标进度!E5"])


def test_two_earlier_months_are_too_few() -> None:
    assert_clean(rule, june(30, 1, 2))
    assert_clean(rule, june(30, 1, 2, None))


def test_what_is_below_zero_is_no_increase() -> None:
    (found,) = assert_finds(rule, june(3, -1, -1, -1), ["指标进度!E5"])
    assert found.expected == 0


def test_a_month_beyond_the_cumulative_figure_is_another_rules() -> None:
    assert_clean(rule, june(30, 1, 1, 1, cumulative=29))
    assert_finds(rule, june(30, 1, 1, 1, cumulative=30), ["指标进度!E5"])


def test_another_indicators_months_do_not_count() -> None:
    case = workbook_case(figure(month=30, cumulative=40, indicator=AREA), history=months(1, 1, 1))
    assert_clean(rule, case)


def test_a_level_has_no_increases() -> None:
    level = PRODUCTS._replace(operator="hold")
    before = [past(n, figure(month=1, cumulative=20, indicator=level)) for n in (5, 4, 3)]
    assert_clean(rule, workbook_case(figure(month=30, cumulative=40, indicator=level), history=before))


def test_without_a_month_or_history_nothing_is_said() -> None:
    assert_clean(rule, june(None, 1, 1, 1))
    assert_clean(rule, workbook_case(figure(month=30, cumulative=40)))
