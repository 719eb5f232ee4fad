from calendar import monthrange
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Field
from fuxi_cli.readers.cells.parse import Parsed, parse, parse_period
from support.written import DATE_FORMS, chinese

DATE = Field("recognised_on", "认定日期", type="date", required=True)
OPTIONAL = Field("done_on", "完成日期", type="date")
JUNE_3 = date(2022, 6, 3)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("raw", [JUNE_3, datetime(2022, 6, 3), datetime(2022, 6, 3, 23, 59)])
def test_a_date_cell_is_its_day(raw: object) -> None:
    assert parse(raw, DATE) == Parsed(JUNE_3)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1899, 12, 31), date(9999, 12, 31), date(2024, 2, 29)])
def test_a_date_cell_is_taken_as_it_is_however_odd(day: date) -> None:
    assert parse(day, DATE) == Parsed(day)


@pytest.mark.parametrize(
    "raw",
    [
        "2022-06-03",
        "2022-6-3",
        "2022.6.3",
        "2022.06.03",
        "2022/6/3",
        "2022、6、3",
        "2022年6月3日",
        "2022年06月03号",
        "2022年6月3",
        "２０２２．６．３",
        "２０２２年６月３日",
        "2022 年 6 月 3 日",
        "2022—06—03",
        "20220603",
        20220603.0,
        20220603,
        44715.0,
        44715.75,
        "二〇二二年六月三日",
        "二○二二年六月三日",
        "二零二二年六月三日",
        "2022年六月3日",
        "2022-06-03 10:30",
        "2022-06-03 10:30:59",
        "2022-06-03T10:30",
        "2022/6/3  9:05",
        "2022年6月3日10时30分",
        "2022年6月3日 上午 9:30",
        "2022年6月3日 星期五",
        "2022年6月3日（星期五）",
        "2022-06-03 周五",
        " 2022-06-03\n",
        "\u3000二〇二二年六月三日\u3000",
    ],
)
def test_a_certain_date_is_read_and_said(raw: object) -> None:
    assert parse(raw, DATE) == Parsed(JUNE_3, "normalised", JUNE_3)


def test_one_invisible_character_beside_a_date_does_no_harm() -> None:
    assert parse("2022-06-03\u200b", DATE) == Parsed(JUNE_3, "control-characters", JUNE_3)
    assert parse("2022-06\u200b-03", DATE).value is None


@pytest.mark.parametrize(
    ("raw", "readings"),
    [
        ("22.6.3", "2022-06-03 或 2003-06-22"),
        ("3/6/2022", "2022-06-03 或 2022-03-06"),
        ("06/03/22", "2006-03-22 或 2022-03-06 或 2022-06-03"),
        ("22年6月3日", "2022-06-03 或 1922-06-03"),
        ("99-12-31", "1999-12-31 或 2099-12-31"),
        ("1.2.3", "2001-02-03 或 2003-02-01 或 2003-01-02"),
    ],
)
def test_a_date_with_several_readings_is_refused_with_them(raw: str, readings: str) -> None:
    assert parse(raw, DATE) == Parsed(None, "ambiguous-date", readings)


@pytest.mark.parametrize("raw", ["13/6/2022", "6/13/2022", "13.6.2022"])
def test_a_date_with_one_possible_reading_is_certain(raw: str) -> None:
    assert parse(raw, DATE) == Parsed(date(2022, 6, 13), "normalised", date(2022, 6, 13))
    assert parse("6/6/2022", DATE).value == date(2022, 6, 6)


@pytest.mark.parametrize(
    "raw",
    [
        "2022年6月",
        "2022年6月份",
        "2022.6",
        "2022-06",
        "2022",
        "2022年",
        "202206",
        2022.6,
        202206.0,
        2022.0,
        "二〇二二年六月",
    ],
)
def test_a_date_without_a_day_says_so(raw: object) -> None:
    assert parse(raw, DATE) == Parsed(None, "not-a-date", "2022-06-03 这样的日期（缺“日”）")


@pytest.mark.parametrize("raw", ["6月3日", "六月三日", "6.3", "6/3", "06-03", 6.3])
def test_a_date_without_a_year_says_so(raw: object) -> None:
    assert parse(raw, DATE) == Parsed(None, "not-a-date", "2022-06-03 这样的日期（缺“年”）")


