"""责任领导所在的单位不是这项任务的责任单位。

检查：tasks.csv 每位责任领导括号里的单位，是否就是这项任务的责任单位之一（“各县（市、区）政府”包括每个县、市、区）。
为什么：有的是抄录出错，有的是方案文件本身就这样写；催办时要知道该找谁。
怎么改：对照方案文件，抄错的改正；文件本身如此的不用改，催办时两个单位都问到。
依据：方案文件重点任务分工表的“责任单位”和“责任领导”两栏。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan import Plan, Task
from fuxi_cli.core.plan_places import TASKS, task
from fuxi_cli.core.words import key

RULE = Rule(
    code="P110",
    slug="leader-unit",
    severity="info",
    message="{where}（第{number}项）的责任领导{name}是“{provided}”的，而这项的责任单位是{expected}。",
    remedy="请对照方案文件核对：抄错的请改正；文件本身就这样写的，不用改。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    groups = {name for group in case.plan.groups for name in (group.name, *group.aliases)}
    for index, one in enumerate(case.plan.tasks):
        if not all(unit in groups or case.plan.members(unit) for unit in one.units):
            continue  # which units are meant is not certain: P109 says so
        for leader in one.leaders:
            if leader.unit and not _responsible(case.plan, one, leader.unit):
                yield RULE.at(
                    task(case.source, index, "leaders"),
                    leader.unit,
                    "、".join(one.units),
                    clause=one.clause,
                    path=TASKS,
                    number=one.number or one.id,
                    name=leader.name,
                )


def _responsible(plan: Plan, one: Task, unit: str) -> bool:
    if key(unit) in {key(other) for other in one.units}:
        return True
    responsible = {member for other in one.units for member in plan.members(other)}
    return any(member in responsible for member in plan.members(unit))
