"""The sheet 审核意见 of a marked copy: every finding in a row, with a link to its cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.place import column_letters
from fuxi_cli.core.words import clean, show
from fuxi_cli.exporters.xlsx_style import BODY_FONT, HEAD_FONT, lines, row_height

TITLE = "审核意见"
COLOURS = {"error": "F4A7A0", "warning": "FFD45C", "info": "BDD7EE"}
"""By severity: red, yellow, blue. The yellow is stronger than that of the form's open cells."""
_COLUMNS = (
    ("序号", 6), ("级别", 7), ("位置", 18), ("问题", 44), ("应为", 18), ("怎么改", 42), ("规则", 8), ("已有说明", 20),
)  # fmt: skip
_CENTRED = ("序号", "级别", "规则")
_HEAD_FILL, _INK, _LINK, _RULE_COLOUR = "2E6B4F", "262626", "0563C1", "A6A6A6"
_FIRST_ROW = 6
GAP = "\u3000\u3000"
"""Between the parts of a heading."""
_LONGEST = 3000
"""Characters of one text: a spreadsheet allows 32,767, and nobody reads so many."""
_LINK_COLUMN, _FILL_COLUMN = 3, len(_COLUMNS) + 1
_NO_FILL = "-"
_CELL = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}")
_COLOUR = re.compile("[0-9A-F]{8}|-")
_INDENT_WIDTH = 2
_A4 = 9
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Of a sheet."""


@dataclass(frozen=True)
class Opinion:
    """A finding with its number and the cell in the copy that it points to: (sheet, cell), or None."""

    number: int
    finding: Finding
    target: tuple[str, str] | None


Fills = Mapping[tuple[str, str], str]
"""(sheet, cell) → the colour that the cell had before it was marked, empty for none."""


def put(sheet: Worksheet, row: int, column: int, text: str | int) -> Any:
    """Write text as text, whatever it begins with; control characters do not reach the file."""
    cell = sheet.cell(row, column)
    if isinstance(text, int):
        cell.value = text
        return cell
    cell.value = plain(text)
    # Else openpyxl makes a live formula of what begins with “=”, and an error value of “#N/A”.
    cell.data_type = "s"
    return cell


def plain(text: str) -> str:
    """Cleaned line by line, and cut where it goes on for pages. The gaps of a heading stay."""
    cleaned = "\n".join(GAP.join(map(clean, line.split(GAP))) for line in text.splitlines())
    return cleaned if len(cleaned) <= _LONGEST else f"{cleaned[:_LONGEST]}……"


def draw(sheet: Worksheet, head: Sequence[str], opinions: Sequence[Opinion], fills: Fills) -> None:
    """``head``: the lines under the title. ``fills`` stand beside the table in white, to be put back one
    day: a hidden column would be a finding when the copy is sent in."""
    for number, (_, width) in enumerate(_COLUMNS, start=1):
        # A little more than the characters that are to fit: the programs keep some of it as a margin.
        sheet.column_dimensions[column_letters(number)].width = width + 0.71
    _top(sheet, head)
    for number, (title, _) in enumerate(_COLUMNS, start=1):
        _box(
            put(sheet, _FIRST_ROW - 1, number, title),
            "center",
            fill=_HEAD_FILL,
            font=_font(HEAD_FONT, "FFFFFF"),
        )
    sheet.row_dimensions[_FIRST_ROW - 1].height = 24
    for row, opinion in enumerate(opinions, start=_FIRST_ROW):
        _draw_opinion(sheet, row, opinion)
        if opinion.target and opinion.target in fills:
            put(sheet, row, _FILL_COLUMN, fills[opinion.target] or _NO_FILL).font = _font(
                colour="FFFFFF", size=6
            )
    sheet.column_dimensions[column_letters(_FILL_COLUMN)].width = 1
    _print_setup(sheet, _FIRST_ROW + len(opinions) - 1)


def coloured(sheet: Worksheet) -> Iterator[tuple[tuple[str, str], str]]:
    """What such a sheet says of each cell that was marked: the cell, and its colour before."""
    # Only cells that are there: a stray one far below would otherwise call a million more into being.
    filled = sorted(row for row, column in sheet._cells if column == _FILL_COLUMN and row >= _FIRST_ROW)
    for row in filled:
        fill, link = sheet.cell(row, _FILL_COLUMN).value, sheet.cell(row, _LINK_COLUMN).hyperlink
        name, mark, address = str(link.location if link else "").rpartition("!")
        if mark and _on_a_sheet(address) and _COLOUR.fullmatch(str(fill)):
            yield (
                (name.removeprefix("'").removesuffix("'").replace("''", "'"), address),
                "" if fill == _NO_FILL else str(fill),
            )


def _on_a_sheet(address: str) -> bool:
    if not _CELL.fullmatch(address):
        return False
    row, column = coordinate_to_tuple(address)
    return bool(row <= LAST_ROW and column <= LAST_COLUMN)


def _top(sheet: Worksheet, head: Sequence[str]) -> None:
    width = sum(width for _, width in _COLUMNS)
    for row, text in enumerate((TITLE, *head), start=1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_COLUMNS))
        cell = put(sheet, row, 1, text)
        first = row == 1
        cell.font = _font(HEAD_FONT, size=18) if first else _font()
        cell.alignment = Alignment("center" if first else "left", "center", wrap_text=True)
        sheet.row_dimensions[row].height = 32 if first else lines(plain(text), width) * 15.5 + 5


def _draw_opinion(sheet: Worksheet, row: int, opinion: Opinion) -> None:
    texts = _texts(opinion)
    for number, (title, _) in enumerate(_COLUMNS, start=1):
        value = opinion.number if title == "序号" else texts[title]
        fill = COLOURS[opinion.finding.rule.severity] if title == "级别" else None
        _box(put(sheet, row, number, value), "center" if title in _CENTRED else "left", fill, _font())
    if opinion.target:
        _link(sheet, row, opinion.target)
    sheet.row_dimensions[row].height = row_height(
        {title: plain(text) for title, text in texts.items()},
        {title: width - (0 if title in _CENTRED else _INDENT_WIDTH) for title, width in _COLUMNS},
        24,
    )


def _texts(opinion: Opinion) -> Mapping[str, str]:
    finding = opinion.finding
    clause = f"\n依据：{finding.clause}" if finding.clause else ""
    return {
        "级别": SEVERITIES[finding.rule.severity],
        "位置": finding.place.chinese,
        "问题": f"{finding.message}{clause}",
        "应为": "" if finding.expected is None else show(finding.expected),
        "怎么改": finding.remedy,
        "规则": finding.rule.code,
        "已有说明": finding.explained or "",
    }


def _link(sheet: Worksheet, row: int, target: tuple[str, str]) -> None:
    cell = sheet.cell(row, _LINK_COLUMN)
    name, address = target
    location = f"{quote_sheetname(name)}!{address}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location, tooltip="点一下跳到这个单元格")
    cell.font = Font(name=BODY_FONT, size=11, color=_LINK, underline="single")


def _font(name: str = BODY_FONT, colour: str = _INK, size: float = 11) -> Font:
    return Font(name=name, size=size, color=colour)


def _box(cell: Any, align: str, fill: str | None, font: Font) -> None:
    side = Side("thin", _RULE_COLOUR)
    cell.border = Border(side, side, side, side)
    cell.alignment = Alignment(align, "center", wrap_text=True, indent=1 if align == "left" else 0)
    cell.font = font
    if fill:
        cell.fill = PatternFill("solid", fill, fill)


def _print_setup(sheet: Worksheet, last_row: int) -> None:
    """A4 across, one page wide, the header on every page, page numbers."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{_FIRST_ROW - 1}:{_FIRST_ROW - 1}"
    sheet.print_area = f"A1:{column_letters(len(_COLUMNS))}{last_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.6, 0.7, 0.3
    sheet.oddFooter.center.text = "第 &P 页  共 &N 页"
    sheet.freeze_panes = f"A{_FIRST_ROW}"
    sheet.sheet_view.showGridLines = False
