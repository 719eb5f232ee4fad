"""表里缺少一列。

检查：表头里是否有模板规定的每一列；列的先后不限，常见的别名也认。
为什么：缺了一列，这一列的数就全都没有。
怎么改：从模板补上这一列；表头改了字的，改回模板的写法。
依据：填报说明（不得删除列、不得改动表头）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.renamed import renamed

RULE = Rule(
    code="S304",
    slug="column-missing",
    severity="error",
    message="{where}的表头里没有“{expected}”这一列。",
    remedy="如果只是表头改了字，请改回“{expected}”；如果这一列删掉了，请在模板里选中这一列复制，"
    "到本表相同的位置右键“插入复制的单元格”，再逐行填好。",
)
UNLIKE = "{where}的表头“{provided}”认不出来，表里缺少“{expected}”这一列。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    pairs = renamed(case.submission, RULE.slug, "column-unknown")
    for notice in case.submission.noticed(RULE.slug):
        other = pairs.get(notice)
        if other is None:
            yield RULE.at(notice)
        else:
            yield RULE.at(other.place, other.provided, notice.expected, UNLIKE)
