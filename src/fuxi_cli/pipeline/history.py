"""Earlier months: which workbooks there are, what they say, and which cannot serve for a comparison."""

from collections.abc import Callable, Iterator, Sequence

from fuxi_cli.core.cases import Past, Unusable
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period, quarter_of, year_of
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.rivals import precedence
from fuxi_cli.core.submission import Submission
from fuxi_cli.pipeline.files import spreadsheets
from fuxi_cli.pipeline.reading import Reading, Request
from fuxi_cli.readers import paths as places
from fuxi_cli.readers.layouts.identity import name_identities


class History:
    """What earlier months hold, by reporter, newest first. ``given``: earlier months were there to look at."""

    def __init__(self, months: Sequence[Period] = ()) -> None:
        self.given = bool(months)
        self.months = tuple(months)
        """The months that there was a folder of."""
        self._submissions: dict[Period, list[Submission]] = {}
        """Every workbook of a month, whatever it is."""
        self._usable: dict[str, list[Past]] = {}
        self._unusable: dict[str, list[Unusable]] = {}

    def of(self, reporter: str) -> tuple[Past, ...]:
        return tuple(self._usable.get(reporter, ()))

    def unusable(self, reporter: str) -> tuple[Unusable, ...]:
        return tuple(self._unusable.get(reporter, ()))

    def all(self) -> tuple[Past, ...]:
        """Every usable submission of every reporter, by month and then path."""
        pasts = (past for kept in self._usable.values() for past in kept)
        return tuple(sorted(pasts, key=lambda p: (p.period, p.submission.path)))

    def submissions(self, period: Period) -> tuple[Submission, ...]:
        """Every workbook of that month, usable or not, in the order in which it was read."""
        return tuple(self._submissions.get(period, ()))

    def before(self, period: Period) -> "History":
        """What there was before that month."""
        earlier = History([month for month in self.months if month < period])
        for month in sorted(self._submissions, reverse=True):
            for submission in self._submissions[month] if month < period else ():
                earlier.add(month, submission)
        return earlier

    def add(self, period: Period, submission: Submission) -> None:
        """Take in one workbook of an earlier month; of two the one with the later 报送日期, then the later path, counts.
        Months come newest first."""
        self._submissions.setdefault(period, []).append(submission)
        reporter = submission.reporter
        if reporter is None:
            return
        reason = _why_not(submission, period)
        if reason is not None:
            self._unusable.setdefault(reporter.id, []).append(
                Unusable(period, submission.path, reason, not submission.workbook.readable)
            )
            return
        kept = self._usable.setdefault(reporter.id, [])
        if not kept or kept[-1].period != period:
            kept.append(Past(period, submission))
        elif precedence(kept[-1].submission, True) < precedence(submission, True):
            kept[-1] = Past(period, submission)


def _why_not(submission: Submission, period: Period) -> str | None:
    """Why a workbook cannot serve for a comparison, in Chinese; None when it can."""
    if not submission.workbook.readable:
        return "文件无法读取"
    if submission.layout not in ("official", "free"):
        return "不是一个单位自己的报送表"
    if submission.period != period:
        stated = submission.period.chinese if submission.period else "未写明的月份"
        return f"表内写的是{stated}"
    if not submission.figures and not submission.tasks:
        return "没有读到指标或任务"
    return None


def month_folders(paths: Sequence[str], given: str | None) -> dict[Period, str]:
    """The folders of months: those in ``given``, else the siblings of the checked files' own month folders."""
    if given is not None and not places.is_folder(given):
        raise FuxiError(f"没有历史文件夹“{given}”；请检查 --history。")
    found: dict[Period, str] = {}
    for root in [given] if given is not None else list(dict.fromkeys(_roots(paths))):
        for name, folder in places.subfolders(root):
            period = _period(name)
            if period is not None:
                found.setdefault(period, folder)
    return found


def _roots(paths: Sequence[str]) -> Iterator[str]:
    """The folder above each month folder that a checked path is, or lies in."""
    for path in paths:
        folder = path if places.is_folder(path) else places.above(path)
        if _period(places.name(folder)) is None:
            folder = places.above(folder)
        if _period(places.name(folder)) is not None:
            yield places.above(folder)


def _period(name: str) -> Period | None:
    try:
        return Period.parse(name)
    except ValueError:
        return quarter_of(name) or year_of(name)


def _reported_for(plan: Plan, named: Period) -> bool:
    """Whether a folder's name can mean one of the plan's periods: of months outside the plan nothing is asked."""
    own = plan.period_of(named)
    return own is None or (own == named and type(named) in (Period, type(own)))


def read_history(
    folders: dict[Period, str],
    reading: Reading,
    plan: Plan,
    before: Period,
    reporters: frozenset[str] | None,
    in_force: Callable[[Period], Plan] | None = None,
) -> History:
    """Read the months before a period, newest first. ``reporters``: whose; None for everybody's.

    ``in_force`` gives each month's own revision of the plan, which its workbooks are read against; None: it is
    always ``plan``.
    """
    folders = {plan.as_reported(named): path for named, path in folders.items() if _reported_for(plan, named)}
    months = sorted((p for p in folders if plan.start <= p < before), reverse=True)
    own = {period: in_force(period) if in_force else plan for period in months}
    history = History(months)
    wanted = [
        (period, path)
        for period in months
        for path in sorted(spreadsheets(folders[period]))
        if reporters is None or not _of_others(path, plan, reporters)
    ]
    requests = [Request(path, own[period].reference) for period, path in wanted]
    answers = reading.read(requests)
    for answer, (period, _) in zip(answers, wanted, strict=True):
        answer.file.plan = reading.store.named_by(answer.file.identities, period)
    for revision in dict.fromkeys(one.reference for one in own.values()):
        then = next(one for one in own.values() if one.reference == revision)
        numbers = [n for n, (period, _) in enumerate(wanted) if own[period].reference == revision]
        found = reading.against(then, [answers[n] for n in numbers], [requests[n] for n in numbers])
        for n, submission in zip(numbers, found, strict=True):
            history.add(wanted[n][0], submission)
    return history


def _of_others(path: str, plan: Plan, reporters: frozenset[str]) -> bool:
    """Whether a file's own name says that it is another reporter's, so that it need not be opened."""
    names = (i.reporter for i in name_identities(path, plan) if i.source == "file name" and i.reporter)
    found = [reporter.id for name in names if (reporter := plan.reporter(name))]
    return bool(found) and not any(id in reporters for id in found)