@pytest.mark.parametrize(
    "raw",
    [
        "2022-02-30",
        "2023-02-29",
        "2022年6月31日",
        "20220230",
        20220230.0,
        "2022.13.1",
        "2022-00-10",
        "二〇二二年二月三十日",
    ],
)
def test_a_day_that_does_not_exist_says_so(raw: object) -> None:
    parsed = parse(raw, DATE)
    assert (parsed.value, parsed.notice) == (None, "not-a-date")
    assert "这一天）" in str(parsed.expected)


@pytest.mark.parametrize("raw", ["1899-12-31", "9999-12-31", "2101.1.1"])
def test_a_year_that_nobody_means_is_refused(raw: str) -> None:
    parsed = parse(raw, DATE)
    assert (parsed.value, parsed.notice) == (None, "not-a-date")
    assert "太早或者太晚" in str(parsed.expected)


@pytest.mark.parametrize(
    "raw",
    [
        "2022 6 3",
        "2022-06-0310:00",
        "2022-6.3",
        "2022年6月底",
        "6月底前",
        "约2022年6月3日",
        "2022年6月3日前",
        "2022-06-03至2022-06-05",
        "2022-06-03Z",
        "2022-06-03T10:00+08:00",
        "长期",
        "44715",
        "明天",
        "昨日",
        "220603",
        "2022-06-03 25",
        "2022年腊月初三",
        "2０22-6-３x",
        "²022-06-03",
        True,
        False,
        7.0,
        1.5,
        32873.0,
        73416.0,
        -1.0,
        1e300,
        float("nan"),
        float("inf"),
        time(1),
        timedelta(1),
        object(),
        "2022-06-03" * 9,
        "99.99.99",
    ],
)
def test_what_is_no_certain_date_is_refused(raw: object) -> None:
    parsed = parse(raw, DATE)
    assert (parsed.value, parsed.notice) == (None, "not-a-date")
    assert "2022-06-03" in str(parsed.expected)


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (32874.0, date(1990, 1, 1)),
        (73415.0, date(2100, 12, 31)),
        (73415.9, date(2100, 12, 31)),
        (44562, date(2022, 1, 1)),
    ],
)
def test_serials_at_their_edges(serial: float, day: date) -> None:
    assert parse(serial, DATE) == Parsed(day, "normalised", day)


@pytest.mark.parametrize("raw", ["无", "—", "/", " - "])
def test_an_optional_date_may_be_said_to_be_none(raw: str) -> None:
    assert parse(raw, OPTIONAL) == Parsed(None)
    assert parse(raw, DATE).notice == "not-a-date"


@settings(deadline=None, max_examples=800)
@given(DAYS, st.sampled_from(sorted(DATE_FORMS)))
def test_every_day_in_every_form_is_read_back(day: date, form: str) -> None:
    text = DATE_FORMS[form](day)
    assert parse(text, DATE) == Parsed(day, "normalised", day), text


@settings(deadline=None)
@given(DAYS)
def test_every_day_as_a_number_is_read_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert parse(float(serial), DATE).value == day
    assert parse(float(f"{day:%Y%m%d}"), DATE).value == day


@settings(deadline=None, max_examples=400)
@given(DAYS, st.sampled_from(["{d}/{m}/{y}", "{m}/{d}/{y}", "{yy}.{m}.{d}", "{d:02}-{m:02}-{yy:02}"]))
def test_a_form_that_leaves_doubt_is_never_read_as_another_day(day: date, form: str) -> None:
    text = form.format(y=day.year, yy=day.year % 100, m=day.month, d=day.day)
    parsed = parse(text, DATE)
    if parsed.value is not None:
        assert parsed.value == day
    elif parsed.notice == "ambiguous-date":
        years = {day.year, day.year - 100, day.year + 100}
        assert {f"{y}-{day.month:02}-{day.day:02}" for y in years} & set(str(parsed.expected).split(" 或 "))
    else:
        assert parsed.notice == "not-a-date"


@settings(deadline=None)
@given(
    st.integers(1900, 2100),
    st.integers(0, 99),
    st.integers(0, 99),
    st.sampled_from(["{}-{:02}-{:02}", "{}年{}月{}日"]),
)
def test_a_day_is_read_exactly_when_the_calendar_has_it(year: int, month: int, day: int, form: str) -> None:
    exists = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    assert parse(form.format(year, month, day), DATE).value == (date(year, month, day) if exists else None)


