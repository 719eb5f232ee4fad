"""Draws the cover: who reports what for which month, and how to fill in the form."""

from collections.abc import Iterator
from datetime import date

from fuxi_cli.core.form import COVER_TITLE, TASKS, cover_for
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Field, Plan, Reporter
from fuxi_cli.core.reporting import due_day
from fuxi_cli.exporters.template_content import Entries, cell_kind
from fuxi_cli.exporters.template_page import add_sheet, print_setup, protect, title, top_line
from fuxi_cli.exporters.template_sheet import SheetWriter, write_note, write_value
from fuxi_cli.exporters.xlsx_style import HEAD_FONT, GrowingWorksheet, lines

_LABEL_WIDTH, _VALUE_WIDTH = 22.0, 64.0
_FIRST_ROW = 3
"""Where the labels begin, counted from 0."""


def draw_cover(
    writer: SheetWriter, plan: Plan, reporter: Reporter, period: Period, given: Entries
) -> GrowingWorksheet:
    """The first sheet. Each label stands in column A, its value beside it."""
    sheet = add_sheet(writer.workbook, COVER_TITLE)
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, 1, _VALUE_WIDTH)
    width = _LABEL_WIDTH + _VALUE_WIDTH
    title(sheet, writer.styles, 1, width, writer.heading, 20)
    top_line(sheet, 1, 1, f"（{period.chinese}）", writer.styles.line(align="center", font_size=14), 26)
    values: Entries = {
        "plan": plan.title,
        "document": plan.document.number,
        "reporter": reporter.name,
        "period": period.chinese,
        **given,
    }
    fields = cover_for(plan)
    for row, f in enumerate(fields, start=_FIRST_ROW):
        _label_and_value(writer, sheet, row, f, values)
    end = _guide(writer, sheet, _FIRST_ROW + len(fields) + 1, tuple(guide(plan, reporter, period)))
    first_input = next(row for row, f in enumerate(fields, start=_FIRST_ROW) if not f.calculated)
    sheet.set_selection(first_input, 1, first_input, 1)
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{end + 1}"})
    print_setup(sheet, width)
    protect(sheet)
    return sheet


def _label_and_value(
    writer: SheetWriter, sheet: GrowingWorksheet, row: int, f: Field, values: Entries
) -> None:
    value = values.get(f.name)
    height = lines(value, _VALUE_WIDTH) * 16 + 14 if isinstance(value, str) else 30
    sheet.set_row(row, max(height, 30))
    look = writer.styles.boxed(font_name=HEAD_FONT, bg_color="#DCE9E2", align="center")
    sheet.write_string(row, 0, f.title, look)
    if not f.calculated and (text := writer.inputs.note(f)):
        write_note(sheet, row, 0, text)
    kind = cell_kind(f)
    write_value(
        sheet, row, 1, value, writer.styles.cell(kind, locked=f.calculated, align="left", indent=True)
    )
    check = None if f.calculated else writer.inputs.validation(f, kind)
    if check is not None:
        writer.add_check(sheet, (row, 1, row, 1), check)


def _guide(writer: SheetWriter, sheet: GrowingWorksheet, row: int, items: tuple[str, ...]) -> int:
    """The 填报说明 from a row on; returns its last row."""
    top_line(sheet, row, 1, "填报说明", writer.styles.line(font_name=HEAD_FONT, align="left"), 24)
    look = writer.styles.line(align="left", valign="top")
    for number, item in enumerate(items, start=1):
        text = f"{number}. {item}"
        top_line(sheet, row + number, 1, text, look, lines(text, _LABEL_WIDTH + _VALUE_WIDTH) * 16 + 5)
    return row + len(items)


def guide(plan: Plan, reporter: Reporter, period: Period) -> Iterator[str]:
    """How to fill in this reporter's form, one point each, in plain words."""
    return map(plan.says, _guide_points(plan, reporter, period))


def _guide_points(plan: Plan, reporter: Reporter, period: Period) -> Iterator[str]:
    quotas, tasks = plan.reports(reporter.id), plan.tasks_of(reporter)
    yield "浅黄色单元格由报送单位填写；灰色单元格已经填好或自动计算，不用填。表头深绿色的必填，浅绿色的按实际情况填。"
    yield "鼠标移到表头右上角的红色小三角上，可以看到这一栏怎么填；带下拉箭头的，请从列表中选。"
    if quotas:
        first = f"{plan.start.month}月" if plan.start.year == period.year else plan.start.chinese
        if plan.staged:
            yield "“年度任务数”是本年的任务数，含以前年度结转的；“总任务数”是方案各年的合计，完成率＝累计完成÷总任务数，差额＝总任务数－累计完成。"
        yield f"“指标进度”：只填阿拉伯数字，不写单位。“本月新增”没有的填 0；“累计完成”填{first}至本月的累计数，完成率和差额自动计算。"
        unowed = [i for i in quotas if plan.quota(reporter.id, i.id) is None]
        if unowed:
            yield "任务数为“—”的指标没有给本单位分任务，只报数，不算完成率和差额。"
        if stock := [i.short for i in unowed if i.basis == "total"]:
            yield f"{'、'.join(stock)}要的是总数：“累计完成”填报告期末的总数，“本月新增”填比上一期净增加的数。"
    if tasks:
        yield f"“{TASKS.title}”：每项都要选“状态”；选“已完成”的，要填完成日期和佐证文号。"
    if plan.ledgers_of(reporter.id):
        proving = any(ledger.indicator for ledger in plan.ledgers_of(reporter.id))
        agree = "，累计数要与台账对得上" if proving else ""
        yield f"各“台账”：每个对象填一行{agree}；行数不够时接着往下填。"
    yield f"日期按 {period.last_day} 的样子填写。"
    yield "本月没有任何进展的也要报送：“本月有无进展”选“无”" + ("，“本月新增”填 0。" if quotas else "。")
    yield f"请于{_chinese(due_day(plan, period))}前报{plan.office}。请不要改动工作表名称、表头和文件名。"


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
