from decimal import Decimal

import pytest

from fuxi_cli.core.place import Place
from fuxi_cli.rules import c105_total_differs as rule
from support.builders import assert_clean, assert_finds, notice, total, workbook_case


def test_a_total_that_is_not_the_sum_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(totals=[total(101, [50, 50])]), ["指标进度!D9"])
    assert found.message == "“指标进度”D9“认证产品”的合计填的是 101，上面各行相加应为 100。"
    assert found.expected == Decimal(100)


def test_a_right_total_is_clean() -> None:
    assert_clean(rule, workbook_case(totals=[total(100, [50, 50]), total(0, [])]))


def test_decimals_add_up_exactly() -> None:
    assert_clean(rule, workbook_case(totals=[total("0.3", ["0.1", "0.2"])]))
    assert_finds(rule, workbook_case(totals=[total("0.30001", ["0.1", "0.2"])]), ["指标进度!D9"])


def test_the_noise_of_a_spreadsheets_sum_is_no_difference() -> None:
    assert_clean(rule, workbook_case(totals=[total("12.29999999999", ["12.3"])]))


@pytest.mark.parametrize("kind", ["unknown-reporter", "row-unknown", "row-duplicated"])
def test_a_total_over_a_row_that_was_not_read_is_not_judged(kind: str) -> None:
    above = notice(kind, Place("指标进度", 7, 2), "丙县")
    assert_clean(rule, workbook_case(totals=[total(101, [50, 50])], notices=[above]))


def test_a_row_below_or_on_another_sheet_does_not_excuse_it() -> None:
    elsewhere = [
        notice("row-unknown", Place("指标进度", 10, 2)),
        notice("row-unknown", Place("重点任务", 7, 2)),
    ]
    assert_finds(rule, workbook_case(totals=[total(101, [50, 50])], notices=elsewhere), ["指标进度!D9"])


def test_a_millionth_is_a_difference_and_less_is_not() -> None:
    assert_finds(rule, workbook_case(totals=[total("0.300001", ["0.3"])]), ["指标进度!D9"])
    assert_clean(rule, workbook_case(totals=[total("0.3000004", ["0.3"])]))


def test_a_total_above_its_rows_sums_what_stands_below() -> None:
    first = total(101, [50, 50], at=Place("汇总", 3, 4))
    first.span = (4, 8)
    (found,) = assert_finds(rule, workbook_case(totals=[first]), ["汇总!D3"])
    assert found.message == "“汇总”D3“认证产品”的合计填的是 101，下面各行相加应为 100。"
    left_out = notice("unknown-reporter", Place("汇总", 5, 2), "丙县")
    assert_clean(rule, workbook_case(totals=[first], notices=[left_out]))
    elsewhere = notice("unknown-reporter", Place("汇总", 9, 2), "丙县")
    assert_finds(rule, workbook_case(totals=[first], notices=[elsewhere]), ["汇总!D3"])
