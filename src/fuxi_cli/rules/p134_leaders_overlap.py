"""同一单位两位领导的任职时间重叠。

检查：写了任职起止的责任领导，同一项任务、同一单位的前后两任，任职时间有没有重叠；没有写起止的，视为共同负责。
为什么：重叠的那几天有两个人负责，报送表、通报上会把两位都列出来。
怎么改：对照任免文件改正起止日期；两位确实共同负责的，都不写起止。
依据：方案附件（责任领导）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import task
from fuxi_cli.core.posts import clashes

RULE = Rule(
    code="P134",
    slug="leaders-overlap",
    severity="error",
    message="{where}“{name}”的责任领导{before}和{after}（{unit}），任职时间有重叠。",
    remedy="请对照任免文件改正：前一位写“至”到哪天，后一位写从次日“起”；两位确实共同负责的，都不写起止。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    for index, one in enumerate(case.plan.tasks):
        place = task(case.source, index, "leaders")
        for clash in clashes(one):
            yield RULE.at(
                place,
                clash.before.until,
                clash.after.since,
                clause=one.clause,
                path=place.sheet,
                name=one.short,
                before=clash.before.name,
                after=clash.after.name,
                unit=clash.before.unit,
                line=place.row,
            )
