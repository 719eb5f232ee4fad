"""What was recognised where: for people who want to see how their files were understood."""

from collections.abc import Sequence

from fuxi_cli import catalogue
from fuxi_cli.catalogue import Selection
from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.form import COVER_TITLE, STAMP_SHEET
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.recognised import RecognisedFile
from fuxi_cli.core.sources import SOURCES
from fuxi_cli.core.submission import Submission
from fuxi_cli.pipeline.checking import OnFile, Options, settle_plan
from fuxi_cli.pipeline.files import find_files
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.pipeline.reading import Reading, Request, jobs_for
from fuxi_cli.readers.layouts.official import GUIDE_SHEETS


def explain_layout(
    paths: Sequence[str], options: Options | None = None, on_file: OnFile | None = None
) -> list[RecognisedFile]:
    """How each file would be read by ``check`` with these options: layout, tables, columns, and what was left out."""
    options = options or Options()
    names = find_files(paths)
    store = Plans(options.targets, options.plan)
    hints = options.hints._replace(explain=True)
    requests = [Request(name, options.plan, options.period, hints) for name in names]
    jobs = options.jobs or jobs_for(len(names))
    with Reading(store, jobs, store.settings.limits, cluster=options.cluster) as reading:
        answers = reading.read(requests, None, on_file)
        plan = settle_plan(answers, store, options)
        submissions = reading.against(plan, answers, requests)
    return [_told(submission, plan) for submission in submissions]


def _told(submission: Submission, plan: Plan | None) -> RecognisedFile:
    findings = catalogue.run(
        FileCase(submission, plan, submission.period), Selection().entries("file"), submission.path
    )
    reporter = submission.reporter
    period = str(submission.period) if submission.period else None
    return RecognisedFile(
        submission.path,
        submission.workbook.format,
        plan.reference if plan else None,
        plan.title if plan else None,
        submission.layout,
        reporter.name if reporter else None,
        _source(submission, plan, "reporter", reporter.id if reporter else None),
        period,
        _source(submission, plan, "period", period),
        tuple(submission.recognised),
        tuple(_unread(submission, plan)),
        tuple(f.message for f in findings if f.rule.severity == "error" or submission.layout is None),
    )


def _source(submission: Submission, plan: Plan | None, field: str, kept: str | None) -> str | None:
    """The first source that says what was kept."""
    if kept is None:
        return None
    for identity in submission.identities:
        said = getattr(identity, field)
        if field == "reporter" and said and plan is not None:
            known = plan.reporter(said)
            said = known.id if known else said
        if said == kept:
            place = identity.places.get(field)
            words = SOURCES.get(identity.source, identity.source)
            return f"{words}（{place.chinese}）" if place is not None and place.sheet else words
    return None


def _unread(submission: Submission, plan: Plan | None) -> list[tuple[str, str]]:
    read = {table.sheet for table in submission.recognised}
    if submission.cover_places:
        read.update(place.sheet for place in submission.cover_places.values() if place.sheet)
    unknown = {notice.place.sheet for notice in submission.noticed("sheet-unknown")}
    found = []
    for sheet in submission.workbook.sheets:
        if sheet.name in read or (sheet.name == COVER_TITLE and submission.layout == "official"):
            continue
        if sheet.name == STAMP_SHEET:
            why = "模板标识，用来认方案、单位和月份"
            why = plan.says(why) if plan else why
        elif sheet.name in GUIDE_SHEETS:
            why = "说明文字，不读取"
        elif not sheet.visible:
            why = "隐藏的工作表，没有读取"
        elif sheet.name in unknown:
            why = "没有认出里面的表，没有读取"
        else:
            why = "没有可以读的表"
        found.append((sheet.name, why))
    return found
