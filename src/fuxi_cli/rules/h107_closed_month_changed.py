"""补报了以前月份的对象。

检查：本月台账里新计数的行，日期在以前的月份，而那个月报送的表里没有计数；那个月没有可用的表的，不比较。
为什么：以前月份已经汇总通报过，补报会使那个月的数与已公布的不同，要由汇总单位核实后更正。
怎么改：日期填错的改正；确实补报的，在“核实说明”里写清为什么当月没有报。
依据：填报说明（台账只登记当月新增，补报的应说明）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import late_rows
from fuxi_cli.core.period import Period

RULE = Rule(
    code="H107",
    slug="closed-month-changed",
    severity="warning",
    message="{where}“{object}”的日期是 {provided}，属于补报以前月份：{month}报送的表里没有计数。",
    remedy="请核对日期，填错的改正；确实是补报的，请在“核实说明”表里写清为什么当月没有报。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for row in late_rows(case):
        if row.date is not None:
            month = (case.plan.period_of(Period.of(row.date)) or Period.of(row.date)).chinese
            yield RULE.at(row.date_place, row.date, case.period, object=row.label, month=month)
