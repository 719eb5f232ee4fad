from typing import Any

import pytest

from fuxi_cli.rules import t112_uscc_check_digit as rule
from support.builders import assert_clean, assert_finds, ledger_table, workbook_case

RIGHT = "91360700MA0000000P"


def case(*codes: str | None) -> Any:
    rows = ({"name": "示例基地", "uscc": code} for code in codes)
    return workbook_case(tables=[ledger_table(*rows)])


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("91360700MA0000000Q", "末位校验码与前17位不符"),
        ("91630700MA0000000P", "末位校验码与前17位不符"),
        ("91360700MA000000P", "应为18位，实有17位"),
        ("91360700MAO000000P", "第11位不能是“O”"),
        ("9136070OMA0000000P", "第8位不能是“O”"),
        ("9136070AMA0000000P", "第3至8位是行政区划码，应为数字"),
    ],
)
def test_a_wrong_code_is_found_with_its_reason(code: str, reason: str) -> None:
    (found,) = assert_finds(rule, case(RIGHT, code), ["台账-示范基地!E6"])
    assert reason in found.message
    assert code in found.message


def test_right_codes_in_any_writing_and_blanks_are_clean() -> None:
    full_width = "９１３６０７００ＭＡ０００００００Ｐ"
    assert_clean(rule, case(RIGHT, RIGHT.lower(), f" {RIGHT[:8]} {RIGHT[8:]} ", full_width, None))


def test_a_rural_collectives_code_begins_with_a_letter() -> None:
    assert_clean(rule, case("N2360700MF0000000H"))
