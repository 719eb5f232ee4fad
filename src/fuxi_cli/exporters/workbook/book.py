"""The workbook under way: what every sheet of it shares."""

from datetime import UTC, date, datetime
from io import BytesIO

from xlsxwriter.workbook import Workbook

from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.wording import day
from fuxi_cli.exporters.xlsx_style import BODY_FONT, BODY_SIZE, Styles

GAP = "\u3000\u3000"
"""Between the parts of a line."""


class Book:
    """The workbook that is being made of a summary. The same summary gives the same bytes."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self._buffer = BytesIO()
        self.workbook = Workbook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {
                    "font_name": BODY_FONT,
                    "font_size": BODY_SIZE,
                    "font_scheme": "none",
                    "valign": "vcenter",
                },
            },
        )
        self.styles = Styles(self.workbook)
        self._describe()

    def _describe(self) -> None:
        """Document properties. The date is the period's last day: the clock has no part in the file."""
        plan, last = self.summary.plan, self.as_of
        self.workbook.set_properties(
            {
                "title": self.heading,
                "subject": clean(f"{plan.document.number} {plan.document.title}"),
                "author": clean(plan.office),
                "company": clean(plan.office),
                "created": datetime(last.year, last.month, last.day, tzinfo=UTC),
            }
        )

    @property
    def as_of(self) -> date:
        return self.summary.report.as_of or self.summary.period.last_day

    @property
    def heading(self) -> str:
        return f"{clean(self.summary.plan.title)} {self.summary.period.chinese}进度汇总表"

    @property
    def identity(self) -> str:
        """The line that says which plan, and up to which day."""
        document = clean(self.summary.plan.document.number)
        return f"方案：{clean(self.summary.plan.title)}（{document}）{GAP}截止日：{day(self.as_of)}"

    def content(self) -> bytes:
        self.workbook.close()
        return self._buffer.getvalue()
