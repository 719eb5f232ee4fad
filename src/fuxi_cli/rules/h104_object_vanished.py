"""以前计了数的对象，本月台账里没有了。

检查：最近一个可用月份台账中已计数的对象，按名称或编号在本月台账里是否还有；说明了原因的，由H111提示核实。
为什么：台账是累计的，计过数的对象不应当消失；漏登会使累计数没有依据，改名会被当成新的重复计数。
怎么改：漏登的补登；名称或编号写得不同的，改成原来的写法；确实撤销、更正的，在“核实说明”里写清原因。
依据：填报说明（台账逐月累计登记，以关键栏区分对象）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import month_word, vanished

RULE = Rule(
    code="H104",
    slug="object-vanished",
    severity="error",
    message="{where}里没有“{object}”，而它在{month}的台账里已经计数。",
    remedy="漏登的请补登；名称或编号写得与以前不同的，请改成原来的写法；确实撤销、更正的，请在“核实说明”表里写清原因。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for one in vanished(case):
        if one.reason is None:
            month = month_word(case, one.since)
            yield RULE.at(one.place, None, one.row.label, object=one.row.label, month=month)
