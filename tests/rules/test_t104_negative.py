from fuxi_cli.rules import t104_negative as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_a_negative_number_is_found_as_it_was_typed() -> None:
    case = workbook_case(notices=[notice("negative", provided=-2.0, field="本月新增")])
    (found,) = assert_finds(rule, case, ["指标进度!E5"])
    assert found.message == "“指标进度”E5“本月新增”不能小于 0，填的是“-2”。"


def test_a_workbook_without_such_a_notice_is_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("not-whole", provided=0.5, field="本月新增")]))
