"""四个一批: the Jiangxi plan's register of assistance projects, a good and a bad case for each of its rules.

The plan says all of it as data (``ledgers`` and ``checks``); here only values change.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from fuxi_cli import catalogue
from fuxi_cli.catalogue import Selection
from fuxi_cli.core.cases import Past, WorkbookCase
from fuxi_cli.core.check_codes import defined
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Baseline, Ledger, Plan, Reporter
from fuxi_cli.pipeline.rule_book import explain
from fuxi_cli.readers.plans.loading import builtin_folder, load_plan
from fuxi_cli.rules import (
    e103_duplicate_key,
    h104_object_vanished,
    h105_object_changed,
    t101_required_blank,
    x101_object_claimed_twice,
)
from support.builders import assert_clean, assert_finds, figure, label, ledger_table, period_case, submission
from support.changed import replace

NOW = Period(2024, 3)
SHEET = "台账-帮扶项目"


@cache
def plan() -> Plan:
    return load_plan("jiangxi-assistance-2023-2025", [builtin_folder()])


def ledger() -> Ledger:
    (found,) = [one for one in plan().ledgers if one.id == "projects"]
    return found


def county(number: int = 0) -> Reporter:
    return [r for r in plan().reporters if r.kind == "county"][number]


def project(**changes: Any) -> dict[str, Any]:
    """A project of the batch 巩固 that is as it should be."""
    values = {
        "code": "示例001",
        "name": "示例大棚",
        "village": "示例镇示例村",
        "owner": "示例村集体经济组织",
        "batch": "巩固",
        "base_value": 100,
        "value": 110,
    }
    merged = {**values, **changes}
    return {k: Decimal(v) if isinstance(v, int) else v for k, v in merged.items()}


def disposed(**changes: Any) -> dict[str, Any]:
    """A project of the batch 另起炉灶 that went through every step."""
    values: dict[str, Any] = {
        "batch": "另起炉灶",
        "value": 0,
        "evaluated_on": date(2023, 11, 1),
        "decided_on": date(2023, 12, 1),
        "approved_on": date(2024, 1, 5),
        "disposed_on": date(2024, 2, 1),
        "proceeds": 60,
        "returned": 60,
        "replacement": "示例002",
    }
    return project(**{**values, **changes})


def revived(**changes: Any) -> dict[str, Any]:
    return project(**{"batch": "盘活", "way": "村企合作", **changes})


def case(*rows: dict[str, Any], of: Plan | None = None, period: Period = NOW, **changes: Any) -> WorkbookCase:
    of = of or plan()
    total = sum((row["value"] for row in rows), Decimal(0))
    assets = changes.pop("assets", total)
    history = changes.pop("history", ())
    figures = changes.pop("figures", None) or (
        figure(None, 0, assets, reporter=county(), indicator=of.indicator("asset-growth")),
    )
    sub = submission(
        *figures, reporter=changes.pop("reporter", county()), period=period,
        tables=[ledger_table(*rows, of=ledger())] if rows else (),
    )  # fmt: skip
    return WorkbookCase(sub, of, period, period.last_day, (), tuple(history), (), bool(history))


def found_in(a_case: WorkbookCase) -> list[Finding]:
    """What the plan's own checks find in a workbook, by code."""
    entries = Selection(select=("F",)).entries("workbook", plan=a_case.plan)
    return catalogue.run(a_case, entries, "甲.xlsx")


def told(a_case: WorkbookCase) -> list[tuple[str, str]]:
    findings = found_in(a_case)
    for one in findings:
        assert not set("{}") & set(one.message + one.remedy), one.message
    return [(one.rule.code, label(one.place)) for one in findings]


GOOD = (
    project(),
    project(batch="提升"),
    revived(),
    revived(way="村集体牵头"),
    revived(way="龙头租赁"),
    disposed(),
    project(batch="另起炉灶"),
    project(batch="另起炉灶", evaluated_on=date(2023, 11, 1)),
    disposed(decided_on=date(2023, 11, 1), approved_on=date(2023, 11, 1), disposed_on=date(2023, 11, 1)),
    disposed(returned=0, reason="示例原因：按协议还给村集体"),
    disposed(proceeds=0, returned=None),
    disposed(returned=70),
)


