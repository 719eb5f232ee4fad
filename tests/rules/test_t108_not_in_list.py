from fuxi_cli.rules import t108_not_in_list as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_a_value_outside_the_list_is_found_with_the_choices() -> None:
    seen = notice("not-in-list", None, "差不多了", "未启动、推进中、已完成", field="状态")
    (found,) = assert_finds(rule, workbook_case(notices=[seen]), ["指标进度!E5"])
    assert "填的是“差不多了”" in found.message
    assert "未启动、推进中、已完成" in found.message


def test_a_workbook_without_such_a_notice_is_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("required-blank", field="状态")]))
