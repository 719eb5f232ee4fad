from fuxi_cli.core.place import Place
from fuxi_cli.rules import s302_sheet_duplicated as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_the_second_sheet_is_found_and_the_first_named() -> None:
    bad = notice("sheet-duplicated", Place("指标进度表"), "指标进度表", "指标进度")
    (found,) = assert_finds(rule, workbook_case(notices=[bad]), ["指标进度表"])
    assert found.message == "工作表“指标进度表”与“指标进度”是同一张表的两份，只读了“指标进度”。"


def test_without_the_first_ones_name_it_still_reads_well() -> None:
    bad = notice("sheet-duplicated", Place("指标进度表"))
    (found,) = assert_finds(rule, workbook_case(notices=[bad]), ["指标进度表"])
    assert found.message == "工作表“指标进度表”重复出现，同一张表只能有一份。"


def test_single_sheets_are_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("sheet-unknown", Place("草稿"), "草稿")]))
