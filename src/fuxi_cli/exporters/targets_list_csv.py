"""The plans at hand as a table for Excel."""

from collections.abc import Sequence

from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters import View, safe_csv

HEADER = ("方案编号", "版次", "名称", "文号", "开始月份", "结束月份")


def export(plans: Sequence[Plan], view: View) -> bytes:  # noqa: ARG001
    rows = [
        [plan.id, str(plan.revision), plan.title, plan.document.number, str(plan.start), str(plan.end)]
        for plan in plans
    ]
    return safe_csv.dumps(HEADER, rows)
