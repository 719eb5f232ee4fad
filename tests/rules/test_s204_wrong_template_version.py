from fuxi_cli.core.form import TEMPLATE_VERSION
from fuxi_cli.rules import s204_wrong_template_version as rule
from support.builders import assert_clean, assert_finds, identity, workbook_case


def test_another_version_is_found() -> None:
    (found,) = assert_finds(rule, workbook_case(identities=[identity("stamp", template="0")]), ["文件"])
    assert found.message == f"这份表用的是第 0 版模板，现行的是第 {TEMPLATE_VERSION} 版。"


def test_the_current_version_and_no_stamp_are_clean() -> None:
    assert_clean(rule, workbook_case(identities=[identity("stamp", template=TEMPLATE_VERSION)]))
    assert_clean(
        rule, workbook_case(identities=[identity("stamp", plan="shili-2022"), identity(period="2022-06")])
    )
