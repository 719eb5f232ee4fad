"""The plans at hand as JSON (``schemas/targets.schema.json#/$defs/list``)."""

from collections.abc import Sequence

from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters import View, exact_json
from fuxi_cli.exporters.report_json import plan as identify


def export(plans: Sequence[Plan], view: View) -> bytes:  # noqa: ARG001
    listed = [{**identify(plan), "start": plan.start, "end": plan.end} for plan in plans]
    return exact_json.dumps({"plans": listed})
