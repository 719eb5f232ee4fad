"""Tables that are not the form's: finds them on a sheet, and what each of their columns and rows is about.

A figure is told by a reporter, an indicator and a measure. Each of the three stands in the header over the column, in
a label beside the row, or in the lines around the table; which of them where is what makes a table wide, a list or a
single reporter's own. So all of these are one thing, a ``Grid``, read in one way.
"""

from bisect import bisect_right
from dataclasses import dataclass, field

from fuxi_cli.core.plan import Indicator
from fuxi_cli.core.submission import Sheet
from fuxi_cli.core.words import key
from fuxi_cli.readers.layouts.header_rows import HeaderRows, is_unit, unit_of
from fuxi_cli.readers.layouts.headers import Block, find_blocks
from fuxi_cli.readers.layouts.headings import INDICATORS, NUMBERS, REPORTERS, Vocabulary, settle

BLOCKS = 60
"""So many headers of one sheet are looked at; that there are more is said."""
_SAMPLE = 2000
"""What a column names is told by so many rows."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class GridColumn:
    """One column with figures, as its header tells it."""

    column: int
    path: tuple[str, ...]
    cell: tuple[int, int]
    indicator: Indicator | None = None
    measure: str | None = None
    unit: str | None = None
    month: int = 0
    year: int = 0
    why: str | None = None
    """Why it is not read, in Chinese; None: it is."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Grid:
    """One table: its header, its label columns (0: none), its columns of figures, and the rows it reaches over."""

    sheet: Sheet
    block: Block
    left: int
    right: int
    bottom: int
    """The last row that may belong to it."""
    reporters: int = 0
    indicators: int = 0
    measures: int = 0
    units: int = 0
    columns: list[GridColumn] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    """Further columns that are understood and hold no figures: 序号, 计量单位."""
    lines: list[tuple[int, int, str]] = field(default_factory=list)
    """(row, column, text) of what stands above the table."""

    @property
    def first_row(self) -> int:
        return self.block.last + 1

    def label_columns(self) -> list[int]:
        return [c for c in (self.reporters, self.indicators, self.measures) if c]


def find_grids(sheet: Sheet, vocabulary: Vocabulary) -> tuple[list[Grid], int]:
    """Every table of a sheet, top to bottom and left to right; and the row of the first header that is one too many."""
    blocks = find_blocks(sheet, HeaderRows(vocabulary))
    beyond = blocks[BLOCKS].first if len(blocks) > BLOCKS else 0
    if beyond:
        del blocks[BLOCKS:]
    grids: list[Grid] = []
    for number, block in enumerate(blocks):
        above = blocks[number - 1].last if number else 0
        end = (
            blocks[number + 1].first - 1 if number + 1 < len(blocks) else (beyond or len(sheet.rows) + 1) - 1
        )
        found = _segments(sheet, block, end, vocabulary)
        for grid in found:
            grid.lines = _lines_above(sheet, grid, above, len(found) > 1)
        grids.extend(found)
    return grids, beyond


def _segments(sheet: Sheet, block: Block, end: int, vocabulary: Vocabulary) -> list[Grid]:
    """The tables under one header row: one, or several side by side, each with its own label columns."""
    width = max(len(cells) for cells in sheet.rows[block.first - 1 : end])
    columns = {c: _column(c, block, vocabulary) for c in block.paths}
    roles = {
        c: role for c in range(1, width + 1) if (role := _role(sheet, block, c, end, columns, vocabulary))
    }
    grids = [Grid(sheet, block, 1, width, end)]
    figures = 0
    last_figures = _last_figures(columns, roles)
    for column in range(1, width + 1):
        role, found = roles.get(column), columns.get(column)
        if role and figures and column < last_figures:
            left = column
            while left > 1 and left - 1 not in roles and _is_margin(left - 1, block, vocabulary):
                left -= 1
            grids[-1].right = left - 1
            grids.append(Grid(sheet, block, left, width, end))
            figures = 0
        if role:
            _label(grids[-1], role, column)
        elif found is not None:
            figures += found.indicator is not None or found.measure not in (None, "remark")
    lefts = [grid.left for grid in grids]
    taken = {column for grid in grids for column in (*grid.label_columns(), grid.units)}
    for column, found in columns.items():
        grid = grids[bisect_right(lefts, column) - 1]
        if column in taken or not grid.left <= column <= grid.right:
            continue
        if _is_margin(column, block, vocabulary):
            grid.labels[column] = NUMBERS
        else:
            grid.columns.append(found)
    return [g for g in grids if any(c.measure or c.indicator for c in g.columns)]


