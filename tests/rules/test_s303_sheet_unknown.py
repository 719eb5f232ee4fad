from fuxi_cli.core.place import Place
from fuxi_cli.rules import s303_sheet_unknown as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case

DRAFT = notice("sheet-unknown", Place("草稿"), "草稿")


def test_a_sheet_that_is_not_the_forms_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(notices=[DRAFT]), ["草稿"])
    assert found.message == "工作表“草稿”不是模板里的表，没有读取。"


def test_one_that_is_probably_the_missing_sheet_is_s301s_matter() -> None:
    missing = notice("sheet-missing", Place(), None, "重点任务")
    other = notice("sheet-unknown", Place("重点任务2"), "重点任务2")
    assert_finds(rule, workbook_case(notices=[missing, other, DRAFT]), ["草稿"])


def test_a_hidden_one_is_s403s_matter() -> None:
    assert_clean(
        rule, workbook_case(notices=[DRAFT, notice("hidden-sheet", Place("草稿"), "3个有内容的单元格")])
    )
    elsewhere = notice("hidden-sheet", Place("重点任务"), "3个有内容的单元格")
    assert_finds(rule, workbook_case(notices=[DRAFT, elsewhere]), ["草稿"])


def test_the_forms_own_sheets_are_clean() -> None:
    assert_clean(rule, workbook_case())
