"""多出模板里没有的一列。

检查：表头里的每一列是否都是模板规定的列，或者它的常见别名；像是缺的那一列的，由S304指出。
为什么：多出来的列不读取；如果是规定的列改了叫法，数就会漏掉。
怎么改：要报的数移到规定的列里，说明写到备注栏，不用的列删掉。
依据：填报说明（不得增加列、不得改动表头）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.renamed import renamed

RULE = Rule(
    code="S306",
    slug="column-unknown",
    severity="info",
    message="{where}的表头“{provided}”不是模板里的列，这一列没有读取。",
    remedy="里面如有要报的数，请移到规定的列，说明文字写到备注栏；自己备用的列，不删也不影响接收。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    taken = set(renamed(case.submission, "column-missing", RULE.slug).values())
    for notice in case.submission.noticed(RULE.slug):
        if notice not in taken:
            yield RULE.at(notice, expected="模板里的列")
