"""What one run over the inbox did: what ``fuxi run`` tells, and its exit code."""

from typing import NamedTuple

from fuxi_cli.core.filed import Filed
from fuxi_cli.core.period import Period
from fuxi_cli.core.reporting_periods import MONTHLY


class Duplicate(NamedTuple):
    """A file that is, byte for byte, another one; it was not kept a second time."""

    name: str
    same_as: str
    """What the other one was called in the inbox."""
    receipt: str
    path: str | None = None
    """Where the other one is kept; None when it came in the same run."""


class Outcome(NamedTuple):
    """``dry``: nothing was moved or written; what is listed would happen."""

    filed: tuple[Filed, ...] = ()
    superseded: tuple[Filed, ...] = ()
    """Accepted ones that do not count, because another of the reporter's does."""
    corrections: tuple[Filed, ...] = ()
    """Accepted ones of months that were closed."""
    unchanged: tuple[tuple[Filed, Filed], ...] = ()
    """Returned ones that are, byte for byte, one that had been returned before."""
    duplicates: tuple[Duplicate, ...] = ()
    left: tuple[tuple[str, str, str], ...] = ()
    """(name, ``waiting`` or ``left``, why) of what stays in the inbox."""
    refreshed: tuple[Period, ...] = ()
    remarks: tuple[str, ...] = ()
    dry: bool = False
    frequency: str = MONTHLY
    """How often the plan is reported: what a period is called that was not told."""

    def of(self, *statuses: str) -> list[Filed]:
        return [one for one in self.filed if one.status in statuses]
