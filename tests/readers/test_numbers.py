import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.plan import Field
from fuxi_cli.readers.cells import units
from fuxi_cli.readers.cells.parse import Parsed, parse
from support.written import MARKED, NEGATIVE, NUMBER_FORMS, VAGUE, chinese, chinese_decimal, grouped

COUNT = Field("month", "本月新增", type="count", unit="个")
PIECES = Field("area", "面积", type="number")
MU = Field("area", "面积", type="number", unit="亩")
WAN_MU = Field("area", "面积", type="number", unit="万亩")
YUAN = Field("money", "投资额", type="number", unit="元")
WAN = Field("money", "投资额", type="number", unit="万元")
YI = Field("money", "产值", type="number", unit="亿元")
TONS = Field("mass", "产量", type="number", unit="吨")
GAP = Field("gap", "差额", type="number", calculated=True, minimum=Decimal("-1E12"))
SHARE = Field("rate", "完成率", type="share")
YEAR = Field("year", "年份", type="year")


def value(raw: object, field: Field, unit: str | None = None) -> str:
    """The value as written, or the notice in brackets."""
    parsed = parse(raw, field, unit)
    if parsed.value is None:
        return f"[{parsed.notice}]" if parsed.notice else ""
    assert isinstance(parsed.value, Decimal)
    return f"{parsed.value:f}"


@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000", "\xa0\n", "\t"])
@pytest.mark.parametrize("field", [COUNT, WAN, SHARE, YEAR])
def test_blank_is_nothing(raw: object, field: Field) -> None:
    assert parse(raw, field) == Parsed(None)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (7.0, "7"),
        (0.0, "0"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (1.1, "1.1"),
        (5000, "5000"),
        (Decimal("2.50"), "2.50"),
        (123456789012345.0, "123456789012345"),
    ],
)
def test_a_number_is_what_excel_shows_and_nothing_is_said(raw: object, expected: str) -> None:
    assert parse(raw, PIECES) == Parsed(Decimal(expected))


def test_a_number_in_text_is_read_and_said() -> None:
    assert parse("7", COUNT) == Parsed(Decimal(7), "normalised", Decimal(7))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("７", "7"),
        ("7个", "7"),
        ("7 个", "7"),
        ("７家", "7"),
        ("七", "7"),
        ("十二", "12"),
        ("十二 户", "12"),
        ("两个", "2"),
        ("一百零五", "105"),
        ("壹拾", "10"),
        ("+7", "7"),
        ("1,200", "1200"),
        ("１,２００", "1200"),
        ("1，200", "1200"),
        ("1,234,567", "1234567"),
        ("7.0", "7"),
        ("1.2万", "12000"),
        ("一万二千", "12000"),
        ("3千", "3000"),
        ("1亿2000万", "120000000"),
        ("007", "7"),
        ("0", "0"),
        ("-0", "0"),
        ("7.0 个", "7"),
    ],
)
def test_counts_in_many_forms(raw: str, expected: str) -> None:
    assert Decimal(value(raw, COUNT)) == Decimal(expected)


@pytest.mark.parametrize(
    "raw",
    [
        "1,2",
        "1,2000",
        "12,00",
        "0,123",
        "1,200,5",
        "1.2.3",
        "1.",
        "7+",
        "约7个",
        "7个左右",
        "7-8",
        "7~8",
        "七八个",
        "三五个",
        "几个",
        "若干",
        "十来个",
        "1e3",
        "1E3",
        "½",
        "²",
        "7²",
        "①",
        "Ⅶ",
        "٣",
        "三分之一",
        "1/2",
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "无",
        "暂无",
        "—",
        "-",
        "/",
        "\\",
        "1 200",
        "O",
        "l2",
        "一万二",
        "7箱",
        "#REF!",
        "--3",
        "+-3",
        "((3))",
        "(-3)",
        "(3",
        "3)",
        "1" * 31,
        "9" * 16,
        "个",
        "万",
        "7\u200b7",
        "1\u202e2",
        "2022-06-03",
        True,
        False,
        float("nan"),
        float("inf"),
        date(2022, 6, 3),
        datetime(2022, 6, 3),
        time(1),
        timedelta(1),
        object(),
        Decimal("NaN"),
    ],
)
def test_what_is_no_number_is_refused(raw: object) -> None:
    assert parse(raw, COUNT) == Parsed(None, "not-a-number")


