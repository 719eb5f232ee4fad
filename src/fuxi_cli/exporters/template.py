"""The official form as an Excel workbook: what the office sends out each month (SPEC section 4)."""

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter.workbook import Workbook

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.exporters.safe_names import plain_name
from fuxi_cli.exporters.template_content import Prefill, sections
from fuxi_cli.exporters.template_cover import draw_cover
from fuxi_cli.exporters.template_inputs import Inputs
from fuxi_cli.exporters.template_marks import Marks
from fuxi_cli.exporters.template_sheet import SheetWriter
from fuxi_cli.exporters.template_stamp import Stamp, stamp
from fuxi_cli.exporters.xlsx_style import BODY_FONT, BODY_SIZE, Styles


def file_name(plan: Plan, reporter: Reporter, period: Period) -> str:  # noqa: ARG001  as ``render``
    """``360731_于都县_2022-06.xlsx``: no folder, and nothing that Windows does not allow in a name."""
    return f"{plain_name(reporter.id, 40)}_{plain_name(reporter.name)}_{period}.xlsx"


def render(plan: Plan, reporter: Reporter, period: Period, prefill: Prefill | None = None) -> bytes:
    """The form of one reporter for one period. The same inputs give the same bytes."""
    prefill, period = prefill or Prefill(), plan.as_reported(period)
    buffer = BytesIO()
    workbook = Workbook(
        buffer,
        {
            "in_memory": True,
            "default_format_properties": {
                "font_name": BODY_FONT,
                "font_size": BODY_SIZE,
                "font_scheme": "none",
                "valign": "vcenter",
            },
        },
    )
    heading = f"{plan.title}报送表"
    _describe(workbook, plan, reporter, period, heading)
    hidden = Stamp(workbook)
    identity = f"报送单位：{reporter.name}　　报告期：{period.chinese}　　文号：{plan.document.number}"
    writer = SheetWriter(
        workbook, Styles(workbook), Marks(workbook), Inputs(plan, period), hidden, heading, identity
    )
    cover = draw_cover(writer, plan, reporter, period, prefill.cover)
    for section in sections(plan, reporter, period, prefill):
        writer.draw(section)
    hidden.write(stamp(plan, reporter, period))
    cover.activate()
    workbook.close()
    return buffer.getvalue()


def _describe(workbook: Workbook, plan: Plan, reporter: Reporter, period: Period, heading: str) -> None:
    """Document properties. The date is the period's first day: the clock has no part in the file."""
    workbook.set_properties(
        {
            "title": f"{heading}（{reporter.name}，{period.chinese}）",
            "subject": f"{plan.document.number} {plan.document.title}",
            "author": plan.office,
            "company": plan.office,
            "created": datetime(period.year, period.month, 1, tzinfo=UTC),
        }
    )
