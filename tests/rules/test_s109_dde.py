from fuxi_cli.core.place import Place
from fuxi_cli.rules import s109_dde as rule
from support.builders import assert_clean, assert_finds, file_case, notice


def test_a_formula_that_starts_a_program_is_found_at_its_cell() -> None:
    bad = notice("dde", Place("指标进度", 7, 9), "=cmd|'/C calc'!A0")
    (found,) = assert_finds(rule, file_case(file_notices=[bad]), ["指标进度!I7"])
    assert found.message.startswith("“指标进度”I7含有会启动外部程序或联网的内容“=cmd|'/C calc'!A0”")
    assert rule.RULE.severity == "error"


def test_braces_in_a_formula_stay_as_they_are() -> None:
    bad = notice("dde", Place("指标进度", 7, 9), "=WEBSERVICE({1,2})")
    (found,) = rule.check(file_case(file_notices=[bad]))
    assert "=WEBSERVICE({1,2})" in found.message


def test_other_notices_are_left_alone() -> None:
    assert_clean(rule, file_case(file_notices=[notice("macros", Place())]))
