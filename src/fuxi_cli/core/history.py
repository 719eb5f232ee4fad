"""This month's workbook beside the same reporter's earlier ones: figures, tasks and counted objects in pairs.

The comparison is with the newest usable month. What could not be read on either side is not compared: another
rule has spoken about it.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from fuxi_cli.core.cases import Past, WorkbookCase
from fuxi_cli.core.explanations import given, reason
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
    """The month just before, when it is usable."""
    past = newest(case)
    return past if past is not None and past.period == case.period.plus(-1) else None


def month_word(case: WorkbookCase, past: Past) -> str:
    """``上月``, or the month by name when it lies further back."""
    return "上月" if past.period == case.period.plus(-1) else past.period.chinese


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
    """Every amount that fell. A state to be in (a share, a level held) may fall like any other number."""
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
    return reason(figure.remark) or given(case.submission.explanations, codes, place)


class TaskPair(NamedTuple):
    now: TaskEntry
    then: TaskEntry


def tasks(case: WorkbookCase, past: Past) -> Iterator[TaskPair]:
    """The tasks that both workbooks hold."""
    before = {entry.task.id: entry for entry in past.submission.tasks}
    for entry in case.submission.tasks:
        if entry.task.id in before:
            yield TaskPair(entry, before[entry.task.id])


def folded(value: object) -> object:
    """A ledger's value for comparison: of text only letters and digits count."""
    if isinstance(value, str):
        return "".join(c for c in fold(value) if c.isalnum())
    return value


def key_field(table: Table) -> Field:
    """The field that tells one object of a ledger from another."""
    return table.form.field(table.form.key)


def objects(table: Table) -> dict[object, int]:
    """Folded key → the index of its first row."""
    name = table.form.key
    found: dict[object, int] = {}
    for index in range(len(table)):
        value = folded(table.get(index, name))
        if value not in (None, ""):
            found.setdefault(value, index)
    return found


def counts(ledger: Ledger, table: Table, index: int) -> bool:
    """Whether a row is at the stage that the target names."""
    stage = next((f.name for f in ledger.fields if f.stage), None)
    return ledger.stage is None or stage is None or table.get(index, stage) == ledger.stage


def counted(ledger: Ledger, submission: Submission) -> dict[object, int]:
    """Folded key → row index of the objects at the stage that counts; nothing where there is no such table."""
    table = submission.ledgers.get(ledger.id)
    if table is None:
        return {}
    return {name: index for name, index in objects(table).items() if counts(ledger, table, index)}


class Ledgers(NamedTuple):
    """One ledger, now and in an earlier month."""

    ledger: Ledger
    now: Table
    then: Table


def ledgers(case: WorkbookCase, past: Past) -> Iterator[Ledgers]:
    """The ledgers whose tables both workbooks hold with a key column."""
    for ledger in case.plan.ledgers:
        now = case.submission.ledgers.get(ledger.id)
        then = past.submission.ledgers.get(ledger.id)
        if now is not None and then is not None and now.has(now.form.key) and then.has(then.form.key):
            yield Ledgers(ledger, now, then)


class Vanished(NamedTuple):
    """A counted object of the newest usable month that this month's ledger does not hold."""

    ledger: Ledger
    table: Table
    name: str
    key: object
    since: Past
    reason: str | None


def vanished(case: WorkbookCase) -> Iterator[Vanished]:
    """Every such object. A ledger with a row whose key is blank or unreadable is left out: it may be that one."""
    past = newest(case)
    if past is None:
        return
    for ledger, now, then in ledgers(case, past):
        if any(folded(now.get(index, now.form.key)) in (None, "") for index in range(len(now))):
            continue
        present = objects(now)
        why = _why_vanished(case, ledger, now)
        for name, index in counted(ledger, past.submission).items():
            if name not in present:
                key = then.get(index, then.form.key)
                yield Vanished(ledger, now, title(then, index), key, past, why)


def _why_vanished(case: WorkbookCase, ledger: Ledger, table: Table) -> str | None:
    owner = case.submission.reporter
    figure = next(
        (f for f in case.submission.figures if f.indicator.id == ledger.indicator and f.reporter == owner), None
    )
    codes = ("H104", "H111")
    return given(case.submission.explanations, codes, Place(table.sheet)) or _why(case, figure, codes)


def title(table: Table, index: int) -> str:
    """An object as a clerk knows it: its name, and its key where that is a number."""
    key = table.get(index, table.form.key)
    name = next((v for n in _NAMES if n != table.form.key and (v := table.get(index, n))), None)
    return str(key) if table.form.key in _NAMES or name is None else f"{name}（{key}）"


def facts(table: Table) -> Iterator[Field]:
    """The fields that say what an object is and that do not change from month to month: names, dates, amounts,
    numbers of documents. Not the key, and not optional remarks."""
    for field in table.form.fields:
        if field.name in (table.form.key, "number") or field.stage:
            continue
        if field.type != "text" or field.required or field.when or field.format or field.name in _NAMES:
            yield field


def copied(case: WorkbookCase, past: Past) -> bool:
    """Whether the workbook repeats an earlier one: all figures, tasks and ledger rows, and something was new then."""
    now, then = case.submission, past.submission
    if now.nil or not any((figure.month or 0) > 0 for figure in now.figures):
        return False
    return _content(now) == _content(then)


def _content(submission: Submission) -> tuple[object, ...]:
    """What a reporter fills in anew each month, without the order of its parts."""
    figures = {(f.reporter.id, f.indicator.id): (f.month, f.cumulative) for f in submission.figures}
    tasks = {e.task.id: (e.status, folded(e.detail or "")) for e in submission.tasks}
    return figures, tasks, {id: _rows(table) for id, table in submission.ledgers.items()}


def _rows(table: Table) -> list[list[object]]:
    names = [field.name for field in table.form.fields if field.name != "number"]
    return [[folded(table.get(index, name)) for name in names] for index in range(len(table))]
