"""Text tables (.csv, and the same under other names): one sheet, rows counted as Excel shows them.

What separates the cells is told by the lines themselves. A row with more cells than the table has columns (an
unquoted 1,200) would shift what stands right of it: the file is refused with the line, as is one with unbalanced
quotes. Formulas stay text; those that would start a program are noticed.
"""

import csv
import re
from collections.abc import Iterator
from itertools import pairwise
from os.path import basename, splitext
from typing import Any

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.readers.cells.parsed import AsShown
from fuxi_cli.readers.formats import Source
from fuxi_cli.readers.ooxml.canonical import MAX_COLUMN, MAX_ROW
from fuxi_cli.readers.refusal import Refusal, oversized, unreadable
from fuxi_cli.readers.text.delimiters import CANDIDATES, rivals
from fuxi_cli.readers.text.encoding import decode
from fuxi_cli.readers.text.grid import Budget
from fuxi_cli.readers.text.values import starts_program, typed

_SAMPLE = 256 * 1024
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_DECLARED = re.compile(r'sep=([^\r\n"])(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_THOUSANDS = re.compile(r"\s*[-+]?[1-9][0-9]{0,2},[0-9]{3}(?:\.[0-9]+)?\s*")
_NAMES = {",": "逗号", "\t": "制表符", ";": "分号", "|": "竖线"}
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\")
_SHEET_NAME = 31


def read(workbook: Workbook, source: Source, limits: Limits) -> None:
    """Fill the workbook with the one sheet that a text table is. Raises Refusal."""
    text = decode(source.data)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise unreadable("damaged", f"第 {line} 行有空字符，文件已损坏，可能没有复制完")
    delimiter, start = _delimiter(text)
    sheet = Sheet(_sheet_name(workbook.path), [])
    budget = Budget(limits)
    notices: list[Notice] = []
    widest_header = 0
    for line, record in _records(text, start, delimiter):
        _check(sheet, budget, len(record))
        cells, measured = _row(record, sheet, notices, limits)
        if not measured:
            widest_header = max(widest_header, len(record))
        elif widest_header > 1 and (
            len(cells) > widest_header or _is_split(record, widest_header, delimiter)
        ):
            raise _too_many(line, len(record), widest_header, delimiter)
        sheet.rows.append(cells)
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
    workbook.sheets = [sheet]
    workbook.notices.extend(notices)


def _sheet_name(path: str) -> str:
    """The file's name without extension, cut as Excel cuts it."""
    stem = splitext(basename(path))[0].translate(_FORBIDDEN)
    return stem[:_SHEET_NAME] or "Sheet1"


def _delimiter(text: str) -> tuple[str, int]:
    """What separates the cells, and where the rows begin: behind a first line ``sep=;``, which Excel does not show."""
    declared = _DECLARED.match(text)
    if declared:
        return declared[1], declared.end()
    found = rivals(text[:_SAMPLE])
    if len(found) > 1:
        named = "和".join(f"“{_NAMES[d]}”" for d in found)
        reason = f"分不清单元格之间用的是哪种符号分隔：{named}都说得通，请用 Excel 打开核对后另存为 .xlsx"
        raise unreadable("delimiter", reason)
    return (found or CANDIDATES)[0], 0


def _records(text: str, start: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line that it begins on; a blank line is a record without cells."""
    lines = (match[0] for match in _LINE.finditer(text, start) if match[0])
    offset = text.count("\n", 0, start)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 0
    try:
        for record in reader:
            yield offset + line + 1, record
            line = reader.line_num
    except csv.Error as error:
        raise _malformed(str(error), offset + line + 1) from None


def _malformed(fault: str, line: int) -> Refusal:
    if "field limit" in fault:
        return unreadable(
            "quotes", f"第 {line} 行有一个格子长得出奇，多半是少了一个英文双引号，后面的内容连成了一片"
        )
    return unreadable("quotes", f"第 {line} 行的英文双引号不成对，分不清格子从哪里断开")


def _row(record: list[str], sheet: Sheet, notices: list[Notice], limits: Limits) -> tuple[list[Any], bool]:
    """The row's values up to its last filled cell, and whether it holds a number."""
    cells: list[Any] = []
    measured = False
    row = len(sheet.rows) + 1
    for column, text in enumerate(record, start=1):
        value, error = typed(text)
        if error:
            sheet.errors[row, column] = error
        elif isinstance(value, (float, AsShown)):
            measured = True
        elif isinstance(value, str):
            if "\r" in value:
                value = value.replace("\r\n", "\n").replace("\r", "\n")
            if starts_program(text) and len(notices) < limits.samples:
                notices.append(Notice("dde", Place(sheet.name, row, column), text))
        cells.append(value)
    while cells and cells[-1] is None and (row, len(cells)) not in sheet.errors:
        cells.pop()
    return cells, measured


def _is_split(record: list[str], columns: int, delimiter: str) -> bool:
    """Whether a number like 1,200 stands in two cells, though the last cell is empty and nothing reaches too far."""
    if delimiter != "," or len(record) <= columns:
        return False
    return any(_THOUSANDS.fullmatch(f"{one},{next_}") for one, next_ in pairwise(record))


def _too_many(line: int, cells: int, columns: int, delimiter: str) -> Refusal:
    name = _NAMES.get(delimiter, delimiter)
    reason = (
        f"第 {line} 行有 {cells} 格，表头只有 {columns} 格，多半是 1,200 这样的数或者文字里带了{name}又没有加引号，"
        "后面的格子都会错位"
    )
    return unreadable("shifted", reason)


def _check(sheet: Sheet, budget: Budget, cells: int) -> None:
    budget.take(cells + 1, sheet.name)
    if cells > MAX_COLUMN:
        raise oversized("列数", f"{cells} 列", f"{MAX_COLUMN} 列", Place(sheet.name))
    if len(sheet.rows) >= MAX_ROW:
        raise oversized("行数", f"{MAX_ROW + 1} 行", f"{MAX_ROW} 行", Place(sheet.name))
