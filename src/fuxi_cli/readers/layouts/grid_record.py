"""A grid as people may see it: which table, which column is what, which rows were read."""

from fuxi_cli.core.form import PROGRESS
from fuxi_cli.core.recognised import RecognisedColumn, RecognisedTable
from fuxi_cli.readers.layouts.grid_figures import GridReading
from fuxi_cli.readers.layouts.grids import Grid, GridColumn

_LABELS = {"reporters": "单位名称", "indicators": "指标名称", "measures": "数的种类", "units": "计量单位"}


def recorded(grid: Grid, done: GridReading | None, why: str | None = None) -> RecognisedTable:
    """``done`` is None for a table that was not read, and ``why`` says why."""
    rows, total_rows = ((), ()) if done is None else (done.reading.table.rows, done.reading.total_rows)
    return RecognisedTable(
        grid.sheet.name,
        _kind(grid),
        grid.lines[-1][2] if grid.lines else "",
        (grid.block.first, grid.block.last),
        tuple(rows),
        tuple(total_rows),
        tuple(sorted((*_labels(grid), *(_column(c, why) for c in grid.columns)))),
        () if done is None else tuple(done.skipped),
        why,
    )


def _kind(grid: Grid) -> str:
    if grid.reporters:
        return "各单位、各指标一行的表" if grid.indicators else "各单位一行的表"
    return "一个单位自己的表，指标在列" if grid.measures or not grid.indicators else "一个单位自己的表"


def _labels(grid: Grid) -> list[RecognisedColumn]:
    found = []
    for role, words in _LABELS.items():
        column = getattr(grid, role)
        if column:
            found.append(RecognisedColumn(column, grid.block.paths.get(column, ()), words, None, role))
    for column in grid.labels:
        if column in grid.block.paths:
            found.append(RecognisedColumn(column, grid.block.paths[column], "序号", None, "number"))
    return found


def _column(column: GridColumn, why: str | None) -> RecognisedColumn:
    reason = column.why or why
    if reason is not None:
        return RecognisedColumn(column.column, column.path, why=reason)
    title = PROGRESS.field(column.measure).title if column.measure else ""
    about = column.indicator.short if column.indicator else ""
    reads = "的".join(part for part in (about, title) if part)
    unit = None if column.measure in ("rate", "remark") else column.unit
    indicator = column.indicator.id if column.indicator else None
    return RecognisedColumn(column.column, column.path, reads, indicator, column.measure, unit)
