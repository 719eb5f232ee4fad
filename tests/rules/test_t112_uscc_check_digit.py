import pytest
from fuxi_cli.rules import t112_uscc_check_digit as rule
from support.builders import assert_clean, assert_finds, ledger_table, workbook_case

RIGHT = "91110000600037341L"


def case(*codes: str | None) -> object:
    return workbook_case(tables=[ledger_table(*({"name": "示例基地", "uscc": code} for code in codes))])


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("91110000600037341M", "末位校验码与前17位不符"),
        ("91110000600037314L", "末位校验码与前17位不符"),
        ("9111000060003734", "应为18位，实有16位"),
        ("9111000060003734IL", "第17位不能是“I”"),
        ("911100A0600037341L", "第3至8位是行政区划码，应为数字"),
    ],
)
def test_a_wrong_code_is_found_with_its_reason(code: str, reason: str) -> None:
    (found,) = assert_finds(rule, case(RIGHT, code), ["台账-示范基地!E6"])
    assert reason in found.message
    assert code in found.message


def test_right_codes_in_any_writing_and_blanks_are_clean() -> None:
    assert_clean(rule, case(RIGHT, RIGHT.lower(), f" {RIGHT[:8]} {RIGHT[8:]} ", "９１１１００００６０００３７３４１Ｌ", None))
