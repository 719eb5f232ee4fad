from fuxi_cli.core.place import Place
from fuxi_cli.rules import s209_period_unknown as rule
from support.builders import assert_clean, assert_finds, cover_place, file_case, notice


def test_no_month_anywhere() -> None:
    (found,) = assert_finds(rule, file_case(notices=[notice("period-unknown", Place())]), ["文件"])
    assert "都没有写明年月" in found.message


def test_something_that_is_no_month() -> None:
    case = file_case(notices=[notice("period-unknown", cover_place("period"), "上半年")])
    (found,) = assert_finds(rule, case, ["封面!B5"])
    assert "报告期写的是“上半年”" in found.message


def test_a_known_month_is_clean() -> None:
    assert_clean(rule, file_case())
