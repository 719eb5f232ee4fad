from decimal import Decimal

import pytest

from fuxi_cli.rules import t110_implausibly_large as rule
from support.builders import BUREAU, assert_clean, assert_finds, figure, ledger_table, workbook_case


def test_twenty_times_the_quota_and_more_than_a_thousand_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(month=1, cumulative=5000)), ["指标进度!F5"])
    assert found.provided == Decimal(5000)
    assert found.expected == Decimal(12)
    assert "年度任务数只有 12" in found.message


def test_both_columns_are_looked_at() -> None:
    assert_finds(rule, workbook_case(figure(month=1001, cumulative=1001)), ["指标进度!E5", "指标进度!F5"])


@pytest.mark.parametrize("cumulative", [1000, 241, None])
def test_up_to_a_thousand_is_not_this_rules(cumulative: int | None) -> None:
    assert_clean(rule, workbook_case(figure(month=0, cumulative=cumulative)))


def test_large_beside_a_large_quota_is_not_found() -> None:
    owed = figure(quota=12, month=0, cumulative=1001, reporter=BUREAU)
    assert_clean(rule, workbook_case(owed))


def test_beyond_a_million_million_nothing_is_meant() -> None:
    limit = Decimal(10) ** 12
    at, beyond = figure(month=0, cumulative=limit, reporter=BUREAU), figure(month=limit + 1, reporter=BUREAU)
    assert_clean(rule, workbook_case(at))
    assert_finds(rule, workbook_case(beyond), ["指标进度!E5"])


def test_number_columns_of_ledgers_are_looked_at() -> None:
    areas = (Decimal(10) ** 12, Decimal(10) ** 13, None)
    table = ledger_table(*({"name": "示例基地", "area": area} for area in areas))
    (found,) = assert_finds(rule, workbook_case(tables=[table]), ["台账-示范基地!C6"])
    assert "“面积”" in found.message


def test_a_number_with_three_hundred_digits_still_fits_a_message() -> None:
    (found,) = assert_finds(rule, workbook_case(figure(cumulative=Decimal("1E+300"))), ["指标进度!F5"])
    assert len(found.message) < 80
