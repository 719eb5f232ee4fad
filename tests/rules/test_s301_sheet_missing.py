from fuxi_cli.core.place import Place
from fuxi_cli.rules import s301_sheet_missing as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case

MISSING = notice("sheet-missing", Place(), None, "指标进度")


def test_a_missing_sheet_is_named() -> None:
    (found,) = assert_finds(rule, workbook_case(notices=[MISSING]), ["文件"])
    assert found.message == "缺少工作表“指标进度”。"
    assert "改回“指标进度”" in found.remedy


def test_a_sheet_of_nearly_that_name_is_pointed_at() -> None:
    other = notice("sheet-unknown", Place("指标进度（新）"), "指标进度（新）")
    (found,) = assert_finds(rule, workbook_case(notices=[MISSING, other]), ["指标进度（新）"])
    assert found.message == "缺少工作表“指标进度”；有一张“指标进度（新）”，但表头对不上，没有当作它来读。"


def test_a_sheet_of_quite_another_name_is_not() -> None:
    assert_finds(
        rule, workbook_case(notices=[MISSING, notice("sheet-unknown", Place("草稿"), "草稿")]), ["文件"]
    )


def test_all_sheets_there_is_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("sheet-unknown", Place("草稿"), "草稿")]))