def test_a_number_has_at_most_30_characters() -> None:
    assert parse("0" * 29 + "7", COUNT).value == 7
    assert parse("0" * 30 + "7", COUNT) == Parsed(None, "not-a-number")


@pytest.mark.parametrize("raw", ["\u200b12", "12\ufeff", "\u202e12", "\x0012"])
def test_invisible_characters_around_a_number_do_no_harm_and_are_said(raw: str) -> None:
    assert parse(raw, COUNT) == Parsed(Decimal(12), "control-characters", Decimal(12))


@pytest.mark.parametrize("raw", [7.5, "7.5", "七点五", "7.5个", "0.00075万"])
def test_a_count_is_whole(raw: object) -> None:
    assert parse(raw, COUNT) == Parsed(None, "not-whole", "整数")
    assert parse(raw, PIECES).value == Decimal("7.5")


@pytest.mark.parametrize("raw", [-3.0, "-3", "−3", "－3", "- 3", "(3)", "（3）", "（3个）", "负三"])
def test_a_negative_quantity_is_said_and_kept(raw: object) -> None:
    assert parse(raw, COUNT) == Parsed(Decimal(-3), "negative", "不小于 0 的数")


def test_a_gap_may_be_negative() -> None:
    assert parse(-3.0, GAP) == Parsed(Decimal(-3))
    assert parse("-3", GAP).notice == "normalised"


@pytest.mark.parametrize("raw", ["—", "-", "/", "无", "暂无", "——", "－"])
def test_a_calculated_column_may_say_that_there_is_nothing(raw: str) -> None:
    assert parse(raw, GAP) == Parsed(None)
    assert parse(raw, MU).notice == "not-a-number"
    assert parse(raw, SHARE) == Parsed(None)


@pytest.mark.parametrize(
    ("raw", "field", "expected"),
    [
        ("２０００万", WAN, "2000"),
        ("2000万元", WAN, "2000"),
        ("2000", WAN, "2000"),
        ("0.5亿", WAN, "5000"),
        ("0.5亿元", WAN, "5000"),
        ("两千万", WAN, "2000"),
        ("五千", WAN, "5000"),
        ("300元", WAN, "0.03"),
        ("1百万元", WAN, "100"),
        ("3千万", WAN, "3000"),
        ("1亿2000万", WAN, "12000"),
        ("1.5万亿", YI, "15000"),
        ("2000万", YI, "0.2"),
        ("2000万", YUAN, "20000000"),
        ("5千", YUAN, "5000"),
        ("壹佰元整", YUAN, "100"),
        ("1.2万", MU, "12000"),
        ("2000万", WAN_MU, "2000"),
        ("2000万亩", WAN_MU, "2000"),
        ("15公顷", MU, "225"),
        ("1平方公里", MU, "1500"),
        ("100㎡", MU, "0.15"),
        ("100 m²", MU, "0.15"),
        ("500公斤", TONS, "0.5"),
        ("3kg", TONS, "0.003"),
        ("2万斤", TONS, "10"),
        ("两万千克", TONS, "20"),
        ("三千克", TONS, "0.003"),
    ],
)
def test_units_are_converted_exactly(raw: str, field: Field, expected: str) -> None:
    parsed = parse(raw, field)
    assert parsed == Parsed(Decimal(expected), "normalised", Decimal(expected))


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ("50亩", WAN),
        ("50个", WAN),
        ("7元", COUNT),
        ("7亩", COUNT),
        ("85%", COUNT),
        ("８５％", WAN),
        ("5千", WAN),
        ("一万二千", WAN),
        ("3百", WAN_MU),
        ("7人次", COUNT),
    ],
)
def test_another_unit_or_an_uncertain_one_is_refused(raw: str, field: Field) -> None:
    assert parse(raw, field) == Parsed(None, "unit-conflict", field.unit)


