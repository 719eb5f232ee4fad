"""模板是方案另一个版次的，但两个版次对本单位没有不同。

检查：模板标识里的方案版次（没有标识的看封面的文号）与报告期适用的版次不一致，而本单位的指标、任务数、重点任务、责任领导和台账都没有变。
为什么：数可以照收，不必退回重填；下次还用旧模板，再有调整就会填错。
怎么改：这次不用改；下次请用新版模板。
依据：方案的版次说明（报告期期末生效的版次为准）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.revised import changed_for

RULE = Rule(
    code="S211",
    slug="unchanged-revision",
    severity="info",
    message="这份表是按方案 {provided} 版次的模板填的，本月适用的是 {expected} 版次；这次调整不涉及本单位，照常接收。",
    remedy="这次不用改；从下月起请用新版模板填报。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    reporter, before = case.submission.reporter, case.made_from
    if reporter is None or before is None:
        return
    if not changed_for(before, case.plan, reporter, case.period.last_day):
        yield RULE.at(Place(), str(before.revision), str(case.plan.revision))
