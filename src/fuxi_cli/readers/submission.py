"""Cells → submission: recognises the layout of a workbook, and reads it against a plan."""

from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.submission import Hints, Identity, Notice, Submission, Workbook
from fuxi_cli.readers.identity import Cover, find_cover, name_identities, stamp, title_identity
from fuxi_cli.readers.inspection import inspect
from fuxi_cli.readers.official import find_sheets, forms, read_official
from fuxi_cli.readers.wide import find_wide, nearest_reporter, read_wide

NO_HINTS = Hints()


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
    submission = Submission(workbook, identities=[*identities])
    if not workbook.readable:
        return submission
    official = cover is not None or bool(find_sheets(workbook, forms(plan, None), (), None).headers)
    wide = None if official else find_wide(workbook, plan)
    if wide is not None:
        submission.identities.append(title_identity(wide[0], wide[1].row, plan))
    submission.identities.extend(name_identities(workbook.path, plan))
    if period is not None:
        submission.identities.append(Identity("option", period=str(period)))
    submission.period = period or _period(submission.identities)
    if official:
        submission.layout = "official"
        _read_cover(submission, cover)
        _identify(submission, plan)
        readings = read_official(submission, plan, cover.sheet if cover else None)
        submission.notices.extend(inspect(workbook, readings))
    elif wide is not None:
        submission.layout = "wide"
        readings = read_wide(submission, plan, *wide)
        submission.notices.extend(inspect(workbook, readings))
    else:
        submission.notices.append(Notice("layout-not-recognised"))
    return submission


def _period(identities: list[Identity]) -> Period | None:
    """The first month that a source names, in the order stamp, cover, title, file name, folder."""
    return next((Period.parse(i.period) for i in identities if i.period), None)


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
