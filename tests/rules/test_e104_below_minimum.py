from decimal import Decimal
from typing import Any

import pytest

from fuxi_cli.rules import e104_below_minimum as rule
from support.builders import assert_clean, assert_finds
from support.ledgers import SHEET, entry, works, works_case


def invested(amount: str | None, **values: Any) -> dict[str, Any]:
    return entry(2, investment=None if amount is None else Decimal(amount), **values)


@pytest.mark.parametrize("amount", ["4999.99", "0.68", "0"])
def test_less_than_the_minimum_is_found(amount: str) -> None:
    (found,) = assert_finds(rule, works_case(works(entry(1), invested(amount))), [f"{SHEET}!E6"])
    assert (found.provided, found.expected, found.clause) == (Decimal(amount), Decimal(5000), "附件1")


def test_the_message_names_both_figures_with_their_unit() -> None:
    (found,) = assert_finds(rule, works_case(works(invested("3200"))), [f"{SHEET}!E5"])
    assert found.message == "“台账-示范基地”E5“投资额”是 3200万元，低于方案要求的 5000万元，不能计入完成数。"


@pytest.mark.parametrize("amount", ["5000", "5000.01", "-1", None])
def test_the_minimum_itself_more_and_what_is_anothers_are_clean(amount: str | None) -> None:
    assert_clean(rule, works_case(works(invested(amount))))


def test_a_row_that_is_not_at_the_stage_may_still_grow() -> None:
    assert_clean(rule, works_case(works(invested("100", stage="申报中"), invested("100", stage=None))))


def test_a_minimum_of_nought_is_no_condition() -> None:
    assert_clean(rule, works_case(works(entry(1, area=Decimal(0)))))
