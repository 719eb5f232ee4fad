"""Where a month stands at the office on one day: who has reported, who must be reminded, what is open."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fuxi_cli.core.duties import Duty
from fuxi_cli.core.filed import Closing, Correction, Filed
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.report import Report
from fuxi_cli.core.standing import Reporting

REPORTED = ("on_time", "late", "nil")
"""How a submission that counts came in; slugs of ``REPORTING_STATUSES``."""
STANDINGS = {
    "on_time": "按时",
    "late": "迟报",
    "nil": "零报告",
    "returned_again": "再报退回",
    "returned": "已退回",
    "missing": "未报",
}


class Standing(NamedTuple):
    """One owing reporter's month, by what is in the register."""

    reporter: Reporter
    standing: str
    """A key of ``STANDINGS``. ``returned``: only returned ones so far; ``returned_again``: one counts, but a later one was
    returned."""
    reported: str | None
    """How the submission that counts came in, one of ``REPORTED``; None: none counts."""
    submitted_on: date | None
    """报送日期 on the cover of the submission that counts."""
    received: str | None
    """When that submission was taken in, ISO 8601 with offset; None as well when the register does not hold it."""
    submissions: int
    """How many came in, a table of several reporters included when the reporter counts by it."""
    returned: int
    """How many of them were returned or could not be read."""
    open_return: Filed | None
    """The newest submission, when it was returned and nothing accepted came after it."""


class Status(NamedTuple):
    """A month of a plan as the office has it on ``today``. Reporters stand in the plan's order."""

    plan: Plan
    period: Period
    today: date
    due: date | None
    """The last day in time, moved past holidays; None when nobody owes a submission."""
    reporters: tuple[Standing, ...]
    strays: tuple[Filed, ...]
    """Open returns that belong to no owing reporter: of an unknown one, or a table of several."""
    tasks: tuple[Duty, ...]
    """Not done, and overdue or due soon; the most pressing first."""
    waiting: tuple[tuple[str, str], ...]
    """(name in the inbox, why it was not taken, in Chinese)."""
    closing: Closing | None
    corrections: tuple[Correction, ...]
    """What later submissions changed after the closing, in the order given."""
    remarks: tuple[str, ...] = ()
    """What a reader should know about how this was reached, in Chinese."""

    @property
    def days_left(self) -> int | None:
        """Days until the due day: 0 on it, negative after it; None without one."""
        return None if self.due is None else (self.due - self.today).days

    def standing(self, *standings: str) -> tuple[Standing, ...]:
        """The reporters that stand so."""
        return tuple(one for one in self.reporters if one.standing in standings)

    @property
    def reported(self) -> tuple[Standing, ...]:
        """Who has a submission that counts, whatever came after it."""
        return tuple(one for one in self.reporters if one.reported is not None)

    @property
    def missing(self) -> tuple[Standing, ...]:
        return self.standing("missing")

    @property
    def returned(self) -> tuple[Standing, ...]:
        return self.standing("returned")

    @property
    def returned_again(self) -> tuple[Standing, ...]:
        return self.standing("returned_again")

    @property
    def open_returns(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.reporters if one.open_return is not None)


def status(
    report: Report,
    filed: Sequence[Filed],
    today: date,
    closing: Closing | None = None,
    corrections: Sequence[Correction] = (),
    waiting: Sequence[tuple[str, str]] = (),
) -> Status:
    """How the month stands. ``report``: the office's, its tasks judged as of ``today``; ``filed``: all submissions of
    the month that the register holds, whatever became of them, in the order in which they were filed.

    Who owes, by when, and whether a submission was late or a nil return, is the report's to say; what came in and what
    became of it the register's. Raises ValueError for a report without plan or month: an office always knows both.
    """
    if report.plan is None or report.period is None:
        raise ValueError("a month's status needs its plan and period")
    everything = {one.number: one for one in filed if one.number}
    return Status(
        report.plan,
        report.period,
        today,
        report.reporting[0].due if report.reporting else None,
        tuple(_stand(one, filed, everything) for one in report.reporting),
        tuple(_strays(filed, frozenset(one.reporter.id for one in report.reporting))),
        _pressing(report.plan, report.duties),
        tuple(waiting),
        closing,
        tuple(corrections),
        report.remarks,
    )


def _stand(entry: Reporting, filed: Sequence[Filed], everything: Mapping[int, Filed]) -> Standing:
    own = [one for one in filed if one.reporter == entry.reporter.id]
    counted = _counting(entry, own, filed, everything)
    mine = [one for one in filed if one.reporter == entry.reporter.id or one is counted]
    open_return = mine[-1] if mine and not mine[-1].accepted else None
    reported = _how(entry, counted)
    if reported is not None:
        standing = "returned_again" if open_return else reported
    else:
        standing = "returned" if mine else "missing"
    stated = counted.submitted_on if counted else None
    return Standing(
        entry.reporter,
        standing,
        reported,
        stated or (entry.received if reported else None),
        counted.received if counted else None,
        len(mine),
        sum(1 for one in mine if not one.accepted),
        open_return,
    )


def _counting(
    entry: Reporting, own: Sequence[Filed], filed: Sequence[Filed], everything: Mapping[int, Filed]
) -> Filed | None:
    """The submission that counts for a reporter: its own, else the table of several reporters that took its place."""
    accepted = [one for one in own if one.accepted]
    if accepted:
        standing = [one for one in accepted if one.superseded_by is None]
        return _last_in_line(max(standing or accepted, key=lambda one: one.precedence), everything)
    if entry.status not in REPORTED:
        return None
    tables = (one for one in filed if one.reporter is None and one.accepted and one.superseded_by is None)
    return max(tables, key=lambda one: one.precedence, default=None)


def _last_in_line(one: Filed, everything: Mapping[int, Filed]) -> Filed:
    """What took the submission's place, and the place of that; as far as the register tells."""
    passed = {one.number}
    while one.superseded_by is not None and one.superseded_by not in passed:
        passed.add(one.superseded_by)
        one = everything.get(one.superseded_by, one)
    return one


def _how(entry: Reporting, counted: Filed | None) -> str | None:
    """As the report says. Where the report counts none but the register has accepted one, that one's cover tells."""
    if entry.status in REPORTED:
        return entry.status
    if counted is None:
        return None
    late = counted.submitted_on is not None and counted.submitted_on > entry.due
    return "late" if late else "on_time"


def _strays(filed: Sequence[Filed], owing: frozenset[str]) -> list[Filed]:
    """Returned ones of nobody who owes, unless something later stands in their place."""
    return [
        one
        for position, one in enumerate(filed)
        if not one.accepted
        and one.reporter not in owing
        and not any(_replaces(later, one) for later in filed[position + 1 :])
    ]


def _replaces(later: Filed, one: Filed) -> bool:
    if later.name == one.name or (one.reporter is not None and later.reporter == one.reporter):
        return True
    return later.accepted and _of_several(one) and _of_several(later)


def _of_several(one: Filed) -> bool:
    return one.reporter is None and one.layout in ("wide", "list")


def _pressing(plan: Plan, duties: Sequence[Duty]) -> tuple[Duty, ...]:
    """By days left, not by status: a task that is behind or not reported on may be due soon as well."""
    near = [d for d in duties if d.days_left is not None and d.days_left <= plan.calendar.due_soon_days]
    return tuple(sorted(near, key=lambda duty: duty.days_left or 0))
