import pytest

from fuxi_cli.core.place import Place
from fuxi_cli.rules import s201_layout_not_recognised as rule
from support.builders import assert_clean, assert_finds, file_case, notice


def test_a_file_without_any_known_table() -> None:
    case = file_case(notices=[notice("layout-not-recognised", Place())], layout=None)
    (found,) = assert_finds(rule, case, ["文件"])
    assert found.message.startswith("没有找到可以读的表")


def test_a_sheet_without_its_header() -> None:
    case = file_case(notices=[notice("layout-not-recognised", Place("重点任务"), None, "重点任务")])
    (found,) = assert_finds(rule, case, ["重点任务"])
    assert found.message == "“重点任务”里找不到“重点任务”的表头，这张表没有读取。"


def test_a_header_that_could_mean_two_things() -> None:
    unclear = notice("layout-not-recognised", Place("汇总", 3), "每个指标只有一列", "任务数或累计完成数")
    (found,) = assert_finds(rule, file_case(notices=[unclear]), ["汇总!3:3"])
    assert "每个指标只有一列" in found.message
    assert "任务数或累计完成数" in found.message


def test_a_recognised_layout_is_clean() -> None:
    assert_clean(rule, file_case())


@pytest.mark.parametrize("case", sorted(rule.READINGS))
def test_every_case_names_what_is_unclear_and_what_settles_it(case: str) -> None:
    unclear = notice(
        "layout-not-recognised", Place("汇总", 3, 2), "完成数", "“本月新增”或“累计完成”", case=case
    )
    (found,) = assert_finds(rule, file_case(notices=[unclear]), ["汇总!B3"])
    assert found.message == rule.READINGS[case].format(
        where="“汇总”B3", provided="完成数", expected="“本月新增”或“累计完成”"
    )
    assert "--layout、--measure 或 --plan" in found.remedy


def test_a_web_page_without_a_report_is_called_that() -> None:
    sub = file_case(notices=[notice("layout-not-recognised", Place())], layout=None).submission
    sub.workbook.format = "html"
    (found,) = assert_finds(rule, file_case(sub), ["文件"])
    assert "登录页" in found.message
