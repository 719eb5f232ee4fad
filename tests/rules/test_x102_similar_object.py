from datetime import date
from typing import Any

import pytest

from fuxi_cli.core.cases import Past, PeriodCase
from fuxi_cli.core.period import Period
from fuxi_cli.rules import x102_similar_object as rule
from support.builders import (
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

PAPER = LedgerField("document", "认定文号", format="document")
BASES = replace(LEDGER, fields=(*LEDGER.fields, PAPER))


def case(
    jia: str | None, yi: str | None, papers: tuple[str | None, str | None] = (None, None), of: Any = BASES
) -> PeriodCase:
    rows = [
        {"name": name, "recognised_on": date(2022, 3, 1), "stage": "已认定", "document": paper}
        for name, paper in zip((jia, yi), papers, strict=True)
    ]
    first = submission(tables=[ledger_table(rows[0], of=of)])
    second = submission(tables=[ledger_table(rows[1], of=of)], path="乙县.xlsx", reporter=YI)
    return period_case(first, second, of=plan(ledgers=(of,)))


@pytest.mark.parametrize(
    "other",
    [
        "甲山示例农业有限公司脐橙基地（一期）",
        "甲山示例农业脐橙基地一期",
        "甲山示例农业专业合作社脐橙基地【一期】",
        "甲山 示例农业股份有限公司脐橙基地（一期）",
    ],
)
def test_a_similar_name_is_questioned_at_both(other: str) -> None:
    found = assert_finds(rule, case("甲山示例农业脐橙基地（一期）", other), ["台账-示范基地!B5"] * 2)
    assert [(f.path, f.reporter) for f in found] == [("甲县.xlsx", JIA.id), ("乙县.xlsx", YI.id)]
    assert found[0].message == (
        "“台账-示范基地”B5“基地名称”填的是“甲山示例农业脐橙基地（一期）”，"
        f"与乙县2022年6月报送表第5行的“{other}”名称相近，可能是同一个对象。"
    )


def test_an_equal_name_is_another_rules_business() -> None:
    assert_clean(rule, case("甲山示例基地", "甲山 示例基地"))


def test_another_name_is_clean() -> None:
    assert_clean(rule, case("甲山示例基地（一期）", "甲山示例基地（二期）"))
    assert_clean(rule, case("（）", "()"))
    assert_clean(rule, case(None, "甲山示例基地"))


def test_different_papers_make_two_objects() -> None:
    names = ("甲山示例基地（一期）", "甲山示例基地一期")
    assert_clean(rule, case(*names, papers=("示例〔2022〕1号", "示例〔2022〕2号")))
    for papers in (("示例〔2022〕1号", "示例[2022]1号"), ("示例〔2022〕1号", None), (None, None)):
        assert_finds(rule, case(*names, papers=papers), ["台账-示范基地!B5"] * 2)


def test_what_goes_by_a_number_has_no_similar_name() -> None:
    number = replace(LEDGER.fields[0], title="证书编号")
    of = replace(BASES, fields=(number, *BASES.fields[1:]))
    assert_clean(rule, case("甲山公司一号", "甲山一号", of=of))
    assert_finds(rule, case("甲山公司一号", "甲山一号"), ["台账-示范基地!B5"] * 2)


def test_an_earlier_month_of_who_has_not_submitted_is_questioned_too() -> None:
    jia, yi = case("甲山示例基地（一期）", "甲山示例基地一期").submissions
    whole = period_case(jia, of=plan(ledgers=(BASES,)), earlier=[Past(Period(2022, 5), yi)])
    (found,) = assert_finds(rule, whole, ["台账-示范基地!B5"])
    assert "乙县2022年5月报送表第5行" in found.message


def test_one_county_alone_is_clean() -> None:
    rows = [
        {"name": name, "recognised_on": date(2022, 3, 1), "stage": "已认定"}
        for name in ("甲山示例基地一期", "甲山示例基地（一期）")
    ]
    assert_clean(rule, period_case(submission(tables=[ledger_table(*rows)])))
