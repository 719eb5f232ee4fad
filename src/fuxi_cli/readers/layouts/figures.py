"""One measure of one indicator: its cell → a figure's value, with what must be said about it.

Both layouts read their figures through this: what a cell may hold depends on the indicator, not on the column.
"""

from typing import Any

from fuxi_cli.core.form import PROGRESS, TOTAL
from fuxi_cli.core.plan import Field, Indicator
from fuxi_cli.core.submission import Figure, Notice, Sheet, Submission
from fuxi_cli.readers.cells.parse import parse
from fuxi_cli.readers.layouts.tables import unreadable

MEASURES = ("quota", "total", "month", "cumulative", "rate", "gap", "remark")
QUANTITIES = ("quota", "total", "month", "cumulative", "gap")


def measure_field(name: str, indicator: Indicator) -> Field:
    """The form's field for a measure of one indicator: whole numbers for counted ones, in its unit."""
    wanted = TOTAL if name == TOTAL.name else PROGRESS.field(name)
    if name not in QUANTITIES:
        return wanted
    kind = "count" if indicator.counted and name in ("month", "cumulative") else "number"
    return wanted._replace(type=kind, unit=indicator.unit)


def read_measure(
    submission: Submission, sheet: Sheet, figure: Figure, name: str, unit: str | None, required: bool
) -> None:
    """Read one cell of a figure into it. ``unit`` is what the header or the row names, if anything."""
    place = figure.place(name)
    cell = (place.row, place.column)
    if cell in sheet.formulas:
        figure.formulas = figure.formulas | {name}
    if unreadable(sheet, *cell):
        figure.unread = figure.unread | {name}
        return
    raw: Any = sheet.at(*cell)
    wanted = measure_field(name, figure.indicator)
    facts = (("field", wanted.title),)
    parsed = parse(raw, wanted, unit)
    if parsed.notice:
        submission.notices.append(
            Notice(parsed.notice, place, raw, parsed.expected, facts, figure.reporter.id)
        )
        if parsed.value is None:
            figure.unread = figure.unread | {name}
    elif parsed.value is None and required:
        submission.notices.append(Notice("required-blank", place, None, None, facts, figure.reporter.id))
    setattr(figure, name, parsed.value)


def unfinished(figure: Figure, name: str) -> bool:
    """Whether a figure's cell was already found wanting, so that a total over it cannot be judged."""
    return name in figure.unread or (name in ("month", "cumulative") and getattr(figure, name) is None)
