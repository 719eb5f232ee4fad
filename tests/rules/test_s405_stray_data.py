from fuxi_cli.core.place import Place
from fuxi_cli.rules import s405_stray_data as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_what_stands_outside_is_found_with_what_it_says() -> None:
    bad = notice("stray-data", Place("指标进度", 5, 12), 37.0)
    (found,) = assert_finds(rule, workbook_case(notices=[bad]), ["指标进度!L5"])
    assert found.message == "“指标进度”L5在表格外面，写着“37”，没有读取。"


def test_a_sheet_with_nothing_outside_is_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("column-unknown", Place("指标进度", 4, 12), "联络员")]))