@pytest.mark.parametrize(
    "raw",
    [
        "2022-06",
        "2022-6",
        "2022年6月",
        "2022年06月",
        "2022年6月份",
        "202206",
        202206.0,
        202206,
        "2022.6",
        2022.6,
        2022.06,
        "2022/06",
        "２０２２年６月",
        "二〇二二年六月",
        "二○二二年六月份",
        JUNE_3,
        datetime(2022, 6, 30, 1),
        "2022年6月3日",
        "2022-06-30",
        44715.0,
        "20220603",
        " 2022 年 6 月 ",
        Period(2022, 6),
    ],
)
def test_a_month_in_many_forms(raw: object) -> None:
    assert parse_period(raw) == Period(2022, 6)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "6月",
        "2022",
        2022.0,
        "2022年",
        "2022-13",
        "2022-00",
        "202213",
        "20226",
        2022.1,
        "22-06",
        "2022年上半年",
        "2022-06至2022-07",
        True,
        "3/6/2022",
        float("nan"),
        Decimal(202206),
        object(),
        "1022-06",
        "二季度",
    ],
)
def test_what_names_no_certain_month_is_none(raw: object) -> None:
    assert parse_period(raw) is None


@pytest.mark.parametrize(
    ("raw", "month"), [(2022.11, 11), (2022.12, 12), (2022.2, 2), ("2022.1", 1), ("2022.10", 10)]
)
def test_the_number_of_a_month_after_a_point(raw: object, month: int) -> None:
    assert parse_period(raw) == Period(2022, month)


@settings(deadline=None)
@given(st.integers(1990, 2100), st.integers(1, 12))
def test_every_month_is_read_back(year: int, month: int) -> None:
    digits = "".join("〇一二三四五六七八九"[int(d)] for d in str(year))
    for text in (
        f"{year}-{month:02}",
        f"{year}年{month}月",
        f"{year}{month:02}",
        f"{digits}年{chinese(month)}月份",
    ):
        assert parse_period(text) == Period(year, month)


@settings(deadline=None)
@given(
    st.text(max_size=12)
    | st.text("0123456789０年月日-/.〇一二十 :T周", max_size=14)
    | st.floats()
    | st.integers()
)
def test_no_content_makes_it_fail(raw: object) -> None:
    parsed = parse(raw, DATE)
    assert parsed.value is None or isinstance(parsed.value, date)
    period = parse_period(raw)
    assert period is None or 1 <= period.month <= 12


@pytest.mark.parametrize(
    "raw",
    ["民国111年6月3日", "民國一百一十一年六月三日", "农历五月初五", "壬寅年五月初五", "二〇二二年五月初五", "2022年闰四月初一",
     "令和4年6月3日", "2022年第22周", "2022年上半年", "6/3/22/1", "2022-06-03~06-05", "2022.6.3.", "2022..6.3"],
)  # fmt: skip
def test_other_calendars_and_spans_are_refused(raw: str) -> None:
    assert parse(raw, DATE).value is None
    assert parse(raw, DATE).notice == "not-a-date"


CLOCKS = [
    "",
    " 9:05",
    " 23:59:59",
    " 上午 9:30",
    " 10时30分",
    "T00:00",
    "T10:00Z",
    " 10:00+08:00",
    " 底",
    "前",
    "左右",
    " 星期一",
]


@settings(deadline=None, max_examples=1000)
@given(
    DAYS,
    st.sampled_from(sorted(DATE_FORMS)),
    st.sampled_from(CLOCKS),
    st.sampled_from(["", " ", "\u3000", "约", "至"]),
)
def test_a_day_in_any_clothes_is_read_back_or_refused(day: date, form: str, clock: str, before: str) -> None:
    parsed = parse(before + DATE_FORMS[form](day) + clock, DATE)
    if parsed.value is None:
        assert parsed.notice == "not-a-date"
    else:
        assert parsed.value == day
        assert before not in ("约", "至")
        assert clock not in (" 底", "前", "左右")


@settings(deadline=None, max_examples=500)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31)))
def test_a_serial_with_a_time_is_its_day(moment: datetime) -> None:
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    if moment.hour < 23:
        assert parse(serial, DATE).value == moment.date()
