"""What changed from one revision of a plan to another, as a table for Excel."""

from fuxi_cli.core.plan_changes import PARTS, Difference
from fuxi_cli.exporters import View, safe_csv
from fuxi_cli.exporters.targets_diff_text import field, value

_HEADER = ("类别", "对象", "项目", "原", "现", "依据")


def export(difference: Difference, view: View) -> bytes:  # noqa: ARG001
    return safe_csv.dumps(
        _HEADER,
        (
            (
                PARTS[one.part],
                one.name,
                field(one),
                value(one.old),
                value(one.new),
                one.clause,
            )
            for one in difference.changes
        ),
    )