def test_what_no_decimal_can_say_is_refused() -> None:
    hectares = Field("area", "面积", type="number", unit="公顷")
    assert parse("100亩", hectares) == Parsed(None, "unit-conflict", "公顷")
    assert parse("150亩", hectares).value == 10


def test_people_are_not_things() -> None:
    households = Field("households", "户数", type="count", unit="户")
    assert parse("50家", households).value == 50
    assert parse("50个", households).value == 50
    assert parse("50人", households) == Parsed(None, "unit-conflict", "户")


def test_a_unit_that_is_not_known_is_its_own() -> None:
    chains = Field("chains", "产业链", type="count", unit="批次")
    assert parse("7批次", chains).value == 7
    assert parse("7亩", chains).notice == "unit-conflict"
    books = Field("books", "册数", type="number", unit="万本子")
    assert parse("2万本子", books).value == 2
    assert parse("3本子", books).value == Decimal("0.0003")


def test_a_column_without_unit() -> None:
    assert parse("7个", PIECES).value == 7
    assert parse("2000万", PIECES).value == 20_000_000
    assert parse("5000万元", PIECES).notice == "not-a-number"
    assert parse("7%", Field("n", "数", type="count")) == Parsed(None, "unit-conflict", "个")


class TestStatedUnit:
    """What the header or the row names, beside the field's own unit."""

    def test_plain_numbers_are_in_it(self) -> None:
        assert parse(0.5, WAN, "亿元") == Parsed(Decimal(5000), "normalised", Decimal(5000))
        assert parse("0.5", WAN, "亿元").value == 5000
        assert parse(0.0, WAN, "亿元") == Parsed(Decimal(0))

    def test_the_same_unit_says_nothing(self) -> None:
        assert parse(2000.0, WAN, "万元") == Parsed(Decimal(2000))
        assert parse(7.0, COUNT, "家") == Parsed(Decimal(7))

    def test_a_unit_in_the_cell_counts_more(self) -> None:
        assert parse("5000万元", WAN, "亿元").value == 5000
        assert parse("2000万", WAN, "亿元").value == 2000

    def test_another_dimension_is_refused(self) -> None:
        assert parse(7.0, COUNT, "万元") == Parsed(None, "unit-conflict", "个")
        assert parse("7个", COUNT, "万元").value == 7

    def test_words_in_brackets_that_are_no_unit_are_ignored(self) -> None:
        assert parse(7.0, WAN, "含税") == Parsed(Decimal(7))

    def test_without_a_unit_of_the_field_it_is_the_unit(self) -> None:
        assert parse("2000万", PIECES, "万元").value == 2000
        assert parse(2000.0, PIECES, "万元") == Parsed(Decimal(2000))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (0.85, "0.85"),
        (1.0, "1"),
        (85.0, "85"),
        (0, "0"),
        ("85%", "0.85"),
        ("８５％", "0.85"),
        ("85.5 %", "0.855"),
        ("100%", "1.00"),
        ("85", "85"),
        ("0.85", "0.85"),
        ("百分之八十五", "0.85"),
        ("百分之百", "1.00"),
        ("-5%", "-0.05"),
    ],
)
def test_shares(raw: object, expected: str) -> None:
    parsed = parse(raw, SHARE)
    assert parsed.value == Decimal(expected)
    plain = isinstance(raw, str) and re.fullmatch(r"-?[0-9.]+%", raw)
    assert parsed.notice == ("normalised" if isinstance(raw, str) and not plain else None)


def test_a_share_is_named_as_per_cent() -> None:
    assert parse("８５．５％", SHARE).expected == "85.5%"
    assert parse("百分之百", SHARE).expected == "100%"
    assert parse("0.85", SHARE).expected == "85%"


@pytest.mark.parametrize(
    "raw", ["八成", "85个", "百分之85%", "约85%", "1万", "85%以上", True, date(2022, 1, 1), "‰5"]
)
def test_what_is_no_share_is_refused(raw: object) -> None:
    assert parse(raw, SHARE) == Parsed(None, "not-a-number")


