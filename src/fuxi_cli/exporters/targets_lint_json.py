"""What is wrong with plans' own data, as JSON (``schemas/targets.schema.json#/$defs/lint``)."""

from collections.abc import Sequence

from fuxi_cli.core.finding import Finding
from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters import View, exact_json
from fuxi_cli.exporters.report_json import finding
from fuxi_cli.exporters.report_json import plan as identify


def export(linted: Sequence[tuple[Plan, Sequence[Finding]]], view: View) -> bytes:  # noqa: ARG001
    plans = [
        {"plan": identify(plan), "findings": [finding(found) for found in findings]}
        for plan, findings in linted
    ]
    return exact_json.dumps({"plans": plans})
