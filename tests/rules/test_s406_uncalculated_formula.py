from fuxi_cli.core.place import Place
from fuxi_cli.rules import s406_uncalculated_formula as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_formulas_without_result_are_found() -> None:
    bad = notice("uncalculated-formula", Place("指标进度", 5, 7), "G5、H5", count=2)
    (found,) = assert_finds(rule, workbook_case(notices=[bad]), ["指标进度!G5"])
    assert found.message == "“指标进度”的G5、H5是公式，但文件里没有存下计算结果，读不到数。"


def test_without_a_list_the_cell_itself_is_named() -> None:
    (found,) = assert_finds(rule, workbook_case(notices=[notice("uncalculated-formula")]), ["指标进度!E5"])
    assert "“指标进度”的E5是公式" in found.message


def test_calculated_formulas_are_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("error-cell", provided="#REF!")]))
