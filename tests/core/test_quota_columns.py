"""The header of quotas.csv: one row, or a second one that says the years."""

import pytest

from fuxi_cli.core.quota_columns import Row, columns_of
from support.builders import AREA, BASES

HEAD = ("序号", "县（市、区）", f"{BASES.name}（{BASES.unit}）")
YEARS = ("县（市、区）", BASES.name, "", "", AREA.name, "")


@pytest.mark.parametrize(
    "rows",
    [
        (HEAD, ("", "合计", "2023")),
        (HEAD, ("", "总计", "2023"), ("1", "甲县", "2023")),
        (HEAD[1:], ("合计", "2023")),
        (("完成时限", *HEAD[1:]), ("", "合计", "2024")),
    ],
)
def test_a_row_of_totals_that_come_to_a_year_is_no_header(rows: tuple[Row, ...]) -> None:
    found = columns_of(rows, (BASES, AREA))
    assert found.head == 1
    assert found.years(BASES.id) == ()
    assert found.whole(BASES.id) == len(rows[0]) - 1


@pytest.mark.parametrize("corner", ["", "县（市、区）"])
def test_years_below_their_indicators_are_one(corner: str) -> None:
    found = columns_of((YEARS, (corner, "2023年", "2024", "合计", "2023年", "2024年")), (BASES, AREA))
    assert (found.head, found.reporter) == (2, 0)
    assert found.years(BASES.id) == ((2023, 1), (2024, 2))
    assert found.whole(BASES.id) == 3
    assert found.years(AREA.id) == ((2023, 4), (2024, 5))
