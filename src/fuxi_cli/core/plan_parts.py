"""What a plan consists of: indicators, quotas, tasks, ledgers, reporters, calendar (SPEC sections 2 and 3)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.core.period import Period

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
