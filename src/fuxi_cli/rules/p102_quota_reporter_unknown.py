"""任务表里有一个不认识的报送单位。

检查：quotas.csv 每一行的单位名称，能否在 reporters.csv 的名称、别名中找到。
为什么：找不到，这一行的任务数就没有单位承担，各单位的进度和合计都会算错。
怎么改：名称写错的改正；确有这个单位的，在 reporters.csv 里补上一行，或者把这个叫法加到它的别名里。
依据：方案数据说明（任务表中的单位都要在报送单位表中）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan_places import QUOTAS, quota_table

RULE = Rule(
    code="P102",
    slug="quota-reporter-unknown",
    severity="error",
    message="{where}的单位“{provided}”不在 reporters.csv 里。",
    remedy="名称写错的请改正；确有这个单位的，请在 reporters.csv 里补一行，或者把“{provided}”加到它的别名里。",
    scope="plan",
)
LIKE = "{where}的单位“{provided}”不在 reporters.csv 里，是不是“{expected}”？"


def check(case: PlanCase) -> Iterator[Finding]:
    known = [name for reporter in case.plan.reporters for name in (reporter.name, *reporter.aliases)]
    for row in quota_table(case).entries():
        if row.total or not row.name or case.plan.reporter(row.name) is not None:
            continue
        meant = case.plan.reporter(nearest(row.name, known) or "")
        like = meant.name if meant else None
        yield RULE.at(row.place, row.name, like, LIKE if like else "", path=QUOTAS)
