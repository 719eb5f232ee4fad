"""单元格里写的计量单位与本栏不符。

检查：数字后面写的计量单位，与本栏规定的单位是否一致，或者能否换算（如万元与亿元）。
为什么：单位不同的数直接相加，会差出成千上万倍。
怎么改：按本栏的单位换算后重填，只填数字，不带单位。
依据：方案规定的计量单位。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T109",
    slug="unit-conflict",
    severity="error",
    message="{where}“{field}”的单位应为“{expected}”，填的是“{provided}”，单位对不上。",
    remedy="请换算成以“{expected}”为单位的数重填，只填数字，不写单位。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice)
