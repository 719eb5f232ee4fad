"""同一个方案的文件夹里，各版次的编号不一样。

检查：放在一起的各个版次文件夹，plan.yaml 的 id 是否都相同。
为什么：编号不一样就成了两个方案：按编号找不到新版次，新旧两版也不能比较。
怎么改：把编号改成一样的；确实是另一个方案的，移到它自己的文件夹里。
依据：方案数据说明（同一个方案的各个版次编号相同，放在同一个文件夹里）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import PLAN, line

RULE = Rule(
    code="P133",
    slug="revision-of-another-plan",
    severity="error",
    message="{where}的编号是“{provided}”，旁边的版次文件夹“{folder}”里写的是“{expected}”，成了两个方案。",
    remedy="请把两处的 id 改成一样的；“{folder}”确实是另一个方案的，请移到那个方案自己的文件夹里。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    place = line(case.source, "id")
    for other in case.source.beside:
        if other.id != case.plan.id:
            yield RULE.at(place, case.plan.id, other.id, path=PLAN, folder=other.folder, line=place.row)
