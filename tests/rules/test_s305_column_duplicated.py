from fuxi_cli.core.place import Place
from fuxi_cli.rules import s305_column_duplicated as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_the_second_column_is_found() -> None:
    bad = notice("column-duplicated", Place("指标进度", 4, 7), "累计完成数")
    (found,) = assert_finds(rule, workbook_case(notices=[bad]), ["指标进度!G4"])
    assert found.message == "“指标进度”G4的表头“累计完成数”与前面的一列重复，只读了前一列。"


def test_single_columns_are_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("column-unknown", Place("指标进度", 4, 10), "联络员")]))
