"""表格外面还写了东西。

检查：表格右侧没有表头的列、表格下方，是否还有数据。
为什么：表格外的内容不读取、不汇总，要报的数写在外面就会漏掉。
怎么改：要报的移进表里相应的格子，说明写到备注栏，草稿删掉。
依据：填报说明（数据填在表内）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S405",
    slug="stray-data",
    severity="warning",
    message="{where}在表格外面，写着“{provided}”，没有读取。",
    remedy="如果是要报的数，请移到表里相应的格子；是说明就写到备注栏；只是草稿，请选中后按 Delete 清除。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        yield RULE.at(notice, expected="空白")
