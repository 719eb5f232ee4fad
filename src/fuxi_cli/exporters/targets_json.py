"""A plan's targets as JSON (SPEC section 8; ``schemas/targets.schema.json``)."""

from fuxi_cli.core.plan import Indicator, Leader, Plan, Quota, Target, Task
from fuxi_cli.core.stages import Stage, stages
from fuxi_cli.exporters import View, exact_json
from fuxi_cli.exporters.report_json import plan as identify
from fuxi_cli.exporters.wording import reporter_name

Json = dict[str, object]


def export(plan: Plan, view: View) -> bytes:  # noqa: ARG001
    return exact_json.dumps(
        {
            "plan": identify(plan),
            "reporters": [
                {"id": one.id, "name": one.name, "kind": one.kind, "aliases": one.aliases}
                for one in plan.reporters
            ],
            "indicators": [_indicator(indicator) for indicator in plan.indicators],
            "quotas": [_quota(quota, plan) for quota in plan.quotas],
            "tasks": [_task(task) for task in plan.tasks],
            "targets": [_target(target) for target in plan.targets],
            "conflicts": [{"between": one.between, "texts": one.texts} for one in plan.conflicts],
        }
    )


def _indicator(indicator: Indicator) -> Json:
    return {
        "id": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit,
        "operator": indicator.operator,
        "basis": indicator.basis,
        "clause": indicator.clause,
        **({"reported_by": indicator.reported_by} if indicator.reported_by else {}),
    }


def _quota(quota: Quota, plan: Plan) -> Json:
    indicator = plan.indicator(quota.indicator)
    return {
        "reporter": quota.reporter,
        "reporter_name": reporter_name(plan, quota.reporter),
        "indicator": quota.indicator,
        "indicator_name": indicator.name if indicator else quota.indicator,
        "quota": quota.value,
        "due": quota.due,
        "clause": quota.clause,
        **({"years": [_stage(stage) for stage in stages(plan, quota)]} if quota.stages else {}),
    }


def _stage(stage: Stage) -> Json:
    return {"due": stage.due, "own": stage.own, "cumulative_due": stage.amount}


def _leader(leader: Leader) -> Json:
    """The days in office only where one of them is stated."""
    days = {"since": leader.since, "until": leader.until} if leader.term else {}
    return {"name": leader.name, "unit": leader.unit, **days}


def _task(task: Task) -> Json:
    return {
        "id": task.id,
        "number": task.number,
        "category": task.category,
        "name": task.name,
        "lead": task.lead,
        "units": task.units,
        "leaders": [_leader(leader) for leader in task.leaders],
        "due": task.due,
        "recurrence": task.recurrence,
        "clause": task.clause,
    }


def _target(target: Target) -> Json:
    return {
        "id": target.id,
        "name": target.name,
        "value": target.value,
        "unit": target.unit,
        "operator": target.operator,
        "due": target.due,
        "clause": target.clause,
        "quote": target.quote,
        **({"measure": target.measure} if target.measure != "sum" else {}),
    }
