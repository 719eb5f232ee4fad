"""Varied workbooks, each the same for its seed: what cells hold, and two libraries that write it down."""

import random
import re
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import Workbook as OpenpyxlBook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlsxwriter import Workbook as XlsxWriterBook

from support.hostile_texts import rewritten

ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!")
DATE_FORMATS = (
    "yyyy-mm-dd", "yyyy/m/d", "m/d/yy", "d-mmm-yy", "mmm-yy", 'yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月"',
    "yyyy.mm.dd", "dddd", "[Red]yyyy-mm-dd", 'm"月"d"日";@',
)  # fmt: skip
MOMENT_FORMATS = ("yyyy-mm-dd hh:mm", "m/d/yy h:mm", "yyyy-mm-dd hh:mm:ss", 'yyyy"年"m"月"d"日" h"时"mm"分"')
TIME_FORMATS = ("h:mm", "hh:mm:ss", "h:mm AM/PM", "mm:ss", 'h"时"mm"分"')
SPAN_FORMATS = ("[h]:mm", "[h]:mm:ss", "[mm]:ss")
CHINESE_DATES = (*range(27, 37), *range(50, 59))
"""Formats of Chinese Excel and WPS that have a number and no code in the file."""
TIMES_AMONG_THEM = frozenset((32, 33, 34, 35, 55, 56))
TEXTS = (
    "富硒产品", "于都县", "甲", "A", "true", "TRUE", "007", "1e5", "=1+1", "#N/A", "１２．５", "100%", "2022-06-03", "—", "/",
    "无", "第一行\n第二行", "a\tb", "😀", "𠮷", "<b>&amp;\"'", " 前", "后 ", "　全角　", "\n", "  ", "x" * 300, "长" * 3000,
    "-", "'0", "_x000D_", "_x4E00_", "a\u200bb", "\u202e甲",
)  # fmt: skip
SHEET_NAMES = (
    "指标进度",
    "Sheet1",
    "台账-示范基地",
    "2022年6月",
    "O'Brien",
    "表 (2)",
    "汇总&合计",
    "长" * 31,
    "  甲  ",
    "%",
)


class Cell(NamedTuple):
    """``value``: what it holds, or what its formula last amounted to. A format is a code, or a built-in number."""

    value: Any = None
    format: str | int | None = None
    formula: str | None = None
    rich: bool = False


