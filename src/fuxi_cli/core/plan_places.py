"""Where each part of a plan stands in its files, so that lint can point at it: a cell of a table, a line of plan.yaml.

The tables' rows come from PlanSource as they stand; what they mean was read elsewhere, row by row in this order.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fuxi_cli.core.cases import PlanCase, PlanSource
from fuxi_cli.core.place import Place
from fuxi_cli.core.quota_columns import TOTALS, QuotaColumns, columns_of, split_year
from fuxi_cli.core.words import key

PLAN, QUOTAS, TASKS, REPORTERS = "plan.yaml", "quotas.csv", "tasks.csv", "reporters.csv"

Rows = tuple[tuple[str, ...], ...]


def line(source: PlanSource, *path: str) -> Place:
    """The line of a dotted key of plan.yaml; of the nearest part above it that has one, else the file."""
    for length in range(len(path), 0, -1):
        number = source.lines.get(".".join(path[:length]))
        if number:
            return Place(PLAN, number)
    return Place(PLAN)


def data_rows(rows: Rows, head: int = 1) -> tuple[int, ...]:
    """The numbers, counted from 1 with the header, of the rows below the header that hold anything."""
    return tuple(number for number, row in enumerate(rows[head:], start=head + 1) if any(row))


def record(file: str, rows: Rows, index: int, column: str) -> Place:
    """A cell of the table's ``index``-th record (from 0) in the column of that name; as near as can be told."""
    numbers = data_rows(rows)
    header = rows[0] if rows else ()
    row = numbers[index] if index < len(numbers) else 0
    return Place(file, row, header.index(column) + 1 if row and column in header else 0)


def task(source: PlanSource, index: int, column: str) -> Place:
    """A cell of the plan's ``index``-th task."""
    return record(TASKS, source.tasks, index, column)


def reporter(source: PlanSource, index: int, column: str) -> Place:
    """A cell of the plan's ``index``-th reporter."""
    return record(REPORTERS, source.reporters, index, column)


class QuotaRow(NamedTuple):
    """One row of quotas.csv: whose it is (as written), and by when as far as it says so itself."""

    number: int
    name: str
    place: Place
    """The cell that names the reporter."""
    due: tuple[int, ...]
    """The numbers of the row's own due date; empty without one."""
    total: bool


class QuotaTable(NamedTuple):
    """quotas.csv with its columns told apart, counted from 1; 0: there is no such column."""

    rows: Rows
    reporter: int
    due: int
    indicators: dict[str, int]
    """Indicator → its column; of several years' the first."""
    columns: QuotaColumns
    """The same in full, counted from 0."""

    def place(self, row: int, column: int) -> Place:
        return Place(QUOTAS, row, column)

    def quota(self, row: int, indicator: str) -> Place:
        """The cell of a row's quota on an indicator."""
        return Place(QUOTAS, row, self.indicators.get(indicator, 0))

    def header(self, indicator: str) -> str:
        """The wording of the indicator's column; empty when it has none."""
        column = self.indicators.get(indicator, 0)
        return split_year(self.rows[0][column - 1]) if column else ""

    def entries(self) -> Iterator[QuotaRow]:
        """Every row below the header that holds anything, totals included."""
        for number in data_rows(self.rows, self.columns.head):
            cells = self.rows[number - 1]
            due = self._cell(cells, self.due)
            yield QuotaRow(
                number,
                self._cell(cells, self.reporter),
                self.place(number, self.reporter),
                tuple(int(part) for part in re.findall("[0-9]+", due)),
                any(key(cell) in TOTALS for cell in cells[: self.reporter]),
            )

    @staticmethod
    def _cell(cells: tuple[str, ...], column: int) -> str:
        return cells[column - 1] if 0 < column <= len(cells) else ""


def quota_table(case: PlanCase) -> QuotaTable:
    """quotas.csv of the plan with its columns told apart."""
    rows = case.source.quotas
    columns = columns_of(rows, case.plan.indicators)
    found: dict[str, int] = {}
    for column, one in sorted(columns.amounts.items()):
        found.setdefault(one.indicator.id, column + 1)
    reporter = 0 if columns.reporter is None else columns.reporter + 1
    return QuotaTable(rows, reporter, 0 if columns.due is None else columns.due + 1, found, columns)
