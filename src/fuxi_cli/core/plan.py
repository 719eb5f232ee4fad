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

from fuxi_cli.core import reporting_periods
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
MEASURES = ("sum", "growth", "each")
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
    varies: bool = False
    """What it says may change from period to period, as an amount at the period's end does: no fact of the object."""


class Ledger(NamedTuple):
    """The evidence behind one indicator: one row per counted object; without an indicator a register, which lists
    objects and counts nothing."""

    id: str
    name: str
    indicator: str | None
    fields: tuple[Field, ...]
    stage: str | None = None
    """The stage that the target names; rows at another stage do not count."""
    clause: str = ""
    reported_by: tuple[str, ...] = ()
    """Who keeps a register: kinds of reporters, or the ids of single ones. Evidence comes from who reports its
    indicator."""

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
    reported_by: tuple[str, ...] = ()
    """Who reports it without owing a quota: kinds of reporters, or the ids of single ones."""

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


class Baseline(NamedTuple):
    """A figure that the document does not give and the office supplies: what an indicator is measured against.

    As a baseline it is the indicator's amount before the plan; as a benchmark the series that it must be above.
    """

    indicator: str
    value: Decimal
    reporter: str | None = None
    """None: of the whole plan."""
    source: str = ""
    """Where the figure is from, in Chinese."""


class Quota(NamedTuple):
    """What one reporter owes on one indicator by a due date: ``value`` in all, by ``due`` at the latest."""

    reporter: str
    indicator: str
    value: Decimal
    due: date
    clause: str
    stages: tuple[tuple[date, Decimal], ...] = ()
    """Of a quota with several due dates, each date and what must be done by then since the plan's start (for a level:
    what it must be by then), oldest first; the last is ``due`` and ``value``. Empty: one due date."""


class Leader(NamedTuple):
    """Who answers for a task. ``since`` and ``until`` are the first and the last day in office; None: not stated."""

    name: str
    unit: str
    since: date | None = None
    until: date | None = None

    @property
    def term(self) -> str:
        """The days in office as tasks.csv writes them: ``至2022-05-31``; empty where they are not stated."""
        if self.until is None:
            return f"{self.since}起" if self.since else ""
        return f"{self.since or ''}至{self.until}"

    def serves(self, day: date) -> bool:
        """Whether the leader is in office on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


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

    def on(self, day: date) -> "Task":
        """The task with those of its leaders who are in office on that day."""
        serving = tuple(leader for leader in self.leaders if leader.serves(day))
        return self if serving == self.leaders else self._replace(leaders=serving)


class Target(NamedTuple):
    """A plan-level target. With ``indicator``, what its reporters' figures are added up for.

    ``measure`` says how: ``sum``; ``growth``, the sum's growth over the indicator's baseline in per cent; ``each``,
    how many reporters have met their own quota.
    """

    id: str
    name: str
    value: Decimal | None
    unit: str
    operator: str
    due: date
    clause: str
    quote: str
    indicator: str | None = None
    measure: str = "sum"


class Check(NamedTuple):
    """A check of the plan's own (审核公式): formulas, as written, in the language of ``core.formula``."""

    code: str
    slug: str
    severity: str
    on: str
    """``submission``, ``summary``, or the id of the ledger whose rows are checked."""
    expect: str
    """What must hold; a finding only where it certainly does not."""
    message: str
    """Formulas stand in it between braces."""
    remedy: str
    clause: str = ""
    when: str | None = None
    """Where it is checked; None: everywhere."""
    at: str | None = None
    """What names the cell of a finding; None: the first that ``expect`` names."""
    title: str = ""
    """What is wrong, in a line."""
    why: str = ""


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
    """A collective name in the document, 各县（市、区）政府, for all reporters of some kinds, or for those listed."""

    name: str
    kinds: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    """Ids of reporters that belong to it beside those of its kinds."""


class Calendar(NamedTuple):
    """When workbooks are due: on ``due_day`` of the month ``due_months_later`` after the period.

    ``frequency``: how long a period is, ``monthly``, ``quarterly`` or ``yearly``.
    """

    due_day: int
    due_months_later: int = 1
    due_soon_days: int = 60
    set_by: str = "office"
    frequency: str = "monthly"


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
