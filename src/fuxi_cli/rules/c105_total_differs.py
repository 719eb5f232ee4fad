"""合计与各行之和不一致。

检查：合计行的每个数，是否等于它上面各行之和；合计写在最前面的，核对它下面各行之和，小计只核对本组各行。
为什么：合计对不上，说明有的行改了而合计没有改，或者求和的范围漏了行。
怎么改：先核对各行，再用求和公式重新计算合计，范围要包括每一行。
依据：汇总表编制要求（合计等于各行之和）。
"""

from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.submission import Total
from fuxi_cli.core.words import half_up

RULE = Rule(
    code="C105",
    slug="total-differs",
    severity="error",
    message="{where}“{name}”的合计填的是 {provided}，上面各行相加应为 {expected}。",
    remedy="请先核对各行，再用求和公式重新计算合计，求和范围要包括每一行。",
)
LEADING = "{where}“{name}”的合计填的是 {provided}，下面各行相加应为 {expected}。"
LEFT_OUT = ("unknown-reporter", "row-unknown", "row-duplicated")
"""Rows that were not read: a total that counts them is not the fault."""
PLACES = 6
"""Beyond these a spreadsheet's own sums are noise."""


def check(case: WorkbookCase) -> Iterator[Finding]:
    for total in case.submission.totals:
        right = sum(total.parts, Decimal(0))
        if half_up(total.stated, PLACES) != half_up(right, PLACES) and not _rows_left_out(case, total):
            text = LEADING if total.leading else ""
            yield RULE.at(total.place, total.stated, right, text=text, name=total.name)


def _rows_left_out(case: WorkbookCase, total: Total) -> bool:
    return any(total.sums(notice.place) for kind in LEFT_OUT for notice in case.submission.noticed(kind))
