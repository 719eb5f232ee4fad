from dataclasses import replace
from datetime import date

from fuxi_cli.core.cases import Beside, PlanCase
from fuxi_cli.rules import p132_revision_twice as rule
from support.builders import assert_clean, assert_finds
from support.plan_builders import line, lint_case


def case(*beside: Beside) -> PlanCase:
    made = lint_case()
    return made._replace(source=replace(made.source, beside=beside))


def test_two_folders_of_one_revision() -> None:
    of = case().plan
    (found,) = assert_finds(rule, case(Beside("2022-06-01", of.id, of.revision)), [line("revision")])
    assert found.provided == of.revision
    assert "“2022-06-01”" in found.message


def test_each_with_its_own_date() -> None:
    assert_clean(rule, case())
    assert_clean(rule, case(Beside("2022-06-01", case().plan.id, date(2022, 6, 1))))


def test_another_plan_on_the_same_date_is_another_rules() -> None:
    assert_clean(rule, case(Beside("2022-06-01", "other", case().plan.revision)))
