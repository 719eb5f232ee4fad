import pytest

from fuxi_cli.core.place import Place
from fuxi_cli.rules import s202_wrong_plan as rule
from support.builders import assert_clean, assert_finds, file_case, identity, notice, plan

TITLED = plan(title="2022年示例市示例产业发展工作方案")
NUMBER = "示例〔2022〕1号"
OTHER_TITLE, OTHER_NUMBER = "2021年示例市示例产业发展工作方案", "示例〔2021〕7号"


def test_a_cover_of_another_plan_is_found_once_though_title_and_number_both_differ() -> None:
    case = file_case(of=TITLED, identities=[identity(plan=OTHER_TITLE, document=OTHER_NUMBER)])
    (found,) = assert_finds(rule, case, ["封面!B2"])
    assert found.message == f"“封面”B2写的方案是“{OTHER_TITLE}”，而本次检查的是“{TITLED.title}”。"


def test_stamp_and_cover_of_another_plan_are_one_finding_at_the_cover() -> None:
    identities = [identity("stamp", plan="other-2022"), identity(plan=OTHER_TITLE)]
    (found,) = assert_finds(rule, file_case(of=TITLED, identities=identities), ["封面!B2"])
    assert "模板标识、“封面”B2" in found.message


def test_a_stamp_alone_concerns_the_whole_file() -> None:
    case = file_case(
        of=TITLED, identities=[identity("stamp", plan="other-2022"), identity(plan=TITLED.title)]
    )
    assert_finds(rule, case, ["文件"])


def test_a_wrong_number_under_the_right_title_is_found_at_the_number() -> None:
    case = file_case(of=TITLED, identities=[identity(plan=TITLED.title, document=OTHER_NUMBER)])
    (found,) = assert_finds(rule, case, ["封面!B3"])
    assert (found.provided, found.expected) == (OTHER_NUMBER, NUMBER)
    assert "文号" in found.message


@pytest.mark.parametrize("number", ["示例[2022]1号", "示例（2022）1 号", "示例〔２０２２〕1号"])
def test_other_brackets_and_widths_are_the_same_number(number: str) -> None:
    assert_clean(rule, file_case(of=TITLED, identities=[identity(plan=TITLED.title, document=number)]))


@pytest.mark.parametrize(
    "title",
    [
        "《2022年示例市示例产业发展工作方案》",
        "示例产业发展工作方案",
        "示例方案",
        "关于印发《2022年示例市示例产业发展工作方案》的通知",
        "shili-2022",
    ],
)
def test_a_title_with_words_left_out_or_put_around_it_will_do(title: str) -> None:
    assert_clean(rule, file_case(of=TITLED, identities=[identity(plan=title)]))


@pytest.mark.parametrize("title", [OTHER_TITLE, "方案", "示例市2022年方案", "shili-2023", "shili"])
def test_another_title_is_found_even_beside_the_right_number(title: str) -> None:
    assert_finds(rule, file_case(of=TITLED, identities=[identity(plan=title, document=NUMBER)]), ["封面!B2"])


def test_an_option_settles_stamp_against_cover_but_not_a_workbook_of_another_plan() -> None:
    option = identity("option", plan=TITLED.id)
    torn = [option, identity("stamp", plan="other-2022"), identity(plan=TITLED.title)]
    assert_clean(rule, file_case(of=TITLED, identities=torn))
    foreign = [option, identity("stamp", plan="other-2022"), identity(plan=OTHER_TITLE)]
    assert_finds(rule, file_case(of=TITLED, identities=foreign), ["封面!B2"])


def test_what_cannot_be_compared_is_left_to_others() -> None:
    assert_clean(rule, file_case(of=TITLED, identities=[identity(reporter="甲县")]))
    unknown = [notice("plan-unknown", Place(), OTHER_TITLE)]
    assert_clean(rule, file_case(of=TITLED, identities=[identity(plan=OTHER_TITLE)], notices=unknown))


def test_without_a_plan_there_is_nothing_to_compare() -> None:
    case = file_case(identities=[identity(plan=OTHER_TITLE)])
    case.plan = None
    assert_clean(rule, case)
