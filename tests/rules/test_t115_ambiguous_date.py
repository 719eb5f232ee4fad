from fuxi_cli.rules import t115_ambiguous_date as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_both_readings_are_named() -> None:
    seen = notice("ambiguous-date", None, "3/4/2022", "2022-03-04 或 2022-04-03", field="认定日期")
    (found,) = assert_finds(rule, workbook_case(notices=[seen]), ["指标进度!E5"])
    assert "“3/4/2022”" in found.message
    assert "（2022-03-04 或 2022-04-03）" in found.message


def test_text_that_is_no_date_is_another_rules() -> None:
    assert_clean(rule, workbook_case(notices=[notice("not-a-date", provided="近期", field="认定日期")]))
