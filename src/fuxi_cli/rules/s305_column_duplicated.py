"""同一列出现了两次。

检查：表头里是否有两列写着同一个名称，或者是同一个名称的不同叫法。
为什么：两列的数往往不一样，无法判断以哪列为准；只读了前一列。
怎么改：留下正确的一列，删掉另一列；其实是别的内容的，改成它自己的名称。
依据：填报说明（不得增加列、不得改动表头）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S305",
    slug="column-duplicated",
    severity="error",
    message="{where}的表头“{provided}”与前面的一列重复，只读了前一列。",
    remedy="请核对哪一列是对的，把数并到一列里；选中多余那一列的列标，右键“删除”。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="只有一列")
