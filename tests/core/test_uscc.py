import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.uscc import check_character, fault

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
REGION = st.text("0123456789", min_size=6, max_size=6)
bodies = st.builds(
    lambda office, region, rest: office + region + rest,
    st.text(ALPHABET, min_size=2, max_size=2),
    REGION,
    st.text(ALPHABET, min_size=9, max_size=9),
)


@given(bodies)
def test_a_code_with_its_check_character_is_right(body: str) -> None:
    assert fault(body + check_character(body)) is None


@given(bodies, st.integers(8, 17), st.sampled_from(ALPHABET))
def test_any_one_character_changed_is_noticed(body: str, at: int, other: str) -> None:
    code = body + check_character(body)
    changed = code[:at] + other + code[at + 1 :]
    assert (fault(changed) is None) == (changed == code)


@given(bodies, st.integers(8, 15))
def test_two_neighbours_swapped_are_noticed(body: str, at: int) -> None:
    code = body + check_character(body)
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert (fault(swapped) is None) == (swapped == code)


@given(st.text(ALPHABET, min_size=9, max_size=9), st.text("0123456789", min_size=8, max_size=8))
def test_it_agrees_with_another_implementation(rest: str, digits: str) -> None:
    other = pytest.importorskip("stdnum.cn.uscc")
    body = digits + rest
    assert check_character(body) == other.calc_check_digit(body)
    assert other.is_valid(body + check_character(body))


@pytest.mark.parametrize("code", ["", "9", "91360700MA0000000PP", "91360700MA000000"])
def test_the_length_is_named(code: str) -> None:
    assert fault(code) == f"应为18位，实有{len(code)}位"


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_that_look_like_digits_are_not_used(letter: str) -> None:
    assert fault(f"91360700M{letter}0000000P") == f"第10位不能是“{letter}”"


@pytest.mark.parametrize("at", range(2, 8))
def test_the_region_is_digits(at: int) -> None:
    code = "91360700MA0000000P"
    assert fault(code[:at] + "A" + code[at + 1 :]) == "第3至8位是行政区划码，应为数字"
