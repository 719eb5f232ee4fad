from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fuxi_cli.core.plan import AssessmentRule, Check, Group, Leader, Plan, Quota, Reporter, Task, Weights
from fuxi_cli.core.plan_changes import PARTS, changes
from support.builders import AREA, BASES, JIA, LEDGER, YEAR_END, YI, plan

NEW_COUNTY = Reporter("360009", "新县", "county")
QUOTAS = (
    Quota(JIA.id, BASES.id, Decimal(3), YEAR_END, "附件1"),
    Quota(YI.id, BASES.id, Decimal(2), YEAR_END, "附件1"),
)
TASK = Task(
    "1", "1", "组织", "开好会议。", "会议", ("示例局",), (Leader("张示例", "示例局"),), date(2022, 6, 30), "6月底",
    None, "附件2 第1项",
)  # fmt: skip


def of(**changed: Any) -> Plan:
    return replace(plan(), quotas=QUOTAS, tasks=(TASK,), ledgers=(LEDGER,), **changed)


def told(old: Plan, new: Plan) -> list[tuple[str, str, str, object, object]]:
    return [(one.part, one.name, one.field, one.old, one.new) for one in changes(old, new)]


def test_a_plan_does_not_differ_from_itself() -> None:
    assert changes(of(), of()) == ()


@pytest.mark.parametrize("value", [Decimal("3.01"), Decimal("2.99"), Decimal(0)])
def test_a_quota_that_changed_is_told_with_both_figures(value: Decimal) -> None:
    new = of()
    new = replace(new, quotas=(QUOTAS[0]._replace(value=value), QUOTAS[1]))
    assert told(of(), new) == [("quota", "甲县 基地", "任务数", Decimal(3), value)]


def test_a_quota_written_otherwise_is_the_same() -> None:
    assert changes(of(), replace(of(), quotas=(QUOTAS[0]._replace(value=Decimal("3.0")), QUOTAS[1]))) == ()


def test_a_date_that_was_moved_is_told() -> None:
    later = date(2023, 6, 30)
    new = replace(of(), quotas=(QUOTAS[0], QUOTAS[1]._replace(due=later)))
    assert told(of(), new) == [("quota", "乙县 基地", "完成时限", YEAR_END, later)]


def test_quotas_that_came_and_went() -> None:
    new = replace(of(), quotas=(QUOTAS[0], Quota(YI.id, AREA.id, Decimal("0.5"), YEAR_END, "附件1")))
    assert told(of(), new) == [
        ("quota", "乙县 面积", "", None, Decimal("0.5")),
        ("quota", "乙县 基地", "", Decimal(2), None),
    ]
    assert [one.kind for one in changes(of(), new)] == ["added", "removed"]


def test_one_of_two_quotas_at_different_dates() -> None:
    half = Quota(JIA.id, BASES.id, Decimal(1), date(2022, 6, 30), "附件1")
    old, new = (replace(of(), quotas=(half._replace(value=Decimal(v)), *QUOTAS)) for v in (1, 2))
    assert told(old, new) == [("quota", "甲县 基地", "任务数", Decimal(1), Decimal(2))]


def test_a_quota_of_a_reporter_that_is_gone_keeps_its_name() -> None:
    old = replace(of(), reporters=(*of().reporters, NEW_COUNTY))
    old = replace(old, quotas=(*QUOTAS, Quota(NEW_COUNTY.id, BASES.id, Decimal(1), YEAR_END, "附件1")))
    assert ("quota", "新县 基地", "", Decimal(1), None) in told(old, of())
    assert ("reporter", "新县", "", "新县", None) in told(old, of())


def test_a_leader_in_anothers_place_stands_beside_that_one() -> None:
    new = replace(of(), tasks=(TASK._replace(leaders=(Leader("李示例", "示例局"),)),))
    assert told(of(), new) == [("leader", "会议", "示例局", "张示例", "李示例")]


def test_a_leader_who_moved_to_another_unit_left_the_one_and_came_to_the_other() -> None:
    new = replace(of(), tasks=(TASK._replace(leaders=(Leader("张示例", "另一局"),)),))
    assert told(of(), new) == [
        ("leader", "会议", "示例局", "张示例", None),
        ("leader", "会议", "另一局", None, "张示例"),
    ]


