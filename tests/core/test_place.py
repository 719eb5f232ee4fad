import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.place import Place, column_letters, column_number


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")],
)
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number
    assert column_number(letters.lower()) == number


@given(st.integers(1, 10**6))
def test_letters_and_numbers_agree(number: int) -> None:
    assert column_number(column_letters(number)) == number


@pytest.mark.parametrize(
    ("place", "cell", "chinese"),
    [
        (Place("指标进度", 7, 2), "B7", "“指标进度”B7"),
        (Place("指标进度", 7), None, "“指标进度”第7行"),
        (Place("指标进度", 0, 28), None, "“指标进度”AB列"),
        (Place("指标进度"), None, "“指标进度”"),
        (Place(), None, "整个文件"),
    ],
)
def test_a_place_is_named_as_far_as_it_is_known(place: Place, cell: str | None, chinese: str) -> None:
    assert place.cell == cell
    assert place.chinese == chinese
