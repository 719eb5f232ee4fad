"""应填数字的单元格里不是数字。

检查：本月新增、累计完成等数量栏以及台账中的数量栏，内容能否读成数字；带计量单位、全角、千分位、中文数字的写法都能读。
为什么：读不成数字的内容无法汇总，人工代猜会把“若干”“十来个”变成谁也说不清的数。
怎么改：改成阿拉伯数字；没有数填 0，说明文字写到备注栏。
依据：填报说明（报送表各数量栏填数字）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T102",
    slug="not-a-number",
    severity="error",
    message="{where}“{field}”应为数字，填的是“{provided}”。",
    remedy="请改成阿拉伯数字；没有数填 0，文字说明写到备注栏。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="数字")
