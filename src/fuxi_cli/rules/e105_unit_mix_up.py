"""万元栏里的数像是按元填的。

检查：台账中按万元填写的栏，是否达到方案最低数的1000倍，或者达到1000万（即1000亿元）；超过一万亿的由 T110 提出。
为什么：把元填进万元栏，数会大一万倍，是否达到要求的投资额也就无从判断。
怎么改：换算成万元：去掉四个0，例如 60000000 元填 6000；确实有这么大的，在“核实说明”表里写明依据。
依据：台账栏目的计量单位（投资额按万元填）。
"""

from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.evidence import in_yuan, rows_with
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plausible import implausible

RULE = Rule(
    code="E105",
    slug="unit-mix-up",
    severity="warning",
    message="{where}“{field}”按万元填写，填的是 {provided}，像是按元填的；如果是元，应填 {expected}。",
    remedy="请核对单位：是元的，除以一万，填 {expected}；确实是 {provided} 万元的，请在“核实说明”表里写明依据。",
)
YUAN, _YUAN_PER_UNIT = "万元", 10_000


def check(case: WorkbookCase) -> Iterator[Finding]:
    for row, fields in rows_with(case, lambda field: field.unit == YUAN):
        for field in fields:
            value = row.get(field.name)
            if isinstance(value, Decimal) and in_yuan(field, value) and not implausible(value):
                yield RULE.at(row.place(field.name), value, value / _YUAN_PER_UNIT, field=field.title)
