"""方案开始以前的对象算进了新增。

检查：按“新建、新增”统计的指标，台账中已到规定阶段的行，日期是否早于方案开始；累计完成已经不含这些行的不提。
为什么：任务数要求的是方案执行期内新增的，以前就有的不能算作完成。
怎么改：日期（多是年份）填错的改正；确实是以前的，从台账中删去，并从累计完成中减去。
依据：方案的执行期，以及正文“新建”“年内完成”的要求。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.evidence import BEFORE, columns_of, rows_of, tallies
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="E107",
    slug="before-plan",
    severity="error",
    message="{where}“{field}”是 {provided}，早于方案开始的 {expected}，这一行不计入累计完成。",
    remedy="请核对年份和月份；确实是方案开始以前的，从台账中删去，并从累计完成中减去。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    before = [row for row in rows_of(case) if row.why == BEFORE]
    if not before:
        return
    left_out = {t.figure.indicator.id for t in tallies(case) if t.figure.cumulative == t.counted}
    start = case.plan.start.first_day
    for row in before:
        dated = columns_of(row.ledger).date
        if dated is not None and row.ledger.indicator not in left_out:
            clause = row.ledger.clause or None
            yield RULE.at(row.date_place, row.date, start, clause=clause, field=dated.title)
