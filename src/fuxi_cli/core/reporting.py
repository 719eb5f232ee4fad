"""Whether and when each reporter's submission came in."""

from collections.abc import Iterable, Mapping
from datetime import date

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.report import Checked
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.submission import Submission

_NOBODY: Mapping[str, date | None] = {}


def due_day(plan: Plan, period: Period) -> date:
    """The last day on which a period's workbook is on time, by the plan's calendar, holidays not considered."""
    month = period.plus(plan.calendar.due_months_later)
    return month.last_day.replace(day=min(plan.calendar.due_day, month.last_day.day))


def reporting(
    reporters: Iterable[Reporter],
    counted: dict[str, tuple[Submission, Checked]],
    due: date,
    sent_back: Mapping[str, date | None] = _NOBODY,
) -> tuple[Reporting, ...]:
    """The reporting status of each reporter. ``counted``: reporter → the submission that counts, as checked.

    ``due`` is the reporting day, moved past weekends and holidays. ``sent_back``: who is not among those because its
    workbook was returned before, with its 报送日期.
    """
    result = []
    for reporter in reporters:
        if reporter.id not in counted:
            status = "returned" if reporter.id in sent_back else "missing"
            result.append(Reporting(reporter, status, sent_back.get(reporter.id), due))
            continue
        submission, checked = counted[reporter.id]
        received = submission.cover.get("submitted_on")
        result.append(Reporting(reporter, _status(submission, checked, received, due), received, due))
    return tuple(result)


def _status(submission: Submission, checked: Checked, received: date | None, due: date) -> str:
    if checked.status != "accepted":
        return checked.status
    if received is not None and received > due:
        return "late"
    return "nil" if submission.nil else "on_time"
