from fuxi_cli.rules import t102_not_a_number as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_text_where_a_number_belongs_is_found_with_its_words() -> None:
    case = workbook_case(notices=[notice("not-a-number", provided="若干", field="本月新增")])
    (found,) = assert_finds(rule, case, ["指标进度!E5"])
    assert found.message == "“指标进度”E5“本月新增”应为数字，填的是“若干”。"
    assert found.expected == "数字"


def test_other_notices_are_left_alone() -> None:
    assert_clean(rule, workbook_case(notices=[notice("negative", provided="-1", field="本月新增")]))
