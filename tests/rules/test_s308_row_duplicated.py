from fuxi_cli.core.place import Place
from fuxi_cli.rules import s308_row_duplicated as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case


def test_the_second_row_is_found_and_the_first_named() -> None:
    bad = notice("row-duplicated", Place("指标进度", 9, 2), "示范基地", first="B5")
    (found,) = assert_finds(rule, workbook_case(notices=[bad]), ["指标进度!B9"])
    assert found.message == "“指标进度”B9的“示范基地”与 B5 重复，只读了前一行。"


def test_single_rows_are_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("row-missing", Place("指标进度"), None, "示范基地")]))


def test_a_figure_of_two_tables_is_taken_from_neither() -> None:
    bad = notice("row-duplicated", Place("二", 3, 1), "甲县基地", first="“一”A3", kept=False)
    (found,) = assert_finds(rule, workbook_case(notices=[bad]), ["二!A3"])
    assert found.message == "“二”A3的“甲县基地”与 “一”A3 是同一个数，报了两次，两处都没有采用。"
