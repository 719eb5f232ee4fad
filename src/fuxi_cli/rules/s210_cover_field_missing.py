"""封面有一项没有填。

检查：封面的每一项是否都在，并且填了内容。
为什么：没有填报人和审核人，出了问题找不到人核对；没有报送日期，无法判断是否按时。
怎么改：在该项右边的格子里补填；整项被删掉的，从模板复制回来。
依据：填报说明（封面各项均须填写）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S210",
    slug="cover-field-missing",
    severity="error",
    message="{where}的“{field}”没有填。",
    remedy="请在“{field}”右边的格子里填写；找不到这一项的，请从下发的模板“封面”复制这一行补上再填。",
)
NO_LABEL = "{where}里找不到“{field}”这一项。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        field = notice.fact("field") or "必填项"
        yield RULE.at(notice, field=field, text="" if notice.place.cell else NO_LABEL)
