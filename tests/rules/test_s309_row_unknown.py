from fuxi_cli.core.place import Place
from fuxi_cli.rules import s309_row_unknown as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case

OWN = notice("row-unknown", Place("指标进度", 9, 2), "自选项目")


def test_a_row_that_is_not_the_plans_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(notices=[OWN]), ["指标进度!B9"])
    assert found.message == "“指标进度”B9的“自选项目”不是方案里的指标或任务，这一行没有读取。"


def test_one_that_is_probably_the_missing_row_is_s307s_matter() -> None:
    missing = notice("row-missing", Place("指标进度"), None, "高标准示范基地")
    changed = notice("row-unknown", Place("指标进度", 6, 2), "示范基地（高标准）")
    assert_finds(rule, workbook_case(notices=[missing, changed, OWN]), ["指标进度!B9"])


def test_the_plans_own_rows_are_clean() -> None:
    assert_clean(rule, workbook_case())
