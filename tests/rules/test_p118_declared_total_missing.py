from fuxi_cli.rules import p118_declared_total_missing as rule
from support.builders import assert_clean, assert_finds, plan
from support.plan_builders import lint_case, quota_rows


def rows_with_totals(*totals: str) -> list[list[str]]:
    rows = [list(row) for row in quota_rows(plan())]
    return [*rows[:-1], ["", "合计", *totals]]


def test_all_totals_are_there() -> None:
    assert_clean(rule, lint_case(rows_with_totals("5", "20", "2")))


def test_no_total_at_all() -> None:
    assert_clean(rule, lint_case(quota_rows(plan())[:-1]))
    assert_clean(rule, lint_case(rows_with_totals("", "", "")))


def test_one_total_is_missing() -> None:
    (found,) = assert_finds(rule, lint_case(rows_with_totals("5", "", "2")), ["quotas.csv!D4"])
    assert found.message == f"“quotas.csv”D4“{plan().indicators[1].name}”没有写合计，这一行别的栏写了。"


def test_a_column_without_quotas_needs_no_total() -> None:
    rows = [[*row[:3], "", *row[4:]] if n else row for n, row in enumerate(rows_with_totals("5", "", "2"))]
    assert_clean(rule, lint_case(rows))


def test_a_short_row_lacks_the_totals_at_its_end() -> None:
    assert_finds(rule, lint_case(rows_with_totals("5")), ["quotas.csv!D4", "quotas.csv!E4"])
