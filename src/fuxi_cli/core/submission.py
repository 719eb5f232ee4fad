"""What was read from one file: its sheets, what the reader noticed, and what it means (SPEC section 4).

Three steps: a flat picture (``Workbook`` of ``Sheet``), tables found in it (``Table``), and the figures that
they state (``Submission``). Every value keeps its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from fuxi_cli.core.form import SheetForm
from fuxi_cli.core.merged import Covered
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Indicator, Reporter, Task
from fuxi_cli.core.recognised import RecognisedTable

NOWHERE = Place()
"""The file as a whole."""


class Notice(NamedTuple):
    """Something that a reader saw and a rule speaks about. ``kind`` is the slug of that rule."""

    kind: str
    place: Place = NOWHERE
    provided: object = None
    expected: object = None
    facts: tuple[tuple[str, object], ...] = ()
    reporter: str | None = None
    """Whose row it is, in a table of many reporters."""

    def fact(self, name: str) -> object:
        return dict(self.facts).get(name)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Sheet:
    """One sheet as it stands in the file.

    ``rows[r][c]`` is the value at row r+1, column c+1: str, float, bool, date, datetime, time, timedelta or None.
    Rows may be ragged. The sets hold what values alone do not show; rows and columns in them count from 1.
    """

    name: str
    rows: list[list[Any]]
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """(first row, first column, last row, last column) of each merged range."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cells that hold #REF!, #N/A, …"""
    uncalculated: frozenset[tuple[int, int]] = frozenset()
    """Formulas without a stored value."""
    formulas: frozenset[tuple[int, int]] = frozenset()
    covered_cells: tuple[object, Covered] | None = field(default=None, init=False)
    """The merged ranges that were looked into, and how to find a cell in them."""

    def at(self, row: int, column: int) -> Any:
        """The value at a place, both counted from 1; None outside."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def covered(self, row: int, column: int) -> bool:
        """Whether the cell lies under a merged range, not at its top left: it cannot be filled in."""
        return bool(self.merged) and self.under_merges().holds(row, column)

    def under_merges(self) -> Covered:
        """The cells that lie under merged ranges."""
        if self.covered_cells is None or self.covered_cells[0] is not self.merged:
            self.covered_cells = (self.merged, Covered(self.merged))
        return self.covered_cells[1]

    def place(self, row: int = 0, column: int = 0) -> Place:
        return Place(self.name, row, column)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Workbook:
    """One file as it was found. ``notices`` holds what is wrong with the file itself."""

    path: str
    sha256: str = ""
    format: str | None = None
    sheets: list[Sheet] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        return bool(self.sheets)

    def sheet(self, name: str) -> Sheet | None:
        return next((s for s in self.sheets if s.name == name), None)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Identity:
    """What a file says of itself, from one source: the stamp, the cover, the file name or the folder."""

    source: str
    plan: str | None = None
    revision: str | None = None
    document: str | None = None
    reporter: str | None = None
    period: str | None = None
    template: str | None = None
    places: dict[str, Place] = field(default_factory=dict)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Table:
    """A table found in a sheet: parsed values by field, each list parallel to ``rows``."""

    form: SheetForm
    sheet: str
    header_row: int
    columns: dict[str, int]
    """Field name → sheet column, counted from 1."""
    rows: list[int] = field(default_factory=list)
    values: dict[str, list[Any]] = field(default_factory=dict)
    """None: blank, unreadable, or the column is missing. See ``unread``."""
    unread: set[tuple[int, str]] = field(default_factory=set)
    """(sheet row, field) of cells that hold something which could not be read as the field's type."""

    def __len__(self) -> int:
        return len(self.rows)

    def get(self, index: int, name: str) -> Any:
        column = self.values.get(name)
        return column[index] if column is not None else None

    def column(self, name: str) -> list[Any]:
        """A field's value in every row; None in each where the column is missing."""
        values = self.values.get(name)
        return values if values is not None else [None] * len(self.rows)

    def place(self, index: int, name: str) -> Place:
        return Place(self.sheet, self.rows[index], self.columns.get(name, 0))

    def has(self, name: str) -> bool:
        return name in self.columns

    def blank(self, index: int, name: str) -> bool:
        """The column is there and the cell is empty; not unreadable, not missing."""
        return (
            self.has(name) and self.get(index, name) is None and (self.rows[index], name) not in self.unread
        )


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Figure:
    """One reporter's figures on one indicator as the workbook states them, and where each stands."""

    reporter: Reporter
    indicator: Indicator
    places: dict[str, Place]
    """By field name (quota, total, month, cumulative, rate, gap, remark); only fields that have a column."""
    quota: Decimal | None = None
    month: Decimal | None = None
    cumulative: Decimal | None = None
    rate: Decimal | None = None
    gap: Decimal | None = None
    remark: str | None = None
    unread: frozenset[str] = frozenset()
    """Fields whose cells hold something that could not be read."""
    formulas: frozenset[str] = frozenset()
    """Fields whose cells are formulas in the file."""
    total: Decimal | None = None
    """总任务数, which only the forms of plans with several years have."""

    def place(self, name: str) -> Place:
        return self.places.get(name, Place())


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class TaskEntry:
    """What the workbook says of one task."""

    task: Task
    places: dict[str, Place]
    status: str | None = None
    done_on: date | None = None
    document: str | None = None
    detail: str | None = None
    problem: str | None = None
    unread: frozenset[str] = frozenset()

    def place(self, name: str) -> Place:
        return self.places.get(name, Place())


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Total:
    """A 合计 row's stated figure, and the parts that were read above it, or below it."""

    place: Place
    name: str
    stated: Decimal
    parts: tuple[Decimal, ...]
    span: tuple[int, int] = (0, 0)
    """First and last sheet row that it sums; (0, 0): all above it."""

    @property
    def leading(self) -> bool:
        """Whether it sums what stands below it."""
        return self.span[0] > self.place.row

    def sums(self, place: Place) -> bool:
        """Whether a place lies in the rows that it sums."""
        first, last = self.span if self.span[1] else (0, self.place.row - 1)
        return place.sheet == self.place.sheet and first <= place.row <= last


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Explanation:
    rule: str
    where: str
    text: str
    place: Place


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Issue:
    """A difficulty that the reporter asks to have solved."""

    text: str
    about: str | None
    advice: str | None
    units: str | None
    place: Place


