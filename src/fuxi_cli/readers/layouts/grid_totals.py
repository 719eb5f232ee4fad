"""What a grid states about its own figures: totals above or below them, and shares that are called 占比."""

from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.form import PROGRESS
from fuxi_cli.core.submission import Figure, Submission, Total
from fuxi_cli.readers.cells.parse import parse
from fuxi_cli.readers.layouts.figures import QUANTITIES, measure_field, unfinished
from fuxi_cli.readers.layouts.grid_context import Unclear, is_weak, read_columns
from fuxi_cli.readers.layouts.grid_figures import GridReading
from fuxi_cli.readers.layouts.grids import GridColumn

SUBTOTAL = "小计"
_NEAR = Decimal("0.0006")
"""A share shown with one decimal of a per cent may be so far from the exact one."""


def totals(submission: Submission, done: GridReading) -> Iterator[Total]:
    """Every stated total of a number column, and the figures that it sums."""
    by_column = _by_column(submission, done)
    sheet = done.grid.sheet
    spans = _spans(done)
    for row, span in spans.items():
        for column in read_columns(done.grid):
            name = column.measure
            if name not in QUANTITIES:
                continue
            parts = [f for r, f in by_column.get(column.column, ()) if span[0] <= r <= span[1]]
            wanted = measure_field(name, column.indicator) if column.indicator else PROGRESS.field(name)
            stated = parse(sheet.at(row, column.column), wanted, column.unit).value
            if isinstance(stated, Decimal) and parts and not any(unfinished(f, name) for f in parts):
                values = tuple(v for f in parts if (v := getattr(f, name)) is not None)
                yield Total(sheet.place(row, column.column), title(column), stated, values, span)


def title(column: GridColumn) -> str:
    """示范基地累计完成"""
    measure = PROGRESS.field(column.measure).title if column.measure else ""
    return f"{column.indicator.short if column.indicator else ''}{measure}"


def _by_column(submission: Submission, done: GridReading) -> dict[int, list[tuple[int, Figure]]]:
    """The figures of this grid under each column, with their rows."""
    grid = done.grid
    measures = {c.column: c.measure for c in read_columns(grid)}
    found: dict[int, list[tuple[int, Figure]]] = {}
    for figure in submission.figures:
        for name, place in figure.places.items():
            if (
                place.sheet == grid.sheet.name
                and grid.first_row <= place.row <= grid.bottom
                and measures.get(place.column) == name
            ):
                found.setdefault(place.column, []).append((place.row, figure))
    return found


def _spans(done: GridReading) -> dict[int, tuple[int, int]]:
    """For each total row: the first and the last row that it sums.

    A total sums what stands above it; the first row of a table sums what stands below. A 小计 sums its own group: up
    or down to the next total, by the side on which the table's first 小计 stands.
    """
    rows = sorted(done.reading.table.rows)
    if not rows:
        return {}
    words = [word for _, word in done.totals]
    small = [row for row, word in done.totals if word == SUBTOTAL or words.count(word) > 1]
    leading = bool(small) and small[0] < rows[0]
    every = [row for row, _ in done.totals]
    spans: dict[int, tuple[int, int]] = {}
    for index, row in enumerate(every):
        if row not in small:
            spans[row] = (rows[0], row - 1) if rows[0] < row else (row + 1, rows[-1])
        elif leading:
            spans[row] = (row + 1, every[index + 1] - 1 if index + 1 < len(every) else rows[-1])
        else:
            spans[row] = (every[index - 1] + 1 if index else rows[0], row - 1)
    return spans


def unclear_share(submission: Submission, done: GridReading) -> Unclear | None:
    """A 占比 column whose figures are each reporter's share of all, not of its own quota: then it is no rate."""
    for column in read_columns(done.grid):
        if column.measure != "rate" or not is_weak(column):
            continue
        figures = [f for r, f in _by_column(submission, done).get(column.column, ())]
        own = sum(_is_rate(f) for f in figures)
        of_all = max(_shares_of_all(figures, "cumulative"), _shares_of_all(figures, "quota"))
        if of_all >= 2 and of_all > own:
            for figure in figures:
                figure.rate = None
                figure.unread = figure.unread | {"rate"}
            column.why = "按数看是占全部单位的比重，不是完成率"
            place = done.grid.sheet.place(*column.cell)
            return Unclear("share", place, column.path[-1], "“完成率”或“占全部单位的比重”")
    return None


def _is_rate(figure: Figure) -> bool:
    rate, quota, actual = figure.rate, figure.quota, figure.cumulative
    return rate is not None and bool(quota) and actual is not None and abs(actual / quota - rate) <= _NEAR  # type: ignore[operator]


def _shares_of_all(figures: list[Figure], name: str) -> int:
    """How many rates are the figure's share of the sum of all figures' quotas or cumulative figures."""
    values: list[tuple[Decimal, Decimal]] = [
        (value, f.rate) for f in figures if (value := getattr(f, name)) is not None and f.rate is not None
    ]
    whole = sum((value for value, _ in values), Decimal(0))
    if not whole:
        return 0
    return sum(bool(value) and abs(value / whole - rate) <= _NEAR for value, rate in values)
