from decimal import Decimal

import pytest

from fuxi_cli.rules import p112_target_differs as rule
from support.builders import QUOTAS, TARGETS, assert_clean, assert_finds, target
from support.changed import replace
from support.plan_builders import line, lint_case


def with_target(value: object, **changes: object) -> object:
    return lint_case(targets=(target("bases", value, indicator="bases"),), **changes)


def test_targets_that_the_quotas_add_up_to() -> None:
    assert_clean(rule, lint_case(targets=TARGETS))


@pytest.mark.parametrize(("value", "words"), [(5, "少分了 1个"), (3, "多分了 1个")])
def test_a_target_off_by_one_is_found(value: int, words: str) -> None:
    (found,) = assert_finds(rule, with_target(value), [line("targets.bases.value")])
    assert (found.provided, found.expected, found.path) == (value, Decimal(4), "plan.yaml")
    assert words in found.message


def test_a_quota_that_is_wrong_is_left_to_the_declared_total() -> None:
    quotas = (replace(QUOTAS[0], value=Decimal(9)), *QUOTAS[1:])
    assert_clean(rule, with_target(4, quotas=quotas))
    assert_finds(rule, with_target(4, quotas=quotas, declared_totals=()), [line("targets.bases.value")])


def test_a_declared_total_that_is_wrong_does_not_blame_the_target() -> None:
    assert_clean(rule, with_target(4, declared_totals=(("bases", Decimal(7)),)))


def test_decimals_add_up_as_decimals() -> None:
    quotas = tuple(replace(q, value=Decimal("0.1")) for q in QUOTAS)
    assert_clean(rule, with_target("0.2", quotas=quotas, declared_totals=()))


def test_what_no_reporter_owes_is_not_apportioned() -> None:
    assert_clean(rule, with_target(5, quotas=(), declared_totals=()))
    assert_clean(rule, lint_case(targets=(target("output", 300, unit="亿元"),)))


def test_without_a_value_or_with_one_that_binds_nobody() -> None:
    assert_clean(rule, with_target(None))
    assert_clean(rule, lint_case(targets=(target("bases", 9, indicator="bases", operator="scope"),)))


def test_another_unit_is_not_compared() -> None:
    assert_clean(rule, lint_case(targets=(target("bases", 9, unit="家", indicator="bases"),)))
