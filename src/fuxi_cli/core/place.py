"""Where something stands: a sheet and a cell, by the sheet's real rows and columns."""

from typing import NamedTuple


def column_letters(column: int) -> str:
    """1 → A, 27 → AA, 16384 → XFD."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 1, AA → 27, XFD → 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Place(NamedTuple):
    """A place in a workbook. ``row`` and ``column`` count from 1; 0 means the whole row, column or sheet."""

    sheet: str | None = None
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str | None:
        """``B7``; None when this is not a single cell."""
        if self.row and self.column:
            return f"{column_letters(self.column)}{self.row}"
        return None

    @property
    def chinese(self) -> str:
        """``工作表“指标进度”B7``, as a message names it."""
        if self.sheet is None:
            return "整个文件"
        if self.cell:
            return f"“{self.sheet}”{self.cell}"
        if self.row:
            return f"“{self.sheet}”第{self.row}行"
        if self.column:
            return f"“{self.sheet}”{column_letters(self.column)}列"
        return f"“{self.sheet}”"
