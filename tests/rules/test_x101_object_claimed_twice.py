from datetime import date
from typing import Any

from fuxi_cli.core.cases import Past
from fuxi_cli.core.period import Period
from fuxi_cli.core.submission import Submission
from fuxi_cli.rules import x101_object_claimed_twice as rule
from support.builders import (
    BUREAU,
    JIA,
    LEDGER,
    YI,
    LedgerField,
    assert_clean,
    assert_finds,
    ledger_table,
    period_case,
    plan,
    submission,
)
from support.changed import replace

MARCH = date(2022, 3, 1)


def base(name: str = "示例基地", **values: Any) -> dict[str, Any]:
    return {"name": name, "recognised_on": MARCH, "stage": "已认定", **values}


def of_jia(*rows: dict[str, Any], **changes: Any) -> Submission:
    return submission(tables=[ledger_table(*rows)], **changes)


def of_yi(*rows: dict[str, Any], **changes: Any) -> Submission:
    return submission(tables=[ledger_table(*rows)], **{"path": "乙县.xlsx", "reporter": YI, **changes})


def test_one_base_of_two_counties_is_found_at_each() -> None:
    case = period_case(of_jia(base()), of_yi(base("别的基地"), base("示例 基地")))
    first, second = assert_finds(rule, case, ["台账-示范基地!B5", "台账-示范基地!B6"])
    assert (first.path, first.reporter, first.clause) == ("甲县.xlsx", JIA.id, "附件1")
    assert (second.path, second.reporter) == ("乙县.xlsx", YI.id)
    assert first.message == (
        "“台账-示范基地”B5“基地名称”填的是“示例基地”，乙县2022年6月报送表第6行也上报了同一个对象；一个对象只能由一个单位上报。"
    )
    assert "甲县2022年6月报送表第5行" in second.message


def test_different_bases_and_one_base_twice_in_one_county_are_clean() -> None:
    assert_clean(rule, period_case(of_jia(base("甲基地"), base("甲基地")), of_yi(base("乙基地"))))


def test_rows_that_do_not_count_claim_nothing() -> None:
    for row in (
        base(stage="申报中"),
        base(recognised_on=None),
        base(recognised_on=date(2021, 12, 31)),
        base(recognised_on=date(2022, 7, 1)),
        base(name=None),
    ):
        assert_clean(rule, period_case(of_jia(base()), of_yi(row)))
    last = base(recognised_on=date(2022, 6, 30))
    assert_finds(rule, period_case(of_jia(base()), of_yi(last)), ["台账-示范基地!B5"] * 2)


def test_a_returned_submission_claims_as_well() -> None:
    jia, yi = of_jia(base()), of_yi(base())
    assert_finds(rule, period_case(jia, all_submissions=(jia, yi)), ["台账-示范基地!B5"] * 2)


def test_of_two_submissions_only_the_one_that_counts_claims() -> None:
    jia, old, new = of_jia(base()), of_yi(base()), of_yi(base("乙基地"), path="乙县新.xlsx")
    assert_clean(rule, period_case(jia, new, all_submissions=(jia, old, new)))
    assert_finds(rule, period_case(jia, old, all_submissions=(jia, old, new)), ["台账-示范基地!B5"] * 2)


def test_who_has_not_submitted_stands_for_its_last_month() -> None:
    earlier = [Past(Period(2022, n), of_yi(base(), period=Period(2022, n))) for n in (3, 4)]
    (found,) = assert_finds(rule, period_case(of_jia(base()), earlier=earlier), ["台账-示范基地!B5"])
    assert found.path == "甲县.xlsx"
    assert "乙县2022年4月报送表第5行" in found.message


def test_who_no_longer_claims_it_is_clean() -> None:
    march, april = Past(Period(2022, 3), of_yi(base())), Past(Period(2022, 4), of_yi(base("乙基地")))
    assert_clean(rule, period_case(of_jia(base()), earlier=[march, april]))
    assert_clean(rule, period_case(of_jia(base()), of_yi(base("乙基地")), earlier=[march]))


def test_its_own_earlier_months_are_clean() -> None:
    assert_clean(rule, period_case(of_jia(base()), earlier=[Past(Period(2022, 5), of_jia(base()))]))


def test_two_earlier_claims_are_not_this_months_business() -> None:
    earlier = [Past(Period(2022, 5), of_jia(base())), Past(Period(2022, 5), of_yi(base()))]
    assert_clean(rule, period_case(earlier=earlier))


def test_one_file_under_two_names_is_another_rules_business() -> None:
    case = period_case(of_jia(base(), sha256="ab"), of_yi(base(), sha256="ab"))
    assert_clean(rule, case)
    assert_finds(
        rule,
        period_case(of_jia(base(), sha256="ab"), of_yi(base(), sha256="cd")),
        ["台账-示范基地!B5"] * 2,
    )


def test_a_third_claimant_is_named_too() -> None:
    third = submission(tables=[ledger_table(base())], path="示例局.xlsx", reporter=BUREAU)
    found = assert_finds(rule, period_case(of_jia(base()), of_yi(base()), third), ["台账-示范基地!B5"] * 3)
    assert "乙县2022年6月报送表第5行、示例局2022年6月报送表第5行也" in found[0].message


def test_certificates_are_compared_without_regard_to_their_writing() -> None:
    key = LedgerField("certificate", "证书编号", key=True)
    ledger = replace(LEDGER, fields=(key, *(f for f in LEDGER.fields if not f.key)))
    of = plan(ledgers=(ledger,))

    def case(jia: str, yi: str) -> Any:
        tables = [ledger_table({**base(), "certificate": text}, of=ledger) for text in (jia, yi)]
        subs = (
            submission(tables=tables[:1]),
            submission(tables=tables[1:], path="乙县.xlsx", reporter=YI),
        )
        return period_case(*subs, of=of)

    assert_finds(rule, case("SL-2022-001", "ＳＬ－２０２２－００１ "), ["台账-示范基地!B5"] * 2)
    assert_clean(rule, case("SL-2022-001", "SL-2022-002"))
