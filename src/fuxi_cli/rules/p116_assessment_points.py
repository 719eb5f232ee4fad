"""年度考核的分值加起来不是 100 分。

检查：plan.yaml 的 assessment 里，县（市、区）和市直单位各项的分值，加起来是不是 100；没有写 assessment 的不查。
为什么：得分按百分制排名；加起来不是 100 的只能折算，和写明的分值对不上，被考核的单位看不明白。
怎么改：对照考核办法核对各项分值，漏写的补上，多写的改小，使每一类单位加起来正好 100。
依据：把这项工作纳入年度综合考核的条款，以及制定单位的考核办法。
"""

from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import PLAN, line

FULL = Decimal(100)
RULE = Rule(
    code="P116",
    slug="assessment-points",
    severity="error",
    message="{where}{group}各项的分值加起来是 {provided}，比 {expected} 少 {difference}。",
    remedy="请对照考核办法改 plan.yaml 的 assessment：漏写的补上，写错的改正，使这一类单位加起来正好 100。",
    scope="plan",
)
MORE = "{where}{group}各项的分值加起来是 {provided}，比 {expected} 多 {difference}。"
GROUPS = {"counties": "县（市、区）", "departments": "市直单位"}


def check(case: PlanCase) -> Iterator[Finding]:
    rule = case.plan.assessment
    weights = {"counties": rule.counties, "departments": rule.departments} if rule else {}
    for group, points in weights.items():
        total = sum(points, Decimal(0)) if points else FULL
        if rule and total != FULL:
            yield RULE.at(
                line(case.source, "assessment", group),
                total,
                FULL,
                MORE if total > FULL else "",
                clause=rule.clause or None,
                path=PLAN,
                group=GROUPS[group],
                difference=abs(FULL - total),
            )
