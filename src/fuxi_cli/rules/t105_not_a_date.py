"""应填日期的单元格里不是日期。

检查：日期栏的内容能否读成日期；2022.6.30、2022年6月30日、20220630 等写法都能读。
为什么：读不成日期，就判断不了是否按时、属于哪个月，“近期”“月底前”之类也无法核对。
怎么改：改成年月日齐全的日期，如 2022-06-30；还没有发生的事不要填日期。
依据：填报说明（日期栏填年月日）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T105",
    slug="not-a-date",
    severity="error",
    message="{where}“{field}”填的是“{provided}”，读不成日期；应为 {expected}。",
    remedy="请照这个样子改正；还没有发生的事不要填日期，写到进展情况或备注里。",
)
FORM = "2022-06-30 这样的日期"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected=notice.expected or FORM)
