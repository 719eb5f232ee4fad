"""文字里夹着看不见的控制字符。

检查：文字中有没有控制字符、零宽字符等看不见的字符。
为什么：看上去一样的两个名称，夹了这种字符就对不上、查不到，还可能使表格显示错乱。
怎么改：删去该单元格内容，手工重新输入；从网页、微信粘贴的，先粘到记事本再复制过来。
依据：填报说明（名称、编号应与证照一致）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T113",
    slug="control-characters",
    severity="warning",
    message="{where}{named}里夹着看不见的字符：“{provided}”（�处），已按“{expected}”读入。",
    remedy="请清空这个单元格，手工重新输入；如果是粘贴来的，请先粘到记事本，再复制过来。",
)
UNREAD = "{where}{named}里夹着看不见的字符：“{provided}”（�处），无法读入。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        field = notice.fact("field")
        text = UNREAD if notice.expected is None else ""
        yield RULE.at(notice, text=text, named=f"“{field}”" if field else "")
