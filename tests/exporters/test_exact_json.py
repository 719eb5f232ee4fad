"""Numbers keep their digits; nothing that JSON cannot say gets through."""

import json
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.period import Period
from fuxi_cli.exporters.exact_json import dumps, scalar


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("0.1") + Decimal("0.2"), "0.3"),
        (Decimal("50.00"), "50"),
        (Decimal("2E+3"), "2000"),
        (Decimal("0.50"), "0.5"),
        (Decimal("-0"), "0"),
        (Decimal("-1.20"), "-1.2"),
        (Decimal("12345678901234567890.5"), "12345678901234567890.5"),
        (Decimal("1E+999999999"), "1E+999999999"),
        (Decimal("1E-999"), "1E-999"),
        (Fraction(1, 2), "0.5"),
        (Fraction(11, 12), "0.9166666667"),
        (Fraction(1, 3), "0.3333333333"),
        (Fraction(2), "2"),
        (Fraction(1, 2 * 10**10), "0.0000000001"),
        (Fraction(1, 3 * 10**10), "0"),
        (date(2022, 6, 3), '"2022-06-03"'),
        (Period(2022, 6), '"2022-06"'),
        (True, "true"),
        (None, "null"),
        ("“指标”\n\x1b", '"“指标”\\n\\u001b"'),
        ([], "[]"),
        ({}, "{}"),
        (("a", 1), '[\n  "a",\n  1\n]'),
    ],
)
def test_written_form(value: object, written: str) -> None:
    assert dumps(value).decode() == f"{written}\n"


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), [Decimal("-Infinity")]])
def test_no_number_that_json_does_not_have(value: object) -> None:
    with pytest.raises(ValueError, match="no JSON"):
        dumps(value)


@pytest.mark.parametrize("value", [1.5, object(), b"x", {"a": time(8)}])
def test_what_it_does_not_know_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        dumps(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.1 + 0.2, Decimal("0.3")),
        (float("nan"), "NaN"),
        (Decimal("Infinity"), "Infinity"),
        (time(8, 30), "08:30:00"),
        (("申报中", "已认定"), "('申报中', '已认定')"),
        (3, 3),
        (None, None),
        (False, False),
        (datetime(2022, 6, 3, 8), datetime(2022, 6, 3, 8)),
    ],
)
def test_scalars(value: object, expected: object) -> None:
    assert scalar(value) == expected
    dumps(scalar(value))


def test_a_path_that_is_not_utf8_is_kept() -> None:
    path = b"\xb8\xd3.xlsx".decode("utf-8", "surrogateescape")
    assert json.loads(dumps({"path": path})) == {"path": path}


def json_of(text: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return st.recursive(
        st.none() | st.booleans() | st.integers() | text,
        lambda inner: st.lists(inner) | st.dictionaries(text, inner),
    )


@given(json_of(st.text()))
def test_any_text_comes_back_and_none_can_act_on_a_terminal(value: object) -> None:
    written = dumps(value).decode()
    assert json.loads(written) == value
    assert all(c.isprintable() or c == "\n" or unicodedata.category(c) == "Zs" for c in written)


@given(json_of(st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" \n\t\u3000"))))
def test_same_as_the_standard_library_for_what_can_be_seen(value: object) -> None:
    expected = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    assert dumps(value).decode() == f"{expected}\n"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_every_decimal_comes_back_exactly(value: Decimal) -> None:
    assert json.loads(dumps(value), parse_float=Decimal, parse_int=Decimal) == value
