import pytest

from fuxi_cli.core.plan import AssessmentRule, Conflict
from fuxi_cli.rules import p108_clause_unknown as rule
from support.builders import BASES, LEDGER, TARGETS, assert_clean, assert_finds, plan_case, task
from support.changed import replace
from support.formulas import check, sample_plan
from support.plan_builders import line, lint_case

NONE = "九（九）9"


def test_every_clause_is_in_the_plan() -> None:
    assert_clean(rule, lint_case())


def test_brackets_and_spaces_in_another_form_are_the_same_clause() -> None:
    assert_clean(rule, lint_case(indicators=(replace(BASES, clause="二(一) 1"),)))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"indicators": (replace(BASES, clause=NONE),)}, line("indicators.bases.clause")),
        ({"ledgers": (replace(LEDGER, clause=NONE),)}, line("ledgers.bases.clause")),
        ({"targets": (replace(TARGETS[0], clause=NONE),)}, line("targets.bases.clause")),
        ({"assessment": AssessmentRule(clause=NONE)}, line("assessment.clause")),
        ({"tasks": (task("1"), task("2", clause=NONE))}, "tasks.csv!K3"),
        (
            {"conflicts": (Conflict("wording", ("二", NONE), ("甲", "乙"), ""),)},
            line("conflicts.wording.between.2"),
        ),
    ],
)
def test_a_clause_that_is_not_in_the_plan_is_found_where_it_is_named(
    changes: dict[str, object], place: str
) -> None:
    (found,) = assert_finds(rule, lint_case(**changes), [place])
    assert found.provided == NONE
    assert found.path == place.partition("!")[0]


def test_the_nearest_clause_is_named() -> None:
    (found,) = assert_finds(rule, lint_case(tasks=(task(clause="附件2 第11项"),)), ["tasks.csv!K2"])
    assert found.expected == "附件2 第1项"
    assert "是不是“附件2 第1项”？" in found.message


def test_no_clause_is_no_unknown_clause() -> None:
    assert_clean(rule, lint_case(tasks=(task(clause=""),)))


def test_a_plan_that_lists_no_clauses_is_not_judged() -> None:
    assert_clean(rule, lint_case(clauses=()))


def test_each_clause_of_a_plans_own_check_must_be_there() -> None:
    lines = {"checks.1.clause": 40}
    good = check("1 = 1", clause="二（一）1、二（一）2")
    assert_clean(rule, plan_case(sample_plan(good), lines=lines))
    bad = good._replace(clause="二（一）1、二（一）9")
    (found,) = assert_finds(rule, plan_case(sample_plan(bad), lines=lines), ["plan.yaml!40:40"])
    assert found.provided == "二（一）9"
