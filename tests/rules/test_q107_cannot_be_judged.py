from decimal import Decimal
from typing import Any

from fuxi_cli.core.plan import Indicator
from fuxi_cli.rules import q102_behind_pace, q103_far_behind
from fuxi_cli.rules import q107_cannot_be_judged as rule
from support.builders import AREA, JIA, assert_clean, assert_finds, figure, plan, quota, workbook_case
from support.changed import replace

ABOVE = replace(AREA, operator="above", quote="增速高于全国平均水平")
ABOUT = replace(AREA, operator="about", quote="1.2万亩左右")


def case(indicator: Indicator, cumulative: object) -> Any:
    of = plan(indicators=(indicator,), quotas=(quota(JIA, indicator, "1.2"),))
    return workbook_case(figure("1.2", 0, cumulative, indicator=indicator), of=of)


def test_above_a_series_that_is_not_known() -> None:
    judged = case(ABOVE, "0.1")
    (found,) = assert_finds(rule, judged, ["指标进度!F5"])
    assert "目标是“增速高于全国平均水平”，缺少用来比较的数据，无法判定" in found.message
    assert_clean(q102_behind_pace, judged)
    assert_clean(q103_far_behind, judged)


def test_about_without_a_tolerance_when_short_of_it() -> None:
    (found,) = assert_finds(rule, case(ABOUT, "1.1"), ["指标进度!F5"])
    assert "没有明确允许低多少" in found.message
    assert_clean(rule, case(ABOUT, "1.2"))


def test_with_a_benchmark_or_a_tolerance_it_is_judged() -> None:
    assert_clean(rule, case(replace(ABOVE, benchmark="示例统计公报"), "0.1"))
    assert_clean(rule, case(replace(ABOUT, tolerance=Decimal("0.1")), "1.1"))


def test_a_blank_or_ordinary_figure_is_not_this_rules() -> None:
    assert_clean(rule, case(ABOVE, None))
    assert_clean(rule, case(AREA, "0.1"))
