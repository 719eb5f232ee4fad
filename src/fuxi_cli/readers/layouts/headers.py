"""Header blocks: one to three rows above a table's data, as the texts that stand over each column.

Merged ranges spread over all their cells. Without a merge, a text spreads to the right over blank cells as long as
the row below goes on; that is how programs write a merged header that do not keep merges.
"""

from typing import Any, NamedTuple, Protocol

from fuxi_cli.core.submission import Sheet

LEVELS = 3
"""A header has at most so many rows."""
SEARCHED = 5000
"""Headers are looked for in the first so many rows; a long ledger has none further down."""


class Block(NamedTuple):
    """The rows of one header, and the texts over each column from top to bottom, each once."""

    first: int
    last: int
    paths: dict[int, tuple[str, ...]]
    """By column; only columns with a text."""
    cells: dict[int, tuple[int, int]]
    """By column: the cell that holds its lowest text."""


class Heads(Protocol):
    """Tells headers' rows by their words."""

    def is_head(self, cells: list[Any]) -> bool:
        """Whether a row can only be a header."""

    def above(self, cells: list[Any], first: int) -> bool:
        """Whether a row over such a one belongs to it; ``first`` is the header's first column."""

    def below(self, cells: list[Any], first: int) -> bool:
        """Whether a row under such a one belongs to it."""


def find_blocks(sheet: Sheet, heads: Heads) -> list[Block]:
    """Every header of a sheet, top to bottom."""
    blocks: list[Block] = []
    row, free = 1, 1
    rows = sheet.rows[:SEARCHED]
    merged: Merged = {}
    for area in sheet.merged:
        merged.setdefault(area[0], []).append(area)
    while row <= len(rows):
        if not heads.is_head(rows[row - 1]):
            row += 1
            continue
        first = row
        left = next(c for c, cell in enumerate(rows[row - 1], start=1) if cell is not None)
        while first > free and row - first < LEVELS - 1 and heads.above(rows[first - 2], left):
            first -= 1
        last = max(row, _merged_down(merged, row))
        while last < len(rows) and last - first < LEVELS - 1 and heads.below(rows[last], left):
            last += 1
        last = min(last, len(rows), first + LEVELS - 1)
        blocks.append(_block(sheet, first, last, merged))
        row = free = last + 1
    return blocks


Merged = dict[int, list[tuple[int, int, int, int]]]
"""The merged ranges of a sheet by their first row."""


def _merged_down(merged: Merged, row: int) -> int:
    """The last row that a merged range beginning in this row reaches: 县区 over two header rows."""
    ends = [bottom for top, _, bottom, _ in merged.get(row, ()) if bottom - top < LEVELS]
    return max(ends, default=row)


def _block(sheet: Sheet, first: int, last: int, merged: Merged) -> Block:
    spread = _spread(sheet, first, last, merged)
    paths: dict[int, tuple[str, ...]] = {}
    cells: dict[int, tuple[int, int]] = {}
    for row in range(first, last + 1):
        for column, (text, cell) in spread[row].items():
            path = paths.get(column, ())
            if text not in path:
                paths[column] = (*path, text)
                cells[column] = cell
    return Block(first, last, paths, cells)


Spread = dict[int, tuple[str, tuple[int, int]]]
"""By column: the text that holds there, and the cell where it stands."""


def _spread(sheet: Sheet, first: int, last: int, areas: Merged) -> dict[int, Spread]:
    width = max(len(cells) for cells in sheet.rows[first - 1 : last])
    rows: dict[int, Spread] = {row: {} for row in range(first, last + 1)}
    for row, found in rows.items():
        for column, cell in enumerate(sheet.rows[row - 1], start=1):
            if cell is not None:
                found[column] = (_text(cell), (row, column))
    merged = _spread_merged(sheet, rows, width, areas)
    for row in range(last - 1, first - 1, -1):
        _spread_right(rows[row], rows[row + 1], merged, row, width)
    return rows


def _spread_merged(sheet: Sheet, rows: dict[int, Spread], width: int, areas: Merged) -> set[tuple[int, int]]:
    """Fill merged ranges; the cells that lie in one. Each cell is filled once, whatever the ranges claim."""
    inside: set[tuple[int, int]] = set()
    reached = dict.fromkeys(rows, 0)
    last = max(rows)
    touching = sorted((area[1], area) for first in rows for area in areas.get(first, ()))
    for _, (top, left, bottom, right) in touching:
        held = sheet.at(top, left)
        for row in range(top, min(bottom, last) + 1):
            for column in range(max(left, reached[row] + 1), min(right, width) + 1):
                inside.add((row, column))
                if held is not None and column not in rows[row]:
                    rows[row][column] = (_text(held), (top, left))
            reached[row] = max(reached[row], min(right, width))
    return inside


def _spread_right(upper: Spread, lower: Spread, merged: set[tuple[int, int]], row: int, width: int) -> None:
    """Carry a text over the blank cells to its right, under which the next row has texts of its own."""
    held: tuple[str, tuple[int, int]] | None = None
    for column in range(1, width + 1):
        if (row, column) in merged:
            held = None
        elif column in upper:
            held = upper[column] if column in lower else None
        elif held is not None and column in lower:
            upper[column] = held
        else:
            held = None


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else str(cell)
