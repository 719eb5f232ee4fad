from fuxi_cli.core.place import Place
from fuxi_cli.rules import s205_plan_unknown as rule
from support.builders import assert_clean, assert_finds, file_case, identity, notice


def test_a_file_that_names_no_plan() -> None:
    case = file_case(notices=[notice("plan-unknown", Place())], layout=None)
    (found,) = assert_finds(rule, case, ["文件"])
    assert found.message.startswith("看不出这份表报的是哪个方案")


def test_a_plan_that_nobody_knows_is_found_where_the_cover_names_it() -> None:
    case = file_case(
        notices=[notice("plan-unknown", Place(), "某某方案")],
        identities=[identity(plan="某某方案", document="1号")],
    )
    (found,) = assert_finds(rule, case, ["封面!B2"])
    assert found.message == "这份表写的方案是“某某方案”，不在已有的方案里。"


def test_so_is_a_document_number_and_a_stamp() -> None:
    numbered = [notice("plan-unknown", Place(), "某〔2020〕1号")]
    assert_finds(
        rule, file_case(notices=numbered, identities=[identity(document="某〔2020〕1号")]), ["封面!B3"]
    )
    stamped = [notice("plan-unknown", Place(), "other")]
    assert_finds(rule, file_case(notices=stamped, identities=[identity("stamp", plan="other")]), ["文件"])


def test_a_known_plan_is_clean() -> None:
    assert_clean(rule, file_case(identities=[identity(plan="示例方案")]))
