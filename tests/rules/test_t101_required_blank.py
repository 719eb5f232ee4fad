from fuxi_cli.rules import t101_required_blank as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_a_blank_cell_is_named_with_its_column() -> None:
    case = workbook_case(notices=[notice("required-blank", field="本月新增")])
    (found,) = assert_finds(rule, case, ["指标进度!E5"])
    assert found.message == "“指标进度”E5“本月新增”是必填项，没有填写。"
    assert "填 0" in found.remedy
    assert found.provided is None


def test_each_blank_cell_is_found_and_other_notices_are_not() -> None:
    blank = notice("required-blank", field="本月新增")
    case = workbook_case(notices=[blank, notice("negative", provided="-1", field="本月新增"), blank])
    assert_finds(rule, case, ["指标进度!E5", "指标进度!E5"])
    assert_clean(rule, workbook_case(notices=[notice("negative", provided="-1", field="本月新增")]))
