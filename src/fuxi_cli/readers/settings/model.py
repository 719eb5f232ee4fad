"""What fuxi.toml may settle, as the rest of the program sees it."""

import os
from decimal import Decimal
from typing import Any, NamedTuple

from fuxi_cli.core.finding import Severity
from fuxi_cli.core.limits import Limits
from fuxi_cli.core.plan import Calendar, LightRule

SETTLE_SECONDS = 5

Supplied = tuple[tuple[str, str | None, Decimal], ...]
"""Indicator id, reporter's name (None: the whole plan), figure."""


class Paths(NamedTuple):
    """The folders of a workspace, each joined to the folder of fuxi.toml; absolute where the file says so."""

    inbox: str = "inbox"
    accepted: str = "accepted"
    returned: str = "returned"
    reports: str = "reports"
    work: str = ".work"
    """Files that a run is just handling; of no interest when none is going on."""
    log: str = "log"

    def under(self, root: str) -> "Paths":
        return Paths(*(joined(root, path) for path in self))


class Lights(NamedTuple):
    """The office's own lights. None: as the plan has them."""

    quotas: LightRule | None = None
    words: tuple[tuple[str, str], ...] = ()
    """Light → the office's word for it; lights that are not here keep the plan's."""
    task_yellow_after: Decimal | None = None

    def over(self, rule: LightRule) -> LightRule:
        """A plan's rule with the office's in its place."""
        words = tuple((dict(rule.words) | dict(self.words)).items())
        tasks = rule.task_yellow_after if self.task_yellow_after is None else self.task_yellow_after
        return (self.quotas or rule)._replace(words=words, task_yellow_after=tasks)


class Settings(NamedTuple):
    """Everything that an office sets for itself. The defaults hold where there is no fuxi.toml."""

    root: str = "."
    """The folder of fuxi.toml."""
    plan: str | None = None
    """Reference or folder of the plan that the workspace is about."""
    targets: tuple[str, ...] = ()
    """Folders of the office's own plans, joined to ``root``."""
    calendar: tuple[tuple[str, int], ...] = ()
    """Keys of a plan's calendar, and their values."""
    limits: Limits = Limits()
    severities: tuple[tuple[str, Severity], ...] = ()
    """Rule code → the severity that the office gives it."""
    ignore: tuple[str, ...] = ()
    """Code prefixes of rules that are not used."""
    lights: Lights | None = None
    paths: Paths = Paths()
    register: str | None = None
    """``sqlite:///`` and an absolute path, or ``postgresql+psycopg://…``; None: the folder is no workspace."""
    settle_seconds: int = SETTLE_SECONDS
    """A file in the inbox that was changed so recently may still be being copied."""

    baselines: Supplied = ()
    """What indicators amounted to before the plan."""
    benchmarks: Supplied = ()
    """What indicators must be above."""

    def over(self, calendar: Calendar) -> Calendar:
        """A plan's calendar with the office's own days in place of the plan's."""
        days: dict[str, Any] = dict(self.calendar)
        return calendar._replace(**days, set_by="office") if days else calendar


def joined(root: str, path: str) -> str:
    """A path as seen from where the program runs; an absolute one stays."""
    return os.path.normpath(os.path.join(root, path))
