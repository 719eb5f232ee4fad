"""The check report as one self-contained page."""

from fuxi_cli.core.report import Report
from fuxi_cli.exporters import View
from fuxi_cli.exporters.page.document import Section, document
from fuxi_cli.exporters.page.findings import finding_list, workbook_list
from fuxi_cli.exporters.page.gaps import gap_list
from fuxi_cli.exporters.page.headline import cards, lead, totals
from fuxi_cli.exporters.page.heat import heading, heat_map
from fuxi_cli.exporters.page.notes import notes
from fuxi_cli.exporters.page.standing import reporting_list
from fuxi_cli.exporters.page.tasks import task_list


def export(report: Report, view: View) -> bytes:  # noqa: ARG001
    plan = report.plan
    about = plan.short_title or plan.title if plan else ""
    period = report.period.chinese if report.period else ""
    sections = (
        Section("overview", "总体情况", [cards(report), *totals(report)]),
        Section("findings-section", "审核问题", [*finding_list(report), *workbook_list(report.workbooks)]),
        Section("heat", heading(report.gaps), list(heat_map(report.gaps, report.totals, plan))),
        Section("gaps-section", "差距清单", list(gap_list(report.gaps, plan))),
        Section("tasks-section", "重点任务", list(task_list(report.duties, plan, report.as_of))),
        Section("reporting-section", "报送情况", list(reporting_list(report.reporting))),
        Section("notes", "说明", list(notes(report))),
    )
    return document(f"{about}{period}报送表审核结果", list(lead(report)), sections)
