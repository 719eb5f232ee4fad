"""The result of a check, complete and immutable: what every exporter reads (SPEC section 8)."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from fuxi_cli.core.duties import Duty
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.progress import Gap, Total
from fuxi_cli.core.revised import Revised
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.totals import Reported

WORKBOOK_STATUSES = {
    "accepted": "可接收",
    "returned": "应退回",
    "unreadable": "无法读取",
    "skipped": "未检查",
}


class Checked(NamedTuple):
    """One workbook of the run. ``reporter`` is None for a wide table or an unknown reporter."""

    path: str
    sha256: str
    format: str | None
    layout: str | None
    reporter: Reporter | None
    period: Period | None
    status: str
    findings: tuple[Finding, ...]

    def how_many(self, severity: str) -> int:
        return sum(1 for f in self.findings if f.rule.severity == severity and f.rule.category != "progress")


class RuleStatus(NamedTuple):
    """A rule that ran says so; one that did not says why."""

    code: str
    ran: bool
    reason: str | None = None


class Report(NamedTuple):
    """Everything one run of ``fuxi check`` found. ``partial``: not all who owe have an accepted submission here.

    ``plan`` is None when no workbook of the run could be matched to a plan.
    """

    plan: Plan | None
    period: Period | None
    as_of: date | None
    partial: bool
    workbooks: tuple[Checked, ...] = ()
    findings: tuple[Finding, ...] = ()
    """All findings, those of the workbooks in order and then those of the period."""
    gaps: tuple[Gap, ...] = ()
    duties: tuple[Duty, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    totals: tuple[Total, ...] = ()
    rules: tuple[RuleStatus, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a reader of the results should know about how they were reached, in Chinese."""
    revised: Revised | None = None
    """Only where another revision of the plan was in force in the period before."""
    reported: tuple[Reported, ...] = ()
    """What was reported on indicators without a quota."""

    def __repr__(self) -> str:
        """Short: a notebook shows it."""
        plan = self.plan.reference if self.plan is not None else None
        found = f"{len(self.workbooks)} workbooks, {len(self.findings)} findings, {len(self.gaps)} gaps"
        return f"<Report {plan} {self.period}: {found}>"

    def counts(self) -> Counter[str]:
        """Findings by severity; progress findings are counted as ``progress``."""
        return Counter(
            "progress" if f.rule.category == "progress" else f.rule.severity for f in self.findings
        )

    def fails(self, level: str) -> bool:
        """Whether there is a finding at or above ``--fail-on`` LEVEL (error, warning, behind, overdue, never).

        An error fails at every level but ``never``; ``warning`` adds warnings without an explanation; ``overdue`` adds what is due and
        undone; ``behind`` adds that and all that lags behind pace.
        """
        if level == "never":
            return False
        for finding in self.findings:
            rule = finding.rule
            if rule.severity == "error" and rule.category != "progress":
                return True
            asks = rule.severity == "warning" and rule.category != "progress" and not finding.explained
            if level == "warning" and asks:
                return True
            if level in ("overdue", "behind") and rule.level == "overdue":
                return True
            if level == "behind" and rule.level == "behind":
                return True
        return False
