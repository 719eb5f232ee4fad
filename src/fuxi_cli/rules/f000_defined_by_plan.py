"""方案自定的审核公式不成立。

检查：方案 plan.yaml 的 checks 里写的每一条公式，编号 F001 至 F999；公式里用到的数空着、读不出或没有提供的，不判定。
为什么：各方案的要求不同，例如处置资产要先评估、再决策、再审批，这些由方案自己写成公式，不用改程序。
怎么改：按各条公式的处理意见改正；用 fuxi rules F101 --plan 方案 查看一条公式的说明。
依据：各条公式所引的方案条款，见《审核公式》。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase, WorkbookCase
from fuxi_cli.core.check_codes import defined
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan import Check
from fuxi_cli.core.plan_checks import findings

RULE = Rule(
    code="F000",
    slug="defined-by-plan",
    severity="error",
    message="{where}不符合方案自定的审核公式。",
    remedy="请按这条公式的处理意见改正。",
)


def check(case: WorkbookCase | PeriodCase, only: Check | None = None) -> Iterator[Finding]:
    for one in (only,) if only else defined(case.plan).values():
        yield from findings(case, one)
