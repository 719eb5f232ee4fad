"""The targets as the annex prints them."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from rich.cells import cell_len

from exporters.reports import BASES, JIA, LINTED, PLAN, YEAR_END
from fuxi_cli.core.plan import AssessmentRule, Weights
from fuxi_cli.exporters import View, export
from support.changed import replace


def page(of: object = PLAN, width: int = 80, what: str = "targets", **view: bool) -> str:
    return export(of, "text", what, View(width, **view)).decode()


@pytest.mark.parametrize("width", [60, 80, 99, 100, 140])
def test_fits_and_loses_nothing(width: int) -> None:
    narrow, wide = page(width=width), page(width=300 if width >= 100 else 99)
    assert max(map(cell_len, narrow.splitlines())) <= width
    assert Counter(re.sub(r"[\s-]", "", narrow)) == Counter(re.sub(r"[\s-]", "", wide))


def test_sums_are_exact_and_no_quota_is_no_zero() -> None:
    rows = {line.split()[0]: line.split() for line in page().splitlines() if line.split()}
    assert rows["合计"] == ["合计", "16", "5", "12"]
    assert rows["3"] == ["3", "丙市", "3", "1", "-"]


def test_due_dates_that_differ_get_a_column() -> None:
    later = replace(PLAN.quotas[0], due=date(2022, 6, 30))
    shown = page(replace(PLAN, quotas=(later, *PLAN.quotas[1:])))
    assert "完成时限：" not in shown
    assert re.search(r"1 甲县 +2022-06-30 +7 +- +-", shown)
    assert re.search(rf"2 甲县 +{YEAR_END} +- +1 +1.2", shown)


def test_a_plan_without_quotas_or_tasks_shows_its_targets() -> None:
    shown = page(replace(PLAN, quotas=(), tasks=()))
    assert "一、方案总目标" in shown
    assert "重点任务" not in shown
    assert "高于基准数" in page(
        replace(PLAN, targets=(replace(PLAN.targets[0], value=None, operator="above"),))
    )


def test_the_points_of_the_assessment_for_the_kinds_that_report() -> None:
    assert "年度考核" not in page()
    weights = Weights(completion=Decimal(70), clean=Decimal("29.5"))
    shown = page(replace(PLAN, assessment=AssessmentRule(weights, Weights(tasks=Decimal(100)))), 120)
    assert "年度考核分值" in shown
    assert "县（市、区）：指标完成 70 分、报送质量 29.5 分，合计 99.5 分，折算为百分制。" in shown
    assert "市直单位：重点任务 100 分。" in shown
    assert "管委会" not in shown


def test_recurring_tasks_are_apart_from_the_others() -> None:
    before, _, after = page().partition("三、经常性工作")
    assert "领导小组会议" not in before
    assert "每月" in after
    assert "每年3月" in after


def test_conflicts_are_counted_with_where_to_read_them() -> None:
    assert f"2 处说法不一致，用 fuxi targets lint {PLAN.id} 查看" in page()
    assert "说法不一致" not in page(replace(PLAN, conflicts=()))


def test_leaders_have_their_units_where_there_is_room() -> None:
    assert "张示例（市示例局）" in page(width=100)
    assert "张示例（市示例局）" not in page(width=99)


def test_many_indicators_go_into_further_tables() -> None:
    indicators = tuple(replace(BASES, id=f"i{n}", name=f"指标之{chr(0x4E00 + n)}") for n in range(10))
    quotas = tuple(replace(PLAN.quotas[0], reporter=JIA.id, indicator=one.id) for one in indicators)
    shown = page(replace(PLAN, indicators=indicators, quotas=quotas))
    assert all(shown.count(one.name) == 1 for one in indicators)
    assert shown.count("甲县") == 2


def test_lint_quiet_is_one_line() -> None:
    assert page(LINTED, what="targets_lint", quiet=True) == "结论：2 个方案，强制 1 处、提示 1 处。\n"


def test_lint_of_a_faultless_plan() -> None:
    assert page(LINTED[1:], what="targets_lint").endswith(
        "  没有发现问题\n\n结论：1 个方案，没有发现问题。\n"
    )


def test_no_plans() -> None:
    assert page((), what="targets_list") == "没有找到方案。\n"
