"""合计行缺了几个数。

检查：quotas.csv 的“合计”行，有的栏写了合计、有的栏下面有任务数却没有写合计；一个合计也没有的，或者没有合计行的，不查。
为什么：多半是附表里合并了单元格，复制时数掉了；没有合计，这一栏抄错了也核不出来。
怎么改：对照方案文件的附表补上合计；附表确实没有给这一栏的合计，不用改。
依据：方案文件任务分解表的“合计”行。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import QUOTAS, quota_table

RULE = Rule(
    code="P118",
    slug="declared-total-missing",
    severity="warning",
    message="{where}“{name}”没有写合计，这一行别的栏写了。",
    remedy="请对照方案文件的附表，在 quotas.csv 的合计行补上“{name}”的合计；附表没有给的，不用改。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    table = quota_table(case)
    rows = list(table.entries())
    for total in (row for row in rows if row.total):
        cells = table.rows[total.number - 1]
        blank = [
            column for column in sorted(table.columns.amounts) if not "".join(cells[column : column + 1])
        ]
        if len(blank) == len(table.columns.amounts):
            continue
        for column in blank:
            one = table.columns.amounts[column].indicator
            if any("".join(table.rows[row.number - 1][column : column + 1]) for row in rows if not row.total):
                yield RULE.at(
                    table.place(total.number, column + 1),
                    None,
                    None,
                    clause=one.clause,
                    path=QUOTAS,
                    name=one.name,
                )
