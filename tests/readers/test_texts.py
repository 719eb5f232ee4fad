from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from fuxi_cli.core.plan import Field
from fuxi_cli.readers.cells.parse import Parsed, is_placeholder, parse

REMARK = Field("remark", "备注")
NAME = Field("name", "基地名称", required=True)
STATUS = Field("status", "状态", required=True, enum=("未启动", "推进中", "已完成"))
NIL = Field("progress", "本月有无进展", required=True, enum=("有", "无"))
PHONE = Field("phone", "联系电话", required=True, format="phone")
USCC = Field("uscc", "统一社会信用代码", format="uscc")
NUMBER = Field("certificate", "证书编号", pattern=r"GX-\d{4}", note="GX- 加四位数字")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("示例基地", "示例基地"),
        ("  示例基地\u3000", "示例基地"),
        ("第一行\n第二行", "第一行\n第二行"),
        ("０", "０"),
        (13800000000.0, "13800000000"),
        (7.0, "7"),
        (3.5, "3.5"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (7, "7"),
        (Decimal("2.50"), "2.5"),
        (date(2022, 6, 3), "2022-06-03"),
        (datetime(2022, 6, 3), "2022-06-03"),
        (datetime(2022, 6, 3, 9, 5), "2022-06-03 09:05"),
        (True, "TRUE"),
        (False, "FALSE"),
        (time(9, 5), "09:05:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (999_999_999_999_999.0, "999999999999999"),
    ],
)
def test_words_stand_as_they_are(raw: object, expected: str) -> None:
    assert parse(raw, REMARK) == Parsed(expected)


@pytest.mark.parametrize("raw", [914403001234567890.0, 1e15])
def test_a_long_number_that_lost_its_digits_is_no_code(raw: float) -> None:
    parsed = parse(raw, REMARK)
    assert (parsed.value, parsed.notice) == (None, "bad-format")
    assert "15 位" in str(parsed.expected)


@pytest.mark.parametrize("raw", ["无", "/", "—", "-", "——", " 无 ", "暂无", "\\", "／"])
def test_words_for_nothing_are_nothing_where_nothing_need_be(raw: str) -> None:
    assert is_placeholder(raw)
    assert parse(raw, REMARK) == Parsed(None)
    assert parse(raw, USCC) == Parsed(None)
    assert parse(raw, NAME) == Parsed(raw.strip())


@pytest.mark.parametrize("raw", [None, "", 0.0, "0", "无锡", "无异常", "不", "a/b"])
def test_other_content_is_no_placeholder(raw: object) -> None:
    assert not is_placeholder(raw)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("示例\u200b基地", "示例基地"),
        ("\ufeff示例", "示例"),
        ("示\x07例", "示例"),
        ("示例\u202e", "示例"),
        ("示\x00\n例", "示\n例"),
    ],
)
def test_invisible_characters_are_taken_out_and_said(raw: str, cleaned: str) -> None:
    assert parse(raw, NAME) == Parsed(cleaned, "control-characters", cleaned)


def test_nothing_but_invisible_characters() -> None:
    assert parse("\u200b\u200b", NAME) == Parsed(None, "control-characters")
    assert parse("\u200b", Field("n", "数", type="count")) == Parsed(None, "control-characters")
    assert parse("\x1b\\", Field("n", "完成日期", type="date")) == Parsed(None, "control-characters")


def test_a_choice_is_read_whatever_its_spaces() -> None:
    assert parse("已完成", STATUS) == Parsed("已完成")
    assert parse(" 已 完成", STATUS) == Parsed("已完成")
    assert parse("已\u200b完成", STATUS) == Parsed("已完成", "control-characters", "已完成")


def test_a_choice_in_another_form_is_said() -> None:
    field = Field("grade", "等级", enum=("A级", "B级"))
    assert parse("ａ级", field) == Parsed("A级", "normalised", "A级")


def test_the_choice_无_is_a_choice() -> None:
    assert parse("无", NIL) == Parsed("无")
    assert parse("/", NIL) == Parsed(None, "not-in-list", "有、无")


@pytest.mark.parametrize("raw", ["完成", "已完成。", "进行中", 1.0, True, "已完\u200b成了"])
def test_what_is_no_choice_is_refused_with_the_choices(raw: object) -> None:
    assert parse(raw, STATUS) == Parsed(None, "not-in-list", "未启动、推进中、已完成")


def test_an_optional_choice_may_be_left_open() -> None:
    assert parse("—", Field("stage", "阶段", enum=("申报中", "已认定"))) == Parsed(None)


@pytest.mark.parametrize(
    "raw",
    [
        "0797-8391234",
        "13800000000",
        "（0797）8391234",
        "+86 138 0000 0000",
        13800000000.0,
        "０７９７－８３９１２３４",
        "0797—8391234",
        "12345",
    ],
)
def test_telephone_numbers(raw: object) -> None:
    assert parse(raw, PHONE).notice is None


@pytest.mark.parametrize("raw", ["张示例", "1234", "8391234转801", "1" * 21, "-----", "电话8391234"])
def test_what_is_no_telephone_number_is_said_and_kept(raw: str) -> None:
    parsed = parse(raw, PHONE)
    assert (parsed.value, parsed.notice) == (raw, "bad-format")


@pytest.mark.parametrize(
    "raw", [" 91360700ma0000000x", "９１３６０７００ＭＡ０００００００Ｘ", "91360700 MA00 0000 0X"]
)
def test_a_credit_code_is_folded(raw: str) -> None:
    assert parse(raw, USCC) == Parsed("91360700MA0000000X")


def test_a_pattern_is_matched_whole_and_folded() -> None:
    assert parse("GX-0001", NUMBER) == Parsed("GX-0001")
    assert parse("ｇｘ－0001", NUMBER) == Parsed("ｇｘ－0001")
    assert parse("GX-00012", NUMBER) == Parsed("GX-00012", "bad-format", "GX- 加四位数字")
    assert parse("无", NUMBER) == Parsed(None)
