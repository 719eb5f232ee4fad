from datetime import date
from typing import Any

from fuxi_cli.core.cases import Past, PeriodCase
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Reporter
from fuxi_cli.core.submission import Submission
from fuxi_cli.rules import x106_object_taken_over as rule
from support.builders import JIA, YI, assert_clean, assert_finds, ledger_table, period_case, submission


def listed(reporter: Reporter, *names: str, stage: str = "已认定") -> Submission:
    rows = [{"name": name, "recognised_on": date(2022, 2, 1), "stage": stage} for name in names]
    return submission(path=f"{reporter.name}.xlsx", reporter=reporter, tables=[ledger_table(*rows)])


def case(*now: Submission, **months: Any) -> PeriodCase:
    earlier = [Past(Period(2022, int(name[1:])), sub) for name, sub in months.items()]
    return period_case(*now, earlier=earlier)


def test_an_object_that_another_county_gave_up_is_questioned() -> None:
    whole = case(
        listed(JIA, "别的", "示例基地"), listed(YI), m3=listed(YI, "示例基地"), m4=listed(YI, "示例基地")
    )
    (found,) = assert_finds(rule, whole, ["台账-示范基地!B6"])
    assert (found.path, found.reporter, found.clause) == ("甲县.xlsx", JIA.id, "附件1")
    assert found.message == (
        "“台账-示范基地”B6“基地名称”填的是“示例基地”，乙县2022年4月报送表第5行曾经上报过同一个对象，后来撤下了。"
    )


def test_given_up_in_an_earlier_month_it_is_questioned_as_well() -> None:
    whole = case(listed(JIA, "示例基地"), m3=listed(YI, "示例基地"), m4=listed(YI))
    assert_finds(rule, whole, ["台账-示范基地!B5"])


def test_still_claimed_by_both_is_another_rules_business() -> None:
    assert_clean(rule, case(listed(JIA, "示例基地"), listed(YI, "示例基地"), m4=listed(YI, "示例基地")))
    assert_clean(rule, case(listed(JIA, "示例基地"), m4=listed(YI, "示例基地")))


def test_what_the_county_had_itself_before_is_clean() -> None:
    whole = case(listed(JIA, "示例基地"), listed(YI), m3=listed(YI, "示例基地"), m4=listed(JIA, "示例基地"))
    assert_clean(rule, whole)


def test_what_did_not_count_then_or_does_not_count_now_is_clean() -> None:
    assert_clean(rule, case(listed(JIA, "示例基地"), listed(YI), m4=listed(YI, "示例基地", stage="申报中")))
    assert_clean(rule, case(listed(JIA, "示例基地", stage="申报中"), listed(YI), m4=listed(YI, "示例基地")))
    assert_clean(rule, case(listed(JIA, "新基地"), listed(YI), m4=listed(YI, "示例基地")))


def test_without_earlier_months_it_is_clean() -> None:
    assert_clean(rule, case(listed(JIA, "示例基地"), listed(YI)))
