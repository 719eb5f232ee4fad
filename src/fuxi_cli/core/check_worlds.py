"""What a plan's own checks look at: each reporter of a workbook, or all submissions of a period together."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from fuxi_cli.core.cases import PeriodCase, WorkbookCase
from fuxi_cli.core.formula.values import UNKNOWN, of_cell
from fuxi_cli.core.formula.world import Cell, Spot, World
from fuxi_cli.core.history import earlier, month_of
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Baseline, Plan
from fuxi_cli.core.submission import NOWHERE, Figure, Submission, Table


class Found(NamedTuple):
    """A world, whose it is, and where its figures stand."""

    world: World
    reporter: str | None
    figures: dict[str, Figure]

    def cell(self, spot: Spot, cell: Cell | None) -> tuple[Place, Any]:
        """Where a cell that a formula names stands, and what is in it."""
        if cell is None:
            return NOWHERE, None
        if cell.kind == "row" and spot.table is not None:
            return spot.table.place(spot.number, cell.name), spot.cell(cell.name)
        if cell.kind == "figure":
            figure = self.figures.get(cell.of)
            return figure.place(cell.name) if figure else NOWHERE, self.world.figure(cell.of, cell.name)
        table = next(iter(self.world.tables(cell.of) if self.reporter else ()), None)
        if table is None:
            return NOWHERE, None
        return Place(table.sheet, table.header_row, table.columns.get(cell.name, 0)), None


@lru_cache(maxsize=1)
def of_workbook(case: WorkbookCase) -> tuple[Found, ...]:
    """One world for each reporter whose figures the workbook holds. One check after another asks the same workbook."""
    months = [(case.period, case.submission), *((past.period, past.submission) for past in earlier(case))]
    return tuple(
        Found(_world(case.plan, months, reporter.id), reporter.id, _figures_of(case.submission, reporter.id))
        for reporter in case.submission.reporters()
    )


def _figures_of(submission: Submission, reporter: str) -> dict[str, Figure]:
    return {f.indicator.id: f for f in submission.figures if f.reporter.id == reporter}


def _world(plan: Plan, months: list[tuple[Period, Submission]], reporter: str) -> World:
    """The newest of the months; the others are what was before it."""
    (period, submission), *before = months
    figures = _figures_of(submission, reporter)
    own = submission.reporter is not None and submission.reporter.id == reporter

    def figure(indicator: str, measure: str) -> Any:
        if measure == "quota":
            quota = plan.quota(reporter, indicator)
            return of_cell(quota.value) if quota else None
        found = figures.get(indicator)
        return _stated(found, measure, submission) if found else UNKNOWN

    def tables(ledger: str) -> tuple[Table, ...]:
        table = submission.ledgers.get(ledger) if own else None
        return (table,) if table is not None else ()

    return World(
        figure,
        tables,
        lambda indicator: _given(plan.baseline(indicator, reporter)),
        lambda indicator: _given(plan.benchmark(indicator, reporter)),
        _days(plan, period),
        lambda: _world(plan, before, reporter) if before else None,
    )


def _stated(figure: Figure, measure: str, submission: Submission) -> Any:
    value = month_of(figure, submission) if measure == "month" else getattr(figure, measure)
    if value is None:
        blank = measure in figure.places and measure not in figure.unread
        return None if blank else UNKNOWN
    return of_cell(value)


def _given(found: Baseline | None) -> Any:
    return of_cell(found.value) if found else UNKNOWN


def _days(plan: Plan, period: Period) -> dict[str, date]:
    return {
        "period_start": period.month_first.first_day,
        "period_end": period.last_day,
        "plan_start": plan.start.first_day,
        "plan_end": plan.end.last_day,
    }


@lru_cache(maxsize=1)
def of_period(case: PeriodCase) -> tuple[Found, ...]:
    """All submissions of a period that count, added up."""
    plan, submissions = case.plan, case.submissions
    if not submissions:
        return ()

    def figure(indicator: str, measure: str) -> Any:
        if measure == "quota":
            target = next((t for t in plan.targets if t.indicator == indicator), None)
            return of_cell(target.value) if target and target.value is not None else UNKNOWN
        return _total(f for s in submissions for f in s.figures if f.indicator.id == indicator)[measure]

    world = World(
        figure,
        lambda ledger: tuple(s.ledgers[ledger] for s in submissions if ledger in s.ledgers),
        lambda indicator: _given(plan.baseline(indicator)),
        lambda indicator: _given(plan.benchmark(indicator)),
        _days(plan, case.period),
        lambda: None,
    )
    return (Found(world, None, {}),)


def _total(figures: Iterable[Figure]) -> dict[str, Any]:
    """The sums of what was stated; UNKNOWN where nobody stated anything."""
    sums: dict[str, Decimal | None] = {"month": None, "cumulative": None}
    for figure in figures:
        for measure, known in sums.items():
            value = getattr(figure, measure)
            if value is not None:
                sums[measure] = value if known is None else known + value
    return {measure: UNKNOWN if value is None else of_cell(value) for measure, value in sums.items()}
