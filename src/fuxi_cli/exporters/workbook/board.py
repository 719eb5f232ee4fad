"""The grid of 总览: ten columns of one width, of which a name takes three."""

from collections.abc import Sequence
from typing import Any

from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.page import Page
from fuxi_cli.exporters.workbook.values import Cell
from fuxi_cli.exporters.xlsx_style import lines

COLUMNS, WIDTH, NAME_COLUMNS = 10, 10.5, 3


class Board(Page):
    """The sheet, with cells that reach over several columns."""

    def __init__(self, book: Book, name: str) -> None:
        super().__init__(book, name, [WIDTH] * COLUMNS)

    def titles(self, name: str, titles: Sequence[str], height: float = 26) -> None:
        self.sheet.set_row(self.row, height)
        self.put_head(self.row, 0, name, NAME_COLUMNS - 1)
        for number, words in enumerate(titles):
            self.put_head(self.row, NAME_COLUMNS + number, words)
        self.row += 1

    def name_row(self, words: str, **properties: Any) -> None:
        """The name of a row; its figures follow behind."""
        needed = lines(words, WIDTH * NAME_COLUMNS - 2)
        self.sheet.set_row(self.row, max(22, needed * 15.5 + 6))
        self.over(self.row, 0, NAME_COLUMNS - 1, words, "text", **properties)

    def nothing(self, words: str) -> None:
        """In place of a table's rows."""
        self.sheet.set_row(self.row, 28)
        self.over(self.row, 0, COLUMNS - 1, words, "centre")
        self.row += 1

    def over(self, row: int, first: int, last: int, value: Cell, kind: str, **properties: Any) -> None:
        self.sheet.merge_range(row, first, row, last, "", self.look(kind, **properties))
        self.put(row, first, value, kind, **properties)
