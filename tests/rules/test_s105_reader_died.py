from fuxi_cli.core.place import Place
from fuxi_cli.rules import s105_reader_died as rule
from support.builders import assert_clean, assert_finds, file_case, notice


def test_a_reader_that_died_is_found() -> None:
    (found,) = assert_finds(
        rule, file_case(file_notices=[notice("reader-died", Place(), "内存不足")]), ["文件"]
    )
    assert "内存不足" in found.message


def test_a_file_that_was_read_or_refused_is_clean() -> None:
    assert_clean(rule, file_case())
    assert_clean(rule, file_case(file_notices=[notice("unreadable", Place(), "已损坏")]))
