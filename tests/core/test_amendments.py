"""Corrections as people read them: in order, with names and units, 未报 for what there was none of."""

from datetime import date
from decimal import Decimal

import pytest

from fuxi_cli.core.amendments import amendments, amount_of, change, reading, sentence
from fuxi_cli.core.filed import Correction
from support.builders import AREA, BASES, BUREAU, JIA, PRODUCTS, YI, plan
from support.corrected import APRIL, FEW, MAY, RECEIVED, correction, forty


def test_they_come_by_month_reporter_and_indicator() -> None:
    found = amendments(plan(), FEW)
    assert [(one.period, one.reporter, one.short) for one in found] == [
        (APRIL, JIA.name, BASES.short),
        (MAY, JIA.name, PRODUCTS.short),
        (MAY, JIA.name, AREA.short),
        (MAY, YI.name, PRODUCTS.short),
    ]
    assert amendments(plan(), tuple(reversed(FEW))) == found


def test_the_order_is_the_plans_and_not_that_of_names_or_ids() -> None:
    of = plan(reporters=(BUREAU, YI, JIA), indicators=(AREA, PRODUCTS, BASES))
    found = [correction(1, 2, r, i) for r in (JIA.id, BUREAU.id) for i in (BASES.id, AREA.id)]
    assert [(one.reporter, one.short) for one in amendments(of, found)] == [
        (BUREAU.name, AREA.short),
        (BUREAU.name, BASES.short),
        (JIA.name, AREA.short),
        (JIA.name, BASES.short),
    ]


def test_a_figure_changed_twice_comes_in_the_order_of_receipt() -> None:
    later = correction(8, 9, received="2022-08-01T09:00:00+08:00")
    assert [one.old for one in amendments(plan(), [later, correction(7, 8)])] == [7, 8]


def test_a_sentence_names_month_reporter_indicator_and_both_figures() -> None:
    assert sentence(amendments(plan(), [correction(7, 8)])) == "2022年5月，甲县产品由7个更正为8个"
    assert sentence(amendments(plan(), FEW)) == (
        "2022年4月，甲县基地由未报更正为2个；"
        f"2022年5月，甲县产品由7个更正为8个、{AREA.short}由0.7万亩更正为0.65万亩，乙县产品由3个更正为未报"
    )


def test_no_corrections_no_words() -> None:
    assert amendments(plan(), ()) == ()
    assert sentence(()) == ""


@pytest.mark.parametrize(
    ("old", "new", "difference", "shown"),
    [
        (7, 8, Decimal(1), "+1"),
        ("0.7", "0.65", Decimal("-0.05"), "-0.05"),
        ("1.50", "1.5", Decimal(0), "0"),
        (0, "1E+3", Decimal(1000), "+1000"),
        (None, 2, None, "—"),
        (3, None, None, "—"),
        (None, None, None, "—"),
    ],
)
def test_the_difference_is_exact_and_unknown_without_a_figure(
    old: object, new: object, difference: Decimal | None, shown: str
) -> None:
    (one,) = amendments(plan(), [correction(old, new)])
    assert one.difference == difference
    assert change(one, "—") == shown


def test_nothing_reads_as_not_reported_and_0_as_0() -> None:
    assert (reading(None, "个"), reading(Decimal(0), "个"), reading(Decimal("0.50"))) == (
        "未报",
        "0个",
        "0.5",
    )


@pytest.mark.parametrize(
    ("received", "day"),
    [
        (RECEIVED, date(2022, 7, 3)),
        ("2022-07-03T23:59:59+08:00", date(2022, 7, 3)),
        ("", None),
        ("昨天", None),
    ],
)
def test_the_day_is_that_of_the_offices_clock(received: str, day: date | None) -> None:
    (one,) = amendments(plan(), [correction(7, 8, received=received)])
    assert one.received_on == day


def test_what_the_plan_no_longer_knows_comes_last_under_its_id() -> None:
    found = amendments(plan(), [Correction(MAY, "999999", "gone", None, Decimal(1), RECEIVED), *FEW])
    assert [one.reporter for one in found] == [JIA.name, JIA.name, JIA.name, YI.name, "999999"]
    assert found[-1].words == "gone由未报更正为1"


def test_hostile_names_cannot_act() -> None:
    jia = JIA._replace(name="甲\u202e县\n=1")
    assert sentence(amendments(plan(reporters=(jia, YI, BUREAU)), [correction(7, 8)])) == (
        "2022年5月，甲�县 =1产品由7个更正为8个"
    )


def test_how_many_they_are() -> None:
    assert amount_of(amendments(plan(), FEW)) == "共 4 项，涉及 2 个单位、2 个月"
    assert amount_of(amendments(plan(), forty())) == "共 40 项，涉及 3 个单位、2 个月"
