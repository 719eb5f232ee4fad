from fuxi_cli.core.place import Place
from fuxi_cli.rules import s404_merged_cells as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_a_merged_range_is_found_at_its_first_cell() -> None:
    (found,) = assert_finds(
        rule,
        workbook_case(notices=[notice("merged-cells", Place("指标进度", 5, 5), "E5:E7")]),
        ["指标进度!E5"],
    )
    assert found.message == "“指标进度”E5:E7 是合并单元格，只有左上角一格读得到数，其余各格按空白算。"
    assert "请选中 E5:E7" in found.remedy


def test_without_its_range_the_first_cell_is_named() -> None:
    (found,) = assert_finds(rule, workbook_case(notices=[notice("merged-cells")]), ["指标进度!E5"])
    assert "请选中 E5" in found.remedy


def test_single_cells_are_clean() -> None:
    assert_clean(rule, workbook_case())
