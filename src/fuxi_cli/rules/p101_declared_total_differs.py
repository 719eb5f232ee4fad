"""任务表的合计与各单位任务数之和不一致。

检查：quotas.csv 里每个指标各单位任务数逐行相加，是否等于“合计”行写的数；分年度的，还查每个单位各年的数相加是否等于总数。没有写合计的不查。
为什么：合计是方案文件自己印出来的，对不上，说明录入时漏了一行，或者哪个数抄错了。
怎么改：对照方案文件的附表，先核合计，再逐行核各单位的任务数，改正抄错的那一格。
依据：方案文件任务分解表的“合计”行。
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import QUOTAS, QuotaTable, quota_table
from fuxi_cli.core.quota_sums import crossings, sums
from fuxi_cli.core.words import plain

RULE = Rule(
    code="P101",
    slug="declared-total-differs",
    severity="error",
    message="{where}“{name}”的合计写的是 {provided}，各单位任务数相加是 {expected}，{difference}。",
    remedy="请对照方案文件的附表，逐行核对“{name}”一栏的任务数和合计，改正抄错的那一格。",
    scope="plan",
)
OF_A_YEAR = "{where}“{name}”{year}的合计写的是 {provided}，各单位任务数相加是 {expected}，{difference}。"
OF_A_REPORTER = "{where}{who}“{name}”的总数写的是 {provided}，按各年的数应为 {expected}，{difference}。"

OF_A_CELL = "{where}“{name}”写的是 {provided}，按这一行和这一栏的合计应为 {expected}，两处都差 {difference}。"


def check(case: PlanCase) -> Iterator[Finding]:
    table = quota_table(case)
    if case.plan.staged:
        yield from _by_years(case, table)
        return
    totals = [row.number for row in table.entries() if row.total]
    met: Counter[str] = Counter()
    for id, declared in case.plan.declared_totals:
        row = totals[met[id]] if met[id] < len(totals) else 0
        met[id] += 1
        summed = sum((quota.value for quota in case.plan.quotas if quota.indicator == id), Decimal(0))
        indicator = case.plan.indicator(id)
        if indicator is None or declared == summed:
            continue
        yield RULE.at(
            table.quota(row, id),
            declared,
            summed,
            clause=indicator.clause,
            path=QUOTAS,
            name=indicator.name,
            difference=_difference(declared, summed),
        )


def _by_years(case: PlanCase, table: QuotaTable) -> Iterator[Finding]:
    wrong = [one for one in sums(case.plan, table) if one.declared != one.summed]
    cells = crossings(table, wrong)
    for cell in cells.values():
        yield RULE.at(
            cell.place,
            cell.written,
            cell.expected,
            OF_A_CELL,
            clause=cell.indicator.clause,
            path=QUOTAS,
            name=cell.indicator.name,
            difference=plain(cell.difference),
        )
    for one in (one for one in wrong if one.indicator.id not in cells):
        yield RULE.at(
            one.place,
            one.declared,
            one.summed,
            OF_A_REPORTER if one.who else OF_A_YEAR if one.year else "",
            clause=one.indicator.clause,
            path=QUOTAS,
            name=one.indicator.name,
            year=one.year,
            who=one.who,
            difference=_difference(one.declared, one.summed),
        )


def _difference(declared: Decimal, summed: Decimal) -> str:
    word = "合计多了" if declared > summed else "合计少了"
    return f"{word} {plain(abs(declared - summed))}"
