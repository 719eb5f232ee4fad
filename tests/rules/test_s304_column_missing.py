from fuxi_cli.core.place import Place
from fuxi_cli.rules import s304_column_missing as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case

MISSING = notice("column-missing", Place("指标进度", 4), None, "累计完成")


def test_a_missing_column_is_found_at_the_header_row() -> None:
    (found,) = assert_finds(rule, workbook_case(notices=[MISSING]), ["指标进度!4:4"])
    assert found.message == "“指标进度”第4行的表头里没有“累计完成”这一列。"


def test_a_changed_header_is_found_at_its_cell() -> None:
    changed = notice("column-unknown", Place("指标进度", 4, 6), "全年累计完成量")
    (found,) = assert_finds(rule, workbook_case(notices=[MISSING, changed]), ["指标进度!F4"])
    assert found.message == "“指标进度”F4的表头“全年累计完成量”认不出来，表里缺少“累计完成”这一列。"
    assert "改回“累计完成”" in found.remedy


def test_an_unlike_header_and_one_of_another_sheet_are_not_taken_for_it() -> None:
    unlike = notice("column-unknown", Place("指标进度", 4, 10), "联络员")
    elsewhere = notice("column-unknown", Place("重点任务", 4, 11), "累计完成数量")
    assert_finds(rule, workbook_case(notices=[MISSING, unlike, elsewhere]), ["指标进度!4:4"])


def test_all_columns_there_is_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("column-unknown", Place("指标进度", 4, 10), "联络员")]))
