"""What is wrong with plans' own data, as a table for Excel."""

from collections.abc import Sequence

from fuxi_cli.core.finding import Finding
from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters import View, safe_csv
from fuxi_cli.exporters.report_csv import HEADER, row


def export(linted: Sequence[tuple[Plan, Sequence[Finding]]], view: View) -> bytes:  # noqa: ARG001
    """As the findings of a check, with the plan in the first column."""
    rows = [[plan.reference, *row(found, plan)] for plan, findings in linted for found in findings]
    return safe_csv.dumps(("方案", *HEADER), rows)
