"""累计完成比以前减少，已说明原因，请核实。

检查：累计完成小于最近一个可用月份，而备注或“核实说明”写了原因的；没有写原因的，由H101指出。
为什么：撤销、核减是个别情况，原因是否成立，要由汇总单位核实后才能认可减少的数。
怎么改：不用改；请备好撤销、核减的文件，以便核实。原因不成立的，恢复累计完成。
依据：填报说明（累计数比上月减少的，应说明原因）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import falls, month_word

RULE = Rule(
    code="H102",
    slug="cumulative-fell-with-reason",
    severity="warning",
    message="{where}“{indicator}”累计完成填的是 {provided}，比{month}的 {expected} 少 {less}；填报的原因是：{reason}。",
    remedy="请核实这个原因是否成立，并备好撤销、核减的文件；原因不成立的，请恢复累计完成。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for fall in falls(case):
        figure = fall.figure
        if fall.reason is None or figure.cumulative is None:
            continue
        found = RULE.at(
            figure.place("cumulative"),
            figure.cumulative,
            fall.was,
            reporter=figure.reporter.id,
            indicator=figure.indicator.name,
            month=month_word(case, fall.since),
            less=fall.was - figure.cumulative,
            reason=fall.reason.rstrip("。.；;！!"),
        )
        yield found._replace(explained=fall.reason)
