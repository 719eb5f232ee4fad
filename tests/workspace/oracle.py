"""What an office should know of its year, worked out a second time: dictionaries and plain arithmetic.

Nothing here comes from the package: quotas and tasks are read from the plan's CSV files, working days were written down by
hand from the State Council's notices for 2022 and 2023, and every rule of who counts is said again in its own words.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

TARGETS = Path(__file__).parents[2] / "data" / "targets" / "ganzhou-selenium-2022" / "2022-01-24"
INDICATORS = ("base", "product", "leading-enterprise", "processing-enterprise", "wellness-area", "park")
"""In the order of the columns of quotas.csv."""
DUE = {
    1: date(2022, 2, 7),  # the 5th is a Saturday in the Spring Festival
    2: date(2022, 3, 7),  # a Saturday
    3: date(2022, 4, 6),  # Qingming
    4: date(2022, 5, 5),  # the day after the May holiday
    5: date(2022, 6, 6),  # a Sunday, the last day of the Dragon Boat Festival
    6: date(2022, 7, 5),
    7: date(2022, 8, 5),
    8: date(2022, 9, 5),
    9: date(2022, 10, 8),  # National Day; that Saturday is worked
    10: date(2022, 11, 7),  # a Saturday
    11: date(2022, 12, 5),
    12: date(2023, 1, 5),
}
"""Month of 2022 → the last day in time: the 5th of the next month, moved past weekends and holidays."""
MONTH_ENDS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SOON = 60
"""Days before its day that a task is called near."""

Figures = Mapping[str, int]
"""Indicator → cumulative figure."""


class Arrival(NamedTuple):
    """One file as it came in. ``order`` counts them; nothing is known of figures that nobody may use."""

    order: int
    month: int
    reporter: str
    """By name."""
    accepted: bool
    stated: date | None
    """报送日期 on the cover; None where it could not be read."""
    received: str
    figures: Figures
    added: Figures
    """Indicator → 本月新增."""
    nil: bool
    done: frozenset[str]
    """Tasks that it says are done."""
    name: str

    @property
    def rank(self) -> tuple[date, int]:
        """The greatest of a reporter's accepted ones counts."""
        return self.stated or date.min, self.order


class Standing(NamedTuple):
    """What ``fuxi status`` should say of one reporter."""

    standing: str
    reported: str | None
    stated: date | None
    received: str | None
    came: int
    returned: int
    open_return: int | None
    """The order of the arrival."""


class Cell(NamedTuple):
    """One county on one indicator."""

    quota: int
    actual: int | None
    added: int | None
    gap: int | None
    surplus: int | None
    rate: Fraction | None
    pace: Fraction
    carried: bool
    light: str | None
    status: str


class Total(NamedTuple):
    target: int
    actual: int | None
    gap: int | None
    rate: Fraction | None
    counted: int
    status: str


