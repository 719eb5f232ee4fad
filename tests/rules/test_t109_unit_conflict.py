from fuxi_cli.rules import t109_unit_conflict as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_another_unit_is_found_with_the_one_that_is_wanted() -> None:
    seen = notice("unit-conflict", None, "300亩", "万元", field="投资额")
    (found,) = assert_finds(rule, workbook_case(notices=[seen]), ["指标进度!E5"])
    assert found.message == "“指标进度”E5“投资额”的单位应为“万元”，填的是“300亩”，单位对不上。"
    assert "“万元”" in found.remedy


def test_a_unit_that_was_converted_is_another_rules() -> None:
    assert_clean(rule, workbook_case(notices=[notice("normalised", None, "0.5亿元", "5000", field="投资额")]))
