"""引用的条款号在方案里没有。

检查：指标、台账、总目标、审核公式、重点任务、年度考核和“说法不一致”所引的条款号，是否都列在 plan.yaml 的 clauses 里；没写条款号的不查。
为什么：审核意见和通报要写明依据哪一条，条款号写错，别人一查就查不到。
怎么改：写错的改正；确有这一条的，补到 clauses 里。
依据：方案文件的条款编号。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan_places import line, task
from fuxi_cli.core.words import fold

RULE = Rule(
    code="P108",
    slug="clause-unknown",
    severity="error",
    message="{where}引用的条款“{provided}”不在 plan.yaml 的 clauses 里。",
    remedy="条款号写错的请改正；方案文件里确有这一条的，请补到 plan.yaml 的 clauses 里。",
    scope="plan",
)
LIKE = "{where}引用的条款“{provided}”不在 plan.yaml 的 clauses 里，是不是“{expected}”？"


def check(case: PlanCase) -> Iterator[Finding]:
    known = {fold(clause) for clause in case.plan.clauses}
    if not known:
        return
    for place, clause in _references(case):
        if clause and fold(clause) not in known:
            like = nearest(clause, case.plan.clauses)
            yield RULE.at(place, clause, like, LIKE if like else "", path=place.sheet, line=place.row)


def _references(case: PlanCase) -> Iterator[tuple[Place, str]]:
    plan, source = case.plan, case.source
    for indicator in plan.indicators:
        yield line(source, "indicators", indicator.id, "clause"), indicator.clause
    for ledger in plan.ledgers:
        yield line(source, "ledgers", ledger.id, "clause"), ledger.clause
    for target in plan.targets:
        yield line(source, "targets", target.id, "clause"), target.clause
    for conflict in plan.conflicts:
        for number, clause in enumerate(conflict.between, start=1):
            yield line(source, "conflicts", conflict.id, "between", str(number)), clause
    for number, check in enumerate(plan.checks, start=1):
        for clause in check.clause.split("、"):
            yield line(source, "checks", str(number), "clause"), clause
    if plan.assessment:
        yield line(source, "assessment", "clause"), plan.assessment.clause
    for index, one in enumerate(plan.tasks):
        yield task(source, index, "clause"), one.clause
