"""各单位都完成了任务，总目标却没有达到。

检查：一项指标下达给各单位的任务都已完成时，合计是否达到方案的总目标。
为什么：这说明分解下去的任务数加起来不够，只盯各单位完成率看不出来。
怎么改：这不是填报错误；由牵头部门提出补充任务或调整目标的意见。
依据：方案总目标与任务分解表。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place

RULE = Rule(
    code="Q106",
    slug="plan-target-unmet",
    severity="info",
    scope="period",
    progress=True,
    message="“{target}”下达给各单位的任务都已完成，合计 {provided}{unit}，仍少于总目标 {expected}{unit}，还差 {missing}{unit}。",
    remedy="请牵头部门核对任务分解，提出补充任务或者调整目标的意见。",
)


def check(case: PeriodCase) -> Iterator[Finding]:
    for total in case.totals:
        target, actual = total.target, total.actual
        if target.indicator is None or target.value is None or actual is None or actual >= target.value:
            continue
        if _all_met(case, target.indicator):
            yield RULE.at(
                Place(),
                actual,
                target.value,
                clause=target.clause,
                target=target.name,
                unit=target.unit,
                missing=target.value - actual,
            )


def _all_met(case: PeriodCase, indicator: str) -> bool:
    """Whether every reporter that owes the indicator has met its quota."""
    owing = {quota.reporter for quota in case.plan.quotas if quota.indicator == indicator}
    met = {gap.reporter.id for gap in case.gaps if gap.indicator.id == indicator and gap.status == "met"}
    return bool(owing) and owing <= met
