from fuxi_cli.core.plan import Group, Leader
from fuxi_cli.rules import p110_leader_unit as rule
from support.builders import assert_clean, assert_finds, task
from support.plan_builders import lint_case


def led(unit: str, *units: str) -> object:
    leaders = (Leader("张示例", "示例局"), Leader("李示例", unit))
    return lint_case(tasks=(task(units=("示例局", *units), leaders=leaders),))


def test_leaders_of_the_responsible_units() -> None:
    assert_clean(rule, lint_case())
    assert_clean(rule, led("甲县", "甲县"))


def test_another_name_of_the_same_unit_will_do() -> None:
    assert_clean(rule, led("甲市", "甲县"))
    assert_clean(rule, led("市示例局"))


def test_a_county_is_among_all_counties() -> None:
    assert_clean(rule, led("乙县", "各县（市、区）政府"))


def test_a_task_with_an_unknown_unit_is_left_to_the_rule_on_those() -> None:
    assert_clean(rule, led("甲县委", "示列局"))


def test_a_leader_of_another_unit_is_found() -> None:
    (found,) = assert_finds(rule, led("甲县委", "甲县"), ["tasks.csv!G2"])
    assert (found.provided, found.expected, found.rule.severity) == ("甲县委", "示例局、甲县", "info")
    assert "李示例是“甲县委”的，而这项的责任单位是示例局、甲县" in found.message


def test_a_county_that_is_not_responsible_is_found() -> None:
    assert_finds(rule, led("乙县", "甲县"), ["tasks.csv!G2"])


def test_a_leader_without_unit_is_the_readers_to_say() -> None:
    assert_clean(rule, led("", "甲县"))


def test_a_unit_in_the_same_words_will_do_even_without_members() -> None:
    groups = (Group("各设区市", ("city",)),)
    leaders = (Leader("李示例", "各设区市"),)
    assert_clean(rule, lint_case(groups=groups, tasks=(task(units=("示例局", "各设区市"), leaders=leaders),)))
