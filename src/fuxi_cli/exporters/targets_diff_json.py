"""What changed from one revision of a plan to another, as JSON (``schemas/targets-diff.schema.json``)."""

from fuxi_cli.core.plan_changes import Difference
from fuxi_cli.exporters import View, exact_json
from fuxi_cli.exporters.report_json import plan as identify


def export(difference: Difference, view: View) -> bytes:  # noqa: ARG001
    return exact_json.dumps(
        {
            "old": identify(difference.old),
            "new": identify(difference.new),
            "changes": [
                {
                    "part": one.part,
                    "id": one.id,
                    "name": one.name,
                    "field": one.field or None,
                    "change": one.kind,
                    "old": one.old,
                    "new": one.new,
                    "clause": one.clause or None,
                }
                for one in difference.changes
            ],
        }
    )
