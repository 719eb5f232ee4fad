"""方案文件夹的名称与版次不一致。

检查：放这一版方案数据的文件夹，名称是否就是 plan.yaml 里的版次（施行日期，如 2022-01-24）。
为什么：按文件夹找版次的人会找错；复制旧版来改新版时，最容易只改了文件夹名、忘了改版次，两版就分不开了。
怎么改：弄清哪个日期对，把文件夹改名，或者改 plan.yaml 的 revision。
依据：方案数据说明（一版一个文件夹，以施行日期命名）。
"""

from collections.abc import Iterator
from pathlib import PurePath

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import PLAN, line

RULE = Rule(
    code="P113",
    slug="revision-folder",
    severity="error",
    message="{where}的版次是 {expected}，所在文件夹却叫“{provided}”。",
    remedy="请核对这一版从哪天起施行：版次对的，把文件夹改名为 {expected}；文件夹对的，改 plan.yaml 的 revision。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    name = PurePath(case.source.folder).name
    if name not in ("", "..") and name != case.plan.revision.isoformat():
        place = line(case.source, "revision")
        yield RULE.at(place, name, case.plan.revision, path=PLAN, line=place.row)
