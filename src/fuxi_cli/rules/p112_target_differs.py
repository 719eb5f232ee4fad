"""总目标与各单位任务数之和不一致。

检查：plan.yaml 里分解到各单位的总目标，目标值是否等于各单位任务数之和；没有分解的总目标不查，合计行对不上的由 P101 说。
为什么：任务数分少了，各单位都完成，总目标仍然完不成；两个数不同，汇总时也不知以哪个为准。
怎么改：对照方案文件的正文和附表核对；文件本身就不一致的，写进 plan.yaml 的 conflicts，由制定单位明确。
依据：方案文件正文的目标和附表的任务数。
"""

from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan import Plan, Target
from fuxi_cli.core.plan_places import PLAN, line
from fuxi_cli.core.words import fold

RULE = Rule(
    code="P112",
    slug="target-differs",
    severity="error",
    message="{where}“{name}”的目标值是 {provided}{unit}，各单位任务数相加是 {expected}{unit}，少分了 {difference}{unit}。",
    remedy="请对照方案文件的正文和附表，改正抄错的一处；文件本身就不一致的，请写进 plan.yaml 的 conflicts。",
    scope="plan",
)
MORE = "{where}“{name}”的目标值是 {provided}{unit}，各单位任务数相加是 {expected}{unit}，多分了 {difference}{unit}。"


def check(case: PlanCase) -> Iterator[Finding]:
    for target in case.plan.targets:
        summed = _apportioned(case.plan, target)
        if target.value is None or summed is None or target.value == summed:
            continue
        if (target.indicator, target.value) in case.plan.declared_totals:
            continue  # the 合计 row agrees with the target: a quota is wrong, and P101 says so
        place = line(case.source, "targets", target.id, "value")
        yield RULE.at(
            place,
            target.value,
            summed,
            MORE if summed > target.value else "",
            clause=target.clause,
            path=PLAN,
            name=target.name,
            unit=target.unit,
            difference=abs(target.value - summed),
            line=place.row,
        )


def _apportioned(plan: Plan, target: Target) -> Decimal | None:
    """The sum of the quotas; None for a target that no reporter owes, or in another unit (P105)."""
    indicator = plan.indicator(target.indicator) if target.indicator else None
    quotas = [quota.value for quota in plan.quotas if quota.indicator == target.indicator]
    if (
        indicator is None
        or not quotas
        or target.operator == "scope"
        or fold(target.unit) != fold(indicator.unit)
    ):
        return None
    return sum(quotas, Decimal(0))
