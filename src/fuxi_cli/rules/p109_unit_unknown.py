"""重点任务里有一个不认识的责任单位。

检查：tasks.csv 每个责任单位，能否在 reporters.csv 的名称、别名或 plan.yaml 的 groups（如“各县（市、区）政府”）中找到。
为什么：找不到，这项任务就不会出现在该单位的报送表里，也没有人来报进展。
怎么改：名称写错的改正；确有这个单位的，在 reporters.csv 里补上一行，或者把这个叫法加到别名里。
依据：方案数据说明（责任单位都要在报送单位表中）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan_places import TASKS, task

RULE = Rule(
    code="P109",
    slug="unit-unknown",
    severity="error",
    message="{where}（第{number}项）的责任单位“{provided}”不在 reporters.csv 和 plan.yaml 的 groups 里。",
    remedy="名称写错的请改正；确有这个单位的，请在 reporters.csv 里补一行，或者把“{provided}”加到它的别名里。",
    scope="plan",
)
LIKE = "{where}（第{number}项）的责任单位“{provided}”不在 reporters.csv 和 plan.yaml 的 groups 里，是不是“{expected}”？"


def check(case: PlanCase) -> Iterator[Finding]:
    plan = case.plan
    known = [name for reporter in plan.reporters for name in (reporter.name, *reporter.aliases)]
    known += [name for group in plan.groups for name in (group.name, *group.aliases)]
    for index, one in enumerate(plan.tasks):
        for unit in one.units:
            if not unit or unit in known or plan.members(unit):
                continue
            like = nearest(unit, known)
            meant = plan.reporter(like) if like else None
            like = meant.name if meant else like
            yield RULE.at(
                task(case.source, index, "units"),
                unit,
                like,
                LIKE if like else "",
                clause=one.clause,
                path=TASKS,
                number=one.number or one.id,
            )
