from fuxi_cli.core.plan import Reporter
from fuxi_cli.rules import p115_owes_nothing as rule
from support.builders import BUREAU, JIA, QUOTAS, YI, assert_clean, assert_finds, plan
from support.plan_builders import lint_case, quota_rows

BING = Reporter("360003", "丙县", "county")
THREE = (JIA, YI, BING, BUREAU)


def test_every_county_owes_something() -> None:
    assert_clean(rule, lint_case())


def test_a_county_without_a_row_is_found_among_the_reporters() -> None:
    (found,) = assert_finds(rule, lint_case(reporters=THREE), ["reporters.csv!B4"])
    assert (found.provided, found.reporter, found.path) == ("丙县", "360003", "reporters.csv")
    assert "quotas.csv 里没有它这一行，而别的县（市、区）有" in found.message


def test_a_county_whose_row_is_empty_is_found_at_the_row() -> None:
    rows = quota_rows(plan())
    case = lint_case([*rows[:3], ["3", "丙县", "-", "", "—"], rows[3]], reporters=THREE)
    (found,) = assert_finds(rule, case, ["quotas.csv!B4"])
    assert "每个指标都没有填任务数" in found.message


def test_a_misspelt_row_is_left_to_the_rule_on_unknown_names() -> None:
    rows = quota_rows(plan())
    assert_clean(rule, lint_case([*rows[:3], ["3", "丙示县", "1", "1", "-"], rows[3]], reporters=THREE))


def test_a_quota_of_zero_is_a_quota() -> None:
    zero = type(QUOTAS[0])("360003", "bases", QUOTAS[0].value * 0, QUOTAS[0].due, "")
    assert_clean(rule, lint_case(reporters=THREE, quotas=(*QUOTAS, zero)))


def test_where_no_county_owes_anything_none_is_missing() -> None:
    assert_clean(rule, lint_case(reporters=THREE, quotas=(), declared_totals=()))


def test_departments_and_other_kinds_owe_nothing() -> None:
    city = Reporter("360700", "示例市", "city")
    assert_clean(rule, lint_case(reporters=(JIA, YI, BUREAU, city)))
