"""What a rule is given to look at: one workbook, one period, or one plan."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from fuxi_cli.core.duties import Duty
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import Gap, Total
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.submission import Submission


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class FileCase:
    """One file, understood or not. ``plan`` and ``period`` are None when nothing told them."""

    submission: Submission
    plan: Plan | None = None
    period: Period | None = None
    made_from: Plan | None = None
    """Another revision of the plan, from whose template the file was made."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class WorkbookCase:
    """One submission understood against its plan. ``gaps`` are by the figures that this workbook states."""

    submission: Submission
    plan: Plan
    period: Period
    as_of: date
    gaps: tuple[Gap, ...] = ()
    history: tuple["Past", ...] = ()
    """The same reporter's usable submissions of earlier months, newest first."""
    unusable: tuple["Unusable", ...] = ()
    """Earlier months whose workbooks could not serve for a comparison, newest first."""
    history_given: bool = False
    """Whether earlier months were looked for at all; without them the H rules are silent."""
    made_from: Plan | None = None
    """Another revision of the plan, from whose template the workbook was made."""


class Past(NamedTuple):
    """A submission of an earlier month."""

    period: Period
    submission: Submission


class Unusable(NamedTuple):
    """An earlier month's workbook that cannot serve for a comparison, and why, in Chinese."""

    period: Period
    path: str
    reason: str
    unreadable: bool = False
    """The file itself could not be read."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class PeriodCase:
    """All submissions of one period. ``gaps`` and ``totals`` are the office's: accepted figures only.

    ``submissions`` are those that count; ``all_submissions`` every one of the period that could be understood, also
    returned ones and second ones of a reporter; ``earlier`` those of earlier months, for objects claimed twice.
    """

    plan: Plan
    period: Period
    as_of: date
    submissions: tuple[Submission, ...] = ()
    gaps: tuple[Gap, ...] = ()
    totals: tuple[Total, ...] = ()
    all_submissions: tuple[Submission, ...] = ()
    earlier: tuple[Past, ...] = ()
    duties: tuple[Duty, ...] = ()
    reporting: tuple[Reporting, ...] = ()


class Beside(NamedTuple):
    """What the head of another plan.yaml says, in a folder beside the one that is looked at."""

    folder: str
    """The folder's own name."""
    id: str
    revision: date


@dataclass(frozen=True)
class PlanSource:
    """Where each part of a plan stands in its files, for messages: ``quotas.csv`` with its raw cells."""

    folder: str
    quotas: tuple[tuple[str, ...], ...] = ()
    """The rows of quotas.csv as text, header first."""
    tasks: tuple[tuple[str, ...], ...] = ()
    lines: dict[str, int] = field(default_factory=dict)
    """Dotted key of plan.yaml → line, counted from 1. A list's item goes by its id or name, else by its number
    from 1: ``indicators.base.operator``, ``targets.standards.clause``, ``clauses.3``."""
    reporters: tuple[tuple[str, ...], ...] = ()
    beside: tuple[Beside, ...] = ()
    """The other revisions in the folder that this one lies in."""


class PlanCase(NamedTuple):
    """One plan revision as data, and its files."""

    plan: Plan
    source: PlanSource
