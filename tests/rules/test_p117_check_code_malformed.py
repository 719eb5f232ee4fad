import pytest

from fuxi_cli.rules import p117_check_code_malformed as rule
from support.builders import assert_clean, assert_finds, plan_case
from support.formulas import check, sample_plan

LINES = {"checks.1.code": 40, "checks.2.code": 50}


@pytest.mark.parametrize("code", ["F000", "F1", "F1011", "f101", "G101", "F10a", "F１０１", "E101"])
def test_a_code_that_is_none_is_found_at_its_line(code: str) -> None:
    plan = sample_plan(check("1 = 1"), check("1 = 1", code=code))
    (found,) = assert_finds(rule, plan_case(plan, lines=LINES), ["plan.yaml!50:50"])
    assert (
        found.message == f"“plan.yaml”第50行的审核公式编号“{code}”不对，应为 F001 至 F999，这条公式不会运行。"
    )


def test_codes_from_f001_to_f999_and_a_plan_without_checks_are_clean() -> None:
    assert_clean(rule, plan_case(sample_plan(check("1 = 1", code="F001"), check("1 = 1", code="F999"))))
    assert_clean(rule, plan_case())
