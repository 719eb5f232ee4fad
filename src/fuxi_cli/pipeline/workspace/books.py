"""What the register holds, as the rules and the papers see it: submissions, history, a month's report."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Closing, Filed
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import Report
from fuxi_cli.core.submission import Submission
from fuxi_cli.pipeline.history import History
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.on_record import Judged, OnRecord
from fuxi_cli.pipeline.reading import Reading, Request, jobs_for
from fuxi_cli.pipeline.revisions import Revisions
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.register.content import Unfit, unpack

if TYPE_CHECKING:
    from fuxi_cli.register import Register


class Books:
    """A register's submissions. ``upto``: only those filed up to that number, as things stood then.

    A month's report is the one that a check of the folder of its accepted submissions gives, but that what was accepted
    stays so, and that who has nothing but a returned workbook is not said to be missing.
    """

    def __init__(
        self,
        register: "Register",
        workspace: Workspace,
        upto: int | None = None,
        closings: Sequence[Closing] | None = None,
    ) -> None:
        self.register = register
        self.workspace = workspace
        self.upto = upto
        self._closings = closings
        self._filed: dict[Period | None, list[Filed]] = {}
        self._kept: dict[tuple[Period, str], tuple[Run, Report]] = {}
        self._accepted: dict[str, Filed] = {}
        self._judged: dict[Period, Judged] = {}
        self._understood: dict[tuple[int, str], Submission] = {}
        self.revisions = Revisions(self.plan, lambda: workspace.store.revisions(workspace.plan(None).id))
        self.forget()

    def forget(self) -> None:
        """Look into the register again: something was filed."""
        id = self.workspace.reference.partition("@")[0]
        self._filed = {}
        self._accepted = {}
        self._plans: dict[Period | None, Plan] = {}
        for one in self.register.submissions(upto=self.upto):
            if one.plan in (id, None) or "/" in id:
                self._filed.setdefault(one.period, []).append(one)
                if one.accepted:
                    self._accepted[one.sha256] = one

    @property
    def closings(self) -> Sequence[Closing]:
        """The closed months: the register's, unless the caller knows better."""
        return self.register.closings() if self._closings is None else self._closings

    def plan(self, period: Period | None) -> Plan:
        """The revision in force for that month. A closed month keeps the one that it was closed with."""
        if period not in self._plans:
            self._plans[period] = self._in_force(period)
        return self._plans[period]

    def _in_force(self, period: Period | None) -> Plan:
        return in_force(self.workspace, self.closings, period)

    def as_filed(self, filed: Filed) -> Plan:
        """The revision that a submission was judged by; where that is gone, the one in force for its month."""
        if filed.plan and filed.revision:
            with suppress(FuxiError):
                return self.workspace.store.load(f"{filed.plan}@{filed.revision}", None)
        return self.plan(filed.period)

    def filed(self, period: Period | None) -> list[Filed]:
        """Every submission of a month, in the order in which they were filed."""
        return self._filed.get(period, [])

    def accepted_with(self, sha256: str) -> Filed | None:
        """The accepted submission with that content."""
        return self._accepted.get(sha256)

    def accepted(self, period: Period) -> list[Filed]:
        """Those that were accepted, superseded ones too, by path: as their folder lists them."""
        return sorted((one for one in self.filed(period) if one.accepted), key=lambda one: one.path)

    def months(self) -> list[Period]:
        """Months of which anything was accepted, oldest first."""
        return sorted(p for p, filed in self._filed.items() if p and any(one.accepted for one in filed))

    def reported(self) -> list[Period]:
        """Months of which anything came, returned or not, oldest first."""
        return sorted(period for period in self._filed if period)

    def submissions(self, plan: Plan, period: Period) -> list[Submission]:
        return self._understand(plan, self.accepted(period))

    def history(self, plan: Plan, before: Period) -> History:
        """The months before, as ``pipeline.history`` reads them from folders: each by its own revision."""
        months = [
            plan.as_reported(month) for month in reversed(self.months()) if plan.start <= month < before
        ]
        history = History(months)
        for month in months:
            for submission in self.submissions(self.plan(month), month):
                history.add(month, submission)
        return history

    def suppose(self, filed: Filed, submission: Submission) -> Filed:
        """Look from now on as if that had been filed, as the next one; gives it with the number it would have."""
        known = (one for filed in self._filed.values() for one in filed)
        filed = filed._replace(number=max((one.number for one in known), default=0) + 1)
        month = self._filed.setdefault(filed.period, [])
        rivals = [one for one in (*month, filed) if one.accepted and one.reporter == filed.reporter]
        if filed.accepted and filed.reporter:
            counts = max(rivals, key=lambda one: one.precedence)
            filed = filed._replace(superseded_by=None if counts is filed else counts.number)
        month.append(filed)
        plan = self.plan(filed.period)
        self._understood[filed.number, plan.reference] = submission
        return filed

    def on_record(self, others: Iterable[Submission] = ()) -> OnRecord:
        """``others``: accepted submissions of the month that are for comparison only."""
        settled = (one.path for filed in self._filed.values() for one in filed if one.accepted)
        sent = {period: sent_back(filed) for period, filed in self._filed.items() if period}
        return OnRecord(frozenset(settled), sent, tuple(others), self._judged)

    def remember(self, period: Period, judged: Judged) -> None:
        """Keep what was found in a month's new submissions, for its report. Months are judged in their order."""
        self._judged[period] = judged

    def keep(self, plan: Plan, period: Period, run: Run, report: Report) -> None:
        """Keep a run over everything that will have been accepted for a month: its report is the month's."""
        self._kept[period, plan.reference] = run, report

    def report(self, plan: Plan, period: Period, as_of: date | None = None) -> tuple[Run, Report]:
        """A month's run over what was accepted for it, and its report."""
        kept = self._kept.pop((period, plan.reference), None) if as_of is None else None
        if kept is not None:
            return kept
        history = self.history(plan, period)
        selection, on_record = self.workspace.selection, self.on_record()
        run = Run(plan, period, as_of, True, selection, history, on_record, self.revisions)
        return run, run.report(self.submissions(plan, period))

    def _understand(self, plan: Plan, filed: Sequence[Filed]) -> list[Submission]:
        """Those submissions against that revision; what the register cannot give back is read from its file again."""
        wanted = [one for one in filed if (one.number, plan.reference) not in self._understood]
        # What was read against another revision may say less than this one asks for.
        again = [one for one in wanted if one.revision not in (None, str(plan.revision))]
        by_number = {one.number: one for one in wanted if one.revision in (None, str(plan.revision))}
        seen = {one.number for one in again}
        for number, content in self.register.contents(list(by_number)):
            seen.add(number)
            try:
                found = unpack(content, plan, by_number[number].path)
            except Unfit:
                again.append(by_number[number])
            else:
                self._understood[number, plan.reference] = found
        again += [one for one in wanted if one.number not in seen]
        for one, found in zip(again, self._read(plan, again), strict=True):
            self._understood[one.number, plan.reference] = found
        return [self._understood[one.number, plan.reference] for one in filed]

    def _read(self, plan: Plan, filed: Sequence[Filed]) -> list[Submission]:
        if not filed:
            return []
        requests = [Request(self.workspace.at(one.path), plan.reference, one.period) for one in filed]
        store = self.workspace.store
        with Reading(store, jobs_for(len(requests)), store.settings.limits) as reading:
            answers = reading.read(requests)
            for answer, one in zip(answers, filed, strict=True):
                answer.file.plan = store.named_by(answer.file.identities, one.period)
            found = reading.against(plan, answers, requests)
        for submission, one in zip(found, filed, strict=True):
            submission.workbook.path = one.path
        return found


def in_force(workspace: Workspace, closings: Iterable[Closing], period: Period | None) -> Plan:
    """The revision in force for a month: the one that it was closed with, as long as that is there; else by its dates."""
    closing = next((one for one in closings if one.period == period), None)
    if closing is not None:
        with suppress(FuxiError):  # it is not there any more
            return workspace.store.load(f"{closing.plan}@{closing.revision}", None)
    return workspace.plan(period)


def sent_back(filed: Iterable[Filed]) -> Mapping[str, date | None]:
    """Of a month's submissions: who has none but returned ones, with the 报送日期 of the newest."""
    newest: dict[str, date | None] = {}
    accepted = set()
    for one in filed:
        if one.reporter is None:
            continue
        if one.accepted:
            accepted.add(one.reporter)
        else:
            newest[one.reporter] = one.submitted_on
    return {reporter: day for reporter, day in newest.items() if reporter not in accepted}
