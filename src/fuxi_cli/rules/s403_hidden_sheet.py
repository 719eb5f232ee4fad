"""有数据的工作表被隐藏了。

检查：有内容的工作表是否被隐藏；模板自带的标识表不算。
为什么：隐藏的表里的数自己看不到，审核的人也看不到，却可能仍被别处的公式引用。
怎么改：取消隐藏，核对后保留；不要的表就删掉。
依据：报送要求（不得隐藏数据）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S403",
    slug="hidden-sheet",
    severity="warning",
    message="工作表“{sheet}”被隐藏了，里面有数据。",
    remedy="请右键下方任一工作表标签，点“取消隐藏”，选“{sheet}”确定；核对后保留，不要的请右键标签“删除”。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="不隐藏", sheet=notice.place.sheet)
