from decimal import Decimal

import pytest

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import LightRule
from fuxi_cli.rules import q102_behind_pace as rule
from fuxi_cli.rules import q103_far_behind
from support.builders import BASES, YI, assert_clean, assert_finds, figure, plan, workbook_case


def test_behind_pace_is_found_with_what_is_due_by_now() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(12, 1, 4)), ["指标进度!F5"])
    assert (found.provided, found.expected) == (Decimal(4), Decimal("6.0"))
    assert found.clause == "附件1 甲县"
    assert "按序时进度应完成 6个（全年任务 12个），落后 16.7 个百分点，亮黄灯" in found.message
    assert "还差 8个，往后平均每月需完成 1.3个" in found.remedy


def test_it_never_blocks_acceptance() -> None:
    assert rule.RULE.category == "progress"
    assert rule.RULE.level == "behind"


@pytest.mark.parametrize("cumulative", [6, 5, 2, 12, None, -1])
def test_on_pace_far_behind_met_unread_and_negative_are_not_this_rules(cumulative: int | None) -> None:
    assert_clean(rule, workbook_case(figure(12, 1, cumulative)))


def test_of_three_bases_one_is_due_in_june() -> None:
    assert_clean(rule, workbook_case(figure(3, 0, 1, indicator=BASES)))


def test_where_a_plan_knows_two_lights_red_is_no_more_than_behind() -> None:
    two = plan(lights=LightRule(green_below=None, green_up_to=Decimal(0), yellow_up_to=None))
    case = workbook_case(figure(12, 1, 1), of=two)
    (found,) = assert_finds(rule, case, ["指标进度!F5"])
    assert "亮红灯" in found.message
    assert_clean(q103_far_behind, case)


def test_what_is_due_is_shown_with_one_decimal() -> None:
    owed = figure(8, 0, 2, reporter=YI)
    (found,) = assert_finds(rule, workbook_case(owed, period=Period(2022, 5)), ["指标进度!F5"])
    assert str(found.expected) == "3.3"
