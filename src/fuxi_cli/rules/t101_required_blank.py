"""必填的单元格没有填。

检查：必填栏是否有内容；“本月有无进展”填“无”的，本月新增可以不填。
为什么：空白分不清是“没有”还是“忘了”，汇总时既不能当作 0，也不能替填报人猜。
怎么改：补填；数量确实没有的填 0，不要留空。
依据：填报说明（带必填标记的栏目和台账必填项）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T101",
    slug="required-blank",
    severity="error",
    message="{where}“{field}”是必填项，没有填写。",
    remedy="请补填“{field}”；如果是数量，确实没有的填 0，不要留空。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="必填")
