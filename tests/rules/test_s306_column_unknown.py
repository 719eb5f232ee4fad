from fuxi_cli.core.place import Place
from fuxi_cli.rules import s306_column_unknown as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case

EXTRA = notice("column-unknown", Place("指标进度", 4, 10), "联络员")


def test_a_column_that_is_not_the_forms_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(notices=[EXTRA]), ["指标进度!J4"])
    assert found.message == "“指标进度”J4的表头“联络员”不是模板里的列，这一列没有读取。"


def test_one_that_is_probably_the_missing_column_is_s304s_matter() -> None:
    missing = notice("column-missing", Place("指标进度", 4), None, "累计完成")
    changed = notice("column-unknown", Place("指标进度", 4, 6), "累计完成量")
    assert_finds(rule, workbook_case(notices=[missing, changed, EXTRA]), ["指标进度!J4"])


def test_the_forms_own_columns_are_clean() -> None:
    assert_clean(rule, workbook_case())
