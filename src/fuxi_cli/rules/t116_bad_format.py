"""号码或编号的写法不像。

检查：联系电话等有固定格式的内容，是否符合格式。
为什么：号码少一位就联系不上人，编号写法不对就查不到原件。
怎么改：对照原件核对后改正；确实就是这样写的，在“核实说明”表里说明。
依据：填报说明（有固定格式的栏目）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T116",
    slug="bad-format",
    severity="warning",
    message="{where}“{field}”填的是“{provided}”，格式不对{form}。",
    remedy="请对照原件核对后改正；如果确实就是这样写的，请在“核实说明”表里说明。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        wanted = str(notice.expected or "").rstrip("。")
        yield RULE.at(notice, form=f"，应为{wanted}" if wanted else "")
