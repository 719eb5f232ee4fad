"""What a formula is worked out over: one reporter's submission, a row of one of its ledgers, or all of a period."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from fuxi_cli.core.evidence import columns_of, fold_key
from fuxi_cli.core.formula.values import UNKNOWN, of_cell
from fuxi_cli.core.plan import Ledger
from fuxi_cli.core.submission import Table


class Cell(NamedTuple):
    """What a formula names: a field of the row (``row``), a figure (``figure``), a ledger's column (``column``); and
    what stands in no cell of a workbook, an indicator's ``baseline`` or ``benchmark``."""

    kind: str
    of: str
    """The ledger or the indicator."""
    name: str
    """The field, or which figure: month, cumulative, quota."""

    @property
    def in_workbook(self) -> bool:
        return self.kind in ("row", "figure", "column")


@dataclass(slots=True, eq=False)
class World:
    """Figures, ledgers and days by the names of a plan. What is not there is UNKNOWN."""

    figure: Callable[[str, str], Any]
    """(indicator, which figure) → value."""
    tables: Callable[[str], tuple[Table, ...]]
    """Ledger → its tables; empty when there is none."""
    baseline: Callable[[str], Any]
    benchmark: Callable[[str], Any]
    days: dict[str, date]
    before: Callable[[], "World | None"]
    """The usable period before; None: there is none."""
    memo: dict[object, Any] = field(default_factory=dict)

    def once(self, key: object, work: Callable[[], Any]) -> Any:
        """What does not depend on a row is worked out once, however many rows ask for it."""
        if key not in self.memo:
            self.memo[key] = work()
        return self.memo[key]


class Spot(NamedTuple):
    """Where a formula stands: a world, and a row of one of its ledgers when it is about rows."""

    world: World
    ledger: Ledger | None = None
    table: Table | None = None
    number: int = 0
    """The row's index in the table, from 0."""

    def cell(self, name: str) -> Any:
        """A field of the row: its value, a blank, or UNKNOWN when it could not be read or has no column."""
        table = self.table
        if table is None or not table.has(name):
            return UNKNOWN
        value = table.get(self.number, name)
        if value is None:
            return None if table.blank(self.number, name) else UNKNOWN
        return of_cell(value)

    def earlier(self) -> "Spot | None":
        """The same place in the period before: the row with the same key. None: no such period or row."""
        world = self.world.once("before", self.world.before)
        if world is None:
            return None
        if self.ledger is None or self.table is None:
            return Spot(world)
        key = columns_of(self.ledger).key
        value = self.table.get(self.number, key.name)
        rows = world.once(("rows", self.ledger.id), lambda: _by_key(world, self.ledger))
        found = rows.get(fold_key(value, key)) if value is not None else None
        return Spot(world, self.ledger, *found) if found else None


def _by_key(world: World, ledger: Ledger | None) -> dict[str, tuple[Table, int]]:
    assert ledger is not None, "asked for a row's ledger"
    key = columns_of(ledger).key
    found: dict[str, tuple[Table, int]] = {}
    for table in world.tables(ledger.id):
        for index, value in enumerate(table.column(key.name)):
            if value is not None:
                found.setdefault(fold_key(value, key), (table, index))
    return found
