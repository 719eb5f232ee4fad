"""Which rows of a ledger count towards its indicator, and why the others do not (SPEC sections 3 to 5).

A row counts when its object has a name, stands at the stage that the target names, and is dated by the day that
is looked at; for a ``new`` basis also inside the plan. An object counts once, however many rows it has.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Field, Ledger, Plan
from fuxi_cli.core.submission import Figure, Table
from fuxi_cli.core.words import fold, key

UNREAD, UNNAMED, UNSTAGED, STAGE = "unread", "unnamed", "unstaged", "stage"
UNDATED, BEFORE, AFTER, DUPLICATE = "undated", "before", "after", "duplicate"
REASONS = {
    STAGE: "阶段不符的",
    AFTER: "日期在报告期之后的",
    BEFORE: "日期早于方案开始的",
    UNDATED: "没有日期的",
    UNSTAGED: "没有阶段的",
    UNNAMED: "没有名称或编号的",
    DUPLICATE: "重复登记的",
}
"""Why a row does not count, in the order in which a message tells it."""

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[-‐‑‒–—―−_~.,、/](?=\d)")
_KEPT = "/"


class Row(NamedTuple):
    """One row of a ledger, judged. ``why`` is None when it counts, else a key of ``REASONS`` or ``UNREAD``."""

    table: Table
    ledger: Ledger
    index: int
    key: str
    """What identifies the object, folded; empty when it is not filled in."""
    name: str
    """What people call the object: the text of the ledger's first column."""
    date: date | None
    why: str | None

    @property
    def counts(self) -> bool:
        return self.why is None

    @property
    def staged(self) -> bool:
        """Whether the row stands at the stage that counts, whatever else speaks against it."""
        return _stage(self.table, self.ledger, self.index) is None

    @property
    def label(self) -> str:
        """The object as a message names it: its name, and what identifies it where that is not the name."""
        field = key_field(self.ledger)
        if field is self.ledger.fields[0]:
            return self.name
        return f"{self.name}（{self.get(field.name)}）"

    @property
    def key_place(self) -> Place:
        return self.place(key_field(self.ledger).name)

    @property
    def date_place(self) -> Place:
        dated = date_field(self.ledger)
        return self.place(dated.name) if dated else self.key_place

    def get(self, name: str) -> object:
        return self.table.get(self.index, name)

    def place(self, name: str) -> Place:
        return self.table.place(self.index, name)


def key_field(ledger: Ledger) -> Field:
    """The field that identifies the counted object."""
    return next((f for f in ledger.fields if f.key), ledger.fields[0])


def date_field(ledger: Ledger) -> Field | None:
    """The field that places an object in a period."""
    return next((f for f in ledger.fields if f.dated), None)


def stage_field(ledger: Ledger) -> Field | None:
    """The field that tells the stage; None where every row is at the stage that counts."""
    return next((f for f in ledger.fields if f.stage), None) if ledger.stage else None


def fold_key(text: object, field: Field) -> str:
    """Fold what identifies an object: writing makes no difference, except a mark between two digits.

    >>> fold_key("SL－2022—1 ", Field("certificate", "证书编号"))
    'sl2022/1'
    """
    folded = fold(text)
    if field.format == "uscc":
        return folded.upper()
    # Between digits a mark separates numbers: 1-12 and 11-2 are two certificates.
    return key(_BETWEEN_DIGITS.sub(_KEPT, folded))


def judged_rows(table: Table, ledger: Ledger, plan: Plan, until: date) -> list[Row]:
    """Every row of a ledger, and whether it counts on that day."""
    keyed, dated = key_field(ledger), date_field(ledger)
    seen: set[str] = set()
    rows = []
    for index in range(len(table)):
        text = table.get(index, keyed.name)
        folded = fold_key(text, keyed) if text is not None else ""
        day = table.get(index, dated.name) if dated else None
        why = _why_not(table, ledger, plan, until, index)
        if why is None and folded in seen:
            why = DUPLICATE
        if why is None:
            seen.add(folded)
        name = table.get(index, ledger.fields[0].name)
        rows.append(Row(table, ledger, index, folded, str(name or text or ""), day, why))
    return rows


def counted_objects(table: Table, ledger: Ledger, plan: Plan, until: date) -> list[Row]:
    """The rows that count, one per object."""
    return [row for row in judged_rows(table, ledger, plan, until) if row.counts]


def _why_not(table: Table, ledger: Ledger, plan: Plan, until: date, index: int) -> str | None:
    keyed = key_field(ledger).name
    if table.get(index, keyed) is None:
        return UNNAMED if table.blank(index, keyed) else UNREAD
    return _stage(table, ledger, index) or _date(table, ledger, plan, until, index)


def _stage(table: Table, ledger: Ledger, index: int) -> str | None:
    field = stage_field(ledger)
    if field is None:
        return None
    stage = table.get(index, field.name)
    if stage is None:
        return UNSTAGED if table.blank(index, field.name) else UNREAD
    return None if stage == ledger.stage else STAGE


def _date(table: Table, ledger: Ledger, plan: Plan, until: date, index: int) -> str | None:
    field = date_field(ledger)
    if field is None:
        return None
    day = table.get(index, field.name)
    if day is None:
        return UNDATED if table.blank(index, field.name) else UNREAD
    if day > until:
        return AFTER
    indicator = plan.indicator(ledger.indicator)
    new = indicator is not None and indicator.basis == "new"
    if new and day > plan.end.last_day:
        return AFTER
    return BEFORE if new and day < plan.start.first_day else None


class Tally(NamedTuple):
    """The rows behind one figure."""

    figure: Figure
    rows: tuple[Row, ...]

    @property
    def counted(self) -> int:
        return sum(row.counts for row in self.rows)

    @property
    def sheets(self) -> str:
        return "、".join(dict.fromkeys(f"“{row.table.sheet}”" for row in self.rows))

    def dated_in(self, period: Period) -> int:
        """How many of those that count are dated in that month."""
        return sum(row.counts and row.date is not None and Period.of(row.date) == period for row in self.rows)

    def left_out(self) -> str:
        """How many rows do not count for which reason, in words; empty when all count."""
        numbers = {why: sum(row.why == why for row in self.rows) for why in REASONS}
        parts = (f"{REASONS[why]} {number} 行" for why, number in numbers.items() if number)
        text = "、".join(parts)
        return f"（未计入：{text}）" if text else ""


def ledger_tables(case: WorkbookCase) -> Iterator[tuple[Table, Ledger]]:
    """The ledgers that were found in a workbook, in the plan's order."""
    for ledger in case.plan.ledgers:
        table = case.submission.ledgers.get(ledger.id)
        if table is not None:
            yield table, ledger


def rows_of(case: WorkbookCase) -> Iterator[Row]:
    """Every row of every ledger of a workbook, judged on the period's last day."""
    for table, ledger in ledger_tables(case):
        yield from judged_rows(table, ledger, case.plan, case.period.last_day)
