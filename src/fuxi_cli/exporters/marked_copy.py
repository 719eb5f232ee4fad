"""The marked copy of a workbook, to send back: a first sheet 审核意见, the faulty cells coloured, a note on each.

The original is never touched. openpyxl, which can load a workbook and save it again, is loaded only for this.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fuxi_cli.core.finding import SEVERITIES, Finding, Severity
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import WORKBOOK_STATUSES, Checked
from fuxi_cli.core.words import clean, show
from fuxi_cli.exporters.disarm import disarm
from fuxi_cli.exporters.fixed_package import repack
from fuxi_cli.exporters.openable import openable
from fuxi_cli.exporters.opinion_sheet import (
    COLOURS,
    GAP,
    LAST_COLUMN,
    LAST_ROW,
    TITLE,
    Fills,
    Opinion,
    coloured,
    draw,
    plain,
)
from fuxi_cli.exporters.plain_formula import is_plain
from fuxi_cli.exporters.sheet_parts import extended_choices, restored, sheet_parts
from fuxi_cli.exporters.xlsx_style import lines

_RANK: tuple[Severity, ...] = ("error", "warning", "info")
_MEANING: dict[Severity, str] = {
    "error": "必须改正，否则不能接收",
    "warning": "请改正，或在“核实说明”表中写明原因",
    "info": "供参考，不影响接收",
}
_NOTE_LEAD = f"【{TITLE}"
_NOTE_PIXELS, _NOTE_UNITS, _LINE_PIXELS = 320, 42, 18
"""How wide a note is, how many column units of its text that takes, and how high a line is."""
_MOST_BYTES = 40 * 1024 * 1024
"""Of XML; about a hundred thousand rows, which need half a gigabyte."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_CORE = "docProps/core.xml"
_PICTURES = ("xl/media/", "xl/charts/", "xl/diagrams/")


def render(content: bytes, checked: Checked, plan: Plan | None) -> bytes | None:
    """The marked copy of the workbook with that content; None when openpyxl cannot open it or save it again,
    and when it is so large that this would take minutes and gigabytes.

    The same inputs give the same bytes.
    """
    try:
        return _render(content, checked, plan)
    except (
        Exception
    ):  # openpyxl fails in many ways on what it does not know; the slip tells it all without a copy
        return None


def _render(content: bytes, checked: Checked, plan: Plan | None) -> bytes | None:
    opened = _open(content)
    if opened is None:
        return None
    book, parts = opened
    disarm(book, content)
    _forget_earlier_opinions(book)
    _restore_choices(book, content, parts)
    opinions = list(_numbered(book, checked.findings))
    fills = _mark_cells(book, opinions, plan)
    _size_notes(book)
    draw(book.create_sheet(TITLE, 0), list(_head(checked, plan, content)), opinions, fills)
    _show_first(book)
    return _save(book, content, parts)


def _open(content: bytes) -> tuple[Workbook, dict[str, str]] | None:
    """The workbook, and where in the package its sheets are."""
    if not openable(content, _MOST_BYTES):
        return None
    parts = sheet_parts(content)
    with catch_warnings():
        # It warns of what it drops; drop-downs are put back, and the sheet says that pictures may be missing.
        simplefilter("ignore")
        book = load_workbook(BytesIO(content), keep_links=False)
    # A workbook in the strict form of the standard opens without a sheet.
    return (book, parts) if book.worksheets else None


def _forget_earlier_opinions(book: Workbook) -> None:
    """A marked copy that came back mended is marked anew: without the sheet, notes and colours of the last time."""
    old = book[TITLE] if TITLE in book.sheetnames else None
    if old is None or old["A1"].value != TITLE or len(book.sheetnames) == 1:
        return
    for (sheet, address), fill in coloured(old):
        if sheet in book.sheetnames and isinstance(book[sheet], Worksheet):
            book[sheet][address].fill = PatternFill("solid", fill, fill) if fill else PatternFill()
    book.remove(old)
    for cell in _noted(book):
        before = cell.comment.text.partition(_NOTE_LEAD)[0].rstrip()
        if before != cell.comment.text.rstrip():
            cell.comment = Comment(before, cell.comment.author) if before else None


def _noted(book: Workbook) -> Iterator[Any]:
    """Every cell with a note."""
    for sheet in book.worksheets:
        yield from [cell for cell in _cells(sheet).values() if getattr(cell, "comment", None)]


def _cells(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """The cells that exist, by (row, column): ``iter_rows`` would make one for every place up to a stray one."""
    cells: dict[tuple[int, int], Any] = sheet._cells
    return cells


def _restore_choices(book: Workbook, content: bytes, parts: dict[str, str]) -> None:
    """Drop-downs in the extended form, written again in the plain one."""
    with ZipFile(BytesIO(content)) as package:
        sheets = frozenset(name.lower() for name in book.sheetnames)
        for sheet in book.worksheets:
            part = parts.get(sheet.title)
            for cells, source in extended_choices(package.read(part)) if part else ():
                if not is_plain(source, sheets):
                    continue
                check = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=True)
                check.sqref = cells
                sheet.add_data_validation(check)


def _numbered(book: Workbook, findings: Sequence[Finding]) -> Iterator[Opinion]:
    ordered = sorted(findings, key=lambda finding: _RANK.index(finding.rule.severity))
    for number, finding in enumerate(ordered, start=1):
        yield Opinion(number, finding, _target(book, finding.place))


