"""A plan: one issued document turned into data (SPEC section 3).

Everything here is immutable and knows nothing of files; ``readers.plans.loading`` builds it. What it consists of is in
``plan_parts``, and can be had from here as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from fuxi_cli.core import reporting_periods
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan_parts import (
    BASES,
    KINDS,
    MEASURES,
    OPERATORS,
    SHARE_UNITS,
    STAGES,
    AssessmentRule,
    Baseline,
    Calendar,
    Check,
    Conflict,
    Document,
    Field,
    Group,
    Indicator,
    Leader,
    Ledger,
    LightRule,
    Quota,
    Reporter,
    Target,
    Task,
    Weights,
)
from fuxi_cli.core.words import key

__all__ = [
    "BASES",
    "KINDS",
    "MEASURES",
    "OPERATORS",
    "SHARE_UNITS",
    "STAGES",
    "AssessmentRule",
    "Baseline",
    "Calendar",
    "Check",
    "Conflict",
    "Document",
    "Field",
    "Group",
    "Indicator",
    "Leader",
    "Ledger",
    "LightRule",
    "Plan",
    "Quota",
    "Reporter",
    "Target",
    "Task",
    "Weights",
]


def _one_of(known: tuple[Baseline, ...], indicator: str, reporter: str | None) -> Baseline | None:
    return next((b for b in known if (b.indicator, b.reporter) == (indicator, reporter)), None)


_SHORTEST = 2
"""The least that a reporter's name must have to be looked for in a text."""


