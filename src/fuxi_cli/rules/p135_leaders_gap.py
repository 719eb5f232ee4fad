"""有一段时间没有责任领导。

检查：写了任职起止的责任领导，从这一版次施行到任务到期，同一单位是否一直有人任职。
为什么：空缺的那段时间，报送表、通报、催办上就没有这个单位的责任领导。
怎么改：补上这段时间负责的领导，或者改正起止日期；领导确实空缺的，不用改。
依据：方案附件（责任领导）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import task
from fuxi_cli.core.posts import vacancies

RULE = Rule(
    code="P135",
    slug="leaders-gap",
    severity="warning",
    message="{where}“{name}”在{unit}的责任领导，{provided} 至 {expected} 没有人任职。",
    remedy="请补上这段时间负责的领导，或者改正起止日期；确实空缺的，保留原样，任命以后再补。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    for index, one in enumerate(case.plan.tasks):
        place = task(case.source, index, "leaders")
        for gap in vacancies(case.plan, one):
            yield RULE.at(
                place,
                gap.first,
                gap.last,
                clause=one.clause,
                path=place.sheet,
                name=one.short,
                unit=gap.unit,
                line=place.row,
            )
