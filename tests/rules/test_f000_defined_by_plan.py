from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from fuxi_cli import catalogue
from fuxi_cli.catalogue import Selection
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.plan import Check
from fuxi_cli.core.plan_checks import rule_of
from fuxi_cli.rules import f000_defined_by_plan as rule
from support.builders import (
    JIA,
    YI,
    assert_clean,
    assert_finds,
    figure,
    label,
    ledger_table,
    period_case,
    submission,
)
from support.formulas import ASSETS, PROJECTS, ROWS, check, sample_case, sample_plan

LATE = check(
    "处置日期 >= 审批日期",
    when='批次 = "处置"',
    message="{位置}“{项目名称}”{左边}早于{右边}，填的是{填报}。",
    remedy="请核对{审批日期}。",
)


def one(of: Check, **changes: Any) -> Any:
    """The check as a rule module of its own, over a plan that has it."""
    plan = sample_plan(of, **changes)
    return SimpleNamespace(RULE=rule_of(of, plan), check=rule.check, plan=plan)


def test_a_row_that_breaks_it_is_found_at_the_first_cell_it_names() -> None:
    late = one(LATE)
    (found,) = assert_finds(late, sample_case(of=late.plan), ["台账-项目!G6"])
    assert found.message == "“台账-项目”G6“示例车间”2022-03-01早于2022-03-10，填的是2022-03-01。"
    assert found.remedy == "请核对2022-03-10。"
    assert (found.clause, found.reporter, found.provided) == ("二（一）1", JIA.id, date(2022, 3, 1))
    assert (found.rule.code, found.rule.category, found.expected) == ("F101", "formula", LATE.expect)


def test_rows_that_keep_it_and_rows_that_cannot_be_judged_are_clean() -> None:
    late = one(LATE)
    assert_clean(late, sample_case(ROWS[0], ROWS[2], of=late.plan))
    assert_clean(late, sample_case({**ROWS[1], "approved_on": None}, of=late.plan))
    assert_clean(late, sample_case({**ROWS[1], "batch": None}, of=late.plan))


def test_the_plan_may_say_which_cell() -> None:
    for at, place in (("审批日期", "台账-项目!F6"), ("累计(资产)", "指标进度!F5")):
        declared = one(LATE._replace(at=at))
        assert_finds(declared, sample_case(of=declared.plan), [place])


def test_a_submission_is_judged_at_its_figures() -> None:
    total = one(check("累计(资产) <= 合计(项目, 金额)", on="submission"))
    assert_clean(total, sample_case(of=total.plan))
    (found,) = assert_finds(total, sample_case(ROWS[0], of=total.plan), ["指标进度!F5"])
    assert found.provided == Decimal("150.3")
    column = one(check("合计(项目, 金额) > 200", on="submission"))
    assert_finds(column, sample_case(of=column.plan), ["台账-项目!E4"])


def test_the_period_is_judged_over_all_submissions() -> None:
    total = one(check("累计(资产) <= 200 且 合计(项目, 金额) < 301", on="summary"))
    good = submission(figure(cumulative=100, indicator=ASSETS), tables=[ledger_table(*ROWS, of=PROJECTS)])
    other = submission(
        figure(cumulative="100.1", indicator=ASSETS, reporter=YI),
        reporter=YI,
        path="乙县.xlsx",
        tables=[ledger_table(*ROWS, of=PROJECTS)],
    )
    assert_clean(total, period_case(good, of=total.plan))
    assert_clean(total, period_case(of=total.plan))
    assert_finds(total, period_case(good, other, of=total.plan), ["文件"])
    assert_clean(total, sample_case(of=total.plan))


def test_a_wide_table_is_judged_reporter_by_reporter() -> None:
    small = one(check("累计(资产) <= 任务(资产)", on="submission"))
    wide = submission(
        figure(cumulative=300, indicator=ASSETS),
        figure(cumulative=300, indicator=ASSETS, reporter=YI, row=6),
        reporter=None,
    )
    (found,) = assert_finds(small, sample_case_of(wide, small.plan), ["指标进度!F5"])
    assert found.reporter == JIA.id


def sample_case_of(sub: Any, of: Any) -> Any:
    from_rows = sample_case(of=of)
    from_rows.submission = sub
    return from_rows


def test_the_catalogue_takes_the_plans_checks_for_rules_of_its_own() -> None:
    plan = sample_plan(LATE, check("行数(项目) < 2", code="F102", slug="few", on="submission"))
    entries = list(Selection().entries("workbook", plan=plan))
    codes = [entry.rule.code for entry in entries]
    assert codes[-1][0] != "F"
    assert [code for code in codes if code[0] == "F"] == ["F101", "F102"]
    found = catalogue.run(sample_case(of=plan), [e for e in entries if e.rule.family == "F"], "甲.xlsx")
    assert [(f.rule.code, f.path, label(f.place)) for f in found] == [
        ("F101", "甲.xlsx", "台账-项目!G6"),
        ("F102", "甲.xlsx", "台账-项目!4:4"),
    ]
    assert (
        '检查：只在“批次 = "处置"”时检查；应当满足“处置日期 >= 审批日期”' in entries[codes.index("F101")].text
    )


def test_choosing_ignoring_and_severity_go_by_the_plans_codes() -> None:
    plan = sample_plan(LATE, check("1 = 2", code="F205", slug="never"))

    def codes(**of: Any) -> list[str]:
        entries = Selection(**of).entries("workbook", plan=plan)
        return [f"{e.rule.code} {e.rule.severity}" for e in entries if e.rule.family == "F"]

    assert codes(select=("F",)) == ["F101 error", "F205 error"]
    assert codes(ignore=("F2",)) == ["F101 error"]
    assert codes(select=("C",)) == []
    assert codes(severities=(("F205", "info"),)) == ["F101 error", "F205 info"]
    statuses = catalogue.statuses(Selection(ignore=("F2",)), {"F101"}, lambda _: "没有运行", plan)
    assert [(s.code, s.ran, s.reason) for s in statuses if s.code[0] == "F"] == [
        ("F101", True, None),
        ("F205", False, "按 --ignore 略过"),
    ]
    Selection(select=("F2",)).fit(plan)
    with pytest.raises(FuxiError, match="没有编号为“F3”的审核公式；有：F101、F205。"):
        Selection(ignore=("F3",)).fit(plan)


def test_a_check_without_its_baseline_says_why_it_did_not_run() -> None:
    plan = sample_plan(check("累计(资产) > 基准(资产)", on="submission"))
    assert list(Selection(select=("F",)).entries("workbook", plan=plan)) == []
    (status,) = [s for s in catalogue.statuses(Selection(), set(), lambda _: "", plan) if s.code[0] == "F"]
    assert status.reason == "没有提供“资产”的基准，无法判定"
    given = replace(plan, benchmarks=tuple(b._replace(value=Decimal(160)) for b in plan.baselines))
    assert [f.place.cell for f in rule.check(sample_case(of=given))] == ["F5"]


def test_malformed_and_repeated_codes_do_not_run() -> None:
    plan = sample_plan(
        check("1 = 2", code="G1"), check("1 = 2", code="F000"), check("1 = 2"), check("1 = 3", slug="other")
    )
    assert [(e.rule.code, e.rule.slug) for e in catalogue.of_plan(plan)] == [("F101", "sample")]
