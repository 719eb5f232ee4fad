from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice
from fuxi_cli.rules import s103_disguised as rule
from support.builders import assert_clean, assert_finds, file_case

NAMED_XLS = Notice("disguised", Place(), ".xls", "xlsx 工作簿", (("readable", True),))
TEXT = Notice("disguised", Place(), ".xlsx", "文本文件", (("readable", False),))


def test_a_readable_file_under_another_extension_is_questioned() -> None:
    (found,) = assert_finds(rule, file_case(file_notices=[NAMED_XLS]), ["文件"])
    assert ".xls" in found.message
    assert "已按实际内容读取" in found.message


def test_no_spreadsheet_at_all_and_no_disguise_are_clean() -> None:
    assert_clean(rule, file_case(file_notices=[TEXT]))
    assert_clean(rule, file_case())


def test_a_file_in_which_nothing_was_recognised_is_s201s_matter() -> None:
    nothing = Notice("layout-not-recognised", Place())
    assert_clean(rule, file_case(notices=[nothing], file_notices=[NAMED_XLS], layout=None))
    one_sheet = Notice("layout-not-recognised", Place("重点任务"), None, "重点任务")
    assert_finds(rule, file_case(notices=[one_sheet], file_notices=[NAMED_XLS]), ["文件"])
