from datetime import date

import pytest

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.plan import Leader
from fuxi_cli.rules import p134_leaders_overlap as rule
from support.builders import assert_clean, assert_finds, task
from support.plan_builders import lint_case

MAY_31, JUNE_1 = date(2022, 5, 31), date(2022, 6, 1)


def case(*leaders: Leader) -> PlanCase:
    return lint_case(tasks=(task()._replace(leaders=leaders),))


@pytest.mark.parametrize(
    ("until", "since"), [(JUNE_1, JUNE_1), (date(2022, 6, 10), JUNE_1), (None, JUNE_1), (MAY_31, None)]
)
def test_two_in_office_at_once(until: date | None, since: date | None) -> None:
    leaders = (
        Leader("张示例", "示例局", date(2022, 1, 1), until),
        Leader("李示例", "示例局", since, date(2022, 12, 31)),
    )
    (found,) = assert_finds(rule, case(*leaders), ["tasks.csv!G2"])
    assert "张示例" in found.message
    assert "李示例" in found.message


def test_one_after_the_other() -> None:
    assert_clean(rule, case(Leader("李示例", "示例局", JUNE_1), Leader("张示例", "示例局", None, MAY_31)))


def test_other_units_and_leaders_without_days() -> None:
    assert_clean(rule, case(Leader("张示例", "示例局", JUNE_1), Leader("李示例", "甲县", JUNE_1)))
    assert_clean(rule, case(Leader("张示例", "示例局", JUNE_1), Leader("李示例", "示例局")))
