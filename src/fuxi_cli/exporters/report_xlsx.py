"""The check report as a workbook: the findings to work through, and how everything stands. For Excel and WPS."""

from io import BytesIO

from xlsxwriter.workbook import Workbook

from fuxi_cli.core.report import Report
from fuxi_cli.core.summary import Month, Progress, Source, Summary
from fuxi_cli.exporters import View, report_csv
from fuxi_cli.exporters.workbook import duties, findings, gaps, notes, reporting
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.page import plain


def export(report: Report, view: View) -> bytes:  # noqa: ARG001
    if report.plan is None or report.period is None:
        return _findings_only(report)
    month = Month(report.period, report.gaps, report.totals, report.reporting, ())
    summary = Summary(
        plan=report.plan,
        period=report.period,
        report=report,
        progress=tuple(Progress(gap, None) for gap in report.gaps),
        ranking=(),
        months=(month,),
        problems=(),
        items=(),
        sources=tuple(
            Source(w.path, w.sha256, w.reporter, w.status, w.status == "accepted") for w in report.workbooks
        ),
    )
    book = Book(summary)
    findings.draw(book)
    gaps.draw(book)
    duties.draw(book)
    reporting.draw(book)
    notes.draw(book)
    return book.content()


def _findings_only(report: Report) -> bytes:
    """Of files that belong to no plan there is nothing to tell but what is wrong with them."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(buffer, options)
    sheet = workbook.add_worksheet(findings.SHEET)
    head = workbook.add_format({"bold": True, "text_wrap": True})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    for column, title in enumerate(report_csv.HEADER):
        sheet.set_column(column, column, _WIDTHS.get(title, 10))
        sheet.write_string(0, column, title, head)
    for row, finding in enumerate(report.findings, start=1):
        for column, cell in enumerate(report_csv.row(finding, report.plan)):
            sheet.write_string(row, column, plain(cell), body)
    sheet.freeze_panes(1, 0)
    workbook.close()
    return buffer.getvalue()


_WIDTHS = {"文件": 24, "问题": 48, "怎么改": 48, "填报内容": 18, "应为": 18}
