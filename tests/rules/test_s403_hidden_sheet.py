from fuxi_cli.core.place import Place
from fuxi_cli.rules import s403_hidden_sheet as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_a_hidden_sheet_is_found() -> None:
    bad = notice("hidden-sheet", Place("旧数据"), "12个有内容的单元格")
    (found,) = assert_finds(rule, workbook_case(notices=[bad]), ["旧数据"])
    assert found.message == "工作表“旧数据”被隐藏了，里面有数据。"
    assert "选“旧数据”确定" in found.remedy


def test_visible_sheets_are_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("sheet-unknown", Place("旧数据"), "旧数据")]))
