"""本月新增大于累计完成。

检查：指标进度表每一行，本月新增是否大于累计完成。
为什么：累计数包含本月数，本月不可能比累计还多；这两个数至少有一个填错或没有更新。
怎么改：把本月新增加进累计完成；或者核对本月新增是不是误填了累计数。
依据：填报说明（累计完成为1月至本月的累计数）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="C101",
    slug="month-exceeds-cumulative",
    severity="error",
    message="{where}本月新增 {provided}，大于累计完成 {expected}；本月新增应包含在累计完成之内。",
    remedy="请核对这两个数：累计完成没有更新的，把本月新增加进去；本月新增误填成累计数的，改成当月的数。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for figure in case.submission.figures:
        month, cumulative = figure.month, figure.cumulative
        if month is None or cumulative is None or cumulative < 0:
            continue
        if month > cumulative:
            yield RULE.at(figure.place("month"), month, cumulative, reporter=figure.reporter.id)