@pytest.mark.parametrize("row", GOOD)
def test_a_project_that_is_as_it_should_be_is_clean(row: dict[str, Any]) -> None:
    shrunk = [("F304", "指标进度!F5")] if row["value"] < row["base_value"] else []
    assert told(case(row)) == shrunk
    assert told(case(project(code="示例000", value=300), row)) == []


BAD = (
    ("F101", "G", "二（三）1、二（三）2、二（三）3", revived(way=None)),
    ("F102", "G", "二（三）1、二（三）2、二（三）3", project(way="村企合作")),
    ("F201", "J", "二（四）1", disposed(evaluated_on=None)),
    ("F201", "J", "二（四）1", project(batch="另起炉灶", decided_on=date(2024, 1, 1))),
    ("F202", "K", "二（四）1", disposed(decided_on=None)),
    ("F203", "L", "二（四）1", disposed(approved_on=None)),
    ("F204", "K", "二（四）1", disposed(decided_on=date(2023, 10, 31))),
    ("F205", "L", "二（四）1", disposed(approved_on=date(2023, 11, 30))),
    ("F206", "M", "二（四）1", disposed(disposed_on=date(2024, 1, 4))),
    ("F211", "N", "二（四）2", disposed(proceeds=None)),
    ("F212", "O", "二（四）2", disposed(returned=None)),
    ("F212", "O", "二（四）2", disposed(returned=59)),
    ("F213", "M", "二（四）2", revived(disposed_on=date(2024, 2, 1), proceeds=0)),
    ("F214", "M", "二（四）2", project(disposed_on=date(2024, 2, 1), proceeds=0)),
    ("F214", "M", "二（四）2", project(batch="提升", disposed_on=date(2024, 2, 1), proceeds=0)),
    ("F215", "M", "二（四）2", project(batch="另起炉灶", proceeds=10)),
    ("F221", "Q", "二（四）3", disposed(replacement=None)),
    ("F222", "Q", "二（四）3", disposed(replacement="示例001")),
    ("F301", "I", "一", project(value=99)),
)


@pytest.mark.parametrize(
    ("code", "column", "clause", "row"), BAD, ids=[f"{c}{n}" for n, (c, *_) in enumerate(BAD)]
)
def test_a_project_that_breaks_one_rule_is_found_at_its_cell(
    code: str, column: str, clause: str, row: dict[str, Any]
) -> None:
    # A sound project above it carries the totals, so that only the row itself speaks.
    a_case = case(project(code="示例000", value=300), row)
    assert told(a_case) == [(code, f"{SHEET}!{column}6")]
    (found,) = found_in(a_case)
    assert found.clause == clause


def test_an_unread_date_is_not_judged() -> None:
    a_case = case(project(code="示例000", value=300), disposed(approved_on=None))
    table = a_case.submission.ledgers["projects"]
    table.unread.add((6, "approved_on"))
    assert told(a_case) == []


def before(*rows: dict[str, Any]) -> Past:
    return Past(Period(2023, 12), case(*rows, period=Period(2023, 12)).submission)


def test_a_change_of_batch_is_asked_for() -> None:
    then = before(project(batch="提升"))
    assert told(case(project(), history=[then])) == [("F103", f"{SHEET}!F5")]
    assert told(case(project(batch="提升", value=130), history=[then])) == []
    assert told(case(project(code="示例009"), history=[then])) == []


def test_what_varies_is_no_change_of_the_object_and_what_does_not_is() -> None:
    then = before(project())
    assert_clean(h105_object_changed, case(project(value=130, batch="提升"), history=[then]))
    assert_finds(h105_object_changed, case(project(base_value=90), history=[then]), [f"{SHEET}!H5"])
    assert_finds(h104_object_vanished, case(project(code="示例009"), history=[then]), [SHEET])


