"""数量填成了负数。

检查：数量栏里有没有小于 0 的数；差额栏不在此列。
为什么：新增和累计都不会小于 0；用负数冲减以前多报的数，会使本月和累计两个数都失真。
怎么改：本月没有新增填 0；以前多报的，直接改正累计完成，并在备注栏写明原因。
依据：填报说明（各数量栏填不小于 0 的数）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T104",
    slug="negative",
    severity="error",
    message="{where}“{field}”不能小于 0，填的是“{provided}”。",
    remedy="请核对：本月没有新增的填 0；要更正以前多报的数，请改累计完成，并在备注栏写明原因。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="不小于 0 的数")
