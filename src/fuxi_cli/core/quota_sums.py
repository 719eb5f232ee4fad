"""What the totals of a quotas.csv with several years should say: each year over the reporters, each reporter over its years."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Indicator, Plan
from fuxi_cli.core.plan_places import QuotaRow, QuotaTable
from fuxi_cli.core.quota_columns import TOTALS
from fuxi_cli.core.words import key

_ALL = ""


class Sum(NamedTuple):
    """A declared total beside what it should be."""

    place: Place
    indicator: Indicator
    who: str
    """Whose total it is; empty for a total over the reporters."""
    year: str
    """Of which year or date; empty for a total over the years."""
    declared: Decimal
    summed: Decimal

    @property
    def over_years(self) -> bool:
        """Whether it adds up a row's years, and not a column."""
        return self.who != _ALL


class Crossing(NamedTuple):
    """The one cell that is wrong where a row and a column do not add up by the same difference."""

    place: Place
    indicator: Indicator
    written: Decimal
    expected: Decimal
    difference: Decimal
    """How much row and column are out, without sign."""


def crossings(table: QuotaTable, wrong: list[Sum]) -> dict[str, Crossing]:
    """By indicator: the cell that explains all that is wrong with its totals. None where it takes more than one."""
    found = {}
    for id in {one.indicator.id for one in wrong}:
        own = [one for one in wrong if one.indicator.id == id]
        rows, columns = [one for one in own if one.over_years], [one for one in own if not one.over_years]
        if len(rows) != 1 or len(columns) != 1:
            continue
        row, column = rows[0], columns[0]
        out = column.declared - column.summed
        place = table.place(row.place.row, column.place.column)
        written = _at(table, place.row, place.column - 1)
        if written is None or abs(row.declared - row.summed) != abs(out):
            continue
        if place == column.place:
            expected = column.summed
        else:
            expected = row.summed if place == row.place else written + out
        found[id] = Crossing(place, row.indicator, written, expected, abs(out))
    return found


def amount_in(text: str) -> Decimal | None:
    """The amount that a cell holds; None for none, and for what is none."""
    try:
        value = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def sums(plan: Plan, table: QuotaTable) -> Iterator[Sum]:
    """Every declared total of a table with several years."""
    rows = [row for row in table.entries() if not row.total]
    for row in table.entries():
        yield from _over_years(plan, table, row)
        if row.total:
            yield from _over_reporters(table, row, rows)
    yield from _over_rows(plan, table, rows)


def _over_years(plan: Plan, table: QuotaTable, row: QuotaRow) -> Iterator[Sum]:
    """A row's total column beside its years."""
    for indicator in {one.indicator.id: one.indicator for one in table.columns.amounts.values()}.values():
        years, whole = table.columns.years(indicator.id), table.columns.whole(indicator.id)
        declared = None if whole is None else _at(table, row.number, whole)
        parts = [one for _, at in years if (one := _at(table, row.number, at)) is not None]
        if whole is not None and declared is not None and parts:
            who = "" if row.total else row.name
            place = table.place(row.number, whole + 1)
            yield Sum(place, indicator, who or "合计行", "", declared, _together(plan, indicator, parts))


def _over_reporters(table: QuotaTable, total: QuotaRow, rows: list[QuotaRow]) -> Iterator[Sum]:
    """A 合计 row beside the rows above it; of a row with a due date, beside those of the same date."""
    for at, (indicator, year) in table.columns.amounts.items():
        declared = _at(table, total.number, at)
        alike = [row for row in rows if not total.due or row.due == total.due]
        if not total.due and any(row.due for row in rows):
            continue
        parts = [one for row in alike if (one := _at(table, row.number, at)) is not None]
        if declared is not None and parts:
            named = f"{year}年" if year else "、".join(map(str, total.due[:1])) + ("年" if total.due else "")
            yield Sum(
                table.place(total.number, at + 1), indicator, _ALL, named, declared, sum(parts, Decimal(0))
            )


def _over_rows(plan: Plan, table: QuotaTable, rows: list[QuotaRow]) -> Iterator[Sum]:
    """A reporter's own total row (合计 in the due column) beside its rows with dates."""
    if not table.due:
        return
    for row in rows:
        cells = table.rows[row.number - 1]
        if key(cells[table.due - 1] if table.due <= len(cells) else "") not in TOTALS:
            continue
        own = sorted((one for one in rows if one.due and one.name == row.name), key=lambda one: one.due)
        for at, (indicator, _) in table.columns.amounts.items():
            declared = _at(table, row.number, at)
            parts = [one for each in own if (one := _at(table, each.number, at)) is not None]
            if declared is not None and parts:
                place = table.place(row.number, at + 1)
                yield Sum(place, indicator, row.name, "", declared, _together(plan, indicator, parts))


def _together(plan: Plan, indicator: Indicator, parts: list[Decimal]) -> Decimal:
    """What a reporter's years make in all: their sum; the last one where they are cumulative, or states to be in."""
    if indicator.level or plan.quota_years == "cumulative":
        return parts[-1]
    return sum(parts, Decimal(0))


def _at(table: QuotaTable, row: int, column: int) -> Decimal | None:
    cells = table.rows[row - 1]
    return amount_in(cells[column]) if column < len(cells) else None
