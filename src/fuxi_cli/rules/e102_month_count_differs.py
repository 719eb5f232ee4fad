"""本月新增与台账对不上。

检查：台账中日期在本月、可以计入的对象数，是否等于指标进度表的本月新增；以前月份漏登、本月补登的，算在本月新增里也可以（要能看到以前的报送表）。累计完成也差同样多的，只在累计完成处提出。
为什么：本月新增要由台账逐个证明；把以前的数填进本月，或者漏填本月的数，月度通报就不准。
怎么改：按台账的日期数一数本月的个数；台账日期填错的改台账，本月新增填错的改本月新增。
依据：填报说明（本月新增只填当月新增的数量，台账一个对象填一行）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.evidence import Row, Tally, counted_objects, faulty, tallies
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="E102",
    slug="month-count-differs",
    severity="error",
    message="{where}本月新增填的是 {provided}，而{ledger}中日期在{month}、可以计入的是 {expected} 个。",
    remedy="请核对台账中的日期：日期填错的改台账；本月新增填错的，改为 {expected}。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for tally in tallies(case):
        figure, stated = tally.figure, tally.figure.month
        if stated is None or stated < 0 or stated != int(stated) or not tally.readable:
            continue
        expected = tally.dated_in(case.period)
        excess = int(stated) - expected
        if not excess or _told_elsewhere(case, tally, excess) or excess == _registered_late(case, tally):
            continue
        yield RULE.at(
            figure.place("month"),
            stated,
            expected,
            reporter=figure.reporter.id,
            ledger=tally.where,
            month=case.period.chinese,
        )


def _told_elsewhere(case: WorkbookCase, tally: Tally, excess: int) -> bool:
    """Whether the same slip is reported at the cumulative figure (E101, C101, C102), on the cover or at rows."""
    figure = tally.figure
    month, cumulative = figure.month, figure.cumulative
    if month is not None and month > 0 and case.submission.nil:
        return True
    if month is not None and cumulative is not None:
        in_first_month = case.period == case.plan.periods()[0]
        if month > cumulative or (in_first_month and month != cumulative):
            return True
        if cumulative - tally.counted == excess:
            return True
    return 0 < excess <= sum(faulty(case, row) for row in tally.rows)


def _registered_late(case: WorkbookCase, tally: Tally) -> int:
    """How many objects of earlier months the newest earlier workbook did not count; 0 when there is none."""
    if not case.history:
        return 0
    past = case.history[0]
    known: set[tuple[str, str]] = set()
    for ledger in case.plan.ledgers:
        table = past.submission.ledgers.get(ledger.id)
        if table is not None:
            known |= {_of(row) for row in counted_objects(table, ledger, case.plan, past.period.last_day)}
    first = case.period.month_first.first_day
    return sum(
        row.counts and row.date is not None and row.date < first and _of(row) not in known
        for row in tally.rows
    )


def _of(row: Row) -> tuple[str, str]:
    return row.ledger.id, row.key