def _target(book: Workbook, place: Place) -> tuple[str, str] | None:
    """The cell that stands for a place; None where there is none to jump to."""
    name = place.sheet
    if name is None or name not in book.sheetnames or not isinstance(book[name], Worksheet):
        return None
    sheet = book[name]
    if sheet.sheet_state != "visible":
        return None
    row, column = place.row, place.column
    if bool(row) != bool(column):
        filled = [at for at, cell in _cells(sheet).items() if cell.value is not None]
        row, column = min((at for at in filled if at[0] == row or at[1] == column), default=(row, column))
    if row > LAST_ROW or column > LAST_COLUMN:
        return None
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            row, column = area.min_row, area.min_col
    return name, f"{column_letters(column or 1)}{row or 1}"


def _mark_cells(book: Workbook, opinions: Sequence[Opinion], plan: Plan | None) -> Fills:
    """Mark every cell that a finding points to. Gives the colours that they had before, for the next time."""
    by_cell: dict[tuple[str, str], list[Opinion]] = {}
    for opinion in opinions:
        # A finding about a whole sheet marks no cell.
        if opinion.target and (opinion.finding.place.row or opinion.finding.place.column):
            by_cell.setdefault(opinion.target, []).append(opinion)
    fills = {}
    for (sheet, address), found in by_cell.items():
        cell = book[sheet][address]
        fills[sheet, address] = _colour(cell.fill)
        _mark(cell, found, plan)
    return fills


def _colour(fill: Any) -> str:
    """A cell's plain colour; empty for none, and for one of the theme or a pattern."""
    colour = fill.fgColor.rgb if fill.fill_type == "solid" else None
    return colour if isinstance(colour, str) else ""


def _mark(cell: Any, opinions: Sequence[Opinion], plan: Plan | None) -> None:
    """Colour by the worst finding, and one note for all."""
    # The findings are sorted: the first is the worst.
    colour = f"FF{COLOURS[opinions[0].finding.rule.severity]}"
    cell.fill = PatternFill("solid", colour, colour)
    texts = [_note(opinion) for opinion in opinions]
    if cell.comment:
        texts.insert(0, cell.comment.text)
    cell.comment = Comment("\n\n".join(texts), clean(plan.office) if plan else TITLE)


def _note(opinion: Opinion) -> str:
    finding = opinion.finding
    rule = finding.rule
    said = [f"{_NOTE_LEAD} {opinion.number}】{SEVERITIES[rule.severity]} {rule.code}", finding.message]
    if finding.expected is not None:
        said.append(f"应为：{show(finding.expected)}")
    said.append(f"怎么改：{finding.remedy}")
    if finding.explained:
        said.append(f"已有说明：{finding.explained}")
    return plain("\n".join(said))


def _size_notes(book: Workbook) -> None:
    """openpyxl forgets how large notes are; each is made to fit its text."""
    for cell in _noted(book):
        cell.comment.width = _NOTE_PIXELS
        cell.comment.height = lines(cell.comment.text, _NOTE_UNITS) * _LINE_PIXELS + 16


def _head(checked: Checked, plan: Plan | None, content: bytes) -> Iterator[str]:
    who = (
        clean(checked.reporter.name)
        if checked.reporter
        else "（见各行）"
        if checked.layout in ("wide", "list")
        else "（不明）"
    )
    when = f"{GAP}报告期：{checked.period.chinese}" if checked.period else ""
    yield f"报送单位：{who}{when}{GAP}文件：{clean(os.path.basename(checked.path))}" + (
        f"\n方案：{clean(plan.title)}（{clean(plan.document.number)}）" if plan else ""
    )
    counts = Counter(finding.rule.severity for finding in checked.findings)
    found = "；".join(f"{SEVERITIES[s]} {counts[s]} 处（{_MEANING[s]}）" for s in _RANK if counts[s])
    yield f"审核结果：{WORKBOOK_STATUSES.get(checked.status, checked.status)}。{found}。"
    yield (
        "点“位置”可以跳到有问题的单元格。有问题的单元格已涂色：红色为强制，黄色为核实，蓝色为提示；鼠标停在上面可看批注。"
        + ("原表中的图片、图形和图表以原表为准。" if _has_pictures(content) else "")
    )


def _has_pictures(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as package:
        return any(name.startswith(_PICTURES) for name in package.namelist())


def _show_first(book: Workbook) -> None:
    """Open on the opinions; no other sheet stays selected, or what is typed would go into both."""
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.worksheets[0]
    for chart in book.chartsheets:
        for view in chart.sheetViews.sheetView:
            view.tabSelected = False


def _save(book: Workbook, content: bytes, parts: dict[str, str]) -> bytes:
    changed = book.properties.modified or book.properties.created
    book.calculation.fullCalcOnLoad = True
    buffer = BytesIO()
    book.save(buffer)
    saved = buffer.getvalue()
    rewritten = dict(_restored(content, parts, saved))
    rewritten[_CORE] = _dated(saved, changed)
    return repack(saved, rewritten)


def _restored(content: bytes, parts: dict[str, str], saved: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(content)) as original, ZipFile(BytesIO(saved)) as copy:
        for title, part in sheet_parts(saved).items():
            if title in parts:
                yield part, restored(original.read(parts[title]), copy.read(part))


def _dated(saved: bytes, changed: datetime | None) -> bytes:
    """The document properties with the original's last date: the clock has no part in the file."""
    day = (changed or datetime(1980, 1, 1)).replace(microsecond=0, tzinfo=None)
    with ZipFile(BytesIO(saved)) as package:
        core = package.read(_CORE)
    return _MODIFIED.sub(lambda found: found[1] + f"{day.isoformat()}Z".encode() + found[2], core)
