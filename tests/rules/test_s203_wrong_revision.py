from datetime import date
from decimal import Decimal
from typing import Any

from fuxi_cli.core.cases import FileCase, WorkbookCase
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.submission import Identity
from fuxi_cli.rules import s202_wrong_plan
from fuxi_cli.rules import s203_wrong_revision as rule
from support.builders import (
    JIA,
    PRODUCTS,
    assert_clean,
    assert_finds,
    identity,
    plan,
    task,
    workbook_case,
)


def test_a_template_of_another_revision_is_found() -> None:
    stamp = identity("stamp", plan="shili-2022", revision="2021-12-01")
    (found,) = assert_finds(rule, workbook_case(identities=[stamp]), ["文件"])
    assert (found.provided, found.expected) == ("2021-12-01", "2022-01-24")


def test_the_plans_own_revision_is_clean() -> None:
    assert_clean(
        rule, workbook_case(identities=[identity("stamp", plan="shili-2022", revision="2022-01-24")])
    )


def test_the_revision_of_another_plan_says_nothing() -> None:
    assert_clean(
        rule, workbook_case(identities=[identity("stamp", plan="other-2022", revision="2021-12-01")])
    )


def test_without_a_stamp_there_is_no_revision() -> None:
    assert_clean(rule, workbook_case(identities=[identity(plan="示例方案")]))


def older(**changes: Any) -> Plan:
    return plan(**{"revision": date(2021, 12, 1), **changes})


def made_from(before: Plan, *identities: Identity, **changes: Any) -> WorkbookCase:
    case = workbook_case(identities=identities, **changes)
    case.made_from = before
    return case


STAMP = identity("stamp", plan="shili-2022", revision="2021-12-01")


def test_what_changed_for_the_reporter_is_told() -> None:
    quotas = tuple(
        q._replace(value=Decimal(10)) if (q.reporter, q.indicator) == (JIA.id, PRODUCTS.id) else q
        for q in plan().quotas
    )
    (found,) = assert_finds(rule, made_from(older(quotas=quotas), STAMP), ["文件"])
    assert "按方案 2021-12-01 版次" in found.message
    assert "适用的是 2022-01-24 版次" in found.message
    assert "与本单位有关的改动 1 处：“产品”任务数由 10 改为 12。" in found.message
    assert "差额和亮灯已按 2022-01-24 版次计算" in found.message


def test_braces_in_a_name_do_no_harm() -> None:
    indicators = tuple(i._replace(short="{基地}") if i.id == "bases" else i for i in plan().indicators)
    quotas = tuple(q._replace(value=q.value + 1) for q in plan().quotas)
    case = made_from(older(quotas=quotas), STAMP, of=plan(indicators=indicators))
    (found,) = rule.check(case)
    assert "“{基地}”任务数由" in found.message


def test_many_changes_are_counted() -> None:
    tasks = tuple(task()._replace(id=f"t{n}", short=f"示例{n}") for n in range(12))
    (found,) = assert_finds(rule, made_from(older(tasks=tasks), STAMP, reporter=JIA), ["文件"])
    assert "；另有 " in found.message


def test_without_a_stamp_the_covers_document_tells() -> None:
    number = "示例〔2021〕9号"
    before = older(document=plan().document._replace(number=number), quotas=plan().quotas[1:])
    case = made_from(before, identity(document=number))
    (found,) = assert_finds(rule, case, ["封面!B3"])
    assert found.provided == "2021-12-01"
    assert_clean(s202_wrong_plan, FileCase(case.submission, plan(), case.period, before))
