"""Which rows of a ledger count towards its indicator, and why the others do not (SPEC sections 3 to 5).

A row counts when its object has a name, stands at the stage that the target names, and is dated by the day that
is looked at; for a ``new`` basis also inside the plan. An object counts once, however many rows it has.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Field, Ledger, Plan
from fuxi_cli.core.submission import Figure, Table
from fuxi_cli.core.words import fold, without_marks

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
"""Why a row does not count, in the order in which a message tells it. ``UNREAD``: nobody can say."""

# Patterns stay text until they are used: compiling them takes time at every start.
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[-‐‑‒–—―−_~.,、/](?=\d)")
_YUAN = Decimal(10_000_000)
_YUAN_TIMES = 1000


class Columns(NamedTuple):
    """The fields of a ledger that decide whether a row counts."""

    key: Field
    """Identifies the counted object."""
    stage: Field | None
    """None where every row is at the stage that counts."""
    date: Field | None
    """Places an object in a period."""


def columns_of(ledger: Ledger) -> Columns:
    fields = ledger.fields
    return Columns(
        next((f for f in fields if f.key), fields[0]),
        next((f for f in fields if f.stage), None) if ledger.stage else None,
        next((f for f in fields if f.dated), None),
    )


class Row(NamedTuple):
    """One row of a ledger, judged. ``why`` is None when it counts, else a key of ``REASONS`` or ``UNREAD``."""

    table: Table
    ledger: Ledger
    number: int
    """Its index in the table, from 0."""
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
        return _stage(self.table, self.ledger, columns_of(self.ledger).stage, self.number) is None

    @property
    def label(self) -> str:
        """The object as a message names it: its name, and what identifies it where that is not the name."""
        field = columns_of(self.ledger).key
        identity = self.get(field.name)
        first = field is self.ledger.fields[0]
        return self.name if first or identity is None else f"{self.name}（{field.title} {identity}）"

    @property
    def key_place(self) -> Place:
        return self.place(columns_of(self.ledger).key.name)

    @property
    def date_place(self) -> Place:
        dated = columns_of(self.ledger).date
        return self.place(dated.name) if dated else self.key_place

    def get(self, name: str) -> object:
        return self.table.get(self.number, name)

    def place(self, name: str) -> Place:
        return self.table.place(self.number, name)


def fold_key(text: object, field: Field) -> str:
    """Fold what identifies an object: its writing makes no difference, except a mark between two digits.

    >>> fold_key("SL－2022—1 ", Field("certificate", "证书编号"))
    'sl2022/1'
    """
    folded = fold(text)
    if field.format == "uscc":
        return folded.upper()
    # Between digits a mark separates two numbers: 1-12 and 11-2 are two certificates.
    return without_marks(_BETWEEN_DIGITS.sub("/", folded))


def judged_rows(table: Table, ledger: Ledger, plan: Plan, until: date) -> list[Row]:
    """Every row of a ledger, and whether it counts on that day."""
    columns, days = columns_of(ledger), _days(ledger, plan, until)
    keys, names = table.column(columns.key.name), table.column(ledger.fields[0].name)
    dates = table.column(columns.date.name) if columns.date else [None] * len(table)
    seen: set[str] = set()
    rows = []
    for number, (text, name, day) in enumerate(zip(keys, names, dates, strict=True)):
        folded = "" if text is None else fold_key(text, columns.key)
        why = _why_not(table, ledger, columns, days, number)
        if why is None and folded in seen:
            why = DUPLICATE
        if why is None:
            seen.add(folded)
        rows.append(Row(table, ledger, number, folded, str(name or text or ""), day, why))
    return rows


def counted_objects(table: Table, ledger: Ledger, plan: Plan, until: date) -> list[Row]:
    """The rows that count on that day, one per object."""
    return [row for row in judged_rows(table, ledger, plan, until) if row.counts]


def _days(ledger: Ledger, plan: Plan, until: date) -> tuple[date, date]:
    """The first and the last day on which an object may be dated to count."""
    indicator = plan.indicator(ledger.indicator) if ledger.indicator else None
    if indicator is not None and indicator.basis == "new":
        return plan.start.first_day, min(until, plan.end.last_day)
    return date.min, until


def _why_not(
    table: Table, ledger: Ledger, columns: Columns, days: tuple[date, date], number: int
) -> str | None:
    named = columns.key.name
    if table.get(number, named) is None:
        return UNNAMED if table.blank(number, named) else UNREAD
    return _stage(table, ledger, columns.stage, number) or _date(table, columns.date, days, number)


def _stage(table: Table, ledger: Ledger, field: Field | None, number: int) -> str | None:
    if field is None:
        return None
    stage = table.get(number, field.name)
    if stage is None:
        return UNSTAGED if table.blank(number, field.name) else UNREAD
    return None if stage == ledger.stage else STAGE


def _date(table: Table, field: Field | None, days: tuple[date, date], number: int) -> str | None:
    if field is None:
        return None
    day, (first, last) = table.get(number, field.name), days
    if day is None:
        return UNDATED if table.blank(number, field.name) else UNREAD
    if day > last:
        return AFTER
    return BEFORE if day < first else None


class Tally(NamedTuple):
    """One figure and the rows of the ledgers behind it."""

    figure: Figure
    sheets: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def counted(self) -> int:
        return sum(row.counts for row in self.rows)

    @property
    def where(self) -> str:
        """The ledgers' sheets, as a message names them."""
        return "、".join(f"“{sheet}”" for sheet in self.sheets)

    @property
    def readable(self) -> bool:
        """Whether every row can be judged."""
        return all(row.why != UNREAD for row in self.rows)

    def dated_in(self, period: Period) -> int:
        """How many of those that count are dated in that period."""
        return sum(row.counts and row.date is not None and period.covers(row.date) for row in self.rows)

    @property
    def left_out(self) -> str:
        """How many rows do not count for which reason, in words; empty when all count."""
        numbers = {why: sum(row.why == why for row in self.rows) for why in REASONS}
        text = "、".join(f"{REASONS[why]} {number} 行" for why, number in numbers.items() if number)
        return f"（未计入：{text}）" if text else ""


