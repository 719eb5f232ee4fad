"""填的内容不在可选范围内。

检查：有下拉选项的栏目，所填内容是否是选项之一；多余的空格和全角半角不计较。
为什么：换一种说法，汇总时就会被当成另一类，漏计或错计。
怎么改：从下拉表中选；想补充说明的，写到备注或进展情况里。
依据：填报说明（带下拉表的栏目）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T108",
    slug="not-in-list",
    severity="error",
    message="{where}“{field}”填的是“{provided}”，不在可选范围内，应为以下之一：{expected}。",
    remedy="请从下拉表中选一项；要补充说明的，写到备注或进展情况里。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice)
