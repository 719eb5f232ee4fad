"""同一行出现了两次。

检查：同一个指标、同一项重点任务（汇总表里是同一个单位）是否只有一行，同一个数是否只在一张表里报；台账的重复另有规则。
为什么：两行的数加在一起就重复计算，只取一行又不知以哪行为准；同一张表里只读了前一行，两张表里都有的两处都不采用。
怎么改：把数并到一行，删掉另一行。
依据：填报说明（每个指标、每项任务填一行）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S308",
    slug="row-duplicated",
    severity="error",
    message="{where}的“{provided}”与 {first} 重复，只读了前一行。",
    remedy="请核对哪一行是对的，把数并到一行里；右键多余那一行的行号，点“删除”。",
)
NEITHER = "{where}的“{provided}”与 {first} 是同一个数，报了两次，两处都没有采用。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        text = NEITHER if notice.fact("kept") is False else ""
        yield RULE.at(notice, expected="只有一行", text=text, first=notice.fact("first") or "前面的一行")
