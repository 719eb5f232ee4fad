"""进度落后于序时进度。

检查：累计完成占任务数的比例，是否低于到本月应完成的比例，并达到方案规定的黄灯幅度。
为什么：落后得早、发现得早，后面几个月还补得上。
怎么改：这不是填报错误，不用改表；请加快进度，有困难的填入“困难问题”表。
依据：方案的任务数和亮灯规定；应完成数按整月计算，按个数计的取整。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.shortfall import due_amount, standing, words
from fuxi_cli.core.words import half_up

RULE = Rule(
    code="Q102",
    slug="behind-pace",
    severity="info",
    level="behind",
    progress=True,
    message="{where}“{indicator}”累计完成 {provided}{unit}，按序时进度应完成 {expected}{unit}"
    "（全年任务 {quota}{unit}），落后 {lag} 个百分点，亮{light}。",
    remedy="还差 {missing}{unit}，{needed}；有困难的请填入“困难问题”表。",
)
STAGED = (
    "{where}“{indicator}”累计完成 {provided}{unit}，按序时进度应完成 {expected}{unit}"
    "（总任务 {quota}{unit}，到 {due} 应完成 {asked}{unit}），落后 {lag} 个百分点，亮{light}。"
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for figure, gap in standing(case, "behind"):
        yield RULE.at(
            figure.place("cumulative"),
            gap.actual,
            half_up(due_amount(gap), 1),
            text=STAGED if gap.stage else "",
            reporter=gap.reporter.id,
            clause=gap.quota.clause,
            asked=gap.asked,
            **words(gap),
        )
