from decimal import Decimal

import pytest

from fuxi_cli.rules import e105_unit_mix_up as rule
from support.builders import assert_clean, assert_finds
from support.ledgers import SHEET, WORKS, entry, works, works_case, works_plan


def test_an_amount_in_yuan_is_found_with_what_it_should_be() -> None:
    case = works_case(works(entry(1), entry(2, investment=Decimal(68_000_000))))
    (found,) = assert_finds(rule, case, [f"{SHEET}!E6"])
    assert (found.provided, found.expected) == (68_000_000, 6800)
    assert "填的是 68000000，像是按元填的；如果是元，应填 6800。" in found.message


@pytest.mark.parametrize(("value", "places"), [("4999999", []), ("5000000", [f"{SHEET}!E5"])])
def test_a_thousand_times_the_minimum_is_the_limit(value: str, places: list[str]) -> None:
    assert_finds(rule, works_case(works(entry(1, investment=Decimal(value)))), places)


@pytest.mark.parametrize(("value", "places"), [("9999999", []), ("10000000", [f"{SHEET}!E5"])])
def test_without_a_minimum_ten_million_is(value: str, places: list[str]) -> None:
    ledger = WORKS._replace(fields=tuple(f._replace(minimum=None) for f in WORKS.fields))
    table = works(entry(1, investment=Decimal(value)))
    table.form = table.form._replace(fields=(table.form.fields[0], *ledger.fields))
    assert_finds(rule, works_case(table, of=works_plan(ledger)), places)


def test_every_stage_is_looked_at() -> None:
    case = works_case(works(entry(1, stage="申报中", investment=Decimal(60_000_000))))
    assert_finds(rule, case, [f"{SHEET}!E5"])


def test_another_unit_a_blank_and_what_is_beyond_all_reason_are_clean() -> None:
    assert_clean(rule, works_case(works(entry(1, area=Decimal(60_000_000)), entry(2, investment=None))))
    assert_clean(rule, works_case(works(entry(1, investment=Decimal(10) ** 12 + 1))))
