from fuxi_cli.core.place import Place
from fuxi_cli.rules import s307_row_missing as rule
from support.builders import assert_clean, assert_finds, notice, workbook_case

MISSING = notice("row-missing", Place("指标进度"), None, "高标准示范基地")


def test_a_missing_row_is_named() -> None:
    (found,) = assert_finds(rule, workbook_case(notices=[MISSING]), ["指标进度"])
    assert found.message == "“指标进度”里缺少“高标准示范基地”这一行。"


def test_a_changed_name_is_found_at_its_cell() -> None:
    changed = notice("row-unknown", Place("指标进度", 6, 2), "示范基地（高标准）")
    (found,) = assert_finds(rule, workbook_case(notices=[MISSING, changed]), ["指标进度!B6"])
    assert found.message == "“指标进度”B6的“示范基地（高标准）”对不上方案，而表里缺少“高标准示范基地”这一行。"


def test_a_misspelt_reporter_of_a_wide_table_is_s206s_matter() -> None:
    missing = [notice("row-missing", Place("汇总"), None, name) for name in ("甲县", "乙县")]
    misspelt = notice("unknown-reporter", Place("汇总", 6, 2), "申县", "甲县")
    (found,) = assert_finds(rule, workbook_case(notices=[*missing, misspelt]), ["汇总"])
    assert "“乙县”" in found.message


def test_all_rows_there_is_clean() -> None:
    assert_clean(rule, workbook_case(notices=[notice("row-unknown", Place("指标进度", 9, 2), "自选项目")]))


def test_reporters_that_a_table_of_many_leaves_out_are_one_finding() -> None:
    missing = [notice("row-missing", Place("汇总"), None, name) for name in ("甲县", "乙县", "丙县")]
    (found,) = assert_finds(rule, workbook_case(notices=missing, layout="wide"), ["汇总"])
    assert found.message == "“汇总”里缺少 3 个单位：甲县、乙县、丙县。"
    many = [notice("row-missing", Place("汇总"), None, f"示例{n}县") for n in range(12)]
    (long,) = assert_finds(rule, workbook_case(notices=many, layout="list"), ["汇总"])
    assert long.message.startswith("“汇总”里缺少 12 个单位：示例0县、")
    assert long.message.endswith("、示例9县等。")