@pytest.mark.parametrize(
    ("raw", "notice"),
    [
        (2022.0, None),
        ("2022", "normalised"),
        ("２０２２年", "normalised"),
        ("二〇二二年", "normalised"),
        ("一九九八", "normalised"),
    ],
)
def test_years(raw: object, notice: str | None) -> None:
    parsed = parse(raw, YEAR)
    assert parsed.value in (Decimal(2022), Decimal(1998))
    assert parsed.notice == notice


@pytest.mark.parametrize(
    "raw", [22.0, 2022.5, 1899.0, 2101.0, "22", "2022.6", "今年", "20222", True, date(2022, 1, 1)]
)
def test_what_is_no_year_is_refused(raw: object) -> None:
    assert parse(raw, YEAR).notice == "not-a-number"
    assert parse(raw, YEAR).value is None


# Properties: whatever a person can write is read back equal, or refused; never changed.

WHOLE = st.one_of(st.integers(0, 20_000), st.integers(0, 10**12)).map(Decimal)
DECIMALS = st.decimals(0, 10**9, places=4, allow_nan=False) | st.decimals(0, 100, places=1, allow_nan=False)
FORMS = st.sampled_from(sorted(NUMBER_FORMS))


@settings(deadline=None, max_examples=600)
@given(WHOLE, FORMS)
def test_every_count_in_every_form_is_read_back(number: Decimal, form: str) -> None:
    text = NUMBER_FORMS[form](number)
    if len(text.strip()) <= 30:
        assert parse(text, COUNT) == Parsed(number, "normalised", number), text


@settings(deadline=None, max_examples=600)
@given(DECIMALS, FORMS)
def test_every_quantity_in_every_form_is_read_back_or_refused(number: Decimal, form: str) -> None:
    text = NUMBER_FORMS[form](number)
    parsed = parse(text, PIECES)
    above_a_section = "Chinese" in form or form in ("financial", "〇")
    if len(text.strip()) > 30 or (above_a_section and number >= 10**4):
        assert parsed.value in (None, number), text
    else:
        assert parsed == Parsed(number, "normalised", number), text


@settings(deadline=None, max_examples=300)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_is_read_as_excel_shows_it(number: float) -> None:
    read = parse(number, Field("gap", "差额", type="number", minimum=Decimal(-1))).value
    assert isinstance(read, Decimal)
    assert float(format(float(read), ".15g")) == float(format(number, ".15g"))


MONEY = ["元", "千元", "万元", "百万元", "千万元", "亿元", "万亿元"]
SCALE = dict(zip(MONEY, (1, 10**3, 10**4, 10**6, 10**7, 10**8, 10**12), strict=True))


@settings(deadline=None, max_examples=600)
@given(
    st.decimals(0, 10**6, places=3, allow_nan=False) | st.integers(0, 10**6).map(Decimal),
    st.sampled_from(MONEY),
    st.sampled_from(MONEY),
    st.sampled_from([lambda n: f"{n:f}", grouped, chinese_decimal]),
)
def test_money_in_every_unit_is_the_same_money(
    number: Decimal, written: str, wanted: str, form: object
) -> None:
    text = form(number) + written  # type: ignore[operator]
    parsed = parse(text, Field("money", "投资额", type="number", unit=wanted))
    if parsed.value is None:
        assert form is chinese_decimal or number * SCALE[written] >= 10**15 or len(text) > 30, text
    else:
        assert isinstance(parsed.value, Decimal)
        assert parsed.value * SCALE[wanted] == number * SCALE[written], text


