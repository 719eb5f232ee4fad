from fuxi_cli.core.place import Place
from fuxi_cli.rules import s104_oversized as rule
from support.builders import assert_clean, assert_finds, file_case, notice


def test_too_many_sheets_are_found_with_the_limit() -> None:
    bad = notice("oversized", Place(), 10000, 256, what="工作表数")
    (found,) = assert_finds(rule, file_case(file_notices=[bad]), ["文件"])
    assert found.message == "整个文件的工作表数是 10000，超过上限 256，没有读取。"


def test_a_sheet_is_named() -> None:
    bad = notice("oversized", Place("指标进度"), 1048576, 200000, what="行数")
    (found,) = assert_finds(rule, file_case(file_notices=[bad]), ["指标进度"])
    assert found.message.startswith("“指标进度”的行数是 1048576")


def test_without_a_measure_it_is_the_size() -> None:
    (found,) = assert_finds(
        rule, file_case(file_notices=[notice("oversized", Place(), "300 MB", "50 MB")]), ["文件"]
    )
    assert "大小是 300 MB" in found.message


def test_an_ordinary_file_is_clean() -> None:
    assert_clean(rule, file_case())
