from fuxi_cli.core.place import Place
from fuxi_cli.rules import s102_encrypted as rule
from support.builders import assert_clean, assert_finds, file_case, notice


def test_a_password_is_found() -> None:
    (found,) = assert_finds(rule, file_case(file_notices=[notice("encrypted", Place())]), ["文件"])
    assert found.message == "这个文件设了打开密码，无法读取。"


def test_a_file_without_password_is_clean() -> None:
    assert_clean(rule, file_case())
    assert_clean(rule, file_case(file_notices=[notice("unreadable", Place(), "已损坏")]))