class Page(NamedTuple):
    name: str
    cells: dict[tuple[int, int], Cell]
    """By row and column, counted from 0."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False


class Book(NamedTuple):
    pages: tuple[Page, ...]
    date1904: bool = False
    inline: bool = False
    wrong_dimension: bool = False
    phonetic: bool = False
    iso_dates: bool = False
    unnamed: bool = False
    """Cells that do not say where they stand: one after the other."""


def varied(seed: int) -> Book:
    chance = random.Random(seed)
    names = chance.sample(SHEET_NAMES, chance.randint(1, 3))
    pages = tuple(_page(chance, name, first=n == 0) for n, name in enumerate(names))
    return Book(
        pages,
        date1904=chance.random() < 0.15,
        inline=chance.random() < 0.2,
        wrong_dimension=chance.random() < 0.2,
        phonetic=chance.random() < 0.2,
        iso_dates=chance.random() < 0.15,
        unnamed=chance.random() < 0.15,
    )


def _page(chance: random.Random, name: str, first: bool) -> Page:
    top, left = chance.choice((0, 0, 0, 1, 5)), chance.choice((0, 0, 1, 4))
    height, width = chance.randint(1, 14), chance.randint(1, 8)
    rows = [row for row in range(top, top + height) if chance.random() > 0.1]
    cells = {
        (row, column): _cell(chance)
        for row in rows
        for column in range(left, left + width)
        if chance.random() > 0.15
    }
    merged: tuple[tuple[int, int, int, int], ...] = ()
    if chance.random() < 0.3:
        merged = ((top + height, left, top + height + chance.randint(0, 2), left + 2),)
        cells[top + height, left] = Cell("合并")
    return Page(
        name,
        cells,
        merged,
        tuple(row for row in rows if chance.random() < 0.1),
        (left,) if chance.random() < 0.1 else (),
        not first and chance.random() < 0.2,
    )


def _cell(chance: random.Random) -> Cell:
    kind = chance.choice(
        ("text", "text", "number", "number", "date", "moment", "time", "span", "share", "bool", "error", "formula", "blank", "rich", "chinese")
    )  # fmt: skip
    return _MAKERS[kind](chance)


def _text(chance: random.Random) -> Cell:
    if chance.random() < 0.7:
        return Cell(chance.choice(TEXTS), chance.choice((None, None, "@")))
    return Cell("".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(chance.randint(1, 20))))


def _number(chance: random.Random) -> Cell:
    value = chance.choice(
        (0, 1, -1, 0.1, 1 / 3, -0.5, 100, 44715, 1234567.891, 2**53, 123456789012345678, 1e15, 1e-7, 1e100, -1e-100,
         round(chance.uniform(-1000, 1000), 2), chance.uniform(-1, 1) * 10.0 ** chance.randint(-30, 30))
    )  # fmt: skip
    return Cell(
        value,
        chance.choice(
            (None, None, "0", "0.00", "#,##0", "#,##0.00_ ", '0"个"', "0.00E+00", '[Red]-0.0;"零"')
        ),
    )


def _day(chance: random.Random) -> date:
    return date(1904, 1, 2) + timedelta(days=chance.randint(0, 60_000))


def _date(chance: random.Random) -> Cell:
    return Cell(_day(chance), chance.choice(DATE_FORMATS))


def _moment(chance: random.Random) -> Cell:
    at = time(chance.randint(0, 23), chance.randint(0, 59), chance.choice((0, chance.randint(1, 59))))
    return Cell(datetime.combine(_day(chance), at), chance.choice(MOMENT_FORMATS))


def _time(chance: random.Random) -> Cell:
    return Cell(
        time(chance.randint(0, 23), chance.randint(0, 59), chance.randint(1, 59)), chance.choice(TIME_FORMATS)
    )


def _span(chance: random.Random) -> Cell:
    minutes = chance.choice((chance.randint(1, 1400), chance.randint(1441, 100_000)))
    return Cell(timedelta(minutes=minutes), chance.choice(SPAN_FORMATS))


def _share(chance: random.Random) -> Cell:
    return Cell(round(chance.uniform(0, 1.5), 3), chance.choice(("0%", "0.0%", "0.00%")))


FORMULAS = {"=1+2": 3, "=5/2": 2.5, '="甲"': "甲", "=TRUE()": True, "=1/0": "#DIV/0!", "=NA()": "#N/A"}


def _formula(chance: random.Random) -> Cell:
    """Now and then without a value, as libraries write it that do not calculate."""
    formula = chance.choice(tuple(FORMULAS))
    return Cell(FORMULAS[formula] if chance.random() < 0.8 else None, None, formula)


_MAKERS: dict[str, Any] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "moment": _moment,
    "time": _time,
    "span": _span,
    "share": _share,
    "bool": lambda chance: Cell(chance.random() < 0.5),
    "error": lambda chance: Cell(chance.choice(ERRORS), "error"),
    "formula": _formula,
    "blank": lambda _: Cell(None, "0.00"),
    "rich": lambda chance: Cell("富硒" + chance.choice(("产品", " 基地 ", "\n县")), None, None, True),
    "chinese": lambda chance: Cell(_day(chance), chance.choice(CHINESE_DATES)),
}


def by_openpyxl(book: Book) -> bytes:
    made = OpenpyxlBook()
    if book.date1904:
        made.epoch = CALENDAR_MAC_1904
    made.iso_dates = book.iso_dates
    made.remove(made.active)
    for page in book.pages:
        sheet = made.create_sheet(page.name)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
        for (row, column), cell in page.cells.items():
            _put(sheet.cell(row + 1, column + 1), cell)
        for top, left, bottom, right in page.merged:
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for row in page.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[sheet.cell(1, column + 1).column_letter].hidden = True
    buffer = BytesIO()
    made.save(buffer)
    return _twisted(book, buffer.getvalue())


def _put(target: Any, cell: Cell) -> None:
    if cell.formula:
        target.value = cell.formula
        return
    target.value = (
        CellRichText(TextBlock(InlineFont(b=True), cell.value[:1]), cell.value[1:])
        if cell.rich
        else cell.value
    )
    if isinstance(cell.value, str) and cell.format != "error" and not cell.rich:
        target.data_type = "s"
    if isinstance(cell.format, str) and cell.format != "error":
        target.number_format = cell.format


def by_xlsxwriter(book: Book) -> bytes:
    buffer = BytesIO()
    made = XlsxWriterBook(
        buffer,
        {
            "in_memory": True,
            "constant_memory": book.inline,
            "date_1904": book.date1904,
            "strings_to_urls": False,
        },
    )
    for page in book.pages:
        sheet = made.add_worksheet(page.name)
        if page.hidden:
            sheet.hide()
        for (row, column), cell in sorted(page.cells.items()):
            _write(made, sheet, row, column, cell)
        for row in page.hidden_rows if not book.inline else ():
            sheet.set_row(row, None, None, {"hidden": True})
        for top, left, bottom, right in page.merged if not book.inline else ():
            sheet.merge_range(top, left, bottom, right, page.cells[top, left].value)
        for column in page.hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
    made.close()
    return _twisted(book, buffer.getvalue())


def _write(book: Any, sheet: Any, row: int, column: int, cell: Cell) -> None:
    named = cell.format == "error"
    look = book.add_format({"num_format": cell.format}) if cell.format is not None and not named else None
    value = cell.value
    if cell.formula:
        sheet.write_formula(row, column, cell.formula, look, "" if value is None else value)
    elif named:
        sheet.write_formula(row, column, "=" + value, None, value)
    elif cell.rich:
        sheet.write_rich_string(row, column, book.add_format({"bold": True}), value[:1], value[1:])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif isinstance(value, (date, time, timedelta)):
        sheet.write_datetime(row, column, value, look)
    elif value is None:
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_number(row, column, value, look)


_SHARED = re.compile(rb"<si><t>([^<]{2,20})</t></si>")


def _twisted(book: Book, content: bytes) -> bytes:
    """As WPS writes a dimension, and as Japanese Excel writes how a word is spoken."""

    def twist(name: str, part: bytes) -> bytes:
        if book.wrong_dimension and name.startswith("xl/worksheets/sheet"):
            part = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part)
        if book.unnamed and name.startswith("xl/worksheets/sheet"):
            part = re.sub(rb'<c r="[A-Z]+[0-9]+"', b"<c", part)
        if book.phonetic and name == "xl/sharedStrings.xml":
            spoken = '<rPh sb="0" eb="1"><t>フセレン</t></rPh><phoneticPr fontId="1"/>'.encode()
            return _SHARED.sub(lambda found: b"<si><t>" + found[1] + b"</t>" + spoken + b"</si>", part)
        return part

    return rewritten(content, twist)
