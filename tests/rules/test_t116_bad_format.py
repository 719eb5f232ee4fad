from fuxi_cli.rules import t116_bad_format as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_a_short_telephone_number_is_found_with_what_it_should_be() -> None:
    seen = notice("bad-format", None, "138", "含区号的电话号码", field="联系电话")
    (found,) = assert_finds(rule, workbook_case(notices=[seen]), ["指标进度!E5"])
    assert found.message == "“指标进度”E5“联系电话”填的是“138”，格式不对，应为含区号的电话号码。"


def test_a_note_that_ends_in_a_full_stop_does_not_double_it() -> None:
    seen = notice("bad-format", None, "5号", "认定文件的文号。", field="认定文号")
    (found,) = assert_finds(rule, workbook_case(notices=[seen]), ["指标进度!E5"])
    assert found.message.endswith("应为认定文件的文号。")


def test_a_workbook_without_such_a_notice_is_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("required-blank", field="联系电话")]))
