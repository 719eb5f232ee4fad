"""Rows of a sheet filled cell by cell, for formats that say where a cell stands: bounded before anything grows."""

from dataclasses import dataclass, field
from typing import Any

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.readers.ooxml.canonical import MAX_COLUMN, MAX_ROW
from fuxi_cli.readers.refusal import Refusal, oversized


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Budget:
    """How many cells all the sheets of one file may still take."""

    limits: Limits
    cells: int = 0

    def take(self, cells: int, sheet: str) -> None:
        self.cells += cells
        if self.cells > self.limits.cells:
            limit = f"{self.limits.cells // 10_000} 万个单元格"
            raise oversized("内容范围", f"{limit}以上", limit, Place(sheet[:40]))


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Grid:
    """``rows[r][c]`` stands at row r+1, column c+1; rows are ragged."""

    name: str
    budget: Budget
    rows: list[list[Any]] = field(default_factory=list)

    def put(self, row: int, column: int, value: Any) -> None:
        """Set one cell, both counted from 1. Refuses a place that no sheet has, or that takes too many cells."""
        if row > MAX_ROW or column > MAX_COLUMN:
            raise self.too_far(row, column)
        if row > len(self.rows):
            self.budget.take(row - len(self.rows), self.name)
            self.rows.extend([] for _ in range(row - len(self.rows)))
        cells = self.rows[row - 1]
        if column > len(cells):
            self.budget.take(column - len(cells), self.name)
            cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value

    def too_far(self, row: int, column: int) -> Refusal:
        if row > MAX_ROW:
            return oversized("行数", f"{row} 行", f"{MAX_ROW} 行", Place(self.name[:40]))
        return oversized(
            "列数", f"{column} 列", f"{MAX_COLUMN} 列（{column_letters(MAX_COLUMN)}）", Place(self.name[:40])
        )
