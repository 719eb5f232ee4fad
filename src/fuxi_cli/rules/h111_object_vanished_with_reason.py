"""以前计了数的对象本月没有了，已说明原因，请核实。

检查：最近一个可用月份已计数的对象本月台账里没有，而“核实说明”或该指标的备注写了原因的；没有写的，由H104指出。
为什么：撤销、更正是个别情况，原因是否成立，要由汇总单位核实后才能认可。
怎么改：不用改；请备好撤销、更正的文件，以便核实。原因不成立的，在台账里补登。
依据：填报说明（台账逐月累计登记，以关键栏区分对象）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import month_word, vanished

RULE = Rule(
    code="H111",
    slug="object-vanished-with-reason",
    severity="warning",
    message="{where}里没有“{object}”，而它在{month}的台账里已经计数；填报的原因是：{reason}。",
    remedy="请核实这个原因是否成立，并备好撤销、更正的文件；原因不成立的，请在台账里补登。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for one in vanished(case):
        if one.reason is None:
            continue
        month, why = month_word(case, one.since), one.reason.rstrip("。.；;！!")
        found = RULE.at(one.place, None, one.row.label, object=one.row.label, month=month, reason=why)
        yield found._replace(explained=one.reason)
