"""累计完成远超任务数。

检查：累计完成是否达到任务数的2倍以上，而且多出3个以上。
为什么：成倍超额的，常常是把申报中的、往年的或其他口径的也算了进来，需要先核实再汇总。
怎么改：对照台账逐行核对；确实超额的，在“核实说明”表里写明依据。
依据：汇总工作惯例（异常数先核实再汇总）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plausible import implausible

RULE = Rule(
    code="Q105",
    slug="far-beyond-quota",
    severity="warning",
    message="{where}“{indicator}”累计完成 {provided}{unit}，任务数是 {expected}{unit}，超出一倍以上，需要核实。",
    remedy="请对照台账逐行核对，申报中的、往年的不计入；确实超额的，请在“核实说明”表里写明依据。",
)
TIMES = 2
MORE = 3


def check(case: WorkbookCase) -> Iterator[Finding]:
    for figure in case.submission.figures:
        owed = case.plan.quota(figure.reporter.id, figure.indicator.id)
        actual = figure.cumulative
        if owed is None or actual is None or figure.indicator.level:
            continue
        # What no report can mean is T110's.
        if actual < max(TIMES * owed.value, owed.value + MORE) or implausible(actual, owed.value):
            continue
        yield RULE.at(
            figure.place("cumulative"),
            actual,
            owed.value,
            reporter=figure.reporter.id,
            clause=owed.clause,
            indicator=figure.indicator.short,
            unit=figure.indicator.unit,
        )
