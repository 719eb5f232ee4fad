from dataclasses import replace
from datetime import date

from fuxi_cli.core.cases import Beside, PlanCase
from fuxi_cli.rules import p133_revision_of_another_plan as rule
from support.builders import assert_clean, assert_finds
from support.plan_builders import lint_case


def case(*beside: Beside) -> PlanCase:
    made = lint_case()
    return made._replace(source=replace(made.source, beside=beside))


def test_another_id_beside_it() -> None:
    (found,) = assert_finds(rule, case(Beside("2022-06-01", "shili-2023", date(2022, 6, 1))), ["plan.yaml"])
    assert (found.provided, found.expected) == (case().plan.id, "shili-2023")
    assert "“2022-06-01”" in found.message


def test_the_same_id_beside_it() -> None:
    assert_clean(rule, case())
    assert_clean(rule, case(Beside("2022-06-01", case().plan.id, date(2022, 6, 1))))
