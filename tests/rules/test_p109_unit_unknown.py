from fuxi_cli.core.plan import Group
from fuxi_cli.rules import p109_unit_unknown as rule
from support.builders import assert_clean, assert_finds, task
from support.plan_builders import lint_case


def test_names_aliases_and_groups_are_known() -> None:
    units = ("示例局", "市示例局", "甲市", "各县（市、区）政府")
    assert_clean(rule, lint_case(tasks=(task(units=units),)))


def test_a_unit_that_nobody_is_is_found_with_the_nearest() -> None:
    (found,) = assert_finds(
        rule, lint_case(tasks=(task("1"), task("2", units=("甲县", "示列局")))), ["tasks.csv!F3"]
    )
    assert (found.provided, found.expected, found.clause) == ("示列局", "示例局", "附件2 第2项")
    assert "（第2项）的责任单位“示列局”" in found.message
    assert "是不是“示例局”？" in found.message


def test_each_unknown_unit_is_found() -> None:
    assert_finds(rule, lint_case(tasks=(task(units=("丙丙", "丁丁")),)), ["tasks.csv!F2"] * 2)


def test_a_group_without_members_is_known() -> None:
    groups = (Group("各设区市", ("city",), ("各市",)),)
    assert_clean(rule, lint_case(groups=groups, tasks=(task(units=("各设区市", "各市")),)))


def test_a_task_without_units_is_the_readers_to_say() -> None:
    assert_clean(rule, lint_case(tasks=(task(units=("",)),)))