class Changed(NamedTuple):
    """A correction (更正)."""

    month: int
    reporter: str
    indicator: str
    old: int | None
    new: int | None
    received: str


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with open(TARGETS / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def quotas() -> dict[str, dict[str, int]]:
    """County → indicator → quota; ``合计`` holds the city's."""
    found = {}
    for row in _rows("quotas.csv"):
        _, county, *values = row.values()
        found[county] = {i: int(value) for i, value in zip(INDICATORS, values, strict=True)}
    return found


def task_days() -> dict[str, date]:
    """Task → the day by which it is due; without those that recur."""
    return {row["id"]: date.fromisoformat(row["due"]) for row in _rows("tasks.csv") if not row["recurrence"]}


def reporter_names() -> dict[str, str]:
    """Reporter id → name, in the plan's order."""
    return {row["id"]: row["name"] for row in _rows("reporters.csv")}


@dataclass
class Oracle:
    """Remembers what came, and says how everything should stand. Months are numbers of 2022."""

    arrivals: list[Arrival] = field(default_factory=list)
    closed: dict[int, int] = field(default_factory=dict)
    """Month → the order of the last arrival that its papers know."""
    quotas: dict[str, dict[str, int]] = field(default_factory=quotas)
    tasks: dict[str, date] = field(default_factory=task_days)
    names: dict[str, str] = field(default_factory=reporter_names)
    _came: dict[tuple[int, str], list[Arrival]] = field(default_factory=dict)
    """Month and reporter → their arrivals, in order."""
    _cells: dict[tuple[int, str, str, int | None], Cell] = field(default_factory=dict)
    """What was worked out since the last arrival."""

    @property
    def reporters(self) -> list[str]:
        return list(self.names.values())

    @property
    def counties(self) -> list[str]:
        return [name for name in self.quotas if name != "合计"]

    def accepts(self, arrival: Arrival) -> None:
        self.arrivals.append(arrival)
        self._came.setdefault((arrival.month, arrival.reporter), []).append(arrival)
        self._cells.clear()

    def closes(self, month: int) -> None:
        self.closed[month] = len(self.arrivals)

    def of(self, month: int, reporter: str, upto: int | None = None) -> list[Arrival]:
        return [one for one in self._came.get((month, reporter), []) if upto is None or one.order <= upto]

    def counting(self, month: int, reporter: str, upto: int | None = None) -> Arrival | None:
        """The accepted one with the latest 报送日期; of two of one day the one that came later."""
        accepted = [one for one in self.of(month, reporter, upto) if one.accepted]
        return max(accepted, key=lambda one: one.rank, default=None)

    def months(self, upto: int | None = None) -> list[int]:
        """Months with something accepted."""
        return sorted({a.month for a in self.arrivals if a.accepted and (upto is None or a.order <= upto)})

    # what fuxi status says

    def standing(self, month: int, reporter: str) -> Standing:
        came = self.of(month, reporter)
        counts = self.counting(month, reporter)
        open_return = came[-1].order if came and not came[-1].accepted else None
        reported = self.reported(month, reporter)
        if counts:
            standing = "returned_again" if open_return is not None else reported
        else:
            standing = "returned" if came else "missing"
        assert standing is not None
        return Standing(
            standing,
            reported,
            counts.stated if counts else None,
            counts.received if counts else None,
            len(came),
            sum(not one.accepted for one in came),
            open_return,
        )

    def reported(self, month: int, reporter: str, upto: int | None = None) -> str | None:
        """How the submission that counts came in."""
        counts = self.counting(month, reporter, upto)
        if counts is None:
            return None
        late = counts.stated is not None and counts.stated > DUE[month]
        return "late" if late else "nil" if counts.nil else "on_time"

    def reporting(self, month: int, reporter: str, upto: int | None = None) -> str:
        """The word of the month's report."""
        came = self.of(month, reporter, upto)
        return self.reported(month, reporter, upto) or ("returned" if came else "missing")

    def pressing(self, month: int, today: date) -> dict[str, int]:
        """Task → days left, of what is not done and near or past its day."""
        done = set[str]()
        for reporter in self.reporters:
            counts = self.counting(month, reporter)
            done |= counts.done if counts else frozenset()
        left = {task: (day - today).days for task, day in self.tasks.items() if task not in done}
        return {task: days for task, days in left.items() if days <= SOON}

    # what the summary says

    def cell(self, month: int, county: str, indicator: str, upto: int | None = None) -> Cell:
        asked = month, county, indicator, upto
        if asked not in self._cells:
            self._cells[asked] = self._cell(*asked)
        return self._cells[asked]

    def _cell(self, month: int, county: str, indicator: str, upto: int | None) -> Cell:
        counts = self.counting(month, county, upto)
        earlier = (self.counting(m, county, upto) for m in range(month - 1, 0, -1))
        known = counts or next((one for one in earlier if one), None)
        quota = self.quotas[county][indicator]
        pace = Fraction(month, 12)
        if known is None:
            came = self.of(month, county, upto)
            why = "returned" if came else "not_reported"
            return Cell(quota, None, None, None, None, None, pace, False, None, why)
        actual = known.figures[indicator]
        light, status = self._light(month, actual, quota)
        return Cell(
            quota,
            actual,
            counts.added[indicator] if counts else None,
            max(quota - actual, 0),
            max(actual - quota, 0),
            Fraction(actual, quota),
            pace,
            counts is None,
            light,
            status,
        )

    def _light(self, month: int, actual: int, quota: int) -> tuple[str, str]:
        """Objects are whole: of 3 bases 1 is due in June. Everything is due on 31 December."""
        if actual >= quota:
            return "green", "met"
        if month == 12:
            return "red", "unmet"
        due = quota * month // 12
        behind = Fraction(due - actual, quota) * 100
        if behind >= 10:
            return ("yellow", "behind") if behind <= 30 else ("red", "far_behind")
        if due:
            return "green", "on_pace"
        left = date(2022, 12, 31) - date(2022, month, MONTH_ENDS[month - 1])
        return ("blue", "due_soon") if left.days <= SOON else ("green", "in_progress")

    def total(self, month: int, indicator: str, upto: int | None = None) -> Total:
        cells = [self.cell(month, county, indicator, upto) for county in self.counties]
        known = [cell.actual for cell in cells if cell.actual is not None]
        target = self.quotas["合计"][indicator]
        if not known:
            return Total(target, None, None, None, 0, "not_reported")
        actual = sum(known)
        if actual >= target:
            status = "met"
        elif month < 12:
            status = "in_progress"
        else:
            status = "unmet" if len(known) == len(cells) else "cannot_judge"
        return Total(target, actual, max(target - actual, 0), Fraction(actual, target), len(known), status)

    def scores(self, month: int, upto: int | None = None) -> dict[str, tuple[Fraction, int] | None]:
        """County → score and place; None where a figure is not known."""
        scores: dict[str, Fraction | None] = {}
        for county in self.counties:
            rates = [self.cell(month, county, i, upto).rate for i in INDICATORS]
            known = [min(rate, Fraction(1)) for rate in rates if rate is not None]
            scores[county] = sum(known, Fraction(0)) / len(rates) if len(known) == len(rates) else None
        ranked = [score for score in scores.values() if score is not None]
        return {
            county: None if score is None else (score, 1 + sum(other > score for other in ranked))
            for county, score in scores.items()
        }

    # corrections

    def corrections(self, month: int, upto: int | None = None) -> list[Changed]:
        """Those that the summary of a month lists."""
        late = [a for a in self.arrivals if (upto is None or a.order <= upto) and self.listed_in(a) == month]
        return [changed for m in sorted({a.month for a in late}) for changed in self._changed(m, late)]

    def since(self, month: int) -> list[Changed]:
        """Everything that changed after a month was closed."""
        if month not in self.closed:
            return []
        late = [a for a in self.arrivals if a.month == month and a.order > self.closed[month] and a.accepted]
        return list(self._changed(month, late))

    def listed_in(self, arrival: Arrival) -> int | None:
        """The first month after its own that was open when a correction came; 13 is beyond the plan."""
        closed_then = {month for month, last in self.closed.items() if last < arrival.order}
        if not arrival.accepted or arrival.month not in closed_then:
            return None
        return next(month for month in range(arrival.month + 1, 14) if month not in closed_then)

    def _changed(self, month: int, late: Sequence[Arrival]) -> Iterator[Changed]:
        """Before the first of a reporter's late ones against after the last of them."""
        for reporter in self.reporters:
            own = [one for one in late if one.month == month and one.reporter == reporter]
            if not own or reporter not in self.quotas:
                continue
            old = self.counting(month, reporter, own[0].order - 1)
            new = self.counting(month, reporter, own[-1].order)
            assert new is not None
            for indicator in INDICATORS:
                before = old.figures[indicator] if old else None
                after = new.figures[indicator]
                if before != after:
                    yield Changed(month, reporter, indicator, before, after, new.received)

    def superseded(self) -> dict[int, int]:
        """Order of each accepted arrival that does not count → order of the one that does."""
        found = {}
        for one in self.arrivals:
            counts = self.counting(one.month, one.reporter)
            if one.accepted and counts is not None and counts is not one:
                found[one.order] = counts.order
        return found

    def named(self, month: int, *standings: str) -> set[str]:
        """Who stands so."""
        return {name for name in self.owing() if self.standing(month, name).standing in standings}

    def owing(self) -> list[str]:
        """Who must report: the counties, and whoever is named first among the units of a task."""
        first = {row["units"].partition("；")[0] for row in _rows("tasks.csv")}
        return [name for name in self.reporters if name in self.quotas or name in first]
