"""差额与重新计算的不一致。

检查：填报的差额是否等于任务数－累计完成；超额完成的，填 0 或者填负数都算对。
为什么：差额是催办、约谈的依据；与累计数对不上，说明其中一个没有随本月更新，或者公式被改动。
怎么改：恢复模板里的公式，由表格自动计算；累计完成有误的，先改累计完成。
依据：填报说明（差额＝年度任务数－累计完成，超额时为 0）。
"""

from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.recompute import quotas, same_gap

RULE = Rule(
    code="C104",
    slug="stated-gap-differs",
    severity="error",
    message="{where}差额填的是 {provided}，按任务数 {quota} － 累计完成 {cumulative} 应为 {expected}。",
    remedy="请恢复模板里的公式，由表格自动计算；如果是累计完成没有更新，请先改累计完成。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for figure in case.submission.figures:
        stated, actual, owed = figure.gap, figure.cumulative, quotas(case.plan, figure)
        if stated is None or actual is None or not owed:
            continue
        # A gap that is right for the quota beside it is Q101's.
        if any(same_gap(stated, quota, actual) for quota in owed):
            continue
        right = max(owed[0] - actual, Decimal(0))
        place, reporter = figure.place("gap"), figure.reporter.id
        yield RULE.at(place, stated, right, reporter=reporter, quota=owed[0], cumulative=actual)
