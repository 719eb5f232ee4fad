"""写法不规范，已按意思读入。

检查：带单位、全角、千分位、中文数字、各种日期写法等，能确定含义的按含义读入，并逐处告知读成了什么。
为什么：程序不改动您的文件，但要让您看到它是怎样理解的；读得不对，要能及时发现。
怎么改：读得对，不用改；读得不对，请改成规范写法。
依据：填报说明（数量栏只填阿拉伯数字，日期写成 2022-06-30）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.words import show

RULE = Rule(
    code="T114",
    slug="normalised",
    severity="info",
    message="{where}“{field}”填的是“{provided}”，已按 {expected} 读入。",
    remedy="读得对就不用改，下次请直接填 {expected}；读得不对，请改正后重报。",
)
AS_TEXT = "{where}“{field}”里的“{provided}”是文本格式，已按数 {expected} 读入。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        same = isinstance(notice.provided, str) and notice.provided == show(notice.expected)
        yield RULE.at(notice, text=AS_TEXT if same else "")
