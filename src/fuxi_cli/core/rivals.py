"""Several submissions of one reporter for one period: which of them counts, and why."""

import re
from datetime import date

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.plan import Reporter
from fuxi_cli.core.submission import Submission


def submitted_on(submission: Submission) -> date:
    """The cover's 报送日期; without one, earlier than every day."""
    value = submission.cover.get("submitted_on")
    return value if isinstance(value, date) else date.min


def precedence(submission: Submission, accepted: bool) -> tuple[bool, bool, date, str]:
    """The greatest counts: accepted before returned, then the later 报送日期, then the path."""
    return accepted, bool(submission.layout), submitted_on(submission), submission.path


def by_reporter(case: PeriodCase) -> dict[Reporter, list[Submission]]:
    """The period's submissions of each reporter, the one that counts first."""
    accepted = {id(submission) for submission in case.submissions}
    found: dict[Reporter, list[Submission]] = {}
    order = sorted(case.all_submissions, key=lambda s: precedence(s, id(s) in accepted), reverse=True)
    for submission in order:
        for reporter in submission.reporters():
            found.setdefault(reporter, []).append(submission)
    return {r: found[r] for r in case.plan.reporters if r in found}


def identical(case: PeriodCase) -> dict[str, list[Submission]]:
    """Files of the same content, by their sha256, in the order of their paths; only where there are several."""
    found: dict[str, list[Submission]] = {}
    for submission in sorted(case.all_submissions, key=lambda s: s.path):
        if submission.workbook.sha256:
            found.setdefault(submission.workbook.sha256, []).append(submission)
    return {sha256: files for sha256, files in found.items() if len(files) > 1}


def file_name(path: str, other: str) -> str:
    """A file's name without its folders, unless the other file has the same one."""
    name, others = (re.split(r"[\\/]", one)[-1] for one in (path, other))
    return path if name == others else name
