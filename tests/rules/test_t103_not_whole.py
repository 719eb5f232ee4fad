from fuxi_cli.rules import t103_not_whole as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_half_a_base_is_found() -> None:
    case = workbook_case(notices=[notice("not-whole", provided=0.5, field="累计完成")])
    (found,) = assert_finds(rule, case, ["指标进度!E5"])
    assert found.message == "“指标进度”E5“累计完成”应为整数，填的是“0.5”。"


def test_a_workbook_without_such_a_notice_is_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("not-a-number", provided="若干", field="累计完成")]))
