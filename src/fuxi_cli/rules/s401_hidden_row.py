"""有数据的行被隐藏了。

检查：有内容的行是否被隐藏或者筛选掉。
为什么：隐藏的行照样读取和汇总，自己却看不到，核对时容易漏；审核的人看到的和汇总的也对不上。
怎么改：取消隐藏、清除筛选，逐行核对；确实不要的行就删掉。
依据：报送要求（不得隐藏数据）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S401",
    slug="hidden-row",
    severity="warning",
    message="“{sheet}”的{provided}被隐藏了，里面有数据。",
    remedy="请选中它上下相邻两行的行号，右键“取消隐藏”；若是筛选造成的，点“数据”“清除”（WPS 点“全部显示”）。"
    "显示出来核对后再报，不要的行请删除。",
)
COUNTED = "{where}起有 {provided} 行被隐藏了，里面有数据。"
UNCOUNTED = "{where}被隐藏了，里面有数据。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        text = UNCOUNTED if notice.provided is None else "" if isinstance(notice.provided, str) else COUNTED
        yield RULE.at(notice, expected="不隐藏", text=text, sheet=notice.place.sheet)
