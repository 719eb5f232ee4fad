from datetime import date

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.plan import Leader
from fuxi_cli.rules import p136_leader_never_serves as rule
from support.builders import YEAR_END, assert_clean, assert_finds, task
from support.plan_builders import lint_case


def case(since: date | None, until: date | None) -> PlanCase:
    return lint_case(
        tasks=(task()._replace(leaders=(Leader("张示例", "示例局", since, until),), due=YEAR_END),)
    )


def test_in_office_only_after_the_task_is_due() -> None:
    (found,) = assert_finds(rule, case(date(2023, 1, 1), None), ["tasks.csv!G2"])
    assert "自 2023-01-01 起" in found.message


def test_gone_before_the_revision() -> None:
    (found,) = assert_finds(rule, case(None, date(2022, 1, 23)), ["tasks.csv!G2"])
    assert "至 2022-01-23" in found.message


def test_a_single_day_is_enough() -> None:
    assert_clean(rule, case(YEAR_END, None))
    assert_clean(rule, case(None, date(2022, 1, 24)))
    assert_clean(rule, case(None, None))
