from fuxi_cli.core.place import Place
from fuxi_cli.rules import s401_hidden_row as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_hidden_rows_are_found() -> None:
    (found,) = assert_finds(
        rule,
        workbook_case(notices=[notice("hidden-row", Place("指标进度", 6, 1), "第6至8行")]),
        ["指标进度!A6"],
    )
    assert found.message == "“指标进度”的第6至8行被隐藏了，里面有数据。"
    assert "取消隐藏" in found.remedy


def test_a_count_and_nothing_at_all_read_well_too() -> None:
    notices = [notice("hidden-row", Place("指标进度", 6), n) for n in (3, None)]
    counted, bare = assert_finds(rule, workbook_case(notices=notices), ["指标进度!6:6", "指标进度!6:6"])
    assert counted.message == "“指标进度”第6行起有 3 行被隐藏了，里面有数据。"
    assert bare.message == "“指标进度”第6行被隐藏了，里面有数据。"


def test_visible_rows_are_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("hidden-column", Place("指标进度", 5, 3), "C列")]))
