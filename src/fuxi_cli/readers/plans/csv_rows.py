"""The CSV files of a plan folder as rows."""

import csv
from io import StringIO
from typing import NamedTuple

from fuxi_cli.core.place import Place
from fuxi_cli.readers.plans.faults import hidden
from fuxi_cli.readers.plans.files import Files, Row

_SEPARATORS = {"\t": "制表符", ";": "英文分号", "；": "中文分号", "，": "中文逗号", "|": "竖线"}


class CsvTable(NamedTuple):
    """One CSV file: its rows as text, header first, and how a message names a cell of it."""

    name: str
    rows: tuple[Row, ...]

    @property
    def header(self) -> Row:
        return self.rows[0] if self.rows else ()

    def where(self, row: int, column: int) -> str:
        """``quotas.csv!C5（第5行“认证富硒产品（个）”）``; both counted from 1."""
        cell = Place(self.name, row, column).cell
        title = self.header[column - 1] if column <= len(self.header) else ""
        if row == 1 or not title:
            return f"{self.name}!{cell}"
        return f"{self.name}!{cell}（第{row}行“{title}”）"


def read_table(files: Files, name: str) -> CsvTable:
    """Take one CSV file apart: cells without surrounding white space, blank lines kept as empty rows.

    Raises FuxiError when it cannot be taken apart.
    """
    rows: list[Row] = []
    first = files.texts[name].partition("\n")[0]
    separators = [word for char, word in _SEPARATORS.items() if char in first]
    if separators and "," not in first:
        raise files.faults.stop(
            f"{name} 第1行",
            f"各栏之间是{separators[0]}，应为英文逗号；请用 Excel 打开，另存为“CSV UTF-8（逗号分隔）”。",
        )
    try:
        for row in csv.reader(StringIO(files.texts[name], newline=""), strict=True):
            rows.append(tuple(cell.strip() for cell in row))
    except csv.Error:
        raise files.faults.stop(
            f"{name} 第{len(rows) + 1}行",
            "引号不成对或者单元格太长，无法分栏；请用 Excel 打开检查后另存为 CSV UTF-8。",
        ) from None
    table = CsvTable(name, tuple(rows))
    for number, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if fault := hidden(cell):
                files.faults.add(table.where(number, column), fault)
    return table