@settings(deadline=None, max_examples=300)
@given(st.integers(1, 10**5), st.sampled_from(["万", "百万", "千万", "亿", "万亿"]), st.sampled_from(MONEY))
def test_a_bare_multiplier_means_the_same_money_in_every_column(number: int, word: str, wanted: str) -> None:
    parsed = parse(f"{number}{word}", Field("money", "投资额", type="number", unit=wanted))
    scale = {"万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}[word]
    if number * scale >= 10**15:
        assert parsed.value in (None, Decimal(number * scale) / SCALE[wanted])
    else:
        assert parsed.value == Decimal(number * scale) / SCALE[wanted]


AREAS = {"亩": 2000, "万亩": 20_000_000, "公顷": 30_000, "平方米": 3, "平方公里": 3_000_000}
"""Thirds of a square metre: 1 亩 is 2000/3 m²."""


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 10**6), st.sampled_from(sorted(AREAS)), st.sampled_from(sorted(AREAS)))
def test_areas_are_exact_or_refused(number: int, written: str, wanted: str) -> None:
    parsed = parse(f"{number}{written}", Field("area", "面积", type="number", unit=wanted))
    if parsed.value is None:
        assert parsed.notice == "unit-conflict"
        assert AREAS[wanted] % 3 == 0 or AREAS[written] % AREAS[wanted]
    else:
        assert parsed.value * AREAS[wanted] == number * AREAS[written]


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 99_999), st.sampled_from("个家处件款项座户"), st.sampled_from("个家处件款项座户"))
def test_any_word_for_counting_things_will_do(number: int, written: str, wanted: str) -> None:
    field = Field("month", "本月新增", type="count", unit=wanted)
    assert parse(f"{number}{written}", field).value == number
    assert parse(f"{chinese(number)}{written}", field).value == number


@settings(deadline=None, max_examples=1500)
@given(st.text("0123456789０５一二两十百千万亿〇点.,，+-−－()%个元 约", min_size=1, max_size=8))
def test_what_is_read_from_odd_text_has_the_digits_of_the_text(text: str) -> None:
    """An independent look: an Arabic number that was read has, without 万 and 亿, the digits that were written."""
    parsed = parse(text, PIECES)
    if parsed.value is None or any(c in text for c in "一二两十百千万亿〇点"):
        return
    written = "".join(c if c == "." else str(int(c)) for c in text if c == "." or c.isdecimal())
    assert isinstance(parsed.value, Decimal)
    assert abs(parsed.value) == Decimal(written)
    assert (parsed.value < 0) == (any(c in text for c in "-−－(") and parsed.value != 0)


def test_every_unit_is_known_under_its_own_name() -> None:
    for name in ("元", "亩", "公顷", "平方米", "公斤", "吨", "米", "公里", "个", "人次", "%"):
        unit = units.named(name)
        assert unit is not None
        assert (unit.name, unit.scale) == (name, 1)
        assert units.is_known(unit)


