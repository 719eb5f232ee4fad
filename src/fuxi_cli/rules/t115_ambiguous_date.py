"""日期可以有两种读法。

检查：日期写法是否只有一种读法；如“3/4/2022”可以是3月4日，也可以是4月3日。
为什么：猜错一个月，就会判错是否按时、计错所属月份。
怎么改：按年、月、日的顺序写全，如 2022-03-04。
依据：填报说明（日期写成 2022-06-30 的样子）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T115",
    slug="ambiguous-date",
    severity="error",
    message="{where}“{field}”填的是“{provided}”，有不止一种读法（{expected}），无法确定是哪一天。",
    remedy="请按年、月、日的顺序写全，如 2022-03-04。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice)
