from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fuxi_cli.core.progress import totals
from fuxi_cli.rules import q106_plan_target_unmet as rule
from support.builders import (
    BASES,
    JIA,
    JUNE,
    YI,
    assert_clean,
    assert_finds,
    figure,
    gaps_of,
    period_case,
    plan,
    submission,
    target,
)


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
