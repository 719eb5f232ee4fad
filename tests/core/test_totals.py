"""Plan-level targets of which nobody owes a part: what is reported is added up, and never guessed at."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fuxi_cli.core.plan import Baseline, Indicator
from fuxi_cli.core.totals import Reported, totals
from support.builders import AREA, JIA, JUNE, YEAR_END, YI, plan, target
from support.changed import replace

ASKED = replace(AREA, reported_by=("county",))
HOLD = replace(ASKED, operator="hold")
ABOUT = replace(ASKED, operator="about")
SHARE = replace(ASKED, operator="above", unit="%")


def total(
    done: tuple[object, ...],
    wanted: object = 10,
    indicator: Indicator = ASKED,
    as_of: date = JUNE.last_day,
    measure: str = "sum",
    **changes: Any,
) -> Any:
    """The one total of two counties that only report; None in ``done``: not reported."""
    goal = replace(
        target("area", 1, indicator="area"), value=wanted if wanted is None else Decimal(str(wanted))
    )
    goal = replace(goal, measure=measure, operator=indicator.operator)
    of = plan(indicators=(indicator,), quotas=(), ledgers=(), targets=(goal,), **changes)
    stated = [
        Reported(who, indicator, None if one is None else Decimal(str(one)))
        for who, one in zip((JIA, YI), done, strict=False)
    ]
    (found,) = totals(of, (), as_of, stated)
    return found


def test_what_is_only_reported_adds_up() -> None:
    found = total(("0.1", "0.2"))
    assert (found.actual, found.gap, found.status, found.reason) == (
        Decimal("0.3"),
        Decimal("9.7"),
        "in_progress",
        "",
    )
    assert (found.counted, found.owing) == (2, 2)
    part = total((4, None), as_of=YEAR_END)
    assert (part.actual, part.counted, part.status) == (4, 1, "cannot_judge")
    assert total((None, None)).status == "not_reported"
    assert total((4, 4), as_of=YEAR_END).status == "unmet"
    assert total((4, 6), as_of=YEAR_END).status == "met"


def test_what_must_be_held_is_not_done_before_the_end() -> None:
    assert total((5, 6), indicator=HOLD).status == "on_pace"
    assert total((5, 6), indicator=HOLD, as_of=YEAR_END).status == "met"


def test_about_without_a_tolerance_is_judged_only_when_it_is_reached() -> None:
    assert total((4, 5), indicator=ABOUT).status == "in_progress"
    late = total((4, 5), indicator=ABOUT, as_of=YEAR_END)
    assert late.status == "cannot_judge"
    assert "tolerance" in late.reason
    assert total((5, 5), indicator=ABOUT, as_of=YEAR_END).status == "met"
    assert total((4, 5), indicator=replace(ABOUT, tolerance=Decimal(1)), as_of=YEAR_END).status == "met"


def test_a_share_of_several_is_no_sum_and_of_one_is_its_own() -> None:
    assert total((5, 6), None, SHARE).actual is None
    alone = replace(SHARE, reported_by=(JIA.id,))
    unknown = total((5,), None, alone)
    assert (unknown.actual, unknown.status) == (5, "cannot_judge")
    assert "[benchmarks]" in unknown.reason
    above = (Baseline("area", Decimal("4.9")),)
    assert total((5,), None, alone, benchmarks=above).status == "met"
    equal = total((5,), None, alone, benchmarks=(Baseline("area", Decimal(5)),), as_of=YEAR_END)
    assert (equal.status, equal.gap) == ("unmet", 0)


def test_growth_needs_a_baseline() -> None:
    found = total((110, 110), measure="growth")
    assert (found.actual, found.status, found.counted) == (None, "cannot_judge", 2)
    assert "[baselines]" in found.reason
    assert "area = " in found.reason


@pytest.mark.parametrize(
    ("done", "baselines", "growth"),
    [
        ((110, 120), [(200, None)], "15.0000"),
        ((110, 120), [(100, JIA.id), (100, YI.id)], "15.0000"),
        ((110, None), [(100, JIA.id), (100, YI.id)], "10.0000"),
        ((90, 90), [(200, None)], "-10.0000"),
        ((1, 1), [(3, None)], "-33.3333"),
    ],
)
def test_growth_is_of_those_who_reported(
    done: tuple[object, ...], baselines: list[tuple[int, str | None]], growth: str
) -> None:
    known = tuple(Baseline("area", Decimal(value), who) for value, who in baselines)
    assert total(done, measure="growth", baselines=known).actual == Decimal(growth)


@pytest.mark.parametrize(
    ("done", "baselines", "words"),
    [
        ((110, None), [(200, None)], "还有单位没有可用数"),
        ((110, 110), [(0, None)], "基期数是 0"),
        ((110, 110), [(100, JIA.id)], "没有基期数"),
    ],
)
def test_growth_over_the_wrong_baseline_is_not_reckoned(
    done: tuple[object, ...], baselines: list[tuple[int, str | None]], words: str
) -> None:
    known = tuple(Baseline("area", Decimal(value), who) for value, who in baselines)
    found = total(done, measure="growth", baselines=known)
    assert (found.actual, found.status) == (None, "cannot_judge")
    assert words in found.reason
