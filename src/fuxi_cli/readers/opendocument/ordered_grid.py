"""A sheet filled in reading order: what is blank or repeated costs nothing until a value needs a place.

OpenDocument writes a row or cell once with how often it repeats, and every file of LibreOffice ends in a million empty
rows; binary workbooks leave them out. So blank cells and rows are only counted, repeated rows are one list, and before
a value is put anywhere the area up to it is held against the limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.core.submission import Sheet
from fuxi_cli.readers.ooxml.canonical import MAX_COLUMN, MAX_ROW, bad_address
from fuxi_cli.readers.refusal import megabytes, oversized

_MOST_MARKS = 2_000_000
"""Cells marked as formulas or errors, hidden rows: sets of places take far more memory than the places do."""
_BLANK: list[Any] = []


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Budget:
    """What one file has used of its limits, over all sheets."""

    limits: Limits
    cells: int = 0
    text: int = 0
    marks: int = 0

    def mark(self, count: int, place: Place) -> None:
        self.marks += count
        if self.marks > _MOST_MARKS:
            raise oversized("公式、错误值和隐藏行总数", self.marks, _MOST_MARKS, place)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Mark:
    """A cell, as often as it repeats in its row, that holds more than its value."""

    column: int
    repeat: int
    error: str | None
    formula: bool
    uncalculated: bool


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class OrderedGrid:
    """Rows are added in order, cells from left to right; ``sheet`` gives what they make."""

    name: str
    visible: bool
    budget: Budget
    rows: list[list[Any]] = field(default_factory=list)
    next_row: int = 1
    last_column: int = 0
    row: list[Any] = field(default_factory=list)
    """The open row, up to its last value."""
    blanks: int = 0
    """Blank places in the open row after its last value."""
    row_text: int = 0
    marks: list[Mark] = field(default_factory=list)
    """Of the open row."""
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    """Merged cells that begin in the open row: column, rows, columns."""
    merged: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    """First row, first column, rows, columns, how many rows repeat it."""
    arrays: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Where an array formula stands: first row, first column, rows, columns."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    next_column: int = 1

    @property
    def column(self) -> int:
        """Where the next cell of the open row goes."""
        return len(self.row) + self.blanks + 1

    def put(self, value: Any, repeat: int) -> None:
        """A value, in as many cells side by side."""
        last = self.column + repeat - 1
        if last > MAX_COLUMN:
            raise bad_address(f"第{self.next_row}行第{last}列")
        if self.blanks:
            self.row.extend([None] * self.blanks)
            self.blanks = 0
        if repeat == 1:
            self.row.append(value)
        else:
            self.row.extend([value] * repeat)
        if type(value) is str:
            self.row_text += len(value) * repeat

    def add_columns(self, repeat: int, hidden: bool) -> None:
        if hidden:
            self.hidden_columns.append((self.next_column, self.next_column + repeat - 1))
        self.next_column += repeat

    def skip_to(self, row: int) -> None:
        """Leave rows blank, so that this one is open."""
        self.next_row = row

    def close_row(self, repeat: int, hidden: bool) -> None:
        """End the open row, which stands in the sheet that many times."""
        first, last = self.next_row, self.next_row + repeat - 1
        self.next_row += repeat
        self.blanks = 0
        if hidden:
            self.hidden_rows.append((first, last))
        if self.spans:
            self.merged.extend((first, column, rows, columns, repeat) for column, rows, columns in self.spans)
            self.spans = []
        if not self.row:
            return
        row, self.row = self.row, []
        self._admit(last, len(row), repeat)
        self.rows.extend([_BLANK] * (first - 1 - len(self.rows)))
        if repeat == 1:
            self.rows.append(row)
        else:
            self.rows.extend([row] * repeat)
        if self.marks:
            self._keep_marks(first, repeat)

    def _admit(self, last_row: int, width: int, repeat: int) -> None:
        if last_row > MAX_ROW:
            raise bad_address(f"第{last_row}行")
        limits = self.budget.limits
        self.last_column = max(self.last_column, width)
        if self.budget.cells + last_row * self.last_column > limits.cells:
            corner = f"{column_letters(self.last_column)}{last_row}"
            most = f"{limits.cells // 10_000} 万个单元格"
            raise oversized("内容范围", f"A1 到 {corner}", most, Place(self.name))
        self.budget.text += self.row_text * repeat
        self.row_text = 0
        if self.budget.text > limits.text_bytes:
            raise oversized("文本总量", megabytes(self.budget.text), megabytes(limits.text_bytes))

    def _keep_marks(self, first: int, repeat: int) -> None:
        marks, self.marks = self.marks, []
        for mark in marks:
            self.budget.mark(mark.repeat * repeat, Place(self.name))
            places = [
                (row, column)
                for row in range(first, first + repeat)
                for column in range(mark.column, mark.column + mark.repeat)
            ]
            if mark.error is not None:
                self.errors.update(dict.fromkeys(places, mark.error))
            if mark.formula:
                self.formulas.update(places)
            if mark.uncalculated:
                self.uncalculated.update(places)

    def sheet(self) -> Sheet:
        """The finished sheet. What is hidden or merged beyond its values is of no account."""
        self.budget.cells += len(self.rows) * self.last_column
        for first_row, first_column, rows, columns in self.arrays:
            self._spread(first_row, first_column, rows, columns)
        hidden_rows = frozenset(_within(self.hidden_rows, len(self.rows)))
        self.budget.mark(len(hidden_rows), Place(self.name))
        return Sheet(
            self.name,
            self.rows,
            visible=self.visible,
            hidden_rows=hidden_rows,
            hidden_columns=frozenset(_within(self.hidden_columns, self.last_column)),
            merged=tuple(self._merged()),
            errors=self.errors,
            uncalculated=frozenset(self.uncalculated),
            formulas=frozenset(self.formulas),
        )

    def _spread(self, first_row: int, first_column: int, rows: int, columns: int) -> None:
        bottom = min(first_row + rows - 1, len(self.rows))
        right = min(first_column + columns - 1, self.last_column)
        if bottom < first_row or right < first_column:
            return
        self.budget.mark((bottom - first_row + 1) * (right - first_column + 1), Place(self.name))
        for row in range(first_row, bottom + 1):
            self.formulas.update((row, column) for column in range(first_column, right + 1))

    def _merged(self) -> Iterator[tuple[int, int, int, int]]:
        limits = self.budget.limits
        count = 0
        for first, column, rows, columns, repeat in self.merged:
            for row in range(first, min(first + repeat, max(first, len(self.rows)) + 1)):
                count += 1
                if count > limits.merged:
                    raise oversized("合并区域数", count, limits.merged, Place(self.name))
                bottom, right = min(row + rows - 1, MAX_ROW), min(column + columns - 1, MAX_COLUMN)
                yield row, column, bottom, right


def _within(ranges: list[tuple[int, int]], most: int) -> Iterator[int]:
    """Every number in the ranges up to the most, once, however they overlap."""
    reached = 0
    for first, last in sorted(ranges):
        yield from range(max(first, reached + 1), min(last, most) + 1)
        reached = max(reached, last)
