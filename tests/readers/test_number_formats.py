"""Which number formats make a number a date, and which date: as the parser of .xlsx says, but for its mistakes."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from fuxi_cli.readers.number_formats import Kind, as_date, is_date


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", None),
        ("G/通用格式", None),
        ("0.00", None),
        ("#,##0;[Red]-#,##0", None),
        ("@", None),
        ("0.0E+00", None),
        ('0"天"', None),
        ('"day"0', None),
        (r"\d0", None),
        ("_d0", None),
        ("*d0", None),
        ("[红色]0.00", None),
        ("[Red]0", None),
        ("[$-804]0", None),
        ("[h", None),
        ("0;yyyy", None),
        (";;;", None),
        ('"未完d', None),
        ("", None),
        ("yyyy-mm-dd", "date"),
        ("yyyy/m/d;@", "date"),
        ('yyyy"年"m"月"', "date"),
        ('[$-804]yyyy"年"m"月"d"日";@', "date"),
        ("[DBNum1][$-804]yyyy年m月d日", "date"),
        ("[$-F800]dddd, mmmm dd, yyyy", "date"),
        ("yyyy/m/d h:mm", "date"),
        ("mmm", "date"),
        ("[$-804]aaaa", "date"),
        ("[红色]d", "date"),
        ("[>100]d", "date"),
        ("D-MMM-YY", "date"),
        ("h:mm:ss", "time"),
        ("h:mm AM/PM", "time"),
        ('上午/下午h"时"mm"分"', "time"),
        ("mm:ss.0", "time"),
        ("[$-F400]h:mm:ss AM/PM", "time"),
        ("[h]:mm", "duration"),
        ("[mm]:ss", "duration"),
        ("[SS].00", "duration"),
    ],
)
def test_what_a_code_makes_of_a_number(code: str, kind: Kind | None) -> None:
    assert is_date(164, code) == kind


@pytest.mark.parametrize("number", [*range(1, 14), 23, 37, 48, 49, 59, 164])
def test_formats_that_are_built_in_and_no_dates(number: int) -> None:
    assert is_date(number) is None


@pytest.mark.parametrize("number", [14, 17, 22, 27, 28, 31, 36, 50, 51, 54, 57, 58])
def test_dates_that_are_built_in(number: int) -> None:
    assert is_date(number) == "date"


@pytest.mark.parametrize("number", [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56])
def test_times_that_are_built_in(number: int) -> None:
    assert is_date(number) == "time"


def test_a_duration_that_is_built_in() -> None:
    assert is_date(46) == "duration"


def test_what_a_file_defines_counts_for_more() -> None:
    assert is_date(31, "0.00") is None
    assert is_date(5, "yyyy-mm-dd") == "date"
    assert is_date(0, "yyyy-mm-dd") is None


@pytest.mark.parametrize(
    ("serial", "value"),
    [
        (0.5, time(12)),
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (60, 60),
        (60.5, 60.5),
        (61, date(1900, 3, 1)),
        (44713, date(2022, 6, 1)),
        (44713.5, datetime(2022, 6, 1, 12)),
        (44713.99999999999, date(2022, 6, 2)),
        (44713.999994, datetime(2022, 6, 1, 23, 59, 59, 482000)),
        (2958465, date(9999, 12, 31)),
        (2958465.9999999999, 2958466),
        (2958466, 2958466),
        (-1, -1),
        (-0.5, -0.5),
        (1e300, 1e300),
    ],
)
def test_days_counted_from_1900(serial: float, value: Any) -> None:
    result = as_date(float(serial), False, "date")
    assert (result, type(result) is datetime) == (value, type(value) is datetime)


@pytest.mark.parametrize(
    ("serial", "kind", "value"),
    [
        (0, "date", date(1904, 1, 1)),
        (0, "time", time()),
        (1, "date", date(1904, 1, 2)),
        (60, "date", date(1904, 3, 1)),
        (43251, "date", date(2022, 6, 1)),
        (2957003, "date", date(9999, 12, 31)),
        (2957004, "date", 2957004),
    ],
)
def test_days_counted_from_1904(serial: float, kind: Kind, value: Any) -> None:
    assert as_date(float(serial), True, kind) == value


def test_durations_may_be_negative_and_longer_than_a_day() -> None:
    assert as_date(1.5, False, "duration") == timedelta(hours=36)
    assert as_date(-0.25, False, "duration") == -timedelta(hours=6)
    assert as_date(1e12, False, "duration") == 1e12


def test_what_is_no_date_stays_a_number() -> None:
    assert as_date(44713.0, False, None) == 44713.0


@given(st.floats(), st.booleans(), st.sampled_from(["date", "time", "duration"]))
def test_no_number_is_too_much(serial: float, date1904: bool, kind: Kind) -> None:
    as_date(serial, date1904, kind)


def test_agrees_with_the_parser_of_xlsx() -> None:
    """Not asked: 29 February 1900, negative days, midnight by rounding, day 0 of 1904 (see the module)."""
    codes = ["yyyy-mm-dd", "h:mm:ss", "[h]:mm", 'yyyy"年"m"月"', "0.00", "General", '上午/下午h"时"mm"分"']
    serials = [
        0.0,
        0.25,
        0.123456789,
        1.0,
        1.5,
        59.0,
        61.25,
        366.0,
        44713.0,
        44713.5,
        44713.123456789,
        2958465.5,
    ]
    for date1904 in (False, True):
        rows = _by_calamine(codes, serials, date1904)
        for serial, row in zip(serials, rows, strict=True):
            for code, theirs in zip(codes, row, strict=True):
                kind = is_date(164, code)
                if not (date1904 and serial < 1 and kind == "date") and serial + 1462 * date1904 < 2958466:
                    assert as_date(serial, date1904, kind) == theirs, (serial, code)


def _by_calamine(codes: list[str], serials: list[float], date1904: bool) -> list[list[Any]]:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"date_1904": date1904}) as book:
        sheet = book.add_worksheet()
        for column, code in enumerate(codes):
            style = book.add_format({"num_format": code})
            for row, serial in enumerate(serials):
                sheet.write_number(row, column, serial, style)
    file.seek(0)
    return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
