"""退回单: one page that goes back with a workbook and says why (docx)."""

import os
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import Checked
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.fixed_package import repack
from fuxi_cli.exporters.wording import day
from fuxi_cli.exporters.xlsx_style import lines

_TITLE_FONT, _HEAD_FONT, _BODY_FONT, _TABLE_FONT = "宋体", "黑体", "仿宋", "仿宋"
_BODY_SIZE, _TABLE_SIZE = 14, 10.5
_COLUMNS = (
    ("序号", 1.2, 4),
    ("级别", 1.3, 5),
    ("位置", 3.2, 15.5),
    ("问题", 5.6, 28.5),
    ("怎么改", 5.2, 26.5),
)
"""Heading, width in centimetres, and how many column units of table text fit into a line of it."""
_LINES_ON_THE_PAGE = 34
"""Lines of table text that leave room for everything else on one A4 page."""
_LONGEST = 90
_BLANK = "＿＿＿＿"


def to_answer(checked: Checked) -> list[Finding]:
    """What the reporter must mend or explain: 强制 first, then 核实 that nobody has explained."""
    errors = [f for f in checked.findings if f.rule.severity == "error"]
    warnings = [f for f in checked.findings if f.rule.severity == "warning" and not f.explained]
    return errors + warnings


def render(
    checked: Checked,
    plan: Plan | None,
    period: Period | None,
    reply_by: date | None = None,
    marked: bool = True,
) -> bytes:
    """The slip for one workbook. ``marked``: a marked copy goes with it. The same inputs give the same bytes."""
    document = Document()
    _page(document, period)
    returned = checked.status != "accepted"
    _line(
        document,
        "退 回 单" if returned else "核 实 单",
        WD_ALIGN_PARAGRAPH.CENTER,
        _TITLE_FONT,
        22,
        bold=True,
    )
    _line(document, f"致：{clean(checked.reporter.name) if checked.reporter else _BLANK}")
    _line(document, _opening(checked, plan, period, returned), indent=True)
    findings = to_answer(checked)
    shown = _fitting(findings)
    _table(document, findings[:shown])
    rest = _rest(len(findings) - shown, marked) if shown < len(findings) else ""
    closing = _line(document, rest + _request(returned, reply_by, marked), indent=True)
    closing.paragraph_format.space_before = Pt(8)
    _signature(document, plan)
    return _bytes(document)


def _page(document: Any, period: Period | None) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.size = Pt(_BODY_SIZE)
    _font(normal, _BODY_FONT)
    made = datetime(period.year, period.month, 1) if period else datetime(1980, 1, 1)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "退回单", "", ""
    properties.created = properties.modified = made


def _font(of: Any, name: str) -> None:
    """Set the font for Chinese as well: Word keeps that apart from the one for Latin letters."""
    of.font.name = name
    fonts = of.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), name)


def _line(
    document: Any,
    text: str,
    align: Any = None,
    font: str = _BODY_FONT,
    size: float = _BODY_SIZE,
    bold: bool = False,
    indent: bool = False,
) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(6), 1.25
    if indent:
        shape.first_line_indent = Pt(2 * size)
    _run(paragraph, text, font, size, bold)
    return paragraph


def _run(paragraph: Any, text: str, font: str, size: float, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    _font(run, font)


def _opening(checked: Checked, plan: Plan | None, period: Period | None, returned: bool) -> str:
    what = f"《{clean(plan.title)}》" if plan else ""
    when = period.chinese if period else ""
    name = clean(os.path.basename(checked.path))
    result = "不能接收，现予退回" if returned else "有问题需要核实"
    return f"你单位报送的{what}{when}报送表（文件名：{name}）经审核，{result}。{_counts(checked)}如下："


def _counts(checked: Checked) -> str:
    findings = to_answer(checked)
    counts = {s: sum(1 for f in findings if f.rule.severity == s) for s in ("error", "warning")}
    found = "、".join(f"{SEVERITIES[s]} {n} 处" for s, n in counts.items() if n)
    return f"{'退回' if checked.status != 'accepted' else '核实'}原因（{found}）"


def _fitting(findings: Sequence[Finding]) -> int:
    """How many of the findings fit on the page; at least one."""
    used = 0.0
    for number, finding in enumerate(findings):
        texts = _texts(number + 1, finding)
        used += max(lines(text, units) for text, (_, _, units) in zip(texts, _COLUMNS, strict=True)) + 0.3
        if used > _LINES_ON_THE_PAGE and number:
            return number
    return len(findings)


def _texts(number: int, finding: Finding) -> tuple[str, ...]:
    place = finding.place.chinese
    message = clean(finding.message)
    return (
        str(number),
        SEVERITIES[finding.rule.severity],
        _short(clean(place), 40),
        _short(_without_place(message, place), _LONGEST),
        _short(clean(finding.remedy), 70),
    )


def _without_place(message: str, place: str) -> str:
    """The place has a column of its own."""
    rest = message.removeprefix(place).lstrip("，。：、 ")
    return message if not rest or rest.startswith("的") else rest


def _short(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"


def _table(document: Any, findings: Sequence[Finding]) -> None:
    table = document.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, (_, width, _) in zip(table.columns, _COLUMNS, strict=True):
        # Word goes by the widths of the cells, WPS and LibreOffice by those of the columns.
        column.width = Cm(width)
    _fill(table.rows[0], [title for title, _, _ in _COLUMNS], _HEAD_FONT, all_centred=True)
    for number, finding in enumerate(findings, start=1):
        _fill(table.add_row(), _texts(number, finding), _TABLE_FONT)


def _fill(row: Any, texts: Sequence[str], font: str, all_centred: bool = False) -> None:
    for number, (cell, text, (_, width, _)) in enumerate(zip(row.cells, texts, _COLUMNS, strict=True)):
        cell.width = Cm(width)
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if all_centred or number < 2 else None
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        _run(paragraph, text, font, _TABLE_SIZE)


def _rest(number: int, marked: bool) -> str:
    return f"其余 {number} 处见审核意见。" if marked else f"其余 {number} 处，请改正后重报，再作审核。"


def _request(returned: bool, reply_by: date | None, marked: bool) -> str:
    when = f"{day(reply_by)}前" if reply_by else "　　月　　日前"
    where = "逐处问题和改法见所附审核意见。" if marked else ""
    if returned:
        return f"{where}请于{when}修改重报。"
    return f"{where}请于{when}改正，或在“核实说明”表中写明原因后重报。"


def _signature(document: Any, plan: Plan | None) -> None:
    right = WD_ALIGN_PARAGRAPH.RIGHT
    _line(document, "").paragraph_format.space_after = Pt(0)
    _line(document, clean(plan.office) if plan else _BLANK, right)
    _line(document, "经办人：＿＿＿＿＿＿　　　　　　年　　月　　日", right)


def _bytes(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue(), {})
