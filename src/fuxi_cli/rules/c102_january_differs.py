"""方案第一个月的本月新增与累计完成不一致。

检查：报告期是方案的第一个月时，新建、新增类指标的本月新增与累计完成是否相等；存量类指标不在此列。
为什么：第一个月之前没有累计，两个数必然相等；不等，往往是把往年的数算进了累计。
怎么改：累计完成只算方案开始以来新增的；漏填本月新增的，补填。
依据：方案指标口径（新建、新增只计方案执行期内的）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="C102",
    slug="january-differs",
    severity="error",
    message="{where}本月新增 {provided}，累计完成 {expected}；{month}是方案的第一个月，这两个数应当相同。",
    remedy="请核对：累计完成只算方案开始以来新增的，不含往年；本月新增漏填的，请补上。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    if case.period != case.plan.periods()[0]:
        return
    for figure in case.submission.figures:
        month, cumulative = figure.month, figure.cumulative
        if month is None or cumulative is None or figure.indicator.basis != "new":
            continue
        # A month above the cumulative figure is another fault, in any month (C101); below 0 is T104's.
        if 0 <= month < cumulative:
            place, reporter = figure.place("month"), figure.reporter.id
            yield RULE.at(place, month, cumulative, reporter=reporter, month=case.period.chinese)
