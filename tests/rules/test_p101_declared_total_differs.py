from decimal import Decimal

from fuxi_cli.core.cases import PlanSource
from fuxi_cli.rules import p101_declared_total_differs as rule
from support.builders import AREA, JIA, QUOTAS, YI, assert_clean, assert_finds, plan, quota
from support.changed import replace
from support.plan_builders import lint_case, quota_rows


def test_totals_that_add_up() -> None:
    assert_clean(rule, lint_case())


def test_a_quota_changed_by_one_is_found_at_the_total() -> None:
    case = lint_case(quotas=(replace(QUOTAS[0], value=Decimal(4)), *QUOTAS[1:]))
    (found,) = assert_finds(rule, case, ["quotas.csv!C4"])
    assert (found.provided, found.expected, found.path) == (Decimal(4), Decimal(5), "quotas.csv")
    assert found.message == "“quotas.csv”C4“示范基地”的合计写的是 4，各单位任务数相加是 5，合计少了 1。"


def test_a_total_changed_by_one_is_found() -> None:
    case = lint_case(declared_totals=(("bases", Decimal(4)), ("products", Decimal(21))))
    (found,) = assert_finds(rule, case, ["quotas.csv!D4"])
    assert "合计多了 1" in found.message


def test_decimals_add_up_as_decimals() -> None:
    tenths = (quota(JIA, AREA, "0.1"), quota(YI, AREA, "0.2"))
    assert_clean(rule, lint_case(quotas=tenths, declared_totals=(("area", Decimal("0.3")),)))
    (found,) = assert_finds(
        rule, lint_case(quotas=tenths, declared_totals=(("area", Decimal("0.30001")),)), ["quotas.csv!E4"]
    )
    assert "多了 0.00001" in found.message


def test_an_indicator_without_total_is_left_alone() -> None:
    assert_clean(rule, lint_case(declared_totals=()))


def test_a_total_of_what_nobody_owes_is_found() -> None:
    case = lint_case(
        declared_totals=(("bases", Decimal(4)), ("products", Decimal(20)), ("area", Decimal(2))),
        quotas=tuple(q for q in QUOTAS if q.indicator != "area"),
    )
    (found,) = assert_finds(rule, case, ["quotas.csv!E4"])
    assert found.expected == 0


def test_without_rows_the_file_is_named() -> None:
    case = replace(lint_case(declared_totals=(("bases", Decimal(9)),)), source=PlanSource("示例/2022-01-24"))
    assert_finds(rule, case, ["quotas.csv"])


def test_blank_lines_do_not_shift_the_place() -> None:
    rows = quota_rows(plan())
    case = lint_case([rows[0], [], *rows[1:]], declared_totals=(("bases", Decimal(9)),))
    assert_finds(rule, case, ["quotas.csv!C5"])
