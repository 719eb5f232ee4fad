"""A grid's rows → figures: what each row is about, down to the note or signature that ends the table."""

from itertools import pairwise
from typing import Any

from fuxi_cli.core.form import PROGRESS, SheetForm
from fuxi_cli.core.plan import Indicator, Reporter
from fuxi_cli.core.submission import Notice, Table
from fuxi_cli.core.words import fold, key
from fuxi_cli.readers.layouts.grid_context import read_columns
from fuxi_cli.readers.layouts.grid_figures import Figures, GridReading
from fuxi_cli.readers.layouts.grids import Grid
from fuxi_cli.readers.layouts.nearest import nearest_reporter
from fuxi_cli.readers.layouts.tables import Reading, is_footnote, is_total

_FORM = SheetForm("grid", "进度表", PROGRESS.fields, key="indicator")
_ORDINALS = frozenset(("甲", "乙", "丙", "丁", "栏次", "序号", "列次"))


def read_grid(figures: Figures, grid: Grid, alone: Reporter | None) -> GridReading:
    """Read a grid's rows. ``alone``: whose table it is, when its rows do not say."""
    table = Table(
        _FORM, grid.sheet.name, grid.block.last, {"indicator": (grid.label_columns() or [grid.left])[0]}
    )
    done = GridReading(grid, Reading(table, {}, last_row=grid.block.last))
    rows = _Rows(figures, done, alone)
    for row in range(grid.first_row, grid.bottom + 1):
        cells = grid.sheet.rows[row - 1][grid.left - 1 : grid.right]
        if any(cell is not None for cell in cells):
            if is_footnote(cells):
                break
            rows.take(row, cells)
        elif any((row, c.column) in grid.sheet.errors for c in read_columns(grid)):
            rows.take(row, cells)
    table.columns.update({f"c{c.column}": c.column for c in grid.columns})
    table.columns.update({f"l{c}": c for c in (*grid.label_columns(), grid.units, *grid.labels) if c})
    return done


