from decimal import Decimal

import pytest

from fuxi_cli.core.plan import AssessmentRule, Weights
from fuxi_cli.rules import p116_assessment_points as rule
from support.builders import assert_clean, assert_finds
from support.plan_builders import line, lint_case


def weights(**points: str) -> Weights:
    return Weights(**{part: Decimal(value) for part, value in points.items()})


FULL = weights(completion="70", timely="15", clean="15")
TASKS = weights(tasks="100")


def test_a_plan_without_an_assessment_is_clean() -> None:
    assert_clean(rule, lint_case())


@pytest.mark.parametrize(
    "counties", [FULL, weights(completion="33.3", timely="33.3", clean="33.4"), None], ids=str
)
def test_points_that_add_up_to_a_hundred_are_clean(counties: Weights | None) -> None:
    assert_clean(rule, lint_case(assessment=AssessmentRule(counties, TASKS)))


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (weights(completion="70", timely="15"), "加起来是 85，比 100 少 15。"),
        (weights(completion="70", timely="15", clean="15.1"), "加起来是 100.1，比 100 多 0.1。"),
        (weights(), "加起来是 0，比 100 少 100。"),
    ],
)
def test_points_that_do_not_are_found_at_their_line(points: Weights, words: str) -> None:
    case = lint_case(assessment=AssessmentRule(points, TASKS, clause="二"))
    (found,) = assert_finds(rule, case, [line("assessment.counties")])
    assert found.message.endswith("县（市、区）各项的分值" + words)
    assert (found.path, found.clause) == ("plan.yaml", "二")


def test_each_group_is_told_for_itself() -> None:
    case = lint_case(assessment=AssessmentRule(weights(clean="1"), weights(tasks="99")))
    found = assert_finds(rule, case, [line("assessment.counties"), line("assessment.departments")])
    assert ["市直单位" in finding.message for finding in found] == [False, True]
