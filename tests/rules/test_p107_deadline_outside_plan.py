from datetime import date

import pytest

from fuxi_cli.rules import p107_deadline_outside_plan as rule
from support.builders import BASES, JIA, PRODUCTS, TARGETS, assert_clean, assert_finds, quota, task
from support.changed import replace
from support.plan_builders import INSIDE, OUTSIDE, line, lint_case


def test_deadlines_inside() -> None:
    assert_clean(rule, lint_case())


@pytest.mark.parametrize("due", INSIDE)
def test_the_first_and_the_last_day_are_inside(due: date) -> None:
    quotas, targets = (quota(JIA, BASES, 3, due),), (replace(TARGETS[0], due=due),)
    assert_clean(rule, lint_case(quotas=quotas, targets=targets, tasks=(task(due=due),)))


@pytest.mark.parametrize("due", OUTSIDE)
def test_a_task_outside_is_found_at_its_cell(due: date) -> None:
    (found,) = assert_finds(rule, lint_case(tasks=(task("1"), task("2", due=due))), ["tasks.csv!H3"])
    assert (found.provided, found.path, found.clause) == (due, "tasks.csv", "附件2 第2项")
    assert f"“第2项”的完成时限是 {due}，不在方案的起止时间（2022-01至2022-12）之内" in found.message


@pytest.mark.parametrize("due", OUTSIDE)
def test_a_target_outside_is_found_at_its_line(due: date) -> None:
    (found,) = assert_finds(
        rule, lint_case(targets=(replace(TARGETS[0], due=due),)), [line("targets.bases.due")]
    )
    assert found.path == "plan.yaml"


@pytest.mark.parametrize("due", OUTSIDE)
def test_an_indicators_deadline_is_found_once_for_all_its_quotas(due: date) -> None:
    quotas = (quota(JIA, BASES, 3, due), quota(JIA, PRODUCTS, 3))
    assert_finds(rule, lint_case(quotas=quotas), [line("indicators.bases.due")])
    both = (*quotas, replace(quotas[0], reporter="360002"))
    assert_finds(rule, lint_case(quotas=both), [line("indicators.bases.due")])


@pytest.mark.parametrize("due", OUTSIDE)
def test_a_rows_own_deadline_is_found_once_at_its_cell(due: date) -> None:
    quotas = (quota(JIA, BASES, 3, due), quota(JIA, PRODUCTS, 3, due))
    (found,) = assert_finds(rule, lint_case(quotas=quotas, due=True), ["quotas.csv!C2"])
    assert found.path == "quotas.csv"
