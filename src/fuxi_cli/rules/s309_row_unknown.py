"""有一行对不上方案里的指标或任务。

检查：指标进度的每一行是否是方案的指标，重点任务的每一行是否是方案的任务；像是缺的那一行的，由S307指出。
为什么：对不上的行不读取、不汇总；如果是规定的行改了名称，这一项就会漏掉。
怎么改：名称照模板改回来；自己加的行，内容移到备注或困难问题表后删掉。
依据：填报说明（不得增加行、不得改动指标和任务名称）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.renamed import renamed

RULE = Rule(
    code="S309",
    slug="row-unknown",
    severity="warning",
    message="{where}的“{provided}”不是方案里的指标或任务，这一行没有读取。",
    remedy="如果是名称改了字，请照模板改回来；如果是自己加的，请把要说的写到“备注”或“困难问题”表，再右键行号“删除”这一行。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    taken = set(renamed(case.submission, "row-missing", RULE.slug).values())
    for notice in case.submission.noticed(RULE.slug):
        if notice not in taken:
            yield RULE.at(notice, expected="方案里的指标或任务")
