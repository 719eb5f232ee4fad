"""What a revision changed: every quota old beside new, and what of one reporter's form."""

from datetime import date
from decimal import Decimal
from typing import Any

from fuxi_cli.core.older_template import without_older
from fuxi_cli.core.plan import Leader, Plan
from fuxi_cli.core.revised import amount_of, change, changed_for, dropped, reading, revised, sentence
from support.builders import (
    AREA,
    BASES,
    BUREAU,
    JIA,
    JUNE,
    LEDGER,
    PRODUCTS,
    QUOTAS,
    YI,
    notice,
    plan,
    quota,
    submission,
    task,
)

DAY = JUNE.last_day
REVISION = date(2022, 6, 1)


def newer(**changes: Any) -> Plan:
    return plan(**{"revision": REVISION, **changes})


def test_the_same_revision_is_no_change() -> None:
    assert revised(plan(), plan(quotas=()), DAY) is None
    assert revised(plan(), newer(id="other"), DAY) is None


def test_quotas_old_beside_new() -> None:
    quotas = (
        quota(JIA, BASES, 3),
        quota(JIA, PRODUCTS, 15),
        quota(YI, BASES, 1),
        quota(YI, AREA, "0.7"),
        QUOTAS[4],
    )
    found = revised(plan(), newer(quotas=quotas), DAY)
    assert found is not None
    assert [(a.reporter.name, a.indicator.id, a.before, a.after) for a in found.adjustments] == [
        ("甲县", "products", Decimal(12), Decimal(15)),
        ("甲县", "area", Decimal("1.2"), None),
        ("乙县", "area", None, Decimal("0.7")),
    ]
    assert sentence(found.adjustments) == "甲县产品由12个调整为15个、面积取消1.2万亩，乙县面积新下达0.7万亩"
    assert amount_of(found) == "共 3 项，涉及 2 个单位"
    assert [change(one, "—") for one in found.adjustments] == ["+3", "—", "—"]
    assert [reading(one.after) for one in found.adjustments] == ["15", "—", "0.7"]
    assert found.lead == "自2022年6月1日起执行示例〔2022〕1号《示例方案》"


def test_a_date_alone_is_a_change() -> None:
    quotas = tuple(q._replace(due=DAY) if q.indicator == "products" else q for q in QUOTAS)
    found = revised(plan(), newer(quotas=quotas), DAY)
    assert found is not None
    assert found.adjustments[0].words == "产品完成时限由2022年12月31日调整为2022年6月30日"


def test_a_dropped_indicator_is_known_by_its_old_name() -> None:
    quotas = tuple(q for q in QUOTAS if q.indicator != "area")
    found = revised(plan(), newer(indicators=(BASES, PRODUCTS), quotas=quotas), DAY)
    assert found is not None
    assert [one.indicator.name for one in found.adjustments] == ["种植面积"]
    assert dropped(found) == (AREA,)


def test_what_changed_for_one_reporter() -> None:
    due = date(2022, 9, 30)
    quotas = tuple(
        q._replace(value=Decimal(15)) if q.value == 12 else q for q in QUOTAS if q.indicator != "area"
    )
    now = newer(
        indicators=(BASES, PRODUCTS),
        quotas=quotas,
        tasks=(task("1")._replace(leaders=(Leader("王示例", "示例局"),)), task("2", ("甲县", "示例局"), due)),
        ledgers=(LEDGER._replace(fields=LEDGER.fields[:-1]),),
    )
    tasks = (
        "重点任务“第1项”责任领导由张示例（示例局）改为王示例（示例局）",
        "重点任务“第2项”完成时限由6月底改为9月底",
    )
    assert changed_for(plan(), now, JIA, DAY) == (
        "“产品”任务数由 12 改为 15",
        "“面积”不再填报",
        *tasks,
        "“台账-示范基地”的栏目有改动",
    )
    assert changed_for(plan(), now, BUREAU, DAY) == tasks
    assert changed_for(plan(), now, YI, DAY) == ("“台账-示范基地”的栏目有改动",)


def test_tasks_that_come_and_go() -> None:
    now = newer(tasks=(task("2", ("甲县", "示例局"), date(2022, 6, 30)), task("3", ("甲县",))))
    assert changed_for(plan(), now, JIA, DAY) == ("新增重点任务“第3项”", "取消重点任务“第1项”")


def test_whoever_is_in_office_counts() -> None:
    leaders = (
        Leader("张示例", "示例局", None, date(2022, 6, 29)),
        Leader("王示例", "示例局", date(2022, 6, 30)),
    )
    now = newer(tasks=(task("1")._replace(leaders=leaders), plan().tasks[1]))
    assert changed_for(plan(), now, BUREAU, date(2022, 6, 29)) == ()
    assert changed_for(plan(), now, BUREAU, date(2022, 6, 30)) != ()


def test_what_the_older_template_explains_is_not_said_again() -> None:
    before = plan(
        indicators=(BASES, PRODUCTS), quotas=tuple(q for q in QUOTAS if q.indicator != "area"), ledgers=()
    )
    told = [
        notice("row-missing", expected="种植面积"),
        notice("sheet-missing", expected="台账-示范基地"),
    ]
    kept = [
        notice("row-missing", expected="认证产品"),
        notice("row-unknown", provided="示例某项"),
        notice("sheet-missing", expected="指标进度"),
        notice("sheet-unknown", provided="Sheet1"),
        notice("not-a-number", provided="一些"),
    ]
    assert without_older(submission(notices=[*told, *kept]), before).notices == kept


def test_rows_and_sheets_of_the_older_template_are_known() -> None:
    gone = [
        notice("row-unknown", provided="种植面积（万亩）"),
        notice("row-unknown", provided="第1项示例工作"),
        notice("sheet-unknown", provided="台账-示范基地"),
    ]
    assert without_older(submission(notices=gone), plan()).notices == []
    unknown = submission(notices=gone, reporter=None)
    assert without_older(unknown, plan()) is unknown
