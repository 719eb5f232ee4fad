from typing import Any

import pytest

from fuxi_cli.core.plan import Reporter
from fuxi_cli.rules import e108_other_county as rule
from support.builders import BUREAU, JIA, YI, assert_clean, assert_finds, plan
from support.ledgers import SHEET, WORKS, entry, works, works_case

THERE = Reporter("360003", "示南县", "county", ("示南", "示南县政府", "丙"))
HERE = JIA._replace(name="甲县", aliases=("甲市", "新示南基地"))


def case(
    *rows: dict[str, Any], reporters: tuple[Reporter, ...] = (JIA, YI, THERE, BUREAU), **changes: Any
) -> Any:
    of = plan(ledgers=(WORKS,), reporters=reporters)
    return works_case(works(*rows), of=of, **changes)


@pytest.mark.parametrize("township", ["乙县示例镇", "示南县", "示南示例镇", "示南县政府旁", " 示 南 县 "])
def test_a_township_of_another_county_is_found(township: str) -> None:
    assert_finds(rule, case(entry(1), entry(2, township=township)), [f"{SHEET}!D6"])


def test_the_message_names_that_county() -> None:
    (found,) = assert_finds(rule, case(entry(1, township="示南示例镇")), [f"{SHEET}!D5"])
    assert found.expected == "示南县"
    assert found.message == "“台账-示范基地”D5“乡镇”填的是“示南示例镇”，像是示南县的地点，不是本单位的。"


def test_the_name_of_an_object_is_looked_at_too_but_one_finding_is_enough_for_a_row() -> None:
    assert_finds(rule, case(entry(1, name="示南富硒基地")), [f"{SHEET}!B5"])
    assert_finds(rule, case(entry(1, name="示南富硒基地", township="示南示例镇")), [f"{SHEET}!B5"])


def test_an_enterprise_may_come_from_anywhere() -> None:
    assert_clean(
        rule, case(entry(1, enterprise="示南县示例公司", code="示南县1号", document="示南县〔2022〕1号"))
    )


def test_own_places_and_names_of_one_character_are_clean() -> None:
    assert_clean(
        rule, case(entry(1, township="甲县示例镇"), entry(2, township="丙家镇"), entry(3, township=None))
    )


def test_a_name_that_is_part_of_an_own_one_is_clean() -> None:
    reporters = (HERE, YI, THERE)
    assert_clean(rule, case(entry(1, township="示南示例镇"), reporters=reporters, reporter=HERE))
    assert_finds(
        rule, case(entry(1, township="示南县城"), reporters=reporters, reporter=HERE), [f"{SHEET}!D5"]
    )


def test_a_department_has_objects_in_every_county() -> None:
    assert_clean(rule, case(entry(1, township="乙县示例镇"), reporter=BUREAU))
    assert_clean(rule, case(entry(1, township="乙县示例镇"), reporter=None))


def test_a_city_is_no_other_county() -> None:
    city = Reporter("360000", "示例市", "city")
    assert_clean(rule, case(entry(1, township="示例市示例镇"), reporters=(JIA, YI, city)))