@dataclass(frozen=True)
class Plan:
    """One revision of a plan, complete."""

    id: str
    revision: date
    title: str
    document: Document
    office: str
    region: str
    start: Period
    end: Period
    calendar: Calendar
    lights: LightRule
    indicators: tuple[Indicator, ...]
    reporters: tuple[Reporter, ...]
    quotas: tuple[Quota, ...]
    tasks: tuple[Task, ...]
    ledgers: tuple[Ledger, ...] = ()
    targets: tuple[Target, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    groups: tuple[Group, ...] = ()
    sheet_synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    clauses: tuple[str, ...] = ()
    """Every clause number of the document that data may refer to."""
    milestones: tuple[tuple[Period, Fraction], ...] = ()
    """The share due from each of these months on, in place of whole months; an indicator's own come first."""
    cap: Decimal = Decimal(1)
    """The rate that counts at most in the ranking."""
    assessment: AssessmentRule | None = None
    """None: the plan has no yearly assessment."""
    sha256: str = ""
    declared_totals: tuple[tuple[str, Decimal], ...] = ()
    """(indicator, total) of the 合计 row of quotas.csv, as the document declares it."""
    quota_years: str = "own"
    """What the amounts of several years in quotas.csv are: each year's ``own``, or ``cumulative``."""
    baselines: tuple[Baseline, ...] = ()
    benchmarks: tuple[Baseline, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    """Kind of reporter → the plan's own word for it (省直单位), where it is not the usual one."""
    addressees: str = ""
    """Whom the circular goes to, as the office writes it; blank: the usual words for the plan's kinds of reporters."""
    checks: tuple[Check, ...] = ()
    short_title: str = ""
    """What the plan is about, for file names and headings: 富硒产业发展."""
    _by_name: dict[str, Reporter] = field(default_factory=dict, init=False, repr=False, compare=False)
    _quota: dict[tuple[str, str], Quota] = field(default_factory=dict, init=False, repr=False, compare=False)

    _groups: dict[str, tuple[Reporter, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for group in self.groups:
            members = tuple(r for r in self.reporters if r.kind in group.kinds or r.id in group.members)
            self._groups.update({key(name): members for name in (group.name, *group.aliases)})
        for reporter in self.reporters:
            for name in (reporter.id, reporter.name, *reporter.aliases):
                self._by_name.setdefault(key(name), reporter)
        for quota in self.quotas:
            self._quota.setdefault((quota.reporter, quota.indicator), quota)

    def __repr__(self) -> str:
        """Short: a notebook shows it."""
        return f"<Plan {self.reference}: {self.title}>"

    @property
    def reference(self) -> str:
        """``id@2022-01-24``"""
        return f"{self.id}@{self.revision}"

    @property
    def months(self) -> int:
        """Whole months of the plan."""
        return self.end.months_since(self.start) + 1

    def reporter(self, name: str) -> Reporter | None:
        """The reporter of that id, name or alias; None when there is none."""
        return self._by_name.get(key(name))

    def indicator(self, id: str) -> Indicator | None:
        return next((i for i in self.indicators if i.id == id), None)

    def quota(self, reporter: str, indicator: str) -> Quota | None:
        """What that reporter owes, or None: no quota, which is not a quota of 0."""
        return self._quota.get((reporter, indicator))

    def quotas_of(self, reporter: str) -> tuple[Quota, ...]:
        """The reporter's quotas in the order of the plan's indicators."""
        return tuple(q for i in self.indicators if (q := self._quota.get((reporter, i.id))))

    def reports(self, reporter: str) -> tuple[Indicator, ...]:
        """The indicators that the reporter reports, with a quota or without, in the plan's order."""
        return self._reported.get(reporter, ())

    @cached_property
    def _reported(self) -> dict[str, tuple[Indicator, ...]]:
        return {
            r.id: tuple(i for i in self.indicators if (r.id, i.id) in self._quota or self._asked(r, i))
            for r in self.reporters
        }

    @staticmethod
    def _asked(reporter: Reporter, indicator: Indicator) -> bool:
        return reporter.kind in indicator.reported_by or reporter.id in indicator.reported_by

    def reporting(self, indicator: str) -> tuple[Reporter, ...]:
        """Who reports an indicator, with a quota or without."""
        return self._reporting.get(indicator, ())

    @cached_property
    def _reporting(self) -> dict[str, tuple[Reporter, ...]]:
        found: dict[str, list[Reporter]] = {}
        for reporter in self.reporters:
            for indicator in self.reports(reporter.id):
                found.setdefault(indicator.id, []).append(reporter)
        return {id: tuple(reporters) for id, reporters in found.items()}

    def baseline(self, indicator: str, reporter: str | None = None) -> Baseline | None:
        """What the indicator amounted to before the plan, of one reporter or of the whole plan; None: not known."""
        return _one_of(self.baselines, indicator, reporter)

    def benchmark(self, indicator: str, reporter: str | None = None) -> Baseline | None:
        """What the indicator must be above: the reporter's own, else the whole plan's; None: not known."""
        own = _one_of(self.benchmarks, indicator, reporter) if reporter else None
        return own or _one_of(self.benchmarks, indicator, None)

    def kind(self, kind: str) -> str:
        """The plan's word for a kind of reporter."""
        return dict(self.kinds).get(kind) or KINDS.get(kind, kind)

    def members(self, unit: str) -> tuple[Reporter, ...]:
        """The reporters that a unit's name in a task stands for: one, or all of a group."""
        group = self._groups.get(key(unit))
        if group is not None:
            return group
        one = self.reporter(unit)
        return (one,) if one else ()

    def tasks_of(self, reporter: Reporter) -> tuple[Task, ...]:
        """The tasks that the reporter leads or is named for."""
        return tuple(t for t in self.tasks if any(self._stands_for(unit, reporter) for unit in t.units))

    def _stands_for(self, unit: str, reporter: Reporter) -> bool:
        group = key(unit)
        if group in self._groups:
            return reporter.id in self._grouped[group]
        return self.reporter(unit) == reporter

    @cached_property
    def _grouped(self) -> dict[str, frozenset[str]]:
        """The ids of each group's members: a group may be all counties of the country."""
        return {name: frozenset(r.id for r in members) for name, members in self._groups.items()}

    def leads(self, reporter: Reporter) -> bool:
        return reporter.id in self._leading

    @cached_property
    def _leading(self) -> frozenset[str]:
        return frozenset(reporter.id for task in self.tasks for reporter in self.members(task.lead))

    def owing(self) -> tuple[Reporter, ...]:
        """Who submits each month: every reporter with an indicator to report, and every unit that leads a task."""
        return self._owing

    @cached_property
    def _owing(self) -> tuple[Reporter, ...]:
        return tuple(r for r in self.reporters if self.reports(r.id) or self.leads(r) or self._keeps(r))

    def _keeps(self, reporter: Reporter) -> bool:
        """Whether the reporter keeps a register."""
        return any(k in ledger.reported_by for ledger in self.ledgers for k in (reporter.kind, reporter.id))

    def named_in(self, text: str) -> Iterator[tuple[str, Reporter]]:
        """Every reporter whose name or alias a folded text holds, with that name, the longest names first."""
        index = self._names
        found: dict[int, tuple[str, Reporter]] = {}
        for start, first in enumerate(text):
            for length, names in index.get(first, ()):
                for number, name, reporter in names.get(text[start : start + length], ()):
                    found[number] = (name, reporter)
        yield from sorted(found.values(), key=lambda pair: -len(pair[0]))

    @cached_property
    def _names(self) -> dict[str, list[tuple[int, dict[str, list[tuple[int, str, Reporter]]]]]]:
        """The reporters' folded names by their first character and length: plans have up to some thousand of them, and
        ledgers a hundred thousand texts to look for them in."""
        index: dict[str, dict[int, dict[str, list[tuple[int, str, Reporter]]]]] = {}
        names = ((key(name), r) for r in self.reporters for name in (r.name, *r.aliases))
        for number, (name, reporter) in enumerate(names):
            if len(name) >= _SHORTEST:
                of_length = index.setdefault(name[0], {}).setdefault(len(name), {})
                of_length.setdefault(name, []).append((number, name, reporter))
        return {first: list(lengths.items()) for first, lengths in index.items()}

    def reporter_with_id(self, id: str) -> Reporter | None:
        return self._by_id.get(id)

    @cached_property
    def _by_id(self) -> dict[str, Reporter]:
        return {reporter.id: reporter for reporter in self.reporters}

    def ledgers_of(self, reporter: str) -> tuple[Ledger, ...]:
        """The ledgers behind the indicators that the reporter reports, and the registers that it keeps."""
        reported = {indicator.id for indicator in self.reports(reporter)}
        kind = next((r.kind for r in (self.reporter_with_id(reporter),) if r), "")
        return tuple(
            ledger
            for ledger in self.ledgers
            if ledger.indicator in reported or {kind, reporter} & {*ledger.reported_by}
        )

    def periods(self) -> tuple[Period, ...]:
        """The periods that the plan is reported for: its months, or the last months of its quarters or years."""
        return reporting_periods.periods(self.start, self.end, self.calendar.frequency)

    def every_month(self) -> tuple[Period, ...]:
        """All months of the plan, whatever its frequency."""
        return reporting_periods.periods(self.start, self.end, reporting_periods.MONTHLY)

    def period_of(self, month: Period) -> Period | None:
        """The reporting period that a month lies in; None for a month outside the plan."""
        return reporting_periods.covering(self.start, self.end, self.calendar.frequency, month)

    def as_reported(self, period: Period) -> Period:
        """That period as one of the plan's own, which says its own name; as it is where it is none of them."""
        own = self.period_of(period)
        return own if own is not None and own == period else period

    def before(self, period: Period) -> Period | None:
        """The reporting period before; None for the first."""
        return max((one for one in self.periods() if one < period), default=None)

    def after(self, period: Period) -> Period | None:
        """The reporting period after; None for the last."""
        return min((one for one in self.periods() if one > period), default=None)

    def says(self, text: str) -> str:
        """The program's own words about a month, as this plan's frequency has them."""
        return reporting_periods.spoken(text, self.calendar.frequency)

    @cached_property
    def staged(self) -> bool:
        """Whether any quota has several due dates."""
        return any(quota.stages for quota in self.quotas)