class Hints(NamedTuple):
    """What the caller says of files that do not say it themselves; None: let each file speak."""

    layout: str | None = None
    """A layout's name, as in ``Submission.layout``."""
    measure: str | None = None
    """What a table's single figure columns hold: ``quota``, ``month`` or ``cumulative``."""
    explain: bool = False
    """Fill ``Submission.recognised`` also for the form's own tables."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Submission:
    """One file, understood against a plan. A wide table holds figures of many reporters."""

    workbook: Workbook
    layout: str | None = None
    """``official``, ``wide``, ``list`` or ``free``; None when no layout was recognised."""
    reporter: Reporter | None = None
    period: Period | None = None
    identities: list[Identity] = field(default_factory=list)
    cover: dict[str, Any] = field(default_factory=dict)
    cover_places: dict[str, Place] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    tasks: list[TaskEntry] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    ledgers: dict[str, Table] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    explanations: list[Explanation] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    recognised: list[RecognisedTable] = field(default_factory=list)
    """How each table was understood; the form's own tables say it themselves (``tables``)."""

    @property
    def path(self) -> str:
        return self.workbook.path

    @property
    def nil(self) -> bool:
        """The cover says that there was no progress this month (零报告)."""
        return self.cover.get("progress") == "无"

    def noticed(self, kind: str) -> Iterator[Notice]:
        """Every notice of that kind, about the file or about its content, in reading order."""
        for notice in self.workbook.notices:
            if notice.kind == kind:
                yield notice
        for notice in self.notices:
            if notice.kind == kind:
                yield notice

    def reporters(self) -> tuple[Reporter, ...]:
        """Whose figures the file holds."""
        if self.reporter is not None:
            return (self.reporter,)
        return tuple({figure.reporter.id: figure.reporter for figure in self.figures}.values())
