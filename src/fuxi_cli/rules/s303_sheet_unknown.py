"""多出一张模板里没有的工作表。

检查：有内容的工作表是否都是模板里的表；被隐藏的由S403指出，像是缺的那张表的由S301指出。
为什么：多出来的表不读取、不汇总，要报的数如果写在里面就会漏掉。
怎么改：要报的数移到模板的表里；自己备用的表，报送前删掉。
依据：填报说明（不得增加工作表）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.renamed import renamed

RULE = Rule(
    code="S303",
    slug="sheet-unknown",
    severity="info",
    message="工作表“{provided}”不是模板里的表，没有读取。",
    remedy="里面如有要报的数，请抄到模板相应的表里；只是备用的，可右键它的标签点“删除”，不删也不影响接收。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    submission = case.submission
    taken = set(renamed(submission, "sheet-missing", RULE.slug).values())
    hidden = {notice.place.sheet for notice in submission.noticed("hidden-sheet")}
    for notice in submission.noticed(RULE.slug):
        if notice not in taken and notice.place.sheet not in hidden:
            yield RULE.at(notice, expected="模板里的表")
