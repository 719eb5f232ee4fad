"""累计完成与台账对不上。

检查：台账中到报告期末可以计入的对象数（阶段符合、日期在方案执行期内、同一对象只算一次），是否等于指标进度表的累计完成。
为什么：累计完成要由台账逐个证明；数大了没有佐证，数小了就是漏报。
怎么改：漏登的补进台账，阶段、日期填错的改正；多报的，把累计完成改成台账可以计入的数。只差在没有日期、重复登记等有错的行上的，先改那些行。
依据：填报说明（累计完成应与对应台账中可以计入的行数一致）；方案各项任务数。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.evidence import Tally, below_minimum, faulty, tallies
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="E101",
    slug="ledger-count-differs",
    severity="error",
    message="{where}累计完成填的是 {provided}，而{ledger}到 {until} 可以计入的是 {expected} 个{left_out}。",
    remedy="请逐个核对台账：漏登的补登，阶段、日期填错的改正；确实多报的，把累计完成改为 {expected}。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for tally in tallies(case):
        figure, stated = tally.figure, tally.figure.cumulative
        # Below 0 and fractions of an object are T104's and T103's.
        if stated is None or stated < 0 or stated != int(stated) or not tally.readable:
            continue
        excess = int(stated) - tally.counted
        if excess and not _told_at_the_rows(case, tally, excess):
            yield RULE.at(
                figure.place("cumulative"),
                stated,
                tally.counted,
                reporter=figure.reporter.id,
                ledger=tally.where,
                until=case.period.last_day,
                left_out=tally.left_out,
            )


def _told_at_the_rows(case: WorkbookCase, tally: Tally, excess: int) -> bool:
    """Whether rows that other rules complain of can make up the difference: they are to be mended first."""
    if excess > 0:
        return excess <= sum(faulty(case, row) for row in tally.rows)
    return -excess <= sum(row.counts and bool(below_minimum(row)) for row in tally.rows)
