from fuxi_cli.core.period import Period
from fuxi_cli.rules import s208_period_disagrees as rule
from support.builders import assert_clean, assert_finds, identity, submission, workbook_case

JUNE, MAY = "2022-06", "2022-05"


def test_a_cover_that_contradicts_the_stamp_is_found_at_the_cover() -> None:
    case = workbook_case(identities=[identity("stamp", period=JUNE), identity(period=MAY)])
    (found,) = assert_finds(rule, case, ["封面!B5"])
    assert found.message == "“封面”B5写的报告期是2022年5月，模板标识却是2022年6月，两处不一致。"
    assert (found.provided, found.expected) == (MAY, JUNE)


def test_a_stamp_is_shown_at_the_cover_that_it_contradicts() -> None:
    case = workbook_case(identities=[identity("stamp", period=MAY), identity(period=JUNE)])
    (found,) = assert_finds(rule, case, ["封面!B5"])
    assert found.message.startswith("模板标识写的报告期是2022年5月")


def test_a_folder_concerns_the_whole_file() -> None:
    case = workbook_case(identities=[identity(period=JUNE), identity("folder", period=MAY)])
    (found,) = assert_finds(rule, case, ["文件"])
    assert found.message == "所在文件夹写的报告期是2022年5月，“封面”B5却是2022年6月，两处不一致。"


def test_a_workbook_of_another_month_than_the_run_is_found() -> None:
    of_may = submission(
        period=Period(2022, 5), identities=[identity("stamp", period=MAY), identity(period=MAY)]
    )
    (found,) = assert_finds(rule, workbook_case(sub=of_may), ["封面!B5"])
    assert "本次检查却是2022年6月" in found.message


def test_an_option_settles_between_sources() -> None:
    option = identity("option", period=JUNE)
    assert_clean(
        rule, workbook_case(identities=[identity("stamp", period=JUNE), identity(period=MAY), option])
    )
    assert_clean(rule, workbook_case(identities=[identity("file name", period=MAY), option]))


def test_an_option_does_not_make_a_may_workbook_a_june_one() -> None:
    identities = [identity("stamp", period=MAY), identity(period=MAY), identity("option", period=JUNE)]
    (found,) = assert_finds(rule, workbook_case(identities=identities), ["封面!B5"])
    assert "命令选项却是2022年6月" in found.message


def test_sources_that_agree_or_say_nothing_are_clean() -> None:
    assert_clean(rule, workbook_case(identities=[identity("stamp", period=JUNE), identity(reporter="甲县")]))
    assert_clean(rule, workbook_case(identities=[]))
