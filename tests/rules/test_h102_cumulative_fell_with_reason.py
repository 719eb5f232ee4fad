from fuxi_cli.rules import h102_cumulative_fell_with_reason as rule
from support.builders import assert_clean, assert_finds, explanation, figure, past, workbook_case

MAY = past(5, figure(month=1, cumulative=6))
WHY = "示例合作社证书被撤销。"


def test_a_fall_with_a_reason_in_the_remark_is_questioned_and_shows_the_reason() -> None:
    case = workbook_case(figure(cumulative=5, remark=WHY), history=[MAY])
    (found,) = assert_finds(rule, case, ["指标进度!F5"])
    assert found.message == (
        "“指标进度”F5“认证产品”累计完成填的是 5，比上月的 6 少 1；填报的原因是：示例合作社证书被撤销。"
    )
    assert found.explained == WHY
    assert found.rule.severity == "warning"


def test_a_reason_among_the_explanations_serves_as_well() -> None:
    told = [explanation("H101", "指标进度!F5", WHY)]
    (found,) = assert_finds(
        rule, workbook_case(figure(cumulative=5), explanations=told, history=[MAY]), ["指标进度!F5"]
    )
    assert found.explained == WHY


def test_a_reason_with_braces_is_shown_as_it_stands() -> None:
    case = workbook_case(figure(cumulative=5, remark="按{通知}核减一个"), history=[MAY])
    (found,) = rule.check(case)
    assert "按{通知}核减一个" in found.message


def test_without_a_reason_it_is_another_rules() -> None:
    assert_clean(rule, workbook_case(figure(cumulative=5, remark="无误"), history=[MAY]))


def test_a_remark_without_a_fall_is_clean() -> None:
    assert_clean(rule, workbook_case(figure(cumulative=6, remark=WHY), history=[MAY]))
