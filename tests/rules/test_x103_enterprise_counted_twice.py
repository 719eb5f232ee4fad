from datetime import date
from typing import Any

from fuxi_cli.core.cases import Past, PeriodCase
from fuxi_cli.core.period import Period
from fuxi_cli.core.submission import Submission
from fuxi_cli.rules import x103_enterprise_counted_twice as rule
from support.builders import (
    JIA,
    LEDGER,
    YI,
    assert_clean,
    assert_finds,
    ledger_table,
    period_case,
    plan,
    submission,
)
from support.changed import replace


def base(
    name: str, enterprise: str | None = "示例农业公司", uscc: str | None = None, **values: Any
) -> dict[str, Any]:
    return {
        "name": name,
        "enterprise": enterprise,
        "uscc": uscc,
        "recognised_on": date(2022, 3, 1),
        "stage": "已认定",
        **values,
    }


def of_yi(*rows: dict[str, Any], **changes: Any) -> Submission:
    return submission(tables=[ledger_table(*rows, **changes)], path="乙县.xlsx", reporter=YI)


def case(jia: list[dict[str, Any]], yi: list[dict[str, Any]], of: Any = LEDGER) -> PeriodCase:
    first = submission(tables=[ledger_table(*jia, of=of)])
    return period_case(first, of_yi(*yi, of=of), of=plan(ledgers=(of,)))


def test_one_enterprise_in_two_counties_is_questioned_once_for_each() -> None:
    whole = case([base("甲一"), base("甲二")], [base("别的", "别的公司"), base("乙一", "示例农业 有限公司")])
    found = assert_finds(rule, whole, ["台账-示范基地!D5", "台账-示范基地!D6"])
    assert [(f.path, f.reporter) for f in found] == [("甲县.xlsx", JIA.id), ("乙县.xlsx", YI.id)]
    assert found[0].message == (
        "“台账-示范基地”D5的企业“示例农业公司”在本单位计了 2 个“基地”，乙县2022年6月报送表第6行也为同一个企业计了数。"
    )


def test_different_enterprises_and_one_county_alone_are_clean() -> None:
    assert_clean(rule, case([base("甲一", "甲山公司")], [base("乙一", "乙山公司")]))
    assert_clean(rule, case([base("甲一"), base("甲二")], []))
    assert_clean(rule, case([base("甲一", None)], [base("乙一", None)]))


def test_the_code_decides_before_the_name() -> None:
    one, other = "91360000MA0000001A", "91360000MA0000002B"
    assert_clean(rule, case([base("甲一", uscc=one)], [base("乙一", uscc=other)]))
    places = ["台账-示范基地!D5"] * 2
    assert_finds(rule, case([base("甲一", "旧名公司", one)], [base("乙一", "新名公司", one.lower())]), places)
    assert_finds(rule, case([base("甲一", uscc=one)], [base("乙一")]), places)
    (found, _) = assert_finds(rule, case([base("甲一", None, one)], [base("乙一", None, one)]), places)
    assert f"企业“{one}”" in found.message


def test_the_same_object_is_another_rules_business() -> None:
    assert_clean(rule, case([base("同一基地")], [base("同一基地")]))
    assert_clean(rule, case([base("同一基地（一期）")], [base("同一基地一期")]))


def test_rows_that_do_not_count_are_clean() -> None:
    assert_clean(rule, case([base("甲一")], [base("乙一", stage="申报中")]))


def test_where_the_enterprise_itself_is_the_object_this_rule_is_silent() -> None:
    of = replace(LEDGER, fields=tuple(replace(f, key=f.name in ("uscc",)) for f in LEDGER.fields))
    assert_clean(rule, case([base("甲一", uscc="A")], [base("乙一", uscc="B")], of))
    of = replace(LEDGER, fields=tuple(replace(f, key=f.name == "enterprise") for f in LEDGER.fields))
    assert_clean(rule, case([base("甲一")], [base("乙一")], of))


def test_a_ledger_without_an_enterprise_is_clean() -> None:
    of = replace(LEDGER, fields=tuple(f for f in LEDGER.fields if f.name not in ("enterprise", "uscc")))
    assert_clean(rule, case([base("甲一")], [base("乙一")], of))


def test_another_indicators_ledger_is_no_second_count() -> None:
    other = replace(LEDGER, id="products", name="产品", indicator="products")
    first = submission(tables=[ledger_table(base("甲一"))])
    assert_clean(rule, period_case(first, of_yi(base("乙一"), of=other), of=plan(ledgers=(LEDGER, other))))


def test_earlier_months_are_not_compared() -> None:
    first = submission(tables=[ledger_table(base("甲一"))])
    assert_clean(rule, period_case(first, earlier=[Past(Period(2022, 5), of_yi(base("乙一")))]))
