from fuxi_cli.rules import s207_reporter_disagrees as rule
from support.builders import JIA, assert_clean, assert_finds, identity, workbook_case


def test_a_cover_that_contradicts_the_stamp_is_found_at_the_cover() -> None:
    case = workbook_case(identities=[identity("stamp", reporter=JIA.id), identity(reporter="乙县")])
    (found,) = assert_finds(rule, case, ["封面!B4"])
    assert found.message == "“封面”B4写的报送单位是“乙县”，模板标识却是“甲县”，两处不一致。"


def test_a_file_name_that_contradicts_concerns_the_whole_file() -> None:
    identities = [
        identity("stamp", reporter=JIA.id),
        identity(reporter="甲县"),
        identity("file name", reporter="乙县"),
    ]
    (found,) = assert_finds(rule, workbook_case(identities=identities), ["文件"])
    assert found.message == "文件名写的报送单位是“乙县”，模板标识、“封面”B4却是“甲县”，两处不一致。"


def test_sources_that_say_the_same_are_one_finding() -> None:
    identities = [
        identity("stamp", reporter=JIA.id),
        identity(reporter="乙县"),
        identity("file name", reporter="乙县"),
        identity("folder", reporter="示例局"),
    ]
    first, second = assert_finds(rule, workbook_case(identities=identities), ["封面!B4", "文件"])
    assert first.message.startswith("“封面”B4、文件名写的")
    assert second.message.startswith("所在文件夹写的报送单位是“示例局”")


def test_an_alias_is_the_same_reporter_and_a_stranger_is_another_rules_matter() -> None:
    assert_clean(
        rule, workbook_case(identities=[identity("stamp", reporter=JIA.id), identity(reporter="甲市")])
    )
    assert_clean(
        rule, workbook_case(identities=[identity("stamp", reporter=JIA.id), identity(reporter="丙县")])
    )


def test_an_option_settles_the_conflict() -> None:
    torn = [
        identity("stamp", reporter=JIA.id),
        identity(reporter="乙县"),
        identity("option", reporter="甲县"),
    ]
    assert_clean(rule, workbook_case(identities=torn))


def test_a_table_of_many_reporters_is_left_alone() -> None:
    case = workbook_case(reporter=None, layout="wide", identities=[identity("file name", reporter="乙县")])
    assert_clean(rule, case)