def test_another_order_of_leaders_is_no_change() -> None:
    two = (Leader("张示例", "示例局"), Leader("李示例", "示例局"))
    old, new = (replace(of(), tasks=(TASK._replace(leaders=order),)) for order in (two, two[::-1]))
    assert changes(old, new) == ()


def test_a_task_that_changed() -> None:
    new = replace(
        of(), tasks=(TASK._replace(due=date(2022, 8, 31), due_text="8月底", units=("甲县", "示例局")),)
    )
    assert told(of(), new) == [
        ("task", "会议", "责任单位", ("示例局",), ("甲县", "示例局")),
        ("task", "会议", "完成时限", date(2022, 6, 30), date(2022, 8, 31)),
        ("task", "会议", "时限写法", "6月底", "8月底"),
    ]


def test_a_ledgers_column_that_became_required() -> None:
    fields = tuple(f._replace(required=True) if f.name == "area" else f for f in LEDGER.fields)
    (change,) = changes(of(), replace(of(), ledgers=(LEDGER._replace(fields=fields),)))
    assert (change.part, change.name, change.field) == ("ledger", "示范基地", "栏“面积”")
    assert "required=True" in str(change.new)
    assert "required=True" not in str(change.old)


def test_days_and_lights() -> None:
    new = of(
        calendar=of().calendar._replace(due_day=8), lights=of().lights._replace(yellow_up_to=Decimal(50))
    )
    assert [(part, field) for part, _, field, _, _ in told(of(), new)] == [
        ("calendar", "报送日"),
        ("calendar", "黄灯不超过"),
    ]


def test_everything_else_that_a_plan_has() -> None:
    one = Check("F101", "sample", "error", "submission", "base <= 3", "超过三个。", "请核对。")
    stages = ((date(2022, 6, 30), Decimal(1)), (YEAR_END, QUOTAS[0].value))
    new = of(
        groups=(Group("各县（市、区）政府", ("county", "city")),),
        calendar=of().calendar._replace(frequency="quarterly"),
        indicators=tuple(
            i._replace(reported_by=("department",)) if i is BASES else i for i in of().indicators
        ),
        targets=tuple(t._replace(measure="each") if t.id == "bases" else t for t in of().targets),
        checks=(one,),
        assessment=AssessmentRule(Weights(Decimal(100))),
    )
    new = replace(new, quotas=(QUOTAS[0]._replace(stages=stages), QUOTAS[1]))
    found = [(part, field) for part, _, field, _, _ in told(of(), new)]
    assert found == [
        ("calendar", "报送周期"),
        ("calendar", "年度考核"),
        ("group", "类别"),
        ("indicator", "由谁报数"),
        ("quota", "分期任务数"),
        ("target", "合计办法"),
        ("check", ""),
    ]
    changed = replace(new, checks=(one._replace(severity="warning"),))
    assert told(new, changed) == [("check", "F101", "级别", "error", "warning")]


def test_the_days_in_office_are_told() -> None:
    leaders = (
        Leader("张示例", "示例局", None, date(2022, 5, 31)),
        Leader("王示例", "示例局", date(2022, 6, 1)),
    )
    new = replace(of(), tasks=(TASK._replace(leaders=leaders),))
    assert told(of(), new) == [
        ("leader", "会议", "示例局", "张示例", "张示例（至2022-05-31）"),
        ("leader", "会议", "示例局", None, "王示例（2022-06-01起）"),
    ]


def test_both_ways_tell_the_same_places() -> None:
    new = replace(of(), quotas=QUOTAS[:1], tasks=(TASK._replace(due_text="年中"),), title="另一个方案")
    there, back = changes(of(), new), changes(new, of())
    assert {(c.part, c.id, c.field, c.old, c.new) for c in there} == {
        (c.part, c.id, c.field, c.new, c.old) for c in back
    }
    assert [one.part for one in there] == sorted((one.part for one in there), key=list(PARTS).index)
