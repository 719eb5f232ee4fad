from fuxi_cli.core.place import Place
from fuxi_cli.rules import s101_unreadable as rule
from support.builders import assert_clean, assert_finds, file_case, notice


def test_a_file_that_cannot_be_read_is_found_with_the_reason() -> None:
    bad = notice("unreadable", Place(), "文件不完整，可能没有下载完")
    (found,) = assert_finds(rule, file_case(file_notices=[bad], layout=None), ["文件"])
    assert found.message == "这个文件读不出来：文件不完整，可能没有下载完。"


def test_without_a_reason_it_does_not_say_blank() -> None:
    (found,) = assert_finds(rule, file_case(file_notices=[notice("unreadable", Place())]), ["文件"])
    assert "空白" not in found.message


def test_a_readable_file_is_clean() -> None:
    assert_clean(rule, file_case())
    assert_clean(rule, file_case(file_notices=[notice("encrypted", Place())]))
