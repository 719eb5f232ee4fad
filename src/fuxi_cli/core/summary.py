"""A period's summary: the report, and what the meeting papers need beside it. What every summary exporter reads."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from fuxi_cli.core.amendments import Amendment, amendments
from fuxi_cli.core.assessment import Assessment
from fuxi_cli.core.duties import Duty
from fuxi_cli.core.filed import Correction
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Ledger, Plan, Reporter
from fuxi_cli.core.progress import Gap, Total
from fuxi_cli.core.ranking import Ranked
from fuxi_cli.core.report import Report
from fuxi_cli.core.revised import Revised
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.submission import Issue
from fuxi_cli.core.totals import Reported


class Progress(NamedTuple):
    """One reporter on one indicator: the gap, and what was added in the month."""

    gap: Gap
    month: Decimal | None
    """None when the reporter has no accepted submission of the month, or left it blank."""


class Month(NamedTuple):
    """How everything stood at the end of one month, by what had been accepted for it."""

    period: Period
    gaps: tuple[Gap, ...]
    totals: tuple[Total, ...]
    reporting: tuple[Reporting, ...]
    ranking: tuple[Ranked, ...]
    on_file: bool = True
    """False: there was no folder of that month; who reported is not known."""
    shared: frozenset[str] = frozenset()
    """Who is ``missing`` by itself, but stands in a table of several reporters: whether it reported in time is unknown."""
    doubts: Mapping[str, tuple[str, ...]] | None = None
    """Reporter id → codes of the 核实 findings that its accepted submission leaves unexplained. None: not looked at."""
    reported: tuple[Reported, ...] = ()
    """What was reported on indicators without a quota."""


class Problem(NamedTuple):
    """A difficulty that a reporter asks to have solved."""

    reporter: Reporter
    issue: Issue
    about: str | None
    """The indicator or task of the plan that it is about, by its short name; None when it names none."""


class Item(NamedTuple):
    """One ledger row of an accepted submission."""

    reporter: Reporter
    ledger: Ledger
    values: Mapping[str, Any]
    """By field name."""
    counts: bool
    """Whether it is in the count of its indicator."""
    why_not: str | None
    """In Chinese, why it does not count."""


class Source(NamedTuple):
    """A file that the summary was made from."""

    path: str
    sha256: str
    reporter: Reporter | None
    status: str
    counted: bool
    """Whether its figures are in the summary."""


class Summary(NamedTuple):
    """``months`` runs from the plan's first month through the period, oldest first; ``report`` is the period's."""

    plan: Plan
    period: Period
    report: Report
    progress: tuple[Progress, ...]
    ranking: tuple[Ranked, ...]
    months: tuple[Month, ...]
    problems: tuple[Problem, ...]
    items: tuple[Item, ...]
    sources: tuple[Source, ...]
    assessment: Assessment | None = None
    """Only where it was asked for, and where the plan says how it is made."""
    corrections: tuple[Correction, ...] = ()
    """更正: figures of closed months that accepted submissions changed later, in no particular order."""
    closed: str | None = None
    """When the month was closed (ISO 8601), where this is how it stood then. No paper shows it: they stay the same."""

    def __repr__(self) -> str:
        """Short: a notebook shows it."""
        return f"<Summary {self.plan.reference} {self.period}: {len(self.months)} months, {len(self.progress)} gaps>"

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """The corrections as every paper shows them: in order, with names and units."""
        return amendments(self.plan, self.corrections)

    @property
    def revised(self) -> Revised | None:
        """Only where another revision of the plan was in force in the period before."""
        return self.report.revised

    @property
    def duties(self) -> tuple[Duty, ...]:
        return self.report.duties

    def of(self, reporter: str, indicator: str) -> Progress | None:
        """How a reporter stands on an indicator; None when it owes nothing there."""
        return next(
            (p for p in self.progress if p.gap.reporter.id == reporter and p.gap.indicator.id == indicator),
            None,
        )
