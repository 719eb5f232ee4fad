from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice
from fuxi_cli.rules import s110_not_a_spreadsheet as rule
from support.builders import assert_clean, assert_finds, file_case

NAMED_XLS = Notice("disguised", Place(), ".xls", "xlsx 工作簿", (("readable", True),))
TEXT = Notice("disguised", Place(), ".xlsx", "文本文件", (("readable", False),))


def test_a_text_under_a_workbooks_name_is_found() -> None:
    (found,) = assert_finds(rule, file_case(file_notices=[TEXT]), ["文件"])
    assert "文本文件" in found.message


def test_a_readable_workbook_and_no_disguise_are_clean() -> None:
    assert_clean(rule, file_case(file_notices=[NAMED_XLS]))
    assert_clean(rule, file_case())
