"""通报: the month's circular as a draft in the layout of GB/T 9704 (docx)."""

from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import View
from fuxi_cli.exporters.circular.paper import render
from fuxi_cli.exporters.circular.sections import circular


def export(summary: Summary, view: View) -> bytes:  # noqa: ARG001
    return render(circular(summary), summary.period)
