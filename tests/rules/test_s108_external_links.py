from fuxi_cli.core.place import Place
from fuxi_cli.rules import s108_external_links as rule
from support.builders import assert_clean, assert_finds, file_case, notice


def test_each_linked_file_is_named() -> None:
    linked = [notice("external-links", Place(), name) for name in ("去年.xlsx", "上月.xlsx")]
    first, second = assert_finds(rule, file_case(file_notices=linked), ["文件", "文件"])
    assert "“去年.xlsx”" in first.message
    assert "“上月.xlsx”" in second.message


def test_an_unnamed_target_leaves_no_blank() -> None:
    (found,) = assert_finds(rule, file_case(file_notices=[notice("external-links", Place())]), ["文件"])
    assert "空白" not in found.message


def test_a_workbook_that_stands_alone_is_clean() -> None:
    assert_clean(rule, file_case())
