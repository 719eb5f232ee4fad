"""责任领导的任职时间与任务对不上。

检查：写了任职起止的责任领导，任职时间与这一版次施行以后、任务到期以前的日子有没有交集。
为什么：一天也不在任的领导不会出现在任何报送表、通报上，多半是年份写错。
怎么改：对照任免文件改正日期；这一版次施行以前就已离任的，从责任领导里删掉。
依据：方案附件（责任领导、完成时限）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import task
from fuxi_cli.core.posts import span

RULE = Rule(
    code="P136",
    slug="leader-never-serves",
    severity="warning",
    message="{where}“{name}”的责任领导{leader}（{unit}）任职{provided}，在 {expected} 之间一天也不在任。",
    remedy="请对照任免文件核对年份和月份，填错的改正；这一版次施行以前就已离任的，从责任领导里删掉。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    for index, one in enumerate(case.plan.tasks):
        place = task(case.source, index, "leaders")
        first, last = span(case.plan, one)
        for leader in one.leaders:
            late = leader.since is not None and leader.since > last
            if late or (leader.until is not None and leader.until < first):
                yield RULE.at(
                    place,
                    f"自 {leader.since} 起" if late else f"至 {leader.until}",
                    f"{first} 至 {last}",
                    clause=one.clause,
                    path=place.sheet,
                    name=one.short,
                    leader=leader.name,
                    unit=leader.unit,
                    line=place.row,
                )
