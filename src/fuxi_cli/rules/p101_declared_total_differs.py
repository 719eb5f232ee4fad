"""任务表的合计与各单位任务数之和不一致。

检查：quotas.csv 里每个指标各单位任务数逐行相加，是否等于“合计”行写的数；没有合计行的不查。
为什么：合计是方案文件自己印出来的，对不上，说明录入时漏了一行，或者哪个数抄错了。
怎么改：对照方案文件的附表，先核合计，再逐行核各单位的任务数，改正抄错的那一格。
依据：方案文件任务分解表的“合计”行。
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import QUOTAS, quota_table

RULE = Rule(
    code="P101",
    slug="declared-total-differs",
    severity="error",
    message="{where}“{name}”的合计写的是 {provided}，各单位任务数相加是 {expected}，{difference}。",
    remedy="请对照方案文件的附表，逐行核对“{name}”一栏的任务数和合计，改正抄错的那一格。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    table = quota_table(case)
    totals = [row.number for row in table.entries() if row.total]
    met: Counter[str] = Counter()
    for id, declared in case.plan.declared_totals:
        row = totals[met[id]] if met[id] < len(totals) else 0
        met[id] += 1
        summed = sum((quota.value for quota in case.plan.quotas if quota.indicator == id), Decimal(0))
        indicator = case.plan.indicator(id)
        if indicator is None or declared == summed:
            continue
        word = "合计多了" if declared > summed else "合计少了"
        yield RULE.at(
            table.quota(row, id),
            declared,
            summed,
            clause=indicator.clause,
            path=QUOTAS,
            name=indicator.name,
            difference=f"{word} {abs(declared - summed).normalize():f}",
        )
