import pytest

from fuxi_cli.rules import e109_malformed_document as rule
from support.builders import assert_clean, assert_finds
from support.ledgers import SHEET, entry, works, works_case


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("示府字2022年5号", "示府字〔2022〕5号"),
        ("示府字〔2022)5号", "示府字〔2022〕5号"),
        ("示府字〔2022〕5", "示府字〔2022〕5号"),
        ("示府字２０２２第５号", "示府字〔2022〕5号"),
        ("示府字-2022-5", "示府字〔2022〕5号"),
        ("〔2022〕5号", "X〔2022〕5号"),
        ("示府字〔22〕5号", "X〔2022〕5号"),
        ("示府字5号", "X〔2022〕5号"),
        ("示例县政府认定文件", "X〔2022〕5号"),
        ("示府字〔2022〕号", "X〔2022〕5号"),
        ("示府字〔3022〕5号", "X〔2022〕5号"),
        ("5", "X〔2022〕5号"),
    ],
)
def test_what_is_no_whole_number_is_found_with_how_to_write_it(text: str, expected: str) -> None:
    (found,) = assert_finds(rule, works_case(works(entry(1), entry(2, document=text))), [f"{SHEET}!H6"])
    assert (found.provided, found.expected) == (text, expected)
    assert f"应写成“{expected}”的样子" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "示府字〔2022〕5号",
        "示府字[2022]5号",
        "示府字(2022)5号",
        "示府字（2022）5号",
        "示府字［２０２２］５号",
        "示府字【2022】5号",
        "示府字﹝2022﹞5号",
        "示府 字〔2022〕 第5号",
        "示农（函）〔2022〕15号",
        "《关于认定示例基地的通知》（示府字〔2022〕5号）",
        "示府字〔2022〕5号、示府字〔2021〕6号",
        "示府办发电〔1999〕100号",
    ],
)
def test_every_usual_writing_is_clean(text: str) -> None:
    assert_clean(rule, works_case(works(entry(1, document=text))))


def test_a_blank_is_anothers_and_other_columns_hold_no_numbers() -> None:
    assert_clean(rule, works_case(works(entry(1, document=None, code="示府字5号"))))


def test_very_long_text_is_read_in_no_time() -> None:
    text = "示（" * 15_000
    assert_finds(rule, works_case(works(entry(1, document=text))), [f"{SHEET}!H5"])
