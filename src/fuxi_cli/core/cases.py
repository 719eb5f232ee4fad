"""What a rule is given to look at: one workbook, one period, or one plan."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import Gap, Total
from fuxi_cli.core.submission import Submission


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class FileCase:
    """One file, understood or not. ``plan`` and ``period`` are None when nothing told them."""

    submission: Submission
    plan: Plan | None = None
    period: Period | None = None


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class WorkbookCase:
    """One submission understood against its plan. ``gaps`` are by the figures that this workbook states."""

    submission: Submission
    plan: Plan
    period: Period
    as_of: date
    gaps: tuple[Gap, ...] = ()


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class PeriodCase:
    """All submissions of one period. ``gaps`` and ``totals`` are the office's: accepted figures only."""

    plan: Plan
    period: Period
    as_of: date
    submissions: tuple[Submission, ...] = ()
    gaps: tuple[Gap, ...] = ()
    totals: tuple[Total, ...] = ()


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


class PlanCase(NamedTuple):
    """One plan revision as data, and its files."""

    plan: Plan
    source: PlanSource