def tallies(case: WorkbookCase) -> Iterator[Tally]:
    """Every figure that ledgers of this workbook must bear out: whole objects, and no ledger is missing."""
    if case.submission.layout not in ("official", "free"):
        return
    for figure in case.submission.figures:
        behind = [ledger for ledger in case.plan.ledgers if ledger.indicator == figure.indicator.id]
        tables = case.submission.ledgers
        if not figure.indicator.counted or not behind or any(ledger.id not in tables for ledger in behind):
            continue
        sheets = tuple(tables[ledger.id].sheet for ledger in behind)
        rows = rows_by_ledger(case)
        yield Tally(figure, sheets, tuple(row for ledger in behind for row in rows[ledger.id]))


def rows_of(case: WorkbookCase) -> Iterator[Row]:
    """Every row of every ledger of a workbook, judged on the period's last day."""
    for rows in rows_by_ledger(case).values():
        yield from rows


@lru_cache(maxsize=1)
def rows_by_ledger(case: WorkbookCase) -> dict[str, tuple[Row, ...]]:
    """Ledger → its rows, in the plan's order; only ledgers that the workbook has.

    One rule after another asks this of the same workbook.
    """
    found: dict[str, tuple[Row, ...]] = {}
    for ledger in case.plan.ledgers:
        table = case.submission.ledgers.get(ledger.id)
        if table is not None:
            found[ledger.id] = tuple(judged_rows(table, ledger, case.plan, case.period.last_day))
    return found


def rows_with(case: WorkbookCase, wanted: Callable[[Field], bool]) -> Iterator[tuple[Row, list[Field]]]:
    """Every row of the ledgers that have such fields, with these: a rule on dates need not look at every name."""
    rows = rows_by_ledger(case)
    for ledger in case.plan.ledgers:
        fields = [field for field in ledger.fields if wanted(field)]
        if fields:
            for row in rows.get(ledger.id, ()):
                yield row, fields


def faulty(case: WorkbookCase, row: Row) -> bool:
    """Whether a row does not count for a fault of its own, which another rule reports at the row.

    A row at another stage, or dated after the period but before the workbook was sent, is no fault.
    """
    columns = columns_of(row.ledger)
    if row.why in (DUPLICATE, BEFORE):
        return True
    if row.why == AFTER:
        return row.date is not None and row.date > _sent_on(case)
    blank = {UNNAMED: columns.key, UNSTAGED: columns.stage, UNDATED: columns.date}.get(row.why or "")
    return blank is not None and _due(blank, row)


def _due(field: Field, row: Row) -> bool:
    return field.required or (field.when is not None and row.get(field.when[0]) == field.when[1])


def _sent_on(case: WorkbookCase) -> date:
    """The last day that a date can lie on; a day of submission before the period's end tells nothing more."""
    sent: date | None = case.submission.cover.get("submitted_on")
    return max(sent or case.period.last_day, case.period.last_day)


def below_minimum(row: Row, among: Iterable[Field] | None = None) -> list[Field]:
    """The fields of a row that hold less than the plan asks for. (Below 0 is negative, not too little.)

    ``among``: the ledger's fields with a minimum, where the caller knows them.
    """
    found = []
    for field in row.ledger.fields if among is None else among:
        value = row.get(field.name) if field.minimum else None
        if isinstance(value, Decimal) and field.minimum and 0 <= value < field.minimum:
            found.append(field)
    return found


def in_yuan(field: Field, value: Decimal) -> bool:
    """Whether an amount in a 万元 column is so large that it must be meant in 元."""
    if field.unit != "万元":
        return False
    return value >= _YUAN or bool(field.minimum and value >= _YUAN_TIMES * field.minimum)
