"""A month's summary as one self-contained page to look at in the meeting."""

from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import plain
from fuxi_cli.exporters import View
from fuxi_cli.exporters.page.adjustments import adjustment_list
from fuxi_cli.exporters.page.corrections import correction_list
from fuxi_cli.exporters.page.document import Section, document
from fuxi_cli.exporters.page.findings import finding_list, workbook_list
from fuxi_cli.exporters.page.gaps import Months, gap_list
from fuxi_cli.exporters.page.headline import cards, lead, totals
from fuxi_cli.exporters.page.heat import heading, heat_map
from fuxi_cli.exporters.page.notes import notes
from fuxi_cli.exporters.page.pace import by_month
from fuxi_cli.exporters.page.standing import problem_list, ranking_list, reporting_list
from fuxi_cli.exporters.page.stated import stated_list
from fuxi_cli.exporters.page.tasks import task_list


def export(summary: Summary, view: View) -> bytes:  # noqa: ARG001
    plan, report = summary.plan, summary.report
    sections = (
        Section("overview", "总体情况", [cards(report), *totals(report)]),
        Section("heat", heading(report.gaps), list(heat_map(report.gaps, report.totals, plan))),
        Section("stated-section", "上报数据", list(stated_list(report.reported, plan))),
        Section("pace", plan.says("逐月进度"), list(by_month(summary))),
        Section(
            "ranking-section", "排名", list(ranking_list(summary.ranking, plan, len(summary.months) > 1))
        ),
        Section("gaps-section", "差距清单", list(gap_list(report.gaps, plan, _months(summary)))),
        Section("tasks-section", "重点任务", list(task_list(report.duties, plan, report.as_of))),
        Section("reporting-section", "报送情况", list(reporting_list(report.reporting, summary.months))),
        Section("adjustments-section", "任务调整", list(adjustment_list(summary.revised))),
        Section("corrections-section", "更正", list(correction_list(summary.amendments))),
        Section("problems-section", "困难问题", list(problem_list(summary.problems))),
        Section("findings-section", "审核问题", [*finding_list(report), *workbook_list(report.workbooks)]),
        Section("notes", "说明", list(notes(report))),
    )
    about = plan.short_title or plan.title
    region = plan.region if plan.short_title else ""
    return document(f"{region}{about}{summary.period.chinese}调度情况", list(lead(report)), sections)


def _months(summary: Summary) -> Months:
    """What each reporter added in the month; who has no accepted submission of it is 未报 or 退回, never 0."""
    standing = {one.reporter.id: one.status for one in summary.report.reporting}
    found = {}
    for one in summary.progress:
        at = (one.gap.reporter.id, one.gap.indicator.id)
        status = standing.get(at[0], "missing")
        taken = status in ("on_time", "late", "nil")
        missing = "未填" if taken else REPORTING_STATUSES.get(status, status)
        found[at] = missing if one.month is None else plain(one.month)
    return found
