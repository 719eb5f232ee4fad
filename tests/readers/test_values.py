"""What holds for every type of field: nothing fails, and a column is read as its cells are."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.plan import Field
from fuxi_cli.core.submission import Notice
from fuxi_cli.readers.cells.parse import Parsed, parse, parse_column
from support.written import DATE_FORMS, NUMBER_FORMS

FIELDS = [
    Field("a", "备注"),
    Field("b", "名称", required=True),
    Field("c", "状态", enum=("未启动", "已完成", "无")),
    Field("d", "电话", format="phone"),
    Field("e", "代码", format="uscc"),
    Field("f", "编号", pattern=r"\d+号"),
    Field("g", "本月新增", type="count", unit="个"),
    Field("h", "投资额", type="number", unit="万元"),
    Field("i", "面积", type="number"),
    Field("j", "差额", type="number", calculated=True, minimum=Decimal(-100)),
    Field("k", "完成率", type="share"),
    Field("l", "年份", type="year"),
    Field("m", "认定日期", type="date", required=True),
    Field("n", "完成日期", type="date"),
]
UNITS = [None, "个", "家", "亿元", "亩", "含税", ""]
NOTICES = {
    "normalised",
    "not-a-number",
    "not-whole",
    "negative",
    "unit-conflict",
    "not-a-date",
    "ambiguous-date",
    "not-in-list",
    "control-characters",
    "bad-format",
}

WRITTEN = st.one_of(
    st.builds(
        lambda n, f: NUMBER_FORMS[f](n),
        st.integers(0, 10**7).map(Decimal),
        st.sampled_from(sorted(NUMBER_FORMS)),
    ),
    st.builds(lambda d, f: DATE_FORMS[f](d), st.dates(date(1990, 1, 1)), st.sampled_from(sorted(DATE_FORMS))),
    st.sampled_from(
        ["无", "/", "—", "已完成", "未启动 ", "85%", "２０００万", "0797-8391234", "\u200b7", "7\u200b", "  "]
    ),
)
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(),
    st.text(max_size=20),
    WRITTEN,
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.decimals(allow_nan=False),
)


@settings(deadline=None, max_examples=400)
@given(CELLS, st.sampled_from(FIELDS), st.sampled_from(UNITS))
def test_no_cell_makes_it_fail_and_every_refusal_is_said(raw: Any, field: Field, unit: str | None) -> None:
    parsed = parse(raw, field, unit)
    assert parsed.notice in NOTICES | {None}
    if parsed.notice == "normalised" and field.type == "share":
        assert isinstance(parsed.value, Decimal)
        assert Decimal(str(parsed.expected).removesuffix("%")) == parsed.value * 100
    elif parsed.notice == "normalised":
        assert parsed.expected == parsed.value is not None
    wanted = {"text": str, "date": date}.get(field.type, Decimal)
    assert parsed.value is None or (
        isinstance(parsed.value, wanted) and not isinstance(parsed.value, datetime)
    )
    if isinstance(raw, str) and raw.strip() and parsed.value is None and parsed.notice is None:
        assert set(raw.strip()) <= set("无暂没有/／\\＼-－—–−─"), "content was dropped without a word"


@settings(deadline=None, max_examples=300)
@given(st.lists(CELLS, max_size=12), st.sampled_from(FIELDS), st.sampled_from(UNITS))
def test_a_column_is_read_as_its_cells_are(raws: list[Any], field: Field, unit: str | None) -> None:
    raws = raws + raws[:3]
    one_by_one = [parse(raw, field, unit) for raw in raws]
    values, noticed = parse_column(raws, field, unit)
    assert values == [parsed.value for parsed in one_by_one]
    assert noticed == [(index, parsed) for index, parsed in enumerate(one_by_one) if parsed.notice]


def test_equal_contents_of_different_types_are_kept_apart() -> None:
    count = Field("n", "数", type="count")
    values, noticed = parse_column([1.0, True, 1, "1", 0.0, False, Decimal(1)], count)
    assert values == [1, None, 1, 1, 0, None, 1]
    assert [(index, parsed.notice) for index, parsed in noticed] == [
        (1, "not-a-number"),
        (3, "normalised"),
        (5, "not-a-number"),
    ]


def test_a_long_text_is_not_taken_for_granted() -> None:
    values, noticed = parse_column(
        ["示例基地第一号\u200b", "  示例基地第一号  ", "示例基地第一号"], Field("a", "名称")
    )
    assert values == ["示例基地第一号"] * 3
    assert [index for index, _ in noticed] == [0]


def test_a_notice_takes_what_was_parsed() -> None:
    parsed = parse("7个", Field("n", "数", type="count"))
    notice = Notice(parsed.notice or "", provided="7个", expected=parsed.expected)
    assert (notice.kind, notice.expected) == ("normalised", Decimal(7))


@pytest.mark.parametrize("raw", [time(1), timedelta(1), object(), b"7", [7]])
def test_other_objects_are_refused_not_failed_on(raw: object) -> None:
    for field in FIELDS:
        parsed = parse(raw, field)
        assert isinstance(parsed, Parsed)
        assert field.type == "text" or parsed.value is None


def test_an_unknown_type_is_the_programs_fault() -> None:
    with pytest.raises(ValueError, match="unknown field type"):
        parse("7", Field("n", "数", type="integer"))
