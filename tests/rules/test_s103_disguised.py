from fuxi_cli.core.place import Place
from fuxi_cli.rules import s103_disguised as rule
from support.builders import assert_clean, assert_finds, file_case, notice


def test_a_readable_file_under_a_wrong_name_is_read_all_the_same() -> None:
    bad = notice("disguised", Place(), ".xlsx", "97-2003 版工作簿", readable=True)
    (found,) = assert_finds(rule, file_case(file_notices=[bad]), ["文件"])
    assert found.message.startswith("文件的扩展名是“.xlsx”，内容却是97-2003 版工作簿；已按实际内容读取")


def test_one_that_is_no_spreadsheet_is_said_not_to_be_read() -> None:
    bad = notice("disguised", Place(), ".xlsx", "文本文件", readable=False)
    (found,) = assert_finds(rule, file_case(file_notices=[bad], layout=None), ["文件"])
    assert found.message == "文件的扩展名是“.xlsx”，内容却是文本文件，不是电子表格，无法读取。"


def test_unless_told_otherwise_it_was_read() -> None:
    (found,) = assert_finds(
        rule, file_case(file_notices=[notice("disguised", Place(), ".xls", "网页")]), ["文件"]
    )
    assert "已按实际内容读取" in found.message


def test_a_file_that_is_what_it_says_is_clean() -> None:
    assert_clean(rule, file_case())