def _label(grid: Grid, role: str, column: int) -> None:
    """The first column of each role is the label; a second one of the same role stays unread."""
    if not getattr(grid, role):
        setattr(grid, role, column)


def _last_figures(columns: dict[int, GridColumn], roles: dict[int, str]) -> int:
    """The last column with figures; a label column after it, such as a trailing 责任单位, begins no table."""
    return max(
        (
            column
            for column, found in columns.items()
            if column not in roles and (found.indicator or found.measure not in (None, "remark"))
        ),
        default=0,
    )


def _is_margin(column: int, block: Block, vocabulary: Vocabulary) -> bool:
    """A column without a header, or one of running numbers."""
    path = block.paths.get(column)
    return path is None or any(vocabulary.read(text).label == NUMBERS for text in path)


def _column(column: int, block: Block, vocabulary: Vocabulary) -> GridColumn:
    """What the texts over a column say together."""
    path = block.paths[column]
    headings = [vocabulary.read(text) for text in path]
    indicators = {h.indicator.id: h.indicator for h in headings if h.indicator}
    measures = [h.measure for h in headings if h.measure]
    units = [u for text, h in zip(path, headings, strict=True) if (u := h.unit or unit_of(text))]
    found = GridColumn(column, path, block.cells[column], unit=units[-1] if units else None)
    found.month = max((h.month for h in headings), default=0)
    found.year = max((h.year for h in headings), default=0)
    if any(vocabulary.of_another_time(text) for text in path):
        found.why = "不是本期的数"
    elif any(key(text).startswith("其中") for text in path):
        found.why = "“其中”项，已包含在别的列里"
    elif len(indicators) > 1:
        found.why = "表头里有两个指标"
    elif headings[-1].label:
        found.why = "不是填数的列"
    else:
        found.indicator = next(iter(indicators.values()), None)
        found.measure = settle(measures)
        if measures and found.measure is None:
            found.why = "表头的几层文字合在一起看不出填的是什么"
    return found


def _role(
    sheet: Sheet, block: Block, column: int, end: int, columns: dict[int, GridColumn], vocabulary: Vocabulary
) -> str | None:
    """What the cells of a column name, row by row: its label role, as a Grid calls it; None: they are figures or text."""
    found = columns.get(column)
    if found is not None and (found.measure or found.indicator):
        return None
    path = block.paths.get(column, ())
    label = next((h.label for text in reversed(path) if (h := vocabulary.read(text)).label), None)
    if label == NUMBERS:
        return None
    counts = dict.fromkeys(("reporters", "indicators", "measures", "units"), 0)
    for cells in sheet.rows[block.last : min(end, block.last + _SAMPLE)]:
        cell = cells[column - 1] if column <= len(cells) else None
        if not isinstance(cell, str):
            continue
        heading = vocabulary.read(cell)
        if heading.reporter:
            counts["reporters"] += 1
        elif heading.indicator:
            counts["indicators"] += 1
        elif heading.measure:
            counts["measures"] += 1
        elif label is not None and is_unit(cell):
            counts["units"] += 1
    enough = {
        "reporters": 1 if label == REPORTERS else 2,
        "indicators": 1 if label == INDICATORS else 2,
        "measures": 2,
        "units": 1,
    }
    best = max(counts, key=lambda role: counts[role])
    return best if counts[best] >= enough[best] else None


def _lines_above(sheet: Sheet, grid: Grid, above: int, several: bool) -> list[tuple[int, int, str]]:
    """The texts above a table, nearest line first, up to a row with figures. Beside another table: its own only,
    and lines that hold nothing else."""
    found: list[tuple[int, int, str]] = []
    for row in range(grid.block.first - 1, max(above, grid.block.first - 13), -1):
        cells = sheet.rows[row - 1]
        if any(isinstance(cell, float) for cell in cells) and above:
            break
        filled = [(c, cell) for c, cell in enumerate(cells, start=1) if isinstance(cell, str)]
        for column, cell in filled:
            if not several or len(filled) == 1 or grid.left <= column <= grid.right:
                found.append((row, column, cell))
    return found


def has_number(cell: object) -> bool:
    """Whether a cell holds a figure, or a short text with one."""
    if isinstance(cell, str):
        return len(cell) <= 16 and any(c.isdigit() or c in "一二三四五六七八九十百千万零" for c in cell)
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)
