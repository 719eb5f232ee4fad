"""同一个指标，两处写的计量单位不一样。

检查：quotas.csv 表头括号里的单位，以及 plan.yaml 总目标的单位，与该指标的单位是否相同；没写单位的不查。
为什么：单位差一个“万”字，任务数就差一万倍，进度全错。
怎么改：对照方案文件，改成同一个单位，数字相应换算。
依据：方案文件任务分解表的表头和正文。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import PLAN, QUOTAS, line, quota_table
from fuxi_cli.core.words import fold, key, split_unit

RULE = Rule(
    code="P105",
    slug="unit-differs",
    severity="error",
    message="{where}“{name}”的单位写的是“{provided}”，plan.yaml 里这个指标的单位是“{expected}”。",
    remedy="请对照方案文件，把两处改成同一个单位；数字也要按这个单位核对。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    table = quota_table(case)
    for indicator in case.plan.indicators:
        wording, unit = split_unit(table.header(indicator.id))
        whole = key(table.header(indicator.id)) in {key(name) for name in indicator.names()}
        if unit and wording and not whole and unit != fold(indicator.unit):
            place = table.quota(1, indicator.id)
            yield RULE.at(
                place, unit, indicator.unit, clause=indicator.clause, path=QUOTAS, name=indicator.name
            )
    for target in case.plan.targets:
        owed = case.plan.indicator(target.indicator) if target.indicator else None
        # A growth is in per cent, and reporters are counted in units of their own.
        if owed is not None and target.measure == "sum" and fold(target.unit) != fold(owed.unit):
            place = line(case.source, "targets", target.id, "unit")
            yield RULE.at(
                place,
                target.unit,
                owed.unit,
                clause=target.clause,
                path=PLAN,
                name=target.name,
                line=place.row,
            )
