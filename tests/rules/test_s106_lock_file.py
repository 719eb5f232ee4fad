from fuxi_cli.core.place import Place
from fuxi_cli.rules import s106_lock_file as rule
from support.builders import assert_clean, assert_finds, file_case, notice


def test_a_lock_file_is_named_without_its_folder() -> None:
    case = file_case(file_notices=[notice("lock-file", Place())], path="报送/~$甲县.xlsx", layout=None)
    (found,) = assert_finds(rule, case, ["文件"])
    assert found.message == "“~$甲县.xlsx”是打开表格时自动产生的临时文件，不是报送表，已跳过。"
    assert rule.RULE.severity == "info"


def test_a_workbook_is_clean() -> None:
    assert_clean(rule, file_case())
