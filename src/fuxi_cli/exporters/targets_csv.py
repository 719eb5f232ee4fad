"""A plan's targets as a tidy table: a row per figure, what a reporter owes and what the plan as a whole asks."""

from collections.abc import Iterator

from fuxi_cli.core.plan import OPERATORS, Plan
from fuxi_cli.core.stages import stages
from fuxi_cli.core.words import plain
from fuxi_cli.exporters import View, safe_csv
from fuxi_cli.exporters.wording import reporter_name

HEADER = ("类型", "单位编号", "报送单位", "指标编号", "指标", "计量单位", "要求", "数值", "完成时限", "条款")
QUOTA, TARGET = "任务数", "方案目标"
OF_A_YEAR = "其中年度任务数"


def export(plan: Plan, view: View) -> bytes:  # noqa: ARG001
    return safe_csv.dumps(HEADER, [*_quotas(plan), *_targets(plan)])


def _quotas(plan: Plan) -> Iterator[list[str]]:
    for quota in plan.quotas:
        indicator = plan.indicator(quota.indicator)
        yield [
            QUOTA,
            quota.reporter,
            reporter_name(plan, quota.reporter),
            quota.indicator,
            indicator.name if indicator else "",
            indicator.unit if indicator else "",
            OPERATORS.get(indicator.operator, "") if indicator else "",
            plain(quota.value),
            quota.due.isoformat(),
            quota.clause,
        ]
        for stage in stages(plan, quota):
            yield [
                OF_A_YEAR,
                quota.reporter,
                reporter_name(plan, quota.reporter),
                quota.indicator,
                indicator.name if indicator else "",
                indicator.unit if indicator else "",
                OPERATORS.get(indicator.operator, "") if indicator else "",
                plain(stage.own),
                stage.due.isoformat(),
                quota.clause,
            ]


def _targets(plan: Plan) -> Iterator[list[str]]:
    for target in plan.targets:
        yield [
            TARGET,
            "",
            "",
            target.id,
            target.name,
            target.unit,
            OPERATORS.get(target.operator, ""),
            "" if target.value is None else plain(target.value),
            target.due.isoformat(),
            target.clause,
        ]
