from fuxi_cli.core.place import Place
from fuxi_cli.rules import s206_unknown_reporter as rule
from support.builders import assert_clean, assert_finds, cover_place, notice, workbook_case


def test_the_nearest_name_is_offered() -> None:
    bad = notice("unknown-reporter", cover_place("reporter"), "申县", "甲县")
    (found,) = assert_finds(rule, workbook_case(notices=[bad]), ["封面!B4"])
    assert found.message == "“封面”B4的报送单位“申县”不在方案的单位名单里，名单里最接近的是“甲县”。"


def test_without_a_near_name_none_is_offered() -> None:
    bad = notice("unknown-reporter", Place("汇总", 9, 2), "某某公司")
    (found,) = assert_finds(rule, workbook_case(notices=[bad], reporter=None, layout="wide"), ["汇总!B9"])
    assert "最接近" not in found.message


def test_a_name_in_the_stamp_is_said_to_be_there() -> None:
    (found,) = assert_finds(
        rule, workbook_case(notices=[notice("unknown-reporter", Place(), "申县")]), ["文件"]
    )
    assert found.message.startswith("模板标识的报送单位“申县”")


def test_a_reporter_of_the_plan_is_clean() -> None:
    assert_clean(rule, workbook_case())
