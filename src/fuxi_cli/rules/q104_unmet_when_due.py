"""到了完成时限，任务没有完成。

检查：到截止日已经到期的任务，累计完成是否达到任务数；分年度下达的，每年年底对照到这一年为止的任务数。
为什么：到期未完成的要列入通报，说明原因并明确补齐的时间。
怎么改：这不是填报错误，不用改表；请在“困难问题”表写明原因和补齐的时间。
依据：方案的任务数和完成时限；时限当天没有完成的，算到期未完成。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.shortfall import standing, words

RULE = Rule(
    code="Q104",
    slug="unmet-when-due",
    severity="info",
    level="overdue",
    progress=True,
    message="{where}“{indicator}”已到完成时限 {due}，累计完成 {provided}{unit}，任务 {expected}{unit}，"
    "还差 {missing}{unit}，亮{light}。",
    remedy="请尽快补齐所差的 {missing}{unit}，并在“困难问题”表写明原因和补齐的时间。",
)
OF_A_YEAR = (
    "{where}“{indicator}”{year}的任务没有完成：到 {due} 累计应完成 {expected}{unit}，累计完成 {provided}{unit}，"
    "还差 {missing}{unit}，结转到以后年度，亮{light}。"
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for figure, gap in standing(case, "unmet"):
        yield RULE.at(
            figure.place("cumulative"),
            gap.actual,
            gap.asked,
            text=OF_A_YEAR if gap.stage and gap.due < gap.quota.due else "",
            reporter=gap.reporter.id,
            clause=gap.quota.clause,
            **words(gap),
        )
