from fuxi_cli.core.place import Place
from fuxi_cli.core.renamed import likeness, renamed
from fuxi_cli.core.submission import Notice
from support.builders import notice, submission

SHEET = "指标进度"


def missing(name: str, sheet: str | None = SHEET) -> Notice:
    return notice("column-missing", Place(sheet, 4), None, name)


def unknown(name: str, column: int = 1, sheet: str = SHEET) -> Notice:
    return notice("column-unknown", Place(sheet, 4, column), name)


def pairs(*notices: Notice) -> list[tuple[object, object]]:
    found = renamed(submission(notices=notices), "column-missing", "column-unknown")
    return [(m.expected, u.provided) for m, u in found.items()]


def test_the_likest_name_is_taken() -> None:
    assert pairs(missing("累计完成"), unknown("完成累计数", 1), unknown("累计完成量", 2)) == [
        ("累计完成", "累计完成量")
    ]


def test_the_likest_pair_comes_first_and_each_name_is_taken_once() -> None:
    found = pairs(missing("累计完成"), missing("累计完成数量"), unknown("累计完成数"))
    assert found == [("累计完成数量", "累计完成数")]


def test_half_of_the_shorter_name_is_enough_and_less_is_not() -> None:
    assert pairs(missing("abcd"), unknown("abxy")) == [("abcd", "abxy")]
    assert pairs(missing("abcde"), unknown("abxyz")) == []
    assert pairs(missing("累计完成"), unknown("全年累计数")) == [("累计完成", "全年累计数")]


def test_one_character_in_common_is_not_enough() -> None:
    assert pairs(missing("年度任务数"), unknown("数")) == []
    assert pairs(missing("差额"), unknown("差价")) == []


def test_only_names_of_the_same_sheet_are_compared_unless_a_whole_sheet_is_missing() -> None:
    assert pairs(missing("累计完成"), unknown("累计完成量", sheet="重点任务")) == []
    assert pairs(missing("累计完成", sheet=None), unknown("累计完成量", sheet="重点任务")) != []


def test_spaces_punctuation_and_width_make_no_difference() -> None:
    assert pairs(missing("累计完成"), unknown(" 累计、完 成１")) == [("累计完成", " 累计、完 成１")]


def test_a_header_as_long_as_a_novel_is_not_compared() -> None:
    assert likeness("累计完成", "累计完成" * 3) > 0
    assert likeness("累计完成", "累计完成" * 3 + "数") == 0
    assert likeness("abc", "xyz") == 0
    assert likeness("累计完成", "累计完成") == 1
