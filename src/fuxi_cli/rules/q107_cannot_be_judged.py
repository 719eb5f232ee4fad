"""缺少比较的依据，无法判定是否达标。

检查：目标为“高于”某一水平、而方案数据没有给出那个水平的，以及目标为“左右”、没有给出幅度又低于目标数的。
为什么：没有依据就判定完成或未完成，只能是猜；如实列为无法判定。
怎么改：报送单位不用改表；由办公室取得比较数据或明确幅度后，写进方案数据。
依据：方案原文的表述（高于、左右）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.shortfall import standing

RULE = Rule(
    code="Q107",
    slug="cannot-be-judged",
    severity="info",
    progress=True,
    message="{where}“{indicator}”累计完成 {provided}{unit}，目标是“{target}”，{lacking}，无法判定是否达标。",
    remedy="报送单位不用改；请办公室取得依据后补进方案数据，再重新检查。",
)
LACKING = {"above": "缺少用来比较的数据", "about": "没有明确允许低多少"}


def check(case: WorkbookCase) -> Iterator[Finding]:
    for figure, gap in standing(case, "cannot_judge"):
        operator, quota = gap.indicator.operator, gap.quota
        yield RULE.at(
            figure.place("cumulative"),
            gap.actual,
            reporter=gap.reporter.id,
            clause=quota.clause,
            indicator=gap.indicator.short,
            unit=gap.indicator.unit,
            target=gap.indicator.quote,
            lacking=LACKING.get(operator, "缺少依据"),
        )