MULTIPLIERS = {
    "": 1,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
UNITS = {"": None, "元": "money", "亩": "area", "公斤": "mass", "个": "things"}
SPACES = ["", " ", "\u3000", "\xa0"]
SIGNED = {wanted: Field("n", "数", type="number", unit=wanted, minimum=Decimal("-1E30")) for wanted in
          (None, "元", "万元", "亿元", "亩", "万亩", "公斤", "个", "%")}  # fmt: skip


@settings(deadline=None, max_examples=1500)
@given(
    st.integers(0, 10**6).map(Decimal) | st.decimals(0, 10**5, places=2, allow_nan=False),
    FORMS,
    st.sampled_from(sorted(MARKED)),
    st.sampled_from(sorted(MULTIPLIERS)),
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(SPACES),
    st.sampled_from(list(SIGNED)),
)
def test_a_number_in_any_clothes_is_read_back_or_refused(
    number: Decimal, form: str, marked: str, multiplier: str, unit: str, space: str, wanted: str | None
) -> None:
    """Form, sign, multiplier, spaces and unit in every combination: what is read is what was meant, to the digit."""
    written = NUMBER_FORMS[form](number)
    if "classifier" in form and (multiplier or unit):
        return  # 7个万元 is nobody's
    text = MARKED[marked](written + space + multiplier + space + unit)
    parsed = parse(text, SIGNED[wanted])
    if parsed.value is None:
        assert parsed.notice in ("not-a-number", "unit-conflict"), text
        return
    assert marked not in VAGUE, text
    column = units.named(wanted)
    meant = Fraction(number) * MULTIPLIERS[multiplier] * (-1 if marked in NEGATIVE else 1)
    stated = unit or ("个" if "classifier" in form else "")
    if stated and column is not None:
        own = units.bare(stated)
        assert own is not None
        assert units.comparable(own, column), text
        meant *= units.ratio(own, column)
    elif column is not None and column.scale > 1 and multiplier:
        meant /= column.scale  # 2000万 in a 万元 column is 2000万元
    elif (
        column is not None
        and column.scale > 1
        and not text.strip("0123456789０１２３４５６７８９,.，．-－−()（）+ \u3000\xa0")
    ):
        pass  # a plain number is in the column's unit
    elif column is not None and column.scale > 1:
        assert Fraction(parsed.value) in (meant, meant / column.scale), text
        assert not any(c in written for c in "万萬亿") or Fraction(parsed.value) == meant / column.scale, text
        return
    assert Fraction(parsed.value) == meant, text


@settings(deadline=None, max_examples=600)
@given(
    st.decimals(0, 1000, places=2, allow_nan=False),
    st.sampled_from(["{}%", "{}％", "{} %", "百分之{}", "百分之{}%", "{}‰", "{}成", "{}个百分点"]),
    FORMS,
)
def test_a_share_in_any_clothes_is_read_back_or_refused(number: Decimal, pattern: str, form: str) -> None:
    parsed = parse(pattern.format(NUMBER_FORMS[form](number).strip()), SHARE)
    if parsed.value is not None:
        assert pattern not in ("{}‰", "{}成", "{}个百分点", "百分之{}%")
        assert parsed.value * 100 == number


class TestPerCentColumns:
    """A header （%）: 85 beneath it is 85 %, and a small number may be either."""

    @pytest.mark.parametrize("raw", [85.0, 85, "85", "８５", "八十五", "85%", "百分之八十五"])
    def test_what_can_mean_one_thing(self, raw: object) -> None:
        assert parse(raw, SHARE, "%").value == Decimal("0.85")
        odd = isinstance(raw, str) and raw != "85%"
        assert parse(raw, SHARE, "％").notice == ("normalised" if odd else None)

    @pytest.mark.parametrize("raw", [0.85, 1.0, 10.0, 0.005, "0.85", "1", "一", -0.5])
    def test_what_can_mean_two(self, raw: object) -> None:
        parsed = parse(raw, SHARE, "%")
        assert (parsed.value, parsed.notice) == (None, "ambiguous-percent")
        assert "% 或 " in str(parsed.expected)

    def test_nothing_done_is_nothing_done(self) -> None:
        assert parse(0.0, SHARE, "%") == Parsed(Decimal(0))
        assert parse("0", SHARE, "%").value == 0
        assert parse("100%", SHARE, "%").value == 1
        assert parse("1%", SHARE, "%").value == Decimal("0.01")

    @pytest.mark.parametrize("unit", [None, "个", "万元", "含税", ""])
    def test_another_unit_of_the_row_has_no_say(self, unit: str | None) -> None:
        assert parse(0.85, SHARE, unit) == Parsed(Decimal("0.85"))
        assert parse(85.0, SHARE, unit) == Parsed(Decimal(85))

    @given(st.decimals(0, 10**6, places=4, allow_nan=False))
    def test_it_is_always_a_hundredth_or_refused(self, number: Decimal) -> None:
        parsed = parse(float(number), SHARE, "%")
        if parsed.value is None:
            assert 0 < number <= 10
        else:
            assert parsed.value * 100 == number


def test_nothing_zero_and_marks_are_different_things() -> None:
    assert parse(None, COUNT) == Parsed(None)
    assert parse(0.0, COUNT) == Parsed(Decimal(0))
    assert parse("0", COUNT).value == 0
    for mark in ("—", "无", "/", "-", "暂无"):
        assert parse(mark, COUNT) == Parsed(None, "not-a-number")
