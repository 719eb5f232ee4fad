from datetime import date
from decimal import Decimal

import pytest

from fuxi_cli.rules import c103_stated_rate_differs, c104_stated_gap_differs
from fuxi_cli.rules import q101_quota_differs as rule
from support.builders import AREA, BUREAU, assert_clean, assert_finds, figure, plan, workbook_case


def test_a_changed_quota_is_found_with_the_plans_and_its_clause() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(11)), ["指标进度!D5"])
    assert (found.provided, found.expected) == (Decimal(11), Decimal(12))
    assert found.clause == "附件1 甲县"
    assert "方案下达给甲县的是 12" in found.message


def test_what_follows_from_it_is_not_said_again() -> None:
    case = workbook_case(figure(10, 1, 6, "0.6", 4))
    assert_finds(rule, case, ["指标进度!D5"])
    assert_clean(c103_stated_rate_differs, case)
    assert_clean(c104_stated_gap_differs, case)


def test_the_plans_quota_is_clean() -> None:
    assert_clean(rule, workbook_case(figure(12)))
    assert_clean(rule, workbook_case(figure("1.20", indicator=AREA)))


def test_one_hundredth_is_found() -> None:
    assert_finds(rule, workbook_case(figure("1.21", indicator=AREA)), ["指标进度!D5"])


def test_a_quota_where_the_plan_has_none_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(5, reporter=BUREAU)), ["指标进度!D5"])
    assert "方案没有给示例局下达这项任务" in found.message
    assert found.expected is None


@pytest.mark.parametrize("quota", [None, 0])
def test_nothing_where_the_plan_has_nothing_is_clean(quota: int | None) -> None:
    assert_clean(rule, workbook_case(figure(quota, reporter=BUREAU)))


def test_zero_where_the_plan_has_a_quota_is_found_and_a_blank_is_not() -> None:
    assert_finds(rule, workbook_case(figure(0)), ["指标进度!D5"])
    assert_clean(rule, workbook_case(figure(None)))


def test_what_another_revisions_template_was_filled_in_with_is_not_the_reporters_doing() -> None:
    quotas = tuple(q._replace(value=Decimal(10)) if q.value == 12 else q for q in plan().quotas)
    before = plan(revision=date(2021, 12, 1), quotas=quotas)
    case = workbook_case(figure(10), figure(11, row=6), figure(12, row=7), figure(0, reporter=BUREAU, row=8))
    case.made_from = before
    (found,) = assert_finds(rule, case, ["指标进度!D6"])
    assert (found.provided, found.expected) == (Decimal(11), Decimal(12))
