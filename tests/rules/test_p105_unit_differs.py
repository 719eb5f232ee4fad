import pytest

from fuxi_cli.rules import p105_unit_differs as rule
from support.builders import AREA, BASES, TARGETS, assert_clean, assert_finds, plan, target
from support.plan_builders import line, lint_case, quota_rows

ROWS = quota_rows(plan())


def headed(*headers: str) -> list[list[str]]:
    return [["序号", "县（市、区）", *headers], *ROWS[1:]]


def test_units_that_agree() -> None:
    assert_clean(rule, lint_case())


@pytest.mark.parametrize("header", ["示范基地", "示范基地（个）", "示范基地(个)", "示范基地（ 个 ）"])
def test_no_unit_or_the_same_in_another_form(header: str) -> None:
    assert_clean(rule, lint_case(headed(header, "认证产品（个）", "种植面积（万亩）")))


def test_another_unit_in_the_header_is_found() -> None:
    case = lint_case(headed("示范基地（个）", "认证产品（个）", "种植面积（亩）"))
    (found,) = assert_finds(rule, case, ["quotas.csv!E1"])
    assert (found.provided, found.expected, found.clause) == ("亩", "万亩", AREA.clause)
    assert found.message == "“quotas.csv”E1“种植面积”的单位写的是“亩”，plan.yaml 里这个指标的单位是“万亩”。"


def test_brackets_that_belong_to_the_name_are_no_unit() -> None:
    named = BASES._replace(name="示范基地（新建）")
    assert_clean(rule, lint_case(headed("示范基地（新建）"), indicators=(named,)))


def test_a_target_in_another_unit_is_found() -> None:
    case = lint_case(targets=(target("bases", 4, unit="家", indicator="bases"),))
    (found,) = assert_finds(rule, case, [line("targets.bases.unit")])
    assert (found.provided, found.expected, found.path) == ("家", "个", "plan.yaml")


def test_a_target_that_is_no_indicators_has_its_own_unit() -> None:
    assert TARGETS[2].unit == "亿元"
    assert_clean(rule, lint_case(targets=TARGETS))
