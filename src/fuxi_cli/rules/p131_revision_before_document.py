"""版次的施行日期早于文件的印发日期。

检查：plan.yaml 的版次（施行日期）是否早于同一个文件里所写文件的印发日期。
为什么：文件还没有印发就按它考核，多半是复制旧版次时只改了一个日期；报告期适用哪一版，是按版次判断的。
怎么改：对照调整文件，改正 revision 或 document 的 date；文件确实写明提前施行的，不用改。
依据：方案文件的印发日期和施行日期。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import PLAN, line

RULE = Rule(
    code="P131",
    slug="revision-before-document",
    severity="warning",
    message="{where}的版次是 {provided}，早于文件“{document}”的印发日期 {expected}。",
    remedy="请对照文件核对这两个日期，填错的改正；文件写明从更早的一天起施行的，保留原样。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    plan = case.plan
    if plan.revision < plan.document.issued:
        place = line(case.source, "revision")
        yield RULE.at(
            place,
            plan.revision,
            plan.document.issued,
            path=PLAN,
            document=plan.document.number,
            line=place.row,
        )
