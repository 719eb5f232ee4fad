"""按个数计的单元格里不是整数。

检查：基地、产品、企业等按个数计的数量，是否为整数。
为什么：一个基地要么建成要么没有建成，“0.5个”无法认定，也无法与台账逐行核对。
怎么改：只填已经完成的整数；做了一部分的不计入，写到备注栏或进展情况里。
依据：填报说明（按个数计的指标填整数）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="T103",
    slug="not-whole",
    severity="error",
    message="{where}“{field}”应为整数，填的是“{provided}”。",
    remedy="请只填已经完成的整数；做了一部分、还没有完成的不计入，写到备注栏。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="整数")
