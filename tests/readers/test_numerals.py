import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.readers.cells import numerals
from support.written import FINANCIAL, chinese


def value_of(text: str) -> str | None:
    numeral = numerals.read(numerals.plain(text))
    return None if numeral is None else f"{numeral.value.normalize():f}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("〇", "0"),
        ("零", "0"),
        ("○", "0"),
        ("七", "7"),
        ("两", "2"),
        ("十", "10"),
        ("一十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("一百一十", "110"),
        ("一百十二", "112"),
        ("两百", "200"),
        ("一千零五十", "1050"),
        ("两千二百", "2200"),
        ("一万", "10000"),
        ("一万二千", "12000"),
        ("一万零五百", "10500"),
        ("十万五千", "105000"),
        ("十万零五千", "105000"),
        ("一百万", "1000000"),
        ("两千万", "20000000"),
        ("一亿", "100000000"),
        ("一亿零五百万", "105000000"),
        ("一亿五千万", "150000000"),
        ("一万亿", "1000000000000"),
        ("一万二千亿", "1200000000000"),
        ("三点五", "3.5"),
        ("零点零五", "0.05"),
        ("十点五", "10.5"),
        ("三点五万", "35000"),
        ("一点二亿", "120000000"),
        ("两点五千万", "25000000"),
        ("一点二万亿", "1200000000000"),
        ("负三", "-3"),
        ("壹拾", "10"),
        ("贰仟", "2000"),
        ("萬", None),
        ("壹萬貳仟", "12000"),
        ("一〇五", "105"),
        ("二〇", "20"),
        ("二〇二二", "2022"),
        ("二○二二", "2022"),
        ("一九九八", "1998"),
    ],
)
def test_a_numeral_is_read_as_its_number(text: str, value: str | None) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "百",
        "万",
        "亿",
        "点五",
        "三点",
        "七八",
        "三五",
        "一两",
        "两三",
        "三五百",
        "七八十",
        "一万二",
        "一百五",
        "一千五",
        "一千零五百",
        "一百零五十",
        "一亿五千",
        "一万五百",
        "二十零五",
        "十十",
        "一二三",
        "三十点",
        "三点五五万万",
        "万万",
        "二万三万",
        "一亿二亿",
        "几十",
        "两十",
        "〇七",
        "零七",
        "三点五点二",
        "负负三",
        "负",
        "五千百",
        "二千三千",
        "一万点五万",
        "三点两",
        "一亿零",
        "一万零",
    ],
)
def test_text_that_is_no_number_or_may_be_two_is_refused(text: str) -> None:
    assert value_of(text) is None


@settings(deadline=None, max_examples=400)
@given(st.one_of(st.integers(0, 12_000), st.integers(0, 10**16 - 1)))
def test_every_whole_number_is_read_back(number: int) -> None:
    written = chinese(number)
    for text in (written, written.replace("零", "〇"), written.translate(FINANCIAL)):
        assert value_of(text) == str(number), text


@settings(deadline=None, max_examples=200)
@given(
    st.integers(0, 9999),
    st.text("零一二三四五六七八九", min_size=1, max_size=6),
    st.sampled_from(["", "万", "亿"]),
)
def test_every_decimal_is_read_back(whole: int, digits: str, word: str) -> None:
    numeral = numerals.read(numerals.plain(f"{chinese(whole)}点{digits}{word}"))
    scale = {"": 1, "万": 10**4, "亿": 10**8}[word]
    expected = (
        whole * 10 ** len(digits) + int("".join(str("零一二三四五六七八九".index(d)) for d in digits))
    ) * scale
    assert numeral is not None
    assert numeral.value * 10 ** len(digits) == expected
    assert numeral.ending == scale


def canonical(text: str) -> str:
    """One spelling for those that differ only by 两 or 二, 一十 or 十, and a 〇 that may be left out."""
    text = text.replace("两", "二").replace("一十", "十")
    return re.sub("([万亿])〇(?=.千)", r"\1", text)


@settings(deadline=None, max_examples=1500)
@given(st.text("〇一二两五九十百千万亿", min_size=1, max_size=9))
def test_whatever_is_read_is_a_spelling_of_that_number(text: str) -> None:
    numeral = numerals.read(text)
    if numeral is None or numerals.positional(text) is not None:
        return
    assert canonical(text) == canonical(numerals.plain(chinese(int(numeral.value))))


@settings(deadline=None)
@given(st.text("负点〇一二两十百千万亿零壹拾", max_size=14) | st.text(max_size=10))
def test_no_text_makes_it_fail(text: str) -> None:
    numerals.read(numerals.plain(text))
    assert 0 <= numerals.leading(text) <= len(text)


@pytest.mark.parametrize(
    ("text", "ending"), [("五千", 1), ("五千万", 10**4), ("五亿", 10**8), ("一万二千", 0)]
)
def test_the_ending_says_whether_a_unit_may_be_left_out(text: str, ending: int) -> None:
    numeral = numerals.read(text)
    assert numeral is not None
    assert numeral.ending == ending
