import pytest

from fuxi_cli.rules import e103_duplicate_key as rule
from support.builders import assert_clean, assert_finds
from support.ledgers import SHEET, entry, works, works_case


@pytest.mark.parametrize("code", ["SL-001", " sl-001", "ＳＬ－００１", "SL—001"])
def test_the_second_row_of_an_object_is_found_and_names_the_first(code: str) -> None:
    (found,) = assert_finds(rule, works_case(works(entry(1), entry(2), entry(3, code=code))), [f"{SHEET}!C7"])
    assert found.provided == code
    assert "与 C5 单元格相同" in found.message


def test_every_further_row_is_found() -> None:
    case = works_case(works(entry(1), entry(1, name="示例乙基地"), entry(1)))
    found = assert_finds(rule, case, [f"{SHEET}!C6", f"{SHEET}!C7"])
    assert all("C5" in finding.message for finding in found)


def test_an_object_is_registered_once_whatever_its_stage() -> None:
    assert_finds(rule, works_case(works(entry(1, None, stage="申报中"), entry(1))), [f"{SHEET}!C6"])


def test_different_keys_blanks_and_equal_names_are_clean() -> None:
    rows = (entry(1), entry(2, name="示例基地1号"), entry(3, code=None), entry(4, code=None))
    assert_clean(rule, works_case(works(*rows)))


def test_a_mark_between_digits_makes_two_numbers() -> None:
    assert_clean(rule, works_case(works(entry(1, code="SL-1-12"), entry(2, code="SL-11-2"))))


def test_a_cell_that_cannot_be_read_is_no_key() -> None:
    table = works(entry(1, code=None), entry(2, code=None), unread=((5, "code"), (6, "code")))
    assert_clean(rule, works_case(table))
