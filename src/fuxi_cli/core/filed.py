"""What an office keeps of submissions, in its register: each one as it came in, closed months, corrections."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from fuxi_cli.core.period import Period


class Filed(NamedTuple):
    """One submission as it was received and judged. ``number`` counts them in the order in which they were filed."""

    receipt: str
    """When and as the how many-th it was taken from the inbox: ``20220703T081530-00001``; sorts by time; unique."""
    received: str
    """The same moment as ISO 8601 with the office's offset: ``2022-07-03T08:15:30+08:00``."""
    name: str
    """What it was called in the inbox, with its folders there, ``/`` between them."""
    sha256: str
    size: int
    path: str
    """Where the untouched original lies, from the workspace, ``/`` between folders."""
    plan: str | None
    revision: str | None
    period: Period | None
    reporter: str | None
    """Reporter id; None for a table of several reporters, and for one that is not known."""
    reporter_name: str | None
    layout: str | None
    format: str | None
    status: str
    """``accepted``, ``returned`` or ``unreadable``."""
    submitted_on: date | None
    """报送日期 as the cover states it."""
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    run: int | None = None
    superseded_by: int | None = None
    """The number of the submission that counts in its place."""
    number: int = 0
    """0: not in the register yet."""

    @property
    def accepted(self) -> bool:
        return self.status == "accepted"

    @property
    def precedence(self) -> tuple[date, str]:
        """Of a reporter's accepted submissions for a period the greatest counts: the later 报送日期, then the later receipt."""
        return self.submitted_on or date.min, self.receipt


class FiledFigure(NamedTuple):
    reporter: str
    indicator: str
    quota: Decimal | None
    month: Decimal | None
    cumulative: Decimal | None


class FiledTask(NamedTuple):
    task: str
    status: str | None
    done_on: date | None
    document: str | None
    detail: str | None
    problem: str | None


class FiledObject(NamedTuple):
    """One ledger row: the counted object and what is said of it, by field name, as JSON text."""

    ledger: str
    row: int
    name: str
    counts: bool
    why_not: str | None
    values: str


class FiledFinding(NamedTuple):
    code: str
    severity: str
    category: str
    sheet: str | None
    cell: str | None
    message: str
    remedy: str
    explained: str | None


class Dossier(NamedTuple):
    """Everything that is filed with one submission. Figures, tasks and objects only of accepted ones."""

    filed: Filed
    content: bytes | None = None
    """The submission as it was understood (``register.content``); None when it was not."""
    figures: tuple[FiledFigure, ...] = ()
    tasks: tuple[FiledTask, ...] = ()
    objects: tuple[FiledObject, ...] = ()
    findings: tuple[FiledFinding, ...] = ()


class Ran(NamedTuple):
    """One run over the inbox."""

    number: int
    started: str
    finished: str | None
    host: str
    pid: int
    version: str
    outcome: str | None
    """``done``, ``failed``, ``cut off``; None: it is going on."""
    accepted: int = 0
    returned: int = 0
    duplicates: int = 0
    waiting: int = 0


class Closing(NamedTuple):
    """A month that was frozen. ``last``: the number of the last submission that its papers know."""

    period: Period
    closed: str
    """When, as ISO 8601 with offset."""
    last: int
    plan: str
    revision: str
    version: str
    papers: tuple[tuple[str, str], ...] = ()
    """(name, sha256) of each paper as it was at that moment."""


class Correction(NamedTuple):
    """更正: a figure of a closed month that an accepted submission changed later."""

    period: Period
    reporter: str
    indicator: str
    old: Decimal | None
    new: Decimal | None
    received: str
    """When the submission that changed it came in."""
