from decimal import Decimal

from fuxi_cli.rules import t114_normalised as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_what_was_read_is_said_and_costs_nothing() -> None:
    seen = notice("normalised", None, "1,200", Decimal(1200), field="累计完成")
    (found,) = assert_finds(rule, workbook_case(notices=[seen]), ["指标进度!E5"])
    assert found.message == "“指标进度”E5“累计完成”填的是“1,200”，已按 1200 读入。"
    assert found.rule.severity == "info"


def test_a_number_that_could_not_be_read_is_another_rules() -> None:
    assert_clean(rule, workbook_case(notices=[notice("not-a-number", provided="若干", field="累计完成")]))


def test_a_number_kept_as_text_is_called_that() -> None:
    seen = notice("normalised", None, "5", Decimal(5), field="累计完成")
    (found,) = assert_finds(rule, workbook_case(notices=[seen]), ["指标进度!E5"])
    assert found.message == "“指标进度”E5“累计完成”里的“5”是文本格式，已按数 5 读入。"
