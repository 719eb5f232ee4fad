"""A plan: one issued document turned into data (SPEC section 3).

Everything here is immutable and knows nothing of files; ``readers.plans.loading`` builds it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from fuxi_cli.core.period import Period
from fuxi_cli.core.words import key

OPERATORS = {
    "at_least": "不少于",
    "about": "左右",
    "hold": "保持在",
    "above": "高于",
    "scope": "范围数",
}
"""What a target asks for; ``scope`` is a figure that describes and binds nobody."""

BASES = {"new": "新建、新增", "total": "累计、存量"}
KINDS = {"county": "县（市、区）", "city": "设区市", "department": "市直单位", "committee": "管委会"}
SHARE_UNITS = ("%", "％", "百分点")
STAGES = ("申报中", "已认定")


class Field(NamedTuple):
    """A column of a sheet or ledger, in the vocabulary of the Frictionless Table Schema plus what it lacks.

    ``type`` is one of text, count (whole number), number (decimal), date, share (a rate), year.
    ``calculated`` columns are formulas of the form: nobody types them.
    """

    name: str
    title: str
    type: str = "text"
    required: bool = False
    unique: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    unit: str | None = None
    key: bool = False
    stage: bool = False
    dated: bool = False
    expires: bool = False
    when: tuple[str, str] | None = None
    """(field, value): the field is required only when that field has that value."""
    format: str | None = None
    """``uscc`` (GB 32100 code), ``document`` (文号) or ``phone``."""
    synonyms: tuple[str, ...] = ()
    calculated: bool = False
    note: str = ""
    width: int = 0


class Ledger(NamedTuple):
    """The evidence behind one indicator: one row per counted object."""

    id: str
    name: str
    indicator: str
    fields: tuple[Field, ...]
    stage: str | None = None
    """The stage that the target names; rows at another stage do not count."""
    clause: str = ""

    @property
    def sheet(self) -> str:
        return f"台账-{self.name}"


class Indicator(NamedTuple):
    """A counted or measured quantity with a unit."""

    id: str
    name: str
    short: str
    unit: str
    operator: str
    basis: str
    clause: str
    quote: str
    counted: bool = True
    """Whole objects, not a measured amount."""
    indivisible: str = "exact"
    """``floor``: the share due is floor(quota × pace) ÷ quota; ``exact``: it is the pace (SPEC section 6)."""
    weight: Decimal = Decimal(1)
    milestones: tuple[tuple[Period, Fraction], ...] = ()
    synonyms: tuple[str, ...] = ()
    tolerance: Decimal | None = None
    """For ``about``: how far below the quota still meets it, in the indicator's unit. None: not stated."""
    benchmark: str | None = None
    """For ``above``: the series that gave the quota's value. None: not known, so nothing can be judged."""

    @property
    def header(self) -> str:
        """As the annex prints it: name and unit."""
        return f"{self.name}（{self.unit}）"

    @property
    def level(self) -> bool:
        """A state to be in (保持在, 高于, a share), not an amount that grows month by month: due in full at
        once, without a forecast."""
        return self.operator in ("hold", "above") or self.unit in SHARE_UNITS

    def names(self) -> Iterator[str]:
        """Every wording by which a header or a row may mean this indicator."""
        yield self.name
        yield self.short
        yield from self.synonyms


class Quota(NamedTuple):
    """What one reporter owes on one indicator by a due date."""

    reporter: str
    indicator: str
    value: Decimal
    due: date
    clause: str


class Leader(NamedTuple):
    name: str
    unit: str


class Task(NamedTuple):
    """A piece of work with lead unit, leaders and deadline. ``units[0]`` leads.

    ``recurrence`` is None, ``monthly``, ``quarterly``, ``yearly`` or ``month:03`` (every March).
    """

    id: str
    number: str
    category: str
    name: str
    short: str
    units: tuple[str, ...]
    leaders: tuple[Leader, ...]
    due: date
    due_text: str
    recurrence: str | None
    clause: str

    @property
    def lead(self) -> str:
        return self.units[0]


class Target(NamedTuple):
    """A plan-level target. With ``indicator``, the total that the reporters' quotas add up to."""

    id: str
    name: str
    value: Decimal | None
    unit: str
    operator: str
    due: date
    clause: str
    quote: str
    indicator: str | None = None


class Conflict(NamedTuple):
    """Two places where the document contradicts itself."""

    id: str
    between: tuple[str, ...]
    texts: tuple[str, ...]
    note: str


class Reporter(NamedTuple):
    """Who submits. ``id`` is the GB/T 2260 code for regions."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


class Group(NamedTuple):
    """A collective name in the document, 各县（市、区）政府, for all reporters of a kind."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


class Calendar(NamedTuple):
    """When workbooks are due: on ``due_day`` of the month ``due_months_later`` after the period."""

    due_day: int
    due_months_later: int = 1
    due_soon_days: int = 60
    set_by: str = "office"


