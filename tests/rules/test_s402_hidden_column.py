from fuxi_cli.core.place import Place
from fuxi_cli.rules import s402_hidden_column as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_hidden_columns_are_found() -> None:
    (found,) = assert_finds(
        rule,
        workbook_case(notices=[notice("hidden-column", Place("指标进度", 4, 3), "C至D列")]),
        ["指标进度!C4"],
    )
    assert found.message == "“指标进度”的C至D列被隐藏了，里面有数据。"
    assert "左右相邻两列的列标，右键“取消隐藏”" in found.remedy


def test_a_count_and_nothing_at_all_read_well_too() -> None:
    notices = [notice("hidden-column", Place("指标进度", 0, 3), n) for n in (2, None)]
    counted, bare = assert_finds(rule, workbook_case(notices=notices), ["指标进度!C:C", "指标进度!C:C"])
    assert counted.message == "“指标进度”C列起有 2 列被隐藏了，里面有数据。"
    assert bare.message == "“指标进度”C列被隐藏了，里面有数据。"


def test_visible_columns_are_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("hidden-row", Place("指标进度", 6, 1), "第6行")]))
