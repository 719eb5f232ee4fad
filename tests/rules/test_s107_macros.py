from fuxi_cli.core.place import Place
from fuxi_cli.rules import s107_macros as rule
from support.builders import assert_clean, assert_finds, file_case, notice


def test_macros_are_found() -> None:
    (found,) = assert_finds(rule, file_case(file_notices=[notice("macros", Place())]), ["文件"])
    assert "宏" in found.message
    assert "Excel 工作簿（*.xlsx）" in found.remedy


def test_a_workbook_without_macros_is_clean() -> None:
    assert_clean(rule, file_case(file_notices=[notice("dde", Place(), "=cmd|'/C calc'!A0")]))
