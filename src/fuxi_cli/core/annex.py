"""A document's annex table, counties × indicators, as it was read: what a new plan's quotas are made from."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place

NO_YEAR = 0


class AnnexIndicator(NamedTuple):
    """A quantity that the table's heads name."""

    name: str
    """As printed, without unit."""
    unit: str
    """Empty: the table does not say."""


class AnnexColumn(NamedTuple):
    """One column of figures."""

    indicator: AnnexIndicator
    year: int
    """0: the table has one figure for the whole plan."""
    place: Place
    """Its lowest head."""
    total: bool = False
    """Whether it adds up the indicator's years."""


class AnnexRow(NamedTuple):
    """One reporter's figures, or the declared totals."""

    name: str
    code: str
    """What a column of codes gives; empty without one."""
    place: Place
    cells: tuple[str, ...]
    """One text for each of the annex's columns: a number, ``-`` or blank for no quota; else what could not be read,
    as it stands."""


class Odd(NamedTuple):
    """Something in the table that was not taken over as a figure, or only after a decision."""

    place: Place
    what: str
    """A Chinese sentence about what stands there and what was done."""
    figure: bool = True
    """Whether a figure is missing or in doubt because of it."""


class Annex(NamedTuple):
    """The table."""

    sheet: str
    title: str
    """The longest line above the table; empty when there is none."""
    label: str
    """The head of the column that names reporters; 单位 where it has none that says so."""
    columns: tuple[AnnexColumn, ...]
    rows: tuple[AnnexRow, ...]
    total: AnnexRow | None
    odd: tuple[Odd, ...]
    cumulative: bool = False
    """Whether a year's figure is all that is to be done by its end, as the totals of the years tell."""

    @property
    def indicators(self) -> tuple[AnnexIndicator, ...]:
        return tuple(dict.fromkeys(column.indicator for column in self.columns))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that columns are for, in order; empty for one figure in all."""
        return tuple(sorted({column.year for column in self.columns} - {NO_YEAR}))

    def figures(self, indicator: AnnexIndicator) -> Iterator[str]:
        """Every text of the indicator's columns, without blanks and dashes."""
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                if column.indicator == indicator and cell not in ("", "-"):
                    yield cell


class NewReporter(NamedTuple):
    """A reporter of a plan to be made. ``code``: whether its id is a region's code, and not a stand-in."""

    id: str
    name: str
    kind: str
    code: bool


class NewPlan(NamedTuple):
    """A plan to be made, as far as it is known before the office fills in the rest."""

    id: str
    title: str
    revision: date
    start: Period
    end: Period
    reporters: tuple[NewReporter, ...] = ()
    annex: Annex | None = None
