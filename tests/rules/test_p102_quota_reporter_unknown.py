from fuxi_cli.rules import p102_quota_reporter_unknown as rule
from support.builders import assert_clean, assert_finds, plan
from support.plan_builders import lint_case, quota_rows

ROWS = quota_rows(plan())


def renamed(name: str) -> list[list[str]]:
    return [ROWS[0], ["1", name, "3", "12", "1.2"], *ROWS[2:]]


def test_names_aliases_ids_and_the_total_are_known() -> None:
    for name in ("甲县", "甲 县", "甲市", "360001"):
        assert_clean(rule, lint_case(renamed(name)))


def test_a_name_that_nobody_has_is_found_with_the_nearest() -> None:
    (found,) = assert_finds(rule, lint_case(renamed("甲示县")), ["quotas.csv!B2"])
    assert (found.provided, found.expected, found.path) == ("甲示县", "甲县", "quotas.csv")
    assert found.message == "“quotas.csv”B2的单位“甲示县”不在 reporters.csv 里，是不是“甲县”？"


def test_the_nearest_is_named_by_its_name_even_when_an_alias_was_nearer() -> None:
    (found,) = assert_finds(rule, lint_case(renamed("甲市示")), ["quotas.csv!B2"])
    assert found.expected == "甲县"


def test_a_name_like_none_has_no_suggestion() -> None:
    (found,) = assert_finds(rule, lint_case(renamed("丙丁戊")), ["quotas.csv!B2"])
    assert found.expected is None
    assert found.message == "“quotas.csv”B2的单位“丙丁戊”不在 reporters.csv 里。"


def test_a_blank_name_is_the_readers_to_say() -> None:
    assert_clean(rule, lint_case(renamed("")))


def test_the_reporter_column_is_found_behind_the_deadlines_too() -> None:
    rows = [["完成时限", "示范基地（个）", "单位"], ["2022-12-31", "3", "丙县"]]
    assert_finds(rule, lint_case(rows), ["quotas.csv!C2"])
