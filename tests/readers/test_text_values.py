"""What stands in a text file becomes a number or a day only where nothing of it is lost."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.plan import Field
from fuxi_cli.core.words import plain
from fuxi_cli.readers.cells.parse import Parsed, parse
from fuxi_cli.readers.text.values import starts_program, typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7.0),
        ("-1.5", -1.5),
        ("0", 0.0),
        ("1200", 1200.0),
        ("0.85", 0.85),
        ("13800000000", 13_800_000_000.0),
        ("123456789012345", 123_456_789_012_345.0),
        ("20220603", 20_220_603.0),
        ("2022-06-03", date(2022, 6, 3)),
        ("2022/6/3", date(2022, 6, 3)),
        ("2022/06/03", date(2022, 6, 3)),
        ('="007"', "007"),
        ('=""', None),
        ("", None),
        (" \t\u3000", None),
    ],
)
def test_what_is_plain_and_certain(text: str, value: object) -> None:
    read = typed(text)
    assert read.value == value
    assert type(read.value) is type(value)
    assert read.error is None


@pytest.mark.parametrize(
    "text",
    [
        "007",
        "-0",
        "00",
        "3.10",
        "7.0",
        ".5",
        "5.",
        "+5",
        "1e3",
        "1E3",
        "1,200",
        "85%",
        "７",
        "²",
        "٣",
        "1 200",
        " 7",
        "7个",
        "123456789012345678",
        "1234567890123456",
        "0.1234567890123456",
        "2022-6-3",
        "2022-02-30",
        "2022/13/1",
        "1022/1/1",
        "2022-06-03 10:30",
        "2022.6.3",
        "2022年6月3日",
        "3/6/2022",
        "=1+1",
        '="a"&"b"',
        "TRUE",
        "inf",
        "nan",
        "NaN",
        "-",
        "—",
        "/",
        "无",
        "#1",
        "#REF",
        "Err:50",
        "x #N/A",
        "Err:502条",
    ],
)
def test_all_else_stays_the_text_that_it_is(text: str) -> None:
    assert typed(text) == (text, None)


@pytest.mark.parametrize(
    "text",
    ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "Err:502", "错误:502", " #REF!"],
)
def test_errors_are_no_text(text: str) -> None:
    value, error = typed(text)
    assert (value, error) in ((None, text.strip()), (text, None))
    if text == text.strip():
        assert error == text


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|'/C calc'!A0",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        ' \t=WEBSERVICE("http://example.invalid")',
        "=DDE(1,2,3)",
    ],
)
def test_text_that_would_start_a_program(text: str) -> None:
    assert starts_program(text)


@pytest.mark.parametrize(
    "text", ["=1+1", "甲|乙!丙", "-5", "cmd|' /C calc'!A0", "=SUM(A1:A3)", "@张三(示例)|甲"]
)
def test_text_that_would_not(text: str) -> None:
    assert not starts_program(text)


def test_what_a_number_format_shows_is_text_that_is_not_odd() -> None:
    rate, area, name = (
        Field("r", "完成率", type="share"),
        Field("a", "面积", type="number"),
        Field("n", "编号"),
    )
    assert parse(typed("57.1%").value, rate) == Parsed(Decimal("0.571"))
    assert parse(typed("57.1%").value, rate, "%") == Parsed(Decimal("0.571"))
    assert parse("57.1%", rate) == Parsed(Decimal("0.571"))
    assert parse(typed("7%").value, area).notice == "not-a-number"
    assert parse(typed("3.10").value, area) == Parsed(Decimal("3.10"))
    assert parse(typed("3.10").value, name) == Parsed("3.10")
    assert parse(typed("1,200").value, area).notice == "normalised"
    assert parse(typed("85%").value, name) == Parsed("85%")


def test_hostile_text_is_looked_at_once() -> None:
    assert not starts_program("=" + "a" * 200_000 + " |")


@settings(deadline=None, max_examples=1000)
@given(
    st.text("0123456789.-+,%eE/ ０", max_size=22)
    | st.floats(allow_nan=False).map(str)
    | st.decimals(-(10**16), 10**16, allow_nan=False, places=3).map(str)
    | st.integers(-(10**18), 10**18).map(str)
    | st.dates().map(date.isoformat)
)
def test_a_number_prints_back_as_it_stood(text: str) -> None:
    value = typed(text).value
    if isinstance(value, float):
        assert plain(Decimal(format(value, ".15g"))) == text
    elif isinstance(value, date):
        assert text in (value.isoformat(), f"{value:%Y/%m/%d}", f"{value.year}/{value.month}/{value.day}")
    elif value is not None:
        assert value == text


@settings(deadline=None)
@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_whole_number_that_excel_keeps_is_one(number: int) -> None:
    assert typed(str(number)).value == number


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_text_makes_it_fail(text: str) -> None:
    value, error = typed(text)
    assert value is None or error is None
    starts_program(text)
