"""A new plan's folder: plan.yaml with a comment on every key, and its three tables."""

from fuxi_cli.core.annex import NewPlan
from fuxi_cli.exporters.scaffold import plan_text, tables

SCHEMA = "plan.schema.json"
"""The JSON Schema lies beside plan.yaml, where editors look for what its first line names."""


def render(plan: NewPlan) -> dict[str, bytes]:
    """Every file of the revision's folder by name. plan.yaml is UTF-8; the tables have a BOM, for Excel."""
    return {
        "plan.yaml": plan_text.render(plan).encode(),
        "quotas.csv": tables.quotas(plan),
        "tasks.csv": tables.tasks(plan),
        "reporters.csv": tables.reporters(plan),
        SCHEMA: schema().encode(),
    }


def schema() -> str:
    """The JSON Schema of plan.yaml."""
    return plan_text.packaged("fuxi_cli.schemas", "plan.schema.json")
