from fuxi_cli.rules import t113_control_characters as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_an_invisible_character_is_shown_and_so_is_what_was_read() -> None:
    seen = notice("control-characters", None, "示例\u200b基地", "示例基地", field="基地名称")
    (found,) = assert_finds(rule, workbook_case(notices=[seen]), ["指标进度!E5"])
    assert "“示例�基地”" in found.message
    assert "已按“示例基地”读入" in found.message


def test_a_cell_of_nothing_else_cannot_be_read() -> None:
    seen = notice("control-characters", None, "\x07", field="基地名称")
    (found,) = assert_finds(rule, workbook_case(notices=[seen]), ["指标进度!E5"])
    assert "无法读入" in found.message


def test_a_workbook_without_such_a_notice_is_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("normalised", None, "７", "7", field="本月新增")]))
