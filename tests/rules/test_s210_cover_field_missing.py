from fuxi_cli.core.place import Place
from fuxi_cli.rules import s210_cover_field_missing as rule
from support.builders import assert_clean, assert_finds, cover_place, notice, workbook_case


def test_a_blank_field_is_found_at_its_cell() -> None:
    case = workbook_case(notices=[notice("cover-field-missing", cover_place("author"), field="填报人")])
    (found,) = assert_finds(rule, case, ["封面!B6"])
    assert found.message == "“封面”B6的“填报人”没有填。"


def test_a_label_that_is_gone_is_found_at_the_sheet() -> None:
    case = workbook_case(notices=[notice("cover-field-missing", Place("封面"), field="审核人")])
    (found,) = assert_finds(rule, case, ["封面"])
    assert found.message == "“封面”里找不到“审核人”这一项。"


def test_a_full_cover_is_clean() -> None:
    assert_clean(rule, workbook_case())
