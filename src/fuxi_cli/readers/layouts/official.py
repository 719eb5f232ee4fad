"""The official layout: the form's sheets → a submission's figures, tasks, ledgers, issues and explanations."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from fuxi_cli.core.form import (
    EXPLANATIONS,
    ISSUES,
    PROGRESS,
    STAMP_SHEET,
    TASKS,
    SheetForm,
    ledger_form,
    progress_for,
)
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Indicator, Plan, Reporter, Task
from fuxi_cli.core.submission import (
    Explanation,
    Figure,
    Issue,
    Notice,
    Sheet,
    Submission,
    Table,
    TaskEntry,
    Total,
    Workbook,
)
from fuxi_cli.core.words import fold, key, split_unit
from fuxi_cli.readers.cells.parse import parse
from fuxi_cli.readers.layouts.figures import MEASURES, QUANTITIES, read_measure, unfinished
from fuxi_cli.readers.layouts.tables import Header, Reading, find_header, read_table

GUIDE_SHEETS = ("填报说明", "审核意见")
"""Sheets that hold no data: instructions, and what an earlier check wrote into a returned copy."""
_TASK_FIELDS = ("status", "done_on", "document", "detail", "problem")


def forms(plan: Plan, reporter: Reporter | None) -> tuple[SheetForm, ...]:
    """The sheets that this reporter's workbook must have; for an unknown reporter, all that there are."""
    quotas = reporter is None or bool(plan.reports(reporter.id))
    ledgers = plan.ledgers if reporter is None else plan.ledgers_of(reporter.id)
    tasks = reporter is None or bool(plan.tasks_of(reporter))
    named = dict(plan.sheet_synonyms)
    wanted = (
        *((progress_for(plan),) if quotas else ()),
        *((TASKS,) if tasks else ()),
        *map(ledger_form, ledgers),
        ISSUES,
        EXPLANATIONS,
    )
    return tuple(form._replace(synonyms=(*form.synonyms, *named.get(form.name, ()))) for form in wanted)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Found:
    """Which sheet holds which form, and what was odd about that."""

    headers: dict[str, tuple[Sheet, Header]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def find_sheets(
    workbook: Workbook, wanted: tuple[SheetForm, ...], known: tuple[SheetForm, ...], cover: str | None
) -> Found:
    """Match sheets to forms by name, then by headers; say which are missing, doubled or unknown.

    ``known`` forms belong to the plan but this reporter need not have them.
    """
    found = Found()
    left = [s for s in workbook.sheets if s.name not in (STAMP_SHEET, cover) and s.name not in GUIDE_SHEETS]
    for form in (*wanted, *(f for f in known if f not in wanted)):
        for sheet in [s for s in left if _named(s, form)]:
            left.remove(sheet)
            _settle(found, form, sheet)
    for form in wanted:
        if form.name in found.headers or _noticed(found, form):
            continue
        match = next((s for s in left if _fits(s, form)), None)
        if match is not None:
            left.remove(match)
            _settle(found, form, match)
        else:
            found.notices.append(Notice("sheet-missing", Place(), None, form.title))
    for sheet in left:
        if any(cell is not None for row in sheet.rows for cell in row):
            found.notices.append(Notice("sheet-unknown", sheet.place(), sheet.name))
    return found


def _named(sheet: Sheet, form: SheetForm) -> bool:
    return key(sheet.name) in {key(name) for name in (form.title, *form.synonyms)}


def _noticed(found: Found, form: SheetForm) -> bool:
    return any(n.kind == "layout-not-recognised" and n.expected == form.title for n in found.notices)


def _settle(found: Found, form: SheetForm, sheet: Sheet) -> None:
    if form.name in found.headers:
        first = found.headers[form.name][0].name
        found.notices.append(Notice("sheet-duplicated", sheet.place(), sheet.name, first))
        return
    header = find_header(sheet, form)
    if header is None:
        found.notices.append(Notice("layout-not-recognised", sheet.place(), None, form.title))
    else:
        found.headers[form.name] = (sheet, header)


def _fits(sheet: Sheet, form: SheetForm) -> bool:
    """Whether an oddly named sheet's headers are the form's: its key and all that must be filled in."""
    header = find_header(sheet, form)
    return header is not None and all(f.name in header.columns for f in form.fields if f.required)


def read_official(submission: Submission, plan: Plan, cover: str | None) -> list[Reading]:
    """Fill a submission from the form's sheets. Returns the tables read, for the inspection of their sheets."""
    reporter = submission.reporter
    wanted = forms(plan, reporter)
    found = find_sheets(submission.workbook, wanted, forms(plan, None), cover)
    submission.notices.extend(found.notices)
    return read_found(submission, plan, found, (*wanted, *(f for f in forms(plan, None) if f not in wanted)))


def read_found(
    submission: Submission, plan: Plan, found: Found, wanted: tuple[SheetForm, ...]
) -> list[Reading]:
    """Fill a submission from the sheets that were found, form by form."""
    readings = []
    for form in wanted:
        if form.name not in found.headers:
            continue
        sheet, header = found.headers[form.name]
        reading = read_table(
            sheet, form, header, by_row=frozenset(MEASURES) if form.name == PROGRESS.name else frozenset()
        )
        submission.notices.extend(reading.notices)
        submission.tables.append(reading.table)
        readings.append(reading)
        _take(submission, plan, sheet, reading)
    return readings


def _take(submission: Submission, plan: Plan, sheet: Sheet, reading: Reading) -> None:
    form, table = reading.table.form, reading.table
    if form.name == PROGRESS.name:
        _take_figures(submission, plan, sheet, reading)
    elif form.name == TASKS.name:
        _take_tasks(submission, plan, table)
    elif form.name == ISSUES.name:
        submission.issues.extend(_issues(table))
    elif form.name == EXPLANATIONS.name:
        submission.explanations.extend(_explanations(table))
    elif form.ledger:
        submission.ledgers[form.ledger] = table


def _places(table: Table, index: int, names: tuple[str, ...]) -> dict[str, Place]:
    return {name: table.place(index, name) for name in names if table.has(name)}


def _unread(table: Table, index: int) -> frozenset[str]:
    row = table.rows[index]
    return frozenset(name for name in table.columns if (row, name) in table.unread)


def _indicators(plan: Plan) -> dict[str, tuple[int, Indicator]]:
    """Folded name → the first indicator that bears it, with its place in the plan."""
    found: dict[str, tuple[int, Indicator]] = {}
    for place, indicator in enumerate(plan.indicators):
        for name in indicator.names():
            found.setdefault(key(name), (place, indicator))
    return found


def _match_indicator(names: dict[str, tuple[int, Indicator]], text: object) -> Indicator | None:
    """The indicator that a row's name means; of several the plan's first."""
    found = [names[wanted] for wanted in (key(text), key(split_unit(text)[0])) if wanted in names]
    return min(found, key=lambda one: one[0])[1] if found else None


def _take_figures(submission: Submission, plan: Plan, sheet: Sheet, reading: Reading) -> None:
    table, reporter = reading.table, submission.reporter
    names = _indicators(plan)
    seen: dict[str, Place] = {}
    for index in range(len(table)):
        name, place = table.get(index, "indicator"), table.place(index, "indicator")
        if name is None:
            continue
        indicator = _match_indicator(names, name)
        if indicator is None:
            submission.notices.append(Notice("row-unknown", place, name))
        elif indicator.id in seen:
            first = seen[indicator.id].cell
            submission.notices.append(Notice("row-duplicated", place, name, None, (("first", first),)))
        else:
            seen[indicator.id] = place
            if reporter is not None:
                submission.figures.append(_figure(submission, reading, index, sheet, reporter, indicator))
    if reporter is not None:
        for owed in plan.reports(reporter.id):
            if owed.id not in seen:
                submission.notices.append(Notice("row-missing", sheet.place(), None, owed.name))
    submission.totals.extend(_totals(submission, sheet, reading))


def _figure(
    submission: Submission,
    reading: Reading,
    index: int,
    sheet: Sheet,
    reporter: Reporter,
    indicator: Indicator,
) -> Figure:
    table = reading.table
    figure = Figure(reporter, indicator, _places(table, index, MEASURES))
    stated_unit = table.get(index, "unit")
    unit = stated_unit if stated_unit and fold(stated_unit) != fold(indicator.unit) else None
    for name in figure.places:
        required = name == "cumulative" or (name == "month" and not submission.nil)
        # A rate has a unit only when its header says so; a row's unit is that of the quantities.
        stated = reading.units.get(name) if name == "rate" else unit or reading.units.get(name)
        read_measure(submission, sheet, figure, name, stated, required)
    table.unread.update((table.rows[index], name) for name in figure.unread)
    return figure


def _totals(submission: Submission, sheet: Sheet, reading: Reading) -> Iterator[Total]:
    """The stated totals of number columns beside what stands above them."""
    table = reading.table
    for row in reading.total_rows:
        above = [f for f in submission.figures if f.place("cumulative").row < row]
        for name in QUANTITIES:
            if name not in table.columns or any(unfinished(f, name) for f in above):
                continue
            column, wanted = table.columns[name], table.form.field(name)
            stated = parse(sheet.at(row, column), wanted).value
            if isinstance(stated, Decimal):
                parts = tuple(v for f in above if (v := getattr(f, name)) is not None)
                yield Total(sheet.place(row, column), wanted.title, stated, parts)


def _take_tasks(submission: Submission, plan: Plan, table: Table) -> None:
    reporter = submission.reporter
    tasks = plan.tasks if reporter is None else plan.tasks_of(reporter)
    by_number, by_name = _tasks(plan.tasks)
    seen: dict[str, Place] = {}
    for index in range(len(table)):
        number, name = table.get(index, "number"), table.get(index, "task")
        task = by_name.get(key(name)) if name is not None and key(name) else None
        if task is None and number is not None:
            task = by_number.get(fold(number))
        place = table.place(index, "number" if number is not None else "task")
        if task is None:
            if number is not None or name is not None:
                submission.notices.append(Notice("row-unknown", place, name or number))
        elif task.id in seen:
            facts = (("first", seen[task.id].cell),)
            submission.notices.append(Notice("row-duplicated", place, task.short, None, facts))
        else:
            seen[task.id] = place
            values = {n: table.get(index, n) for n in _TASK_FIELDS}
            submission.tasks.append(
                TaskEntry(task, _places(table, index, _TASK_FIELDS), unread=_unread(table, index), **values)
            )
    if reporter is not None:
        for task in tasks:
            if task.id not in seen:
                submission.notices.append(Notice("row-missing", Place(table.sheet), None, task.short))


def _tasks(tasks: tuple[Task, ...]) -> tuple[dict[str, Task], dict[str, Task]]:
    """The tasks by number and by name, folded. A row's name goes before its number."""
    by_number: dict[str, Task] = {}
    by_name: dict[str, Task] = {}
    for task in tasks:
        by_number.setdefault(fold(task.id), task)
        by_name.setdefault(key(task.name), task)
        by_name.setdefault(key(task.short), task)
    return by_number, by_name


def _issues(table: Table) -> Iterator[Issue]:
    for index in range(len(table)):
        text = table.get(index, "issue")
        if text:
            about, advice, units = (table.get(index, n) for n in ("about", "advice", "units"))
            yield Issue(text, about, advice, units, table.place(index, "issue"))


def _explanations(table: Table) -> Iterator[Explanation]:
    for index in range(len(table)):
        rule, text = table.get(index, "rule"), table.get(index, "text")
        if rule and text:
            yield Explanation(
                fold(rule).upper(), table.get(index, "place") or "", text, table.place(index, "rule")
            )
