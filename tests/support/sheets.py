"""Sheets written as small text tables: one line a row, cells between bars; numbers become floats, blanks None."""

from typing import Any

from fuxi_cli.core.submission import Sheet, Workbook


def cell(text: str) -> Any:
    text = text.strip()
    if not text:
        return None
    if text.startswith("'"):
        return text[1:]
    try:
        return float(text)
    except ValueError:
        return text


def sheet(name: str, table: str, **more: Any) -> Sheet:
    """The first line of the table is row 1."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return Sheet(name, [[cell(c) for c in line.strip("|").split("|")] for line in lines], **more)


def workbook(*sheets: Sheet, path: str = "报送.xlsx", **properties: str) -> Workbook:
    return Workbook(path, "0" * 64, "xlsx", list(sheets), properties)