def test_one_project_has_one_row_in_one_county() -> None:
    assert_finds(e103_duplicate_key, case(project(), project(batch="提升")), [f"{SHEET}!B6"])
    mine, other = (
        submission(
            reporter=county(n), period=NOW, path=f"{n}.xlsx", tables=[ledger_table(project(), of=ledger())]
        )
        for n in (0, 1)
    )
    both = period_case(mine, other, of=plan(), period=NOW)
    assert_finds(x101_object_claimed_twice, both, [f"{SHEET}!B5"] * 2)
    assert_clean(x101_object_claimed_twice, period_case(mine, of=plan(), period=NOW))


def test_the_batch_is_required_and_one_of_four() -> None:
    batch = next(field for field in ledger().fields if field.name == "batch")
    assert batch.required
    assert batch.enum == ("巩固", "提升", "盘活", "另起炉灶")
    assert t101_required_blank.RULE.severity == "error"


def test_the_reported_assets_are_those_of_the_register() -> None:
    assert told(case(project(), assets=Decimal("110.01"))) == []
    assert told(case(project(), assets=Decimal("110.02"))) == [("F302", "指标进度!F5")]
    assert told(case(project(value=90), project(code="示例002", value=105))) == [
        ("F301", f"{SHEET}!I5"), ("F304", "指标进度!F5"),
    ]  # fmt: skip


def test_the_register_is_held_against_the_baseline_once_the_office_gives_it() -> None:
    def with_base(value: int) -> Plan:
        return replace(plan(), baselines=(Baseline("asset-growth", Decimal(value), county().id),))

    assert told(case(project(), of=with_base(100))) == []
    assert told(case(project(), of=with_base(105))) == [("F303", "指标进度!F5")]


def test_income_is_held_against_the_average_once_the_office_gives_it() -> None:
    bureau = next(r for r in plan().reporters if plan().reports(r.id) and r.kind == "department")
    income = plan().indicator("income-growth")
    assert income is not None

    def reported(rate: str, of: Plan) -> list[tuple[str, str]]:
        one = figure(None, 0, rate, reporter=bureau, indicator=income)
        return told(case(of=of, figures=(one,), reporter=bureau))

    known = replace(plan(), benchmarks=(Baseline("income-growth", Decimal("6.5")),))
    assert reported("6.5", known) == [("F311", "指标进度!F5")]
    assert reported("6.6", known) == []
    assert reported("1", plan()) == []


def test_growth_of_the_whole_province_is_judged_at_the_end_only() -> None:
    (entry,) = Selection(select=("F305",)).entries("period", plan=plan())

    def found(value: int, period: Period) -> list[Finding]:
        sub = case(project(value=value), period=period).submission
        return catalogue.run(period_case(sub, of=plan(), period=period), [entry])

    (one,) = found(109, Period(2025, 12))
    assert one.message == "登记的期末资产值合计 109万元，基期是 100万元，增长 9%，目标是增长10%左右。"
    assert one.reporter is None
    assert found(110, Period(2025, 12)) == []
    assert found(109, Period(2025, 9)) == []


def test_every_rule_has_a_case_here_and_names_its_clause() -> None:
    checks = defined(plan())
    tried = {code for code, *_ in BAD} | {"F103", "F302", "F303", "F304", "F305", "F311"}
    assert tried == set(checks)
    known = set(plan().clauses)
    for check in checks.values():
        assert set(check.clause.split("、")) <= known
        assert check.title
        assert check.why


def test_counties_keep_the_register_and_others_do_not() -> None:
    by_kind = {r.kind: "projects" in {one.id for one in plan().ledgers_of(r.id)} for r in plan().reporters}
    assert by_kind == {"county": True, "city": False, "department": False}


def test_the_rules_can_be_read() -> None:
    (one,) = explain(["f212"])
    assert one.rule.code == "F212"
    assert "收归县级财政 >= 处置收入" in one.text
    everything = explain(plan="jiangxi-assistance-2023-2025")
    codes = [entry.rule.code for entry in everything]
    assert [code for code in codes if code[0] == "F"] == list(defined(plan()))
    assert [entry.rule.code for entry in explain() if entry.rule.family == "F"] == ["F000"]
