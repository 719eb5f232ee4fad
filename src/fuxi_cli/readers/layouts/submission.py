"""Cells → submission: recognises the layout of a workbook, and reads it against a plan."""

from importlib import import_module
from typing import Any

from fuxi_cli.core.form import COVER_TITLE, ISSUES, PROGRESS, TASKS
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.reporting_periods import FREQUENCIES
from fuxi_cli.core.submission import Hints, Identity, Notice, Submission, Workbook
from fuxi_cli.readers.layouts.identity import Cover, find_cover, name_identities, stamp, with_period
from fuxi_cli.readers.layouts.inspection import inspect
from fuxi_cli.readers.layouts.nearest import nearest_reporter
from fuxi_cli.readers.layouts.official import find_sheets, forms, read_official

NO_HINTS = Hints()
_FORM_SHEETS = 2
"""A file without cover and stamp is still the template when so many of its sheets bear the form's names."""


def introduce(workbook: Workbook) -> tuple[list[Identity], Cover | None]:
    """What a readable workbook says of itself before any plan is known: its stamp and its cover."""
    cover = find_cover(workbook)
    identities = [i for i in (stamp(workbook), cover.identity() if cover else None) if i is not None]
    return identities, cover


def understand(
    workbook: Workbook,
    plan: Plan,
    identities: list[Identity],
    cover: Cover | None,
    period: Period | None,
    hints: Hints = NO_HINTS,
) -> Submission:
    """Read a workbook against a plan. ``period`` settles the month when the workbook names none, or another."""
    with_period(identities, cover, plan)
    submission = Submission(workbook, identities=[*identities])
    if not workbook.readable:
        return submission
    tables: Any = None
    if not _is_official(workbook, identities, cover, hints):
        # Loaded by name: a run over the official template needs none of it.
        other = import_module("fuxi_cli.readers.layouts.others")
        tables = other.Tables(workbook, plan)
        if not tables.grids and hints.layout is None and _holds_forms(workbook, plan):
            tables = None
        else:
            submission.identities.extend(other.title_identities(tables, plan))
    submission.identities.extend(name_identities(workbook.path, plan))
    if period is not None:
        submission.identities.append(Identity("option", period=str(period)))
    submission.period = period or _period(submission.identities)
    if submission.period is not None:
        submission.period = plan.as_reported(submission.period)
        _notice_other_period(submission, plan, submission.period)
    if tables is None:
        submission.layout = "official"
        _read_cover(submission, cover)
        _identify(submission, plan)
        readings = read_official(submission, plan, cover.sheet if cover else None)
    else:
        if not tables.many or hints.layout == "free":
            _identify(submission, plan)
        readings = other.read_other(submission, plan, tables, hints)
    if hints.explain:
        record = import_module("fuxi_cli.readers.layouts.form_record")
        names = {form.name for form in forms(plan, None)}
        submission.recognised[:0] = record.recorded(submission, readings, names)
    if submission.layout is not None:
        submission.notices.extend(inspect(workbook, readings))
    return submission


def _is_official(workbook: Workbook, identities: list[Identity], cover: Cover | None, hints: Hints) -> bool:
    """Whether the file is the template: it says so by cover or stamp, or its sheets bear the form's names."""
    if hints.layout is not None:
        return hints.layout == "official"
    if cover is not None or any(i.source == "stamp" for i in identities):
        return True
    titles = {form.title for form in (PROGRESS, TASKS, ISSUES)} | {COVER_TITLE}
    return sum(1 for s in workbook.sheets if s.name in titles or s.name.startswith("台账-")) >= _FORM_SHEETS


def _holds_forms(workbook: Workbook, plan: Plan) -> bool:
    """Whether a sheet holds one of the form's tables other than figures."""
    return bool(find_sheets(workbook, forms(plan, None), (), None).headers)


def _period(identities: list[Identity]) -> Period | None:
    """The first month that a source names, in the order stamp, cover, title, file name, folder."""
    return next((Period.parse(i.period) for i in identities if i.period), None)


def _notice_other_period(submission: Submission, plan: Plan, period: Period) -> None:
    """A month within a quarter or year for which nothing is reported."""
    own = plan.period_of(period)
    if own is not None and own != period:
        at = next((i.places["period"] for i in submission.identities if "period" in i.places), Place())
        facts = (("how", FREQUENCIES[plan.calendar.frequency]),)
        submission.notices.append(Notice("period-unknown", at, period.chinese, own.chinese, facts))


def _read_cover(submission: Submission, cover: Cover | None) -> None:
    if cover is None:
        submission.notices.append(Notice("sheet-missing", expected="封面"))
        return
    submission.cover = cover.values
    submission.cover_places = cover.places
    submission.notices.extend(cover.notices)


def _identify(submission: Submission, plan: Plan) -> None:
    """The reporter: the first source that names one of the plan's. A name that is none of them is noticed."""
    known = (plan.reporter(i.reporter) for i in submission.identities if i.reporter)
    submission.reporter = next((reporter for reporter in known if reporter), None)
    stranger = _stranger(submission, plan)
    if stranger is not None:
        name, identity = stranger
        place = identity.places.get("reporter", Place())
        submission.notices.append(Notice("unknown-reporter", place, name, nearest_reporter(plan, name)))


def _stranger(submission: Submission, plan: Plan) -> tuple[str, Identity] | None:
    """A name on the cover or stamp that no reporter of the plan has; the cover's first, as people see it."""
    sources = sorted(submission.identities, key=lambda i: i.source != "cover")
    for identity in sources:
        if (
            identity.source in ("cover", "stamp")
            and identity.reporter
            and plan.reporter(identity.reporter) is None
        ):
            return identity.reporter, identity
    return None
