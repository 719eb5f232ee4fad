from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.words import clean, fold, half_up, has_control, key, percent, plain, show, split_unit

decimals = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=6)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("-2.5", 0, "-3"),
        ("0.05", 1, "0.1"),
        ("0.049", 1, "0.0"),
        ("2.675", 2, "2.68"),
        ("91.65", 1, "91.7"),
        ("99.95", 1, "100.0"),
    ],
)
def test_a_tie_goes_up_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert str(half_up(Decimal(value), places)) == rounded
    assert str(half_up(Fraction(value), places)) == rounded


def test_rounding_to_nothing_leaves_no_minus() -> None:
    assert str(half_up(Decimal("-0.04"), 1)) == "0.0"


def test_no_precision_rounds_a_second_time() -> None:
    whole = 10**40 + 1
    assert half_up(Fraction(whole), 1) == Decimal(f"{whole}.0")
    assert half_up(Decimal("1E+60"), 2) == Decimal(10) ** 60


@given(decimals, st.integers(0, 6))
def test_half_up_is_the_decimal_modules(value: Decimal, places: int) -> None:
    wide = Context(prec=60)
    expected = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=wide)
    assert half_up(value, places) == expected
    assert half_up(Fraction(value), places) == expected


@given(st.fractions(), st.integers(0, 4))
def test_half_up_is_off_by_at_most_half_a_unit(value: Fraction, places: int) -> None:
    error = Fraction(half_up(value, places)) - value
    assert abs(error) <= Fraction(1, 2 * 10**places)
    assert half_up(-value, places) == half_up(value, places).copy_negate()


def test_shares_as_percentages() -> None:
    assert percent(Fraction(11, 12)) == "91.7%"
    assert percent(Fraction(1, 3)) == "33.3%"
    assert percent(Decimal("0.0005")) == "0.1%"
    assert percent(Fraction(1)) == "100.0%"
    assert percent(Fraction(0)) == "0.0%"
    assert percent(None) == "—"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2E+3", "2000"),
        ("0.50", "0.5"),
        ("100", "100"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-1.10", "-1.1"),
        ("1E-7", "0.0000001"),
    ],
)
def test_decimals_as_people_write_them(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@given(decimals)
def test_plain_text_is_the_same_number(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "空白"),
        (Decimal("0.10"), "0.1"),
        (Fraction(1, 8), "12.5%"),
        (True, "TRUE"),
        (False, "FALSE"),
        (0.1 + 0.2, "0.3"),
        (7.0, "7"),
        (12, "12"),
        (date(2022, 6, 3), "2022-06-03"),
        (datetime(2022, 6, 3, 9, 5), "2022-06-03 09:05"),
        ("甲 \n 县", "甲 县"),
        ("甲\u200b县\u202e", "甲�县�"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 57 + "……"),
    ],
)
def test_any_value_as_a_clerk_reads_it(value: object, text: str) -> None:
    assert show(value) == text


@pytest.mark.parametrize("value", [1e300, Decimal("1E+300"), Decimal("1E-300")])
def test_a_number_of_hundreds_of_digits_is_shown_short(value: object) -> None:
    assert len(show(value)) <= 10


def test_a_number_is_shown_in_full_up_to_thirty_characters() -> None:
    assert show(Decimal("9" * 30)) == "9" * 30
    assert show(Decimal("9" * 31)) == "1.00000e+31"


def test_folding_ignores_width_space_and_case() -> None:
    assert fold(" 县（市、 区）") == "县(市、区)"
    assert fold("ＡＢ\u3000１２") == "ab12"
    assert key("合　计：") == key("合计") == "合计"
    assert key("于都县（示例）") != key("于都县")


@pytest.mark.parametrize(
    ("header", "text", "unit"),
    [
        ("培育5000万元以上\n富硒精深加工企业（个）", "培育5000万元以上富硒精深加工企业", "个"),
        ("面积(万亩)", "面积", "万亩"),
        ("完成率", "完成率", None),
        ("县（市、区）名称", "县(市、区)名称", None),
        ("示范基地（认定）（个）", "示范基地(认定)", "个"),
    ],
)
def test_a_unit_in_closing_brackets_is_split_off(header: str, text: str, unit: str | None) -> None:
    assert split_unit(header) == (text, unit)


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[31m", "甲\u200b", "\u202e", "\ufeff"])
def test_invisible_characters_are_seen_and_replaced(text: str) -> None:
    assert has_control(text)
    assert "�" in clean(text)
    assert not has_control(clean(text).replace("�", ""))


@pytest.mark.parametrize("text", ["甲县", "line\nbreak\tand tab", "赣市府办字〔2022〕5号", "㎡"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert not has_control(text)
    assert "�" not in clean(text)
