from decimal import Decimal

import pytest

from fuxi_cli.core.period import Period
from fuxi_cli.rules import q103_far_behind as rule
from support.builders import BASES, YI, assert_clean, assert_finds, figure, workbook_case


def test_far_behind_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 2)), ["指标进度!F5"])
    assert found.provided == Decimal(2)
    assert "严重落后 33.3 个百分点，亮红灯" in found.message
    assert rule.RULE.category == "progress"


def test_of_three_bases_none_in_june_is_far_behind() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(3, 0, 0, indicator=BASES)), ["指标进度!F5"])
    assert "应完成 1个" in found.message


@pytest.mark.parametrize("cumulative", [3, 6, None, -5])
def test_less_far_behind_unread_and_negative_are_not_this_rules(cumulative: int | None) -> None:
    assert_clean(rule, workbook_case(figure(12, 1, cumulative)))


def test_what_is_due_is_shown_with_one_decimal() -> None:
    owed = figure(8, 0, 0, reporter=YI)
    (found,) = assert_finds(rule, workbook_case(owed, period=Period(2022, 5)), ["指标进度!F5"])
    assert str(found.expected) == "3.3"
