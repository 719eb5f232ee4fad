"""This month's workbook beside the same reporter's earlier ones: figures, tasks and counted objects in pairs.

The comparison is with the newest usable month. What could not be read on either side is not compared: another
rule has spoken about it.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from fuxi_cli.core.cases import Past, WorkbookCase
from fuxi_cli.core.evidence import Row, columns_of, judged_rows, rows_by_ledger
from fuxi_cli.core.explanations import answers_of, reason
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Field, Ledger
from fuxi_cli.core.submission import Figure, Submission, Table, TaskEntry
from fuxi_cli.core.words import fold

_NAMES = ("name", "product", "enterprise")


def earlier(case: WorkbookCase) -> tuple[Past, ...]:
    """The usable earlier months inside the plan, newest first; none where no history was looked for."""
    if not case.history_given:
        return ()
    found = (past for past in case.history if case.plan.start <= past.period < case.period)
    return tuple(sorted(found, key=lambda past: past.period, reverse=True))


def newest(case: WorkbookCase) -> Past | None:
    """The newest usable month."""
    return next(iter(earlier(case)), None)


def directly_before(case: WorkbookCase) -> Past | None:
    """The reporting period just before, when it is usable."""
    past = newest(case)
    return past if past is not None and past.period == case.plan.before(case.period) else None


def month_word(case: WorkbookCase, past: Past) -> str:
    """``上月``, or the month by name when it lies further back."""
    if past.period == case.plan.before(case.period):
        return case.plan.says("上月")
    return case.plan.as_reported(past.period).chinese


class Pair(NamedTuple):
    """One indicator's figures now and in an earlier month."""

    now: Figure
    then: Figure


def figures(case: WorkbookCase, past: Past) -> Iterator[Pair]:
    """The figures that both workbooks hold, in this workbook's order."""
    before = {(f.reporter.id, f.indicator.id): f for f in past.submission.figures}
    for figure in case.submission.figures:
        then = before.get((figure.reporter.id, figure.indicator.id))
        if then is not None:
            yield Pair(figure, then)


def month_of(figure: Figure, submission: Submission) -> Decimal | None:
    """本月新增; left blank in a nil return it is 0."""
    if figure.month is None and submission.nil and "month" not in figure.unread:
        return Decimal(0)
    return figure.month


class Fall(NamedTuple):
    """A cumulative figure below that of the newest usable month, and the reason given for it."""

    figure: Figure
    was: Decimal
    since: Past
    reason: str | None


def falls(case: WorkbookCase) -> Iterator[Fall]:
    """Every amount that fell; a state to be in (a share, a level held) may go up and down."""
    past = newest(case)
    if past is None:
        return
    for now, then in figures(case, past):
        if now.cumulative is None or then.cumulative is None or now.indicator.level:
            continue
        if now.cumulative < then.cumulative:
            yield Fall(now, then.cumulative, past, _why(case, now, ("H101", "H102")))


def _why(case: WorkbookCase, figure: Figure | None, codes: tuple[str, ...]) -> str | None:
    """The reason beside the figure (备注), else the one in 核实说明 for its cumulative cell."""
    if figure is None:
        return None
    place = figure.place("cumulative")
    return reason(figure.remark) or answers_of(case.submission).best(codes, place)


class TaskPair(NamedTuple):
    now: TaskEntry
    then: TaskEntry


def tasks(case: WorkbookCase, past: Past) -> Iterator[TaskPair]:
    """The tasks that both workbooks hold."""
    before = {entry.task.id: entry for entry in past.submission.tasks}
    for entry in case.submission.tasks:
        if entry.task.id in before:
            yield TaskPair(entry, before[entry.task.id])


class Ledgers(NamedTuple):
    """One ledger now and in an earlier month; every row judged on the last day of its own month."""

    ledger: Ledger
    sheet: str
    now: tuple[Row, ...]
    then: tuple[Row, ...]

    @property
    def complete(self) -> bool:
        """Whether every row now says which object it is: else a missing one may be there."""
        return all(row.key for row in self.now)


@lru_cache(maxsize=1)
def ledgers(case: WorkbookCase, past: Past) -> tuple[Ledgers, ...]:
    """The ledgers whose tables both workbooks hold, with the column that identifies an object."""
    found = []
    for ledger in case.plan.ledgers:
        table, before = case.submission.ledgers.get(ledger.id), past.submission.ledgers.get(ledger.id)
        name = columns_of(ledger).key.name
        if table is not None and before is not None and table.has(name) and before.has(name):
            now = rows_by_ledger(case)[ledger.id]
            then = judged_rows(before, ledger, case.plan, past.period.last_day)
            found.append(Ledgers(ledger, table.sheet, now, tuple(then)))
    return tuple(found)


