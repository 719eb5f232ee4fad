"""有数据的列被隐藏了。

检查：有内容的列是否被隐藏。
为什么：隐藏的列照样读取和汇总，自己却看不到，核对时容易漏；审核的人看到的和汇总的也对不上。
怎么改：取消隐藏，逐列核对；确实不要的列就删掉。
依据：报送要求（不得隐藏数据）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S402",
    slug="hidden-column",
    severity="warning",
    message="“{sheet}”的{provided}被隐藏了，里面有数据。",
    remedy="请选中它左右相邻两列的列标，右键“取消隐藏”；隐藏的是 A 列时，先点行号与列标交角处全选，"
    "再右键任一列标“取消隐藏”。显示出来核对后再报，不要的列请删除。",
)
COUNTED = "{where}起有 {provided} 列被隐藏了，里面有数据。"
UNCOUNTED = "{where}被隐藏了，里面有数据。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        text = UNCOUNTED if notice.provided is None else "" if isinstance(notice.provided, str) else COUNTED
        yield RULE.at(notice, expected="不隐藏", text=text, sheet=notice.place.sheet)