class _Rows:
    """Reads one grid from top to bottom; keeps what a merged or blank label carries down."""

    def __init__(self, figures: Figures, done: GridReading, alone: Reporter | None) -> None:
        self.figures = figures
        self.done = done
        self.grid = done.grid
        self.sheet = done.grid.sheet
        self.alone = alone
        self.columns = read_columns(done.grid)
        self.reporter: Reporter | None = None
        self.rows_of_reporter: set[str] = set()
        self.tops = _merged_tops(done.grid)

    def take(self, row: int, cells: list[Any]) -> None:
        grid, done = self.grid, self.done
        filled = [
            c
            for c in self.columns
            if self.sheet.at(row, c.column) is not None or (row, c.column) in self.sheet.errors
        ]
        total = next(
            (t for c in self._label_cells() if is_total(t := self.sheet.at(row, c)) or self._is_city(t)), None
        )
        if total is not None:
            done.totals.append((row, key(total)))
            done.reading.total_rows.append(row)
            done.reading.last_row = row
            return
        if not filled or _is_numbering(cells, row == grid.first_row):
            self._heed_lonely_label(row)
            return
        done.reading.last_row = row
        reporter = self._reporter(row) if grid.reporters else self.alone
        if reporter is None:
            return
        indicator = self._indicator(row) if grid.indicators else None
        measure = self._measure(row) if grid.measures else None
        if (grid.indicators and indicator is None) or (grid.measures and measure is None):
            return
        if self._seen(row, reporter, indicator, measure):
            return
        done.reading.table.rows.append(row)
        self._figures(row, reporter, indicator, measure)

    def _label_cells(self) -> range:
        labels = self.grid.label_columns()
        first_figure = min((c.column for c in self.columns), default=self.grid.left + 1)
        return range(self.grid.left, max([*labels, min(first_figure - 1, self.grid.left + 1)]) + 1)

    def _is_city(self, cell: object) -> bool:
        plan = self.figures.plan
        return (
            isinstance(cell, str)
            and bool(plan.region)
            and key(cell) == key(plan.region)
            and not plan.reporter(cell)
        )

    def _heed_lonely_label(self, row: int) -> None:
        """A row without figures may still name the reporter for the rows below it, or be a reporter's empty row."""
        if not self.grid.reporters:
            return
        cell = self.sheet.at(row, self.grid.reporters)
        reporter = self.figures.vocabulary.read(cell).reporter
        if reporter is None:
            return
        if self.grid.indicators or self.grid.measures:
            self.reporter, self.rows_of_reporter = reporter, set()
        elif reporter.id not in self.done.seen:
            self.done.seen[reporter.id] = self.sheet.place(row, self.grid.reporters)
            self.done.reading.table.rows.append(row)
            self.done.reading.last_row = row
            self._figures(row, reporter, None, None)

    def _reporter(self, row: int) -> Reporter | None:
        column = self.grid.reporters
        cell = self._label(row, column)
        if cell is None:
            if (self.grid.indicators or self.grid.measures) and self.reporter is not None:
                return self.reporter
            self._stray(row, "没有写单位名称")
            return None
        found = self.figures.vocabulary.read(cell).reporter or self.figures.plan.reporter(str(cell))
        if found is None:
            self.reporter = None
            notice = Notice(
                "unknown-reporter",
                self.sheet.place(row, column),
                cell,
                nearest_reporter(self.figures.plan, str(cell)),
            )
            self.figures.submission.notices.append(notice)
            self.done.skipped.append((row, "单位不在方案的名单里"))
        elif found is not self.reporter:
            self.reporter, self.rows_of_reporter = found, set()
        return found

    def _label(self, row: int, column: int) -> Any:
        """A label cell; under a merged range, what stands at its top."""
        top = self.tops.get((row, column), row)
        return self.sheet.at(top, column)

    def _indicator(self, row: int) -> Indicator | None:
        cell = self._label(row, self.grid.indicators)
        found = self.figures.vocabulary.read(cell).indicator
        if cell is None:
            self._stray(row, "没有写指标名称")
        elif found is None:
            place = self.sheet.place(row, self.grid.indicators)
            self.figures.submission.notices.append(Notice("row-unknown", place, cell))
            self.done.skipped.append((row, "不是方案的指标"))
        return found

    def _measure(self, row: int) -> str | None:
        cell = self._label(row, self.grid.measures)
        found = self.figures.vocabulary.read(cell).measure
        if found in (None, "done"):
            place = self.sheet.place(row, self.grid.measures)
            kind = "row-unknown" if found is None else "layout-not-recognised"
            facts = () if found is None else (("case", "measure"),)
            readings = None if found is None else self.figures.vocabulary.plan.says("“本月新增”或“累计完成”")
            self.figures.submission.notices.append(Notice(kind, place, cell, readings, facts))
            self.done.skipped.append((row, "看不出填的是什么数"))
            return None
        return found

    def _stray(self, row: int, why: str) -> None:
        """Figures of nobody: said at the first of them."""
        column = next((c.column for c in self.columns if self.sheet.at(row, c.column) is not None), 0)
        if column:
            place = self.sheet.place(row, column)
            self.figures.submission.notices.append(Notice("stray-data", place, self.sheet.at(row, column)))
        self.done.skipped.append((row, why))

    def _seen(self, row: int, reporter: Reporter, indicator: Indicator | None, measure: str | None) -> bool:
        """Whether the row's subject was already told in this table; then only the first counts."""
        name = "|".join((reporter.id, indicator.id if indicator else "", measure or "")).rstrip("|")
        column = self.grid.indicators or self.grid.measures or self.grid.reporters
        place = self.sheet.place(row, column or self.columns[0].column)
        if name in self.done.seen:
            facts = (("first", self.done.seen[name].cell),)
            shown = self.sheet.at(row, column) if column else reporter.name
            self.figures.submission.notices.append(Notice("row-duplicated", place, shown, None, facts))
            self.done.skipped.append((row, "重复"))
            return True
        self.done.seen[name] = place
        return False

    def _figures(
        self, row: int, reporter: Reporter, indicator: Indicator | None, measure: str | None
    ) -> None:
        grid = self.grid
        unit = self._unit(row)
        by_indicator: dict[str, tuple[Indicator, dict[str, tuple[int, int]], dict[str, str | None]]] = {}
        for column in self.columns:
            about, name = indicator or column.indicator, measure or column.measure
            if about is None or name is None:
                continue
            _, cells, units = by_indicator.setdefault(about.id, (about, {}, {}))
            cells[name] = (row, column.column)
            units[name] = column.unit or (None if name in ("rate", "remark") else unit)
        label = self.sheet.place(row, grid.reporters or grid.indicators or self.columns[0].column)
        for about, cells, units in by_indicator.values():
            units = {
                n: u if u and (n == "rate" or fold(u) != fold(about.unit)) else None for n, u in units.items()
            }
            self.figures.add(self.done, reporter, about, label, cells, units)

    def _unit(self, row: int) -> str | None:
        """The unit that a row names: in its own column, or in brackets after the indicator."""
        cell = self.sheet.at(row, self.grid.units) if self.grid.units else None
        if isinstance(cell, str):
            return cell
        return (
            self.figures.vocabulary.read(self._label(row, self.grid.indicators)).unit
            if self.grid.indicators
            else None
        )


def _merged_tops(grid: Grid) -> dict[tuple[int, int], int]:
    """For label cells under a vertical merge: the row at its top. Each cell once, whatever the ranges claim."""
    tops: dict[tuple[int, int], int] = {}
    labels = set(grid.label_columns())
    reached = dict.fromkeys(labels, grid.block.last)
    for top, left, bottom, right in sorted(grid.sheet.merged):
        if top <= grid.block.last or bottom == top:
            continue
        for column in labels:
            if left <= column <= right:
                for row in range(max(top, reached[column]) + 1, min(bottom, grid.bottom) + 1):
                    tops[row, column] = top
                reached[column] = max(reached[column], min(bottom, grid.bottom))
    return tops


def _is_numbering(cells: list[Any], first: bool) -> bool:
    """Whether the row under a header numbers its columns: 甲 乙 1 2 3=2/1."""
    if not first:
        return False
    numbers = [cell for cell in cells if isinstance(cell, float)]
    texts = [fold(cell) for cell in cells if isinstance(cell, str)]
    running = len(numbers) >= 2 and all(b - a == 1 for a, b in pairwise(numbers))
    return running and numbers[0] <= 2 and all(t in _ORDINALS or "=" in t for t in texts)