class Vanished(NamedTuple):
    """A counted object of the newest usable month that this month's ledger does not hold."""

    row: Row
    place: Place
    since: Past
    reason: str | None


def vanished(case: WorkbookCase) -> Iterator[Vanished]:
    """Every such object, whatever its stage would be now."""
    past = newest(case)
    if past is None:
        return
    for pair in ledgers(case, past):
        if not pair.complete:
            continue
        present = {row.key for row in pair.now}
        place = Place(pair.sheet)
        why = _why_vanished(case, pair.ledger, place)
        for row in pair.then:
            if row.counts and row.key not in present:
                yield Vanished(row, place, past, why)


def _why_vanished(case: WorkbookCase, ledger: Ledger, place: Place) -> str | None:
    """The reason in 核实说明 for the ledger's sheet, else the one given for its indicator."""
    stated = (f for f in case.submission.figures if f.indicator.id == ledger.indicator)
    why = answers_of(case.submission).best(("H104", "H111"), place)
    return why or _why(case, next(stated, None), ("H101", "H102"))


def late_rows(case: WorkbookCase) -> Iterator[Row]:
    """Counted rows that are new this month but dated in an earlier one whose workbook did not count them."""
    last = newest(case)
    if last is None:
        return
    months = {past.period: past for past in earlier(case)}
    counted: dict[Period, dict[str, set[str]]] = {}
    for pair in ledgers(case, last):
        known = _counted_keys(pair.then)
        for row in pair.now:
            if row.counts and row.date is not None and row.key not in known:
                period = case.plan.period_of(Period.of(row.date))
                past = months.get(period) if period is not None else None
                if past is None:
                    continue
                if past.period not in counted:
                    then = ledgers(case, past)
                    counted[past.period] = {p.ledger.id: _counted_keys(p.then) for p in then}
                then_counted = counted[past.period].get(row.ledger.id)
                if then_counted is not None and row.key not in then_counted:
                    yield row


def _counted_keys(rows: Iterable[Row]) -> set[str]:
    return {row.key for row in rows if row.counts}


def settled_elsewhere(case: WorkbookCase, past: Past) -> dict[str, int]:
    """Indicator → by how many objects its ledger's own changes move the cumulative figure beside what is new this
    month: rows reported late, less objects that no longer count. Other rules speak about those."""
    moved: dict[str, int] = {}
    for row in late_rows(case):
        if row.ledger.indicator is not None:
            moved[row.ledger.indicator] = moved.get(row.ledger.indicator, 0) + 1
    for pair in ledgers(case, past):
        if pair.ledger.indicator is not None:
            lost = len(_counted_keys(pair.then) - _counted_keys(pair.now))
            moved[pair.ledger.indicator] = moved.get(pair.ledger.indicator, 0) - lost
    return moved


def folded(value: object) -> object:
    """A value for comparison: of text only letters and digits count."""
    if isinstance(value, str):
        return "".join(c for c in fold(value) if c.isalnum())
    return value


def facts(ledger: Ledger) -> Iterator[Field]:
    """The fields that say what an object is and that stay the same from month to month: names, dates, amounts,
    numbers of documents. Not the key, not the stage, and not optional remarks."""
    key = columns_of(ledger).key
    for field in ledger.fields:
        if field is key or field.stage or field.varies:
            continue
        if field.type != "text" or field.required or field.when or field.format or field.name in _NAMES:
            yield field


def copied(case: WorkbookCase, past: Past) -> bool:
    """Whether the workbook repeats an earlier one, figures, tasks and ledger rows, and something was new in both."""
    now, then = case.submission, past.submission
    if now.nil or not any((figure.month or 0) > 0 for figure in now.figures):
        return False
    if _stated(now) != _stated(then) or now.ledgers.keys() != then.ledgers.keys():
        return False
    return all(_same_rows(table, then.ledgers[id]) for id, table in now.ledgers.items())


def _stated(submission: Submission) -> tuple[object, ...]:
    """What a reporter fills in anew each month, beside the ledgers."""
    figures = {(f.reporter.id, f.indicator.id): (f.month, f.cumulative) for f in submission.figures}
    tasks = {e.task.id: (e.status, folded(e.detail or "")) for e in submission.tasks}
    return figures, tasks


def _same_rows(now: Table, then: Table) -> bool:
    names, before = (
        [field.name for field in table.form.fields if field.name != "number"] for table in (now, then)
    )
    if len(now) != len(then) or (len(now) and len(names) != len(before)):
        return False
    return all(
        same(new, was)
        for name, old in zip(names, before, strict=False)
        for new, was in zip(now.column(name), then.column(old), strict=True)
    )


def same(one: object, other: object) -> bool:
    """Whether two values are equal where only letters and digits of a text count."""
    return one == other or folded(one) == folded(other)
