from datetime import date

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.plan import Leader
from fuxi_cli.rules import p135_leaders_gap as rule
from support.builders import YEAR_END, assert_clean, assert_finds, task
from support.plan_builders import lint_case

REVISION = date(2022, 1, 24)
MAY_31, JUNE_1, JUNE_2 = date(2022, 5, 31), date(2022, 6, 1), date(2022, 6, 2)


def case(*leaders: Leader) -> PlanCase:
    return lint_case(tasks=(task()._replace(leaders=leaders, due=YEAR_END),))


def days(*leaders: Leader) -> list[tuple[object, object]]:
    found = list(rule.check(case(*leaders)))
    assert_finds(rule, case(*leaders), ["tasks.csv!G2"] * len(found))
    return [(one.provided, one.expected) for one in found]


def test_a_day_between_the_two() -> None:
    assert days(Leader("张示例", "示例局", None, MAY_31), Leader("李示例", "示例局", JUNE_2)) == [
        (JUNE_1, JUNE_1)
    ]


def test_nobody_at_the_start_and_nobody_at_the_end() -> None:
    assert days(Leader("张示例", "示例局", JUNE_1)) == [(REVISION, MAY_31)]
    assert days(Leader("张示例", "示例局", None, MAY_31)) == [(JUNE_1, YEAR_END)]


def test_one_after_the_other() -> None:
    assert_clean(rule, case(Leader("张示例", "示例局", None, MAY_31), Leader("李示例", "示例局", JUNE_1)))


def test_somebody_without_days_is_always_there() -> None:
    assert_clean(rule, case(Leader("张示例", "示例局", JUNE_1), Leader("李示例", "示例局")))
