from datetime import date

import pytest

from fuxi_cli.core.submission import Table
from fuxi_cli.rules import h103_not_continuous as rule
from support.builders import (
    BASES,
    PRODUCTS,
    assert_clean,
    assert_finds,
    figure,
    ledger_table,
    past,
    workbook_case,
)

MAY = past(5, figure(month=1, cumulative=6))


def test_a_sum_that_does_not_follow_from_last_month_is_found() -> None:
    (found,) = assert_finds(
        rule, workbook_case(figure(month=1, cumulative=8), history=[MAY]), ["指标进度!F5"]
    )
    assert found.message == (
        "“指标进度”F5“认证产品”累计完成填的是 8；上月累计 6 ＋ 本月新增 1 ＝ 7，两处对不上。"
    )
    assert (found.provided, found.expected, found.reporter) == (8, 7, "360001")


@pytest.mark.parametrize(("month", "cumulative"), [(1, 7), (0, 6), ("0.5", "6.5")])
def test_a_sum_that_follows_is_clean(month: object, cumulative: object) -> None:
    assert_clean(rule, workbook_case(figure(month=month, cumulative=cumulative), history=[MAY]))


def test_one_less_than_the_sum_is_found() -> None:
    assert_finds(rule, workbook_case(figure(month=2, cumulative=7), history=[MAY]), ["指标进度!F5"])


def test_a_fall_is_another_rules() -> None:
    assert_clean(rule, workbook_case(figure(month=1, cumulative=5), history=[MAY]))


def test_the_same_figure_although_something_was_new_is_no_fall() -> None:
    assert_finds(rule, workbook_case(figure(month=1, cumulative=6), history=[MAY]), ["指标进度!F5"])


def test_a_month_beyond_the_cumulative_figure_is_another_rules() -> None:
    assert_clean(rule, workbook_case(figure(month=9, cumulative=8), history=[MAY]))
    assert_finds(rule, workbook_case(figure(month=8, cumulative=8), history=[MAY]), ["指标进度!F5"])


def test_only_the_month_directly_before_counts() -> None:
    assert_clean(rule, workbook_case(figure(month=1, cumulative=9), history=[past(4, figure(cumulative=6))]))


def test_what_was_not_read_is_not_compared() -> None:
    assert_clean(rule, workbook_case(figure(month=None, cumulative=8), history=[MAY]))
    assert_clean(rule, workbook_case(figure(month=1, cumulative=None), history=[MAY]))
    assert_clean(
        rule, workbook_case(figure(month=1, cumulative=8), history=[past(5, figure(cumulative=None))])
    )


def test_a_blank_month_of_a_nil_return_is_nothing_new() -> None:
    nil = {"progress": "无"}
    blank = figure(month=None, cumulative=7)
    assert_finds(rule, workbook_case(blank, cover=nil, history=[MAY]), ["指标进度!F5"])
    assert_clean(rule, workbook_case(figure(month=None, cumulative=6), cover=nil, history=[MAY]))
    unread = figure(month=None, cumulative=7, unread=["month"])
    assert_clean(rule, workbook_case(unread, cover=nil, history=[MAY]))


def test_a_level_does_not_add_up() -> None:
    level = PRODUCTS._replace(unit="%")
    before = past(5, figure(cumulative=6, indicator=level))
    assert_clean(rule, workbook_case(figure(month=1, cumulative=9, indicator=level), history=[before]))


def test_without_history_nothing_is_said() -> None:
    assert_clean(rule, workbook_case(figure(month=1, cumulative=8)))


def bases(*names: str, day: date) -> list[dict[str, object]]:
    return [{"name": name, "recognised_on": day, "stage": "已认定"} for name in names]


def table(*rows: dict[str, object]) -> Table:
    return ledger_table(*rows)


OLD = bases("示例一", "示例二", day=date(2022, 5, 10))
BEFORE = past(5, figure(month=2, cumulative=2, indicator=BASES), tables=[table(*OLD)])


def test_rows_reported_late_account_for_the_difference() -> None:
    late = bases("示例三", day=date(2022, 5, 20))
    counted = figure(month=0, cumulative=3, indicator=BASES)
    assert_clean(rule, workbook_case(counted, tables=[table(*OLD, *late)], history=[BEFORE]))
    more = figure(month=0, cumulative=4, indicator=BASES)
    assert_finds(rule, workbook_case(more, tables=[table(*OLD, *late)], history=[BEFORE]), ["指标进度!F5"])


def test_a_vanished_object_accounts_for_the_difference() -> None:
    new = bases("示例三", day=date(2022, 6, 20))
    counted = figure(month=1, cumulative=2, indicator=BASES)
    assert_clean(rule, workbook_case(counted, tables=[table(OLD[0], *new)], history=[BEFORE]))


def test_late_rows_do_not_excuse_a_figure_that_leaves_them_out_and_still_adds_up() -> None:
    late = bases("示例三", day=date(2022, 5, 20))
    counted = figure(month=1, cumulative=3, indicator=BASES)
    assert_clean(rule, workbook_case(counted, tables=[table(*OLD, *late)], history=[BEFORE]))
