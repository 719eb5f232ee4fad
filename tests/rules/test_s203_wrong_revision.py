from fuxi_cli.rules import s203_wrong_revision as rule
from support.builders import assert_clean, assert_finds, identity, workbook_case


def test_a_template_of_another_revision_is_found() -> None:
    stamp = identity("stamp", plan="shili-2022", revision="2021-12-01")
    (found,) = assert_finds(rule, workbook_case(identities=[stamp]), ["文件"])
    assert (found.provided, found.expected) == ("2021-12-01", "2022-01-24")


def test_the_plans_own_revision_is_clean() -> None:
    assert_clean(
        rule, workbook_case(identities=[identity("stamp", plan="shili-2022", revision="2022-01-24")])
    )


def test_the_revision_of_another_plan_says_nothing() -> None:
    assert_clean(
        rule, workbook_case(identities=[identity("stamp", plan="other-2022", revision="2021-12-01")])
    )


def test_without_a_stamp_there_is_no_revision() -> None:
    assert_clean(rule, workbook_case(identities=[identity(plan="示例方案")]))
