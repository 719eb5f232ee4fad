"""Web pages that hold tables, as web systems export them under the name .xls: every table becomes a sheet."""

import re
from typing import Any

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.core.words import clean
from fuxi_cli.readers.formats import Source
from fuxi_cli.readers.formulas import reaches_out
from fuxi_cli.readers.refusal import Refusal, oversized, unreadable
from fuxi_cli.readers.text.encoding import decode
from fuxi_cli.readers.text.grid import Budget, Grid
from fuxi_cli.readers.text.html_tables import Cell, HtmlTable, Page, read_page
from fuxi_cli.readers.text.html_tokens import characters
from fuxi_cli.readers.text.values import error_value, starts_program, typed

_HEAD = 4096
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_CHINESE = ("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80")
_OTHERS = {"big5": "big5hkscs", "utf-16": "utf-16", "utf-8": "utf-8", "utf8": "utf-8"}
_MHTML = re.compile(rb"\s*(?:from:[^\n]*\n|[A-Za-z-]+:[^\n]*\n){0,20}\s*mime-version:", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:ExcelWorksheet>\s*<x:Name>([^<]{1,100})</x:Name>", re.IGNORECASE)
_LONGEST_NAME = 31
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx"


def read(workbook: Workbook, source: Source, limits: Limits) -> None:
    """Fill the workbook from the tables of a page. Raises Refusal."""
    if _MHTML.match(source.data[:_HEAD]):
        raise unreadable("mhtml", f"这是“单个文件网页”（.mht），不是工作簿，{_SAVE_AS}")
    page = read_page(decode(source.data, _declared(source.data)), limits)
    tables = _data_tables(page)
    if not tables:
        raise _no_table(page)
    names = _names(page, tables)
    budget = Budget(limits)
    for name, table in zip(names, tables, strict=True):
        _add_sheet(workbook, name, table, budget)


def _declared(data: bytes) -> str:
    """The encoding that the page names, as far as it is one that Chinese offices meet."""
    found = _CHARSET.search(data, 0, _HEAD)
    name = found[1].decode().lower() if found else ""
    return "gb18030" if name in _CHINESE else _OTHERS.get(name, "gb18030")


def _data_tables(page: Page) -> list[HtmlTable]:
    """The tables that hold something. A table around others may only arrange them, and have no words of its own."""
    tables = [table for table in page.tables if table.has_text()]
    if any(table.holds_tables for table in tables):
        reason = f"网页里的表格套着表格，分不清哪些格子属于哪张表，{_SAVE_AS}"
        raise unreadable("nested-tables", reason)
    return tables


def _no_table(page: Page) -> Refusal:
    title = clean(characters(page.title))[:40]
    this_is = f"这是网页（标题：{title}）" if title else "这是网页"
    if page.framed:
        return unreadable("frames", f"{this_is}，数据在它旁边的文件夹里，没有一起报来，{_SAVE_AS}")
    if page.tables:
        return unreadable("no-table", f"{this_is}，里面的表格是空的，可能没有查到数据就导出了")
    return unreadable("no-table", f"{this_is}，里面没有表格，可能是没有登录系统就下载的，请登录后重新导出")


def _names(page: Page, tables: list[HtmlTable]) -> list[str]:
    """By Excel's own list of sheets when it fits, else by caption, else numbered; no name twice."""
    listed = [characters(name) for comment in page.comments for name in _SHEET_NAME.findall(comment)]
    if len(listed) != len(tables):
        listed = [""] * len(tables)
    names: list[str] = []
    for number, (name, table) in enumerate(zip(listed, tables, strict=True), start=1):
        wanted = (name or clean(table.caption)).strip()[:_LONGEST_NAME] or f"表{number}"
        names.append(f"{wanted[: _LONGEST_NAME - 6]}（{number}）" if wanted in names else wanted)
    return names


def _add_sheet(workbook: Workbook, name: str, table: HtmlTable, budget: Budget) -> None:
    grid = Grid(name, budget)
    sheet = Sheet(name, grid.rows)
    merged: list[tuple[int, int, int, int]] = []
    formulas: set[tuple[int, int]] = set()
    hidden_columns = set(table.hidden_columns)
    for cell in table.cells:
        place = Place(name, cell.row, cell.column)
        value, error, formula = _value(cell)
        if error:
            sheet.errors[cell.row, cell.column] = error
        if formula:
            formulas.add((cell.row, cell.column))
        if value is not None or error:
            grid.put(cell.row, cell.column, value)
            if cell.hidden:
                hidden_columns.update(range(cell.column, cell.column + cell.across))
        outward = formula if formula and reaches_out(formula[:8192]) else None
        if outward is None and isinstance(value, str) and starts_program(value):
            outward = value
        if outward and sum(n.kind == "dde" for n in workbook.notices) < budget.limits.samples:
            workbook.notices.append(Notice("dde", place, outward))
        bottom = min(cell.row + cell.down - 1, table.rows)
        if cell.merged and (bottom > cell.row or cell.across > 1):
            merged.append((cell.row, cell.column, bottom, cell.column + cell.across - 1))
            if len(merged) > budget.limits.merged:
                raise oversized("合并区域数", len(merged), budget.limits.merged, Place(name))
    sheet.merged = tuple(merged)
    sheet.formulas = frozenset(formulas)
    sheet.hidden_rows = frozenset(table.hidden_rows)
    sheet.hidden_columns = frozenset(hidden_columns)
    workbook.sheets.append(sheet)


def _value(cell: Cell) -> tuple[Any, str | None, str]:
    """(value, error, formula): by what Excel wrote beside the text, else by the text."""
    text, said = cell.text, cell.attributes
    formula = said.get("x:fmla", "")
    stated = error_value(said.get("x:err", ""))
    if stated:
        return None, stated, formula
    if "x:str" in said or cell.text_format:
        return said.get("x:str") or text or None, None, formula
    number = typed(said.get("x:num", "").strip()).value
    if isinstance(number, float):
        return number, None, formula
    value, error = typed(text)
    return value, error, formula
