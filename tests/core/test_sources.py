from fuxi_cli.core.place import Place
from fuxi_cli.core.sources import disputes, place_of, words_of
from fuxi_cli.core.submission import Identity

CELL = Place("封面", 5, 2)


def said(identity: Identity) -> str | None:
    return identity.period


def identity(source: str, period: str | None, place: Place | None = None) -> Identity:
    return Identity(source, period=period, places={"period": place} if place else {})


def test_one_dispute_per_other_value_in_the_order_of_the_sources() -> None:
    sources = [
        identity("stamp", "a"),
        identity("cover", "b", CELL),
        identity("file name", "c"),
        identity("folder", "b"),
    ]
    first, second = disputes(sources, said, "a")
    assert (first.value, [i.source for i in first.said_by]) == ("b", ["cover", "folder"])
    assert (second.value, [i.source for i in second.said_by]) == ("c", ["file name"])
    assert [i.source for i in first.against] == ["stamp"]


def test_a_source_that_says_nothing_takes_no_part() -> None:
    assert disputes([identity("stamp", "a"), identity("folder", None)], said, "a") == ()


def test_an_option_decides_between_sources() -> None:
    option = identity("option", "a")
    assert disputes([option, identity("stamp", "a"), identity("cover", "b")], said, "a") == ()
    assert disputes([option, identity("file name", "b"), identity("folder", "c")], said, "a") == ()


def test_an_option_does_not_overrule_what_all_of_the_workbook_says() -> None:
    (found,) = disputes([identity("option", "a"), identity("cover", "b"), identity("folder", "b")], said, "a")
    assert [i.source for i in found.said_by] == ["cover", "folder"]
    assert words_of(found.against, "period") == "命令选项"


def test_an_option_itself_is_never_in_dispute() -> None:
    assert disputes([identity("option", "b"), identity("cover", "a")], said, "a") == ()


def test_the_place_is_the_cell_that_says_otherwise() -> None:
    (found,) = disputes([identity("stamp", "a"), identity("cover", "b", CELL)], said, "a")
    assert found.place("period") == CELL
    (found,) = disputes([identity("cover", "a", CELL), identity("folder", "b")], said, "a")
    assert found.place("period") == Place()


def test_against_a_stamp_it_is_the_cell_that_the_stamp_contradicts() -> None:
    (found,) = disputes([identity("stamp", "b"), identity("cover", "a", CELL)], said, "a")
    assert found.place("period") == CELL


def test_sources_in_words() -> None:
    assert (
        words_of([identity("cover", "a", CELL), identity("folder", "a")], "period") == "“封面”B5、所在文件夹"
    )
    assert words_of([], "period") == "本次检查"
    assert place_of([], "period") == Place()
