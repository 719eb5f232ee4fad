"""数据行里有合并的单元格。

检查：表头以下的数据行里，是否有合并单元格。
为什么：合并后只有左上角一格有数，其余各格读出来都是空白，看着像填了，其实没有。
怎么改：取消合并，每格分别填写。
依据：填报说明（数据行不得合并单元格）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S404",
    slug="merged-cells",
    severity="warning",
    message="“{sheet}”{provided} 是合并单元格，只有左上角一格读得到数，其余各格按空白算。",
    remedy="请选中 {provided}，点“开始”“合并后居中”旁的小箭头，选“取消单元格合并”"
    "（WPS 选“取消合并单元格”），再把每一格分别填好。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        provided = notice.provided or notice.place.cell or "这里"
        yield RULE.at(notice, provided=provided, expected="不合并", sheet=notice.place.sheet)
