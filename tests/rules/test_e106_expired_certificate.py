from datetime import date

import pytest

from fuxi_cli.rules import e106_expired_certificate as rule
from support.builders import assert_clean, assert_finds
from support.ledgers import MAY_DAY, SHEET, entry, works, works_case


@pytest.mark.parametrize("day", [date(2022, 6, 29), date(2022, 6, 30)])
def test_a_certificate_that_ends_in_the_period_is_found(day: date) -> None:
    case = works_case(works(entry(1), entry(2, expires_on=day)))
    (found,) = assert_finds(rule, case, [f"{SHEET}!J6"])
    assert (found.provided, found.expected) == (day, date(2022, 6, 30))
    assert f"“有效期至”是 {day}，到报告期末（2022-06-30）已经到期。" in found.message


def test_one_that_lasts_longer_or_says_nothing_is_clean() -> None:
    assert_clean(rule, works_case(works(entry(1, expires_on=date(2022, 7, 1)), entry(2, expires_on=None))))


def test_an_end_before_the_day_of_issue_is_another_wording() -> None:
    case = works_case(works(entry(1, MAY_DAY, expires_on=date(2022, 5, 9))))
    (found,) = assert_finds(rule, case, [f"{SHEET}!J5"])
    assert found.message == (
        "“台账-示范基地”J5“有效期至”是 2022-05-09，早于本行的认定日期 2022-05-10，两个日期至少有一个填错。"
    )


def test_the_day_of_issue_itself_is_not_before_it() -> None:
    (found,) = assert_finds(rule, works_case(works(entry(1, MAY_DAY, expires_on=MAY_DAY))), [f"{SHEET}!J5"])
    assert "已经到期" in found.message


def test_an_end_before_a_later_day_of_issue_is_found_as_well() -> None:
    case = works_case(works(entry(1, date(2025, 1, 1), expires_on=date(2024, 1, 1))))
    (found,) = assert_finds(rule, case, [f"{SHEET}!J5"])
    assert found.expected == date(2025, 1, 1)
