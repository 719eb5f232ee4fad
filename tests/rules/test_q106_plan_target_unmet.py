from collections.abc import Sequence
from typing import Any

from fuxi_cli.core.totals import totals
from fuxi_cli.rules import q106_plan_target_unmet as rule
from support.builders import (
    BASES,
    JIA,
    JUNE,
    PRODUCTS,
    YI,
    assert_clean,
    assert_finds,
    figure,
    gaps_of,
    period_case,
    plan,
    quota,
    submission,
    target,
)
from support.changed import replace


def case(done: Sequence[int | None], wanted: int, indicator: str | None = "bases") -> Any:
    """甲县 owes 3 bases and 乙县 owes 1; the plan wants so many."""
    of = plan(targets=(target("bases", wanted, indicator=indicator),))
    both = zip((JIA, YI), done, strict=True)
    sub = submission(*(figure(None, 0, n, reporter=r, indicator=BASES) for r, n in both))
    gaps = gaps_of(of, sub, JUNE, JUNE.last_day)
    return period_case(sub, of=of, gaps=gaps, totals=totals(of, gaps, JUNE.last_day))


def test_all_have_met_their_quotas_yet_the_target_is_missed() -> None:
    (found,) = assert_finds(rule, case([3, 1], 5), ["文件"])
    assert "合计 4个，仍少于总目标 5个，还差 1个" in found.message
    assert found.clause == "二"


def test_a_target_that_is_reached_is_clean() -> None:
    assert_clean(rule, case([3, 1], 4))
    assert_clean(rule, case([4, 1], 5))


def test_while_one_reporter_is_behind_or_silent_the_quotas_are_not_the_cause() -> None:
    assert_clean(rule, case([3, 0], 5))
    assert_clean(rule, case([3, None], 5))


def test_a_reporter_that_is_not_there_at_all_has_not_met_its_quota() -> None:
    whole = case([3, 1], 5)
    assert_clean(rule, replace(whole, gaps=whole.gaps[:1]))


def test_a_target_that_nobody_owes_is_clean() -> None:
    assert_clean(rule, case([3, 1], 5, indicator=None))


def test_another_indicator_that_is_met_proves_nothing() -> None:
    goals = (target("bases", 5, indicator="bases"), target("products", 99, indicator="products"))
    of = plan(targets=goals)
    done = {JIA: (3, 11), YI: (1, 8)}
    figures = [
        figure(None, 0, number, reporter=reporter, indicator=indicator)
        for reporter, numbers in done.items()
        for indicator, number in zip((BASES, PRODUCTS), numbers, strict=True)
    ]
    gaps = gaps_of(of, submission(*figures), JUNE, JUNE.last_day)
    found = assert_finds(
        rule, period_case(of=of, gaps=gaps, totals=totals(of, gaps, JUNE.last_day)), ["文件"]
    )
    assert "“目标bases”" in found[0].message


def test_a_target_for_an_indicator_that_nobody_owes_is_clean() -> None:
    whole = case([3, 1], 5)
    assert_clean(rule, replace(whole, plan=plan(quotas=())))


def test_a_target_without_a_value_or_without_a_sum_is_clean() -> None:
    whole = case([3, 1], 5)
    (sum_,) = whole.totals
    for other in (
        replace(sum_, actual=None),
        replace(sum_, target=replace(sum_.target, value=None)),
        replace(sum_, target=replace(sum_.target, indicator=None)),
    ):
        assert_clean(rule, replace(whole, totals=(other,)))


def test_who_does_not_owe_the_indicator_need_not_have_met_it() -> None:
    owed = (quota(JIA, BASES, 3), quota(JIA, PRODUCTS, 2), quota(YI, PRODUCTS, 2))
    of = plan(quotas=owed, targets=(target("bases", 5, indicator="bases"),))
    sub = submission(figure(None, 0, 3, indicator=BASES), figure(None, 0, 0, reporter=YI))
    gaps = gaps_of(of, sub, JUNE, JUNE.last_day)
    assert_finds(rule, period_case(of=of, gaps=gaps, totals=totals(of, gaps, JUNE.last_day)), ["文件"])
