"""同一张工作表有两份。

检查：是否有两张工作表对应模板里的同一张表。
为什么：两份里的数往往不一样，无法判断以哪份为准；只读了前一份。
怎么改：留下正确的一份，删掉另一份。
依据：填报说明（每张表只报一份）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S302",
    slug="sheet-duplicated",
    severity="error",
    message="工作表“{provided}”与“{expected}”是同一张表的两份，只读了“{expected}”。",
    remedy="请核对两份里哪份是对的，把数并到一份里；右键另一份的标签点“删除”，保存后再报。",
)
ALONE = "工作表“{provided}”重复出现，同一张表只能有一份。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        name = notice.provided or notice.place.sheet
        yield RULE.at(notice, provided=name, text="" if notice.expected else ALONE)