class LightRule(NamedTuple):
    """How far below pace each light reaches (SPEC section 6).

    ``measure`` is ``points`` (percentage points below the due share) or ``share`` (per cent of it).
    Green below ``green_below`` (or at most ``green_up_to``); yellow up to ``yellow_up_to``; red beyond.
    ``red_after_months``: red as well when behind for so many months running.
    """

    measure: str = "points"
    green_below: Decimal | None = Decimal(10)
    green_up_to: Decimal | None = None
    yellow_up_to: Decimal | None = Decimal(30)
    red_after_months: int | None = None
    task_yellow_after: Decimal | None = None
    """A task still 未启动 when so many per cent of its time have gone is behind: yellow. None: never."""
    words: tuple[tuple[str, str], ...] = (
        ("green", "正常"),
        ("yellow", "滞后"),
        ("red", "严重滞后"),
        ("blue", "临期"),
    )

    def word(self, light: str) -> str:
        return dict(self.words).get(light, light)


class Weights(NamedTuple):
    """How many of 100 points each part of the yearly assessment is worth; a part of 0 is not assessed."""

    completion: Decimal = Decimal(0)
    """Quotas done."""
    tasks: Decimal = Decimal(0)
    """Tasks that the reporter leads, done in time."""
    timely: Decimal = Decimal(0)
    """Months reported in time."""
    clean: Decimal = Decimal(0)
    """Months whose submission was accepted and left no question open."""


class AssessmentRule(NamedTuple):
    """How the yearly assessment is scored. Shares are of what a full month or a task done in time would earn."""

    counties: Weights | None = None
    """Of counties, cities and committees; None: they are not assessed."""
    departments: Weights | None = None
    cap: Decimal | None = None
    """The rate of one indicator that counts at most; None: the ranking's cap."""
    late: Fraction = Fraction(1, 2)
    """What a month reported late earns in ``timely``."""
    returned: Fraction = Fraction(0)
    """What a month whose submission was returned earns in ``clean``."""
    done_late: Fraction = Fraction(1, 2)
    """What a task done after its deadline earns in ``tasks``."""
    set_by: str = "office"
    clause: str = ""

    def weights(self, kind: str) -> Weights | None:
        """Those of a kind of reporter."""
        return self.departments if kind == "department" else self.counties


class Document(NamedTuple):
    number: str
    title: str
    issuer: str
    issued: date


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
    short_title: str = ""
    """What the plan is about, for file names and headings: 富硒产业发展."""
    _by_name: dict[str, Reporter] = field(default_factory=dict, init=False, repr=False, compare=False)
    _quota: dict[tuple[str, str], Quota] = field(default_factory=dict, init=False, repr=False, compare=False)

    _groups: dict[str, tuple[Reporter, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for group in self.groups:
            members = tuple(r for r in self.reporters if r.kind == group.kind)
            self._groups.update({key(name): members for name in (group.name, *group.aliases)})
        for reporter in self.reporters:
            for name in (reporter.id, reporter.name, *reporter.aliases):
                self._by_name.setdefault(key(name), reporter)
        for quota in self.quotas:
            self._quota.setdefault((quota.reporter, quota.indicator), quota)

    @property
    def reference(self) -> str:
        """``ganzhou-selenium-2022@2022-01-24``"""
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
        """Who submits each month: every reporter with a quota, and every unit that leads a task."""
        return self._owing

    @cached_property
    def _owing(self) -> tuple[Reporter, ...]:
        with_quota = {quota.reporter for quota in self.quotas}
        return tuple(r for r in self.reporters if r.id in with_quota or self.leads(r))

    def named_in(self, text: str) -> Iterator[tuple[str, Reporter]]:
        """Every reporter whose name or alias a folded text holds, with that name, the longest names first."""
        found = {
            number: (name, reporter)
            for length, names in self._names.items()
            for start in range(len(text) - length + 1)
            for number, name, reporter in names.get(text[start : start + length], ())
        }
        yield from sorted(found.values(), key=lambda pair: -len(pair[0]))

    @cached_property
    def _names(self) -> dict[int, dict[str, list[tuple[int, str, Reporter]]]]:
        """The reporters' folded names by their lengths: plans have up to some thousand of them."""
        index: dict[int, dict[str, list[tuple[int, str, Reporter]]]] = {}
        names = ((key(name), r) for r in self.reporters for name in (r.name, *r.aliases))
        for number, (name, reporter) in enumerate(names):
            if len(name) >= _SHORTEST:
                index.setdefault(len(name), {}).setdefault(name, []).append((number, name, reporter))
        return index

    def reporter_with_id(self, id: str) -> Reporter | None:
        return self._by_id.get(id)

    @cached_property
    def _by_id(self) -> dict[str, Reporter]:
        return {reporter.id: reporter for reporter in self.reporters}

    def ledgers_of(self, reporter: str) -> tuple[Ledger, ...]:
        """The ledgers behind the indicators that the reporter owes."""
        return tuple(ledger for ledger in self.ledgers if self.quota(reporter, ledger.indicator))

    def periods(self) -> tuple[Period, ...]:
        return tuple(self.start.plus(n) for n in range(self.months))
