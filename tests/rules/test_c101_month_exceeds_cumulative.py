from decimal import Decimal

import pytest

from fuxi_cli.rules import c101_month_exceeds_cumulative as rule
from support.builders import YI, assert_clean, assert_finds, figure, workbook_case


def test_a_month_above_the_cumulative_figure_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(month=7, cumulative=6)), ["指标进度!E5"])
    assert (found.provided, found.expected) == (Decimal(7), Decimal(6))
    assert "本月新增 7，大于累计完成 6" in found.message


def test_each_reporters_row_of_a_wide_table_is_its_own() -> None:
    case = workbook_case(figure(month=7, cumulative=6), figure(month=1, cumulative=0, reporter=YI, row=6))
    found = assert_finds(rule, case, ["指标进度!E5", "指标进度!E6"])
    assert [f.reporter for f in found] == ["360001", "360002"]


@pytest.mark.parametrize(("month", "cumulative"), [(6, 6), (0, 0), (None, 6), (7, None), (0, -1)])
def test_equal_unread_and_negative_figures_are_not_this_rules(
    month: int | None, cumulative: int | None
) -> None:
    assert_clean(rule, workbook_case(figure(month=month, cumulative=cumulative)))


def test_decimals_are_exact() -> None:
    assert_clean(rule, workbook_case(figure(month="0.3", cumulative="0.3")))
    assert_finds(rule, workbook_case(figure(month="0.31", cumulative="0.3")), ["指标进度!E5"])
