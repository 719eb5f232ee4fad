"""别的县都有任务数，这个县一个也没有。

检查：任务表里有县（市、区）任务数的，reporters.csv 里其他县（市、区）是否也都有；设区市同样。
为什么：多半是录入时漏了一行；漏了，这个县就不用报、也不会被通报。
怎么改：对照方案文件的附表，漏了的补上；文件确实没有给它分任务的，不用改。
依据：方案文件的任务分解表。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan_places import quota_table, reporter

RULE = Rule(
    code="P115",
    slug="owes-nothing",
    severity="warning",
    message="{where}的“{provided}”没有任务数，quotas.csv 里没有它这一行，而别的{kind}有。",
    remedy="请对照方案文件的附表：漏了的，在 quotas.csv 里补上；文件确实没有给它分任务的，不用改。",
    scope="plan",
)
EMPTY = "{where}的“{provided}”这一行每个指标都没有填任务数，而别的{kind}有。"
KINDS = {"county": "县（市、区）", "city": "设区市"}


def check(case: PlanCase) -> Iterator[Finding]:
    plan = case.plan
    owing = {quota.reporter for quota in plan.quotas}
    apportioned = {one.kind for one in plan.reporters if one.id in owing} & set(KINDS)
    rows = [row for row in quota_table(case).entries() if not row.total]
    own = {known.id: row for row in rows if (known := plan.reporter(row.name))}
    idle = [one for one in plan.reporters if one.kind in apportioned and one.id not in owing]
    # A row under a name that nobody has is a misspelt one: P102 says so.
    misspelt = {
        nearest(row.name, [one.name for one in idle]) for row in rows if plan.reporter(row.name) is None
    }
    for index, one in enumerate(plan.reporters):
        if one not in idle or one.name in misspelt:
            continue
        row = own.get(one.id)
        place = row.place if row else reporter(case.source, index, "name")
        yield RULE.at(
            place,
            one.name,
            None,
            EMPTY if row else "",
            reporter=one.id,
            path=place.sheet,
            kind=KINDS[one.kind],
        )
