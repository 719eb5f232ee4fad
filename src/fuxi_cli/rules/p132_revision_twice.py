"""两个文件夹里是同一个版次。

检查：同一个方案的各个版次文件夹里，plan.yaml 的版次有没有写成同一天的。
为什么：两个文件夹是同一个版次，只会读到其中一个，改了另一个不起作用。
怎么改：弄清哪个文件夹是要用的，另一个改成自己的施行日期，或者移到别处。
依据：方案数据说明（一版一个文件夹，以施行日期命名）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import PLAN, line

RULE = Rule(
    code="P132",
    slug="revision-twice",
    severity="error",
    message="{where}的版次是 {provided}，旁边的文件夹“{folder}”里也是这一版次，只会读到其中一个。",
    remedy="请核对“{folder}”里的 plan.yaml：是另一次调整的，把它的 revision 改成它自己的施行日期；是多余的副本，移到别处。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    place = line(case.source, "revision")
    for other in case.source.beside:
        if (other.id, other.revision) == (case.plan.id, case.plan.revision):
            yield RULE.at(place, case.plan.revision, None, path=PLAN, folder=other.folder, line=place.row)
