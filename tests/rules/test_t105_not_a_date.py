from fuxi_cli.rules import t105_not_a_date as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_words_in_a_date_column_are_found_with_a_date_to_imitate() -> None:
    case = workbook_case(notices=[notice("not-a-date", provided="月底前", field="完成日期")])
    (found,) = assert_finds(rule, case, ["指标进度!E5"])
    assert found.message == "“指标进度”E5“完成日期”填的是“月底前”，读不成日期；应为 2022-06-30 这样的日期。"


def test_the_reader_may_say_what_is_missing() -> None:
    seen = notice("not-a-date", None, "2022.6", "2022-06-03 这样的日期（缺“日”）", field="认定日期")
    (found,) = assert_finds(rule, workbook_case(notices=[seen]), ["指标进度!E5"])
    assert "（缺“日”）" in found.message


def test_an_ambiguous_date_is_another_rules() -> None:
    assert_clean(
        rule, workbook_case(notices=[notice("ambiguous-date", provided="3/4/2022", field="认定日期")])
    )
