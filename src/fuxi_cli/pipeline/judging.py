"""Submissions of one plan and period → findings, gaps, totals, tasks, reporting: the report."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from fuxi_cli import catalogue
from fuxi_cli.catalogue import Selection
from fuxi_cli.core.cases import FileCase, Past, PeriodCase, Unusable, WorkbookCase
from fuxi_cli.core.duties import duties
from fuxi_cli.core.explanations import explain
from fuxi_cli.core.finding import Finding, Scope
from fuxi_cli.core.older_template import without_older
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter, Task
from fuxi_cli.core.progress import Gap, judge
from fuxi_cli.core.report import Checked, Report, RuleStatus
from fuxi_cli.core.reporting import due_day, reporting
from fuxi_cli.core.revised import Revised, revised
from fuxi_cli.core.rivals import precedence
from fuxi_cli.core.submission import Submission
from fuxi_cli.core.totals import Reported, totals
from fuxi_cli.pipeline.earlier import Earlier, actual, figure_of
from fuxi_cli.pipeline.history import History
from fuxi_cli.pipeline.on_record import NOTHING_ON_RECORD, Judged, OnRecord
from fuxi_cli.pipeline.periods import in_words_of
from fuxi_cli.pipeline.pieces import in_pieces, pays, unchecked
from fuxi_cli.pipeline.revisions import Revisions, only
from fuxi_cli.pipeline.settling import reading_order, remarks, status_of, why_not
from fuxi_cli.readers.workdays import next_workday

Counted = dict[str, tuple[Submission, Checked]]
"""Reporter id → the submission that counts for it, and what the check made of it."""


class Run:
    """One check. ``office``: every reporter is listed and only accepted submissions count."""

    def __init__(
        self,
        plan: Plan | None,
        period: Period | None,
        as_of: date | None,
        office: bool,
        selection: Selection,
        history: History,
        on_record: OnRecord = NOTHING_ON_RECORD,
        revisions: Revisions | None = None,
    ) -> None:
        self.plan = plan
        self.revisions = revisions or only(plan)
        self.period = period = plan.as_reported(period) if plan and period else period
        self.as_of = as_of or (period.last_day if period else None)
        self.office = office
        self.selection = selection
        self.history = history
        self.on_record = on_record
        self.earlier = Earlier(history, self.revisions, self.period, self.accepts)
        idle = "P" + ("" if office else "XD") + ("" if history.given else "H")
        self.entries = {
            scope: list(selection.entries(scope, without=idle, plan=plan))
            for scope in ("file", "workbook", "period")
        }
        self.ran: set[str] = set()
        self.own = Judged({}, frozenset())
        """What the rules about single workbooks found."""
        self.counted: Counted = {}
        self._months: dict[Period, tuple[Run, Report]] = {}
        """Earlier months as their own checks tell them, shared with the runs over those."""
        self._checked: dict[Period, dict[str, Checked]] = {}
        """Their workbooks by path."""

    @staticmethod
    def prepare(selection: Selection, office: bool) -> None:
        """Load the rules that a check will use in any case: there is time for it while the files are read."""
        for _ in selection.entries("file", "workbook", without="PH" + ("" if office else "XD")):
            pass

    def report(self, submissions: Sequence[Submission]) -> Report:
        known = self.on_record.judged.get(self.period) if self.period else None
        if known is not None:
            self.ran.update(known.ran)
        checked = self._check_all(submissions, known.checked if known else {})
        self.own = Judged({one.path: one for one in checked}, frozenset(self.ran))
        if self.plan is None or self.period is None or self.as_of is None:
            found = tuple(f for c in checked for f in c.findings)
            return Report(
                self.plan, self.period, self.as_of, True, tuple(checked), found, rules=self._rule_statuses()
            )
        return self._judge(self.plan, self.period, self.as_of, submissions, checked)

    def _check_all(self, submissions: Sequence[Submission], before: Mapping[str, Checked]) -> list[Checked]:
        """Every submission by itself; of those in ``before`` that is known. Many are checked by several processes."""
        new = [one for one in submissions if one.path not in before]
        found = dict(before)
        if pays(new):
            for month in self.history.months:
                self.month(month)  # once here, not once in each process
            for checked, ran in in_pieces(new, self._piece):
                self.ran |= ran
                found.update((one.path, one) for one in checked)
        return [found.get(one.path) or self._check(one) for one in submissions]

    def _piece(self, submissions: Sequence[Submission]) -> tuple[list[Checked], set[str]]:
        self.ran = set()
        return [self._check(one) for one in submissions], self.ran

    def _judge(
        self,
        plan: Plan,
        period: Period,
        as_of: date,
        submissions: Sequence[Submission],
        checked: list[Checked],
    ) -> Report:
        if self.office:
            checked = self._compare(plan, period, as_of, submissions, checked)
        counted = self.counted = self._counted(plan, period, submissions, checked)
        gaps = tuple(self._gaps(plan, period, as_of, counted))
        stated = tuple(self._reported(plan, counted))
        shown = plan.owing() if self.office else tuple(r for r in plan.reporters if r.id in counted)
        usable = tuple(s for s, c in counted.values() if self.usable(c))
        due, known = next_workday(due_day(plan, period))
        case = PeriodCase(
            plan,
            period,
            as_of,
            usable,
            gaps,
            totals(plan, gaps, as_of, stated),
            tuple(s for s in submissions if s.layout),
            self.history.all(),
            duties(plan, usable, as_of, self._tasks(plan, shown)),
            reporting(shown, counted, due, self._sent_back()),
        )
        found = self._find(case, "period", but="X") if self.office else []
        checked = self._hand_out(submissions, checked, found)
        found = [f for f in found if f.path is None]
        accepted = {id for id, (_, c) in counted.items() if c.status == "accepted"}
        change = self._revised(plan, period, shown)
        return Report(
            plan,
            period,
            as_of,
            partial=any(r.id not in accepted for r in plan.owing()),
            workbooks=tuple(checked),
            findings=(*(f for c in checked for f in c.findings), *found),
            gaps=gaps,
            reported=stated,
            duties=case.duties,
            reporting=case.reporting,
            totals=case.totals,
            rules=self._rule_statuses(),
            remarks=tuple(remarks(change, None if known else due.year)),
            revised=change,
        )

    def _revised(self, plan: Plan, period: Period, shown: Sequence[Reporter]) -> Revised | None:
        """What a revision that came into force in this period changed of the quotas of those who are shown."""
        before = plan.before(period)
        if before is None:
            return None
        found = revised(self.revisions.in_force(before), plan, period.last_day)
        if found is None or self.office:
            return found
        own = {reporter.id for reporter in shown}
        return found._replace(adjustments=tuple(a for a in found.adjustments if a.reporter.id in own))

    def _compare(
        self,
        plan: Plan,
        period: Period,
        as_of: date,
        submissions: Sequence[Submission],
        checked: list[Checked],
    ) -> list[Checked]:
        """What the reporters' workbooks say of each other belongs to the workbooks, and may block them."""
        others = self.on_record.others
        good = tuple(s for s, c in zip(submissions, checked, strict=True) if self.usable(c))
        case = PeriodCase(plan, period, as_of, (*good, *others))
        case.all_submissions = (*(s for s in submissions if s.layout), *others)
        case.earlier = self.history.all()
        return self._hand_out(submissions, checked, self._find(case, "period", only="X"))

    def _hand_out(
        self, submissions: Sequence[Submission], checked: list[Checked], found: Sequence[Finding]
    ) -> list[Checked]:
        """The workbooks with those findings of the period that name their files."""
        by_path: dict[str | None, list[Finding]] = {}
        for finding in found:
            by_path.setdefault(finding.path, []).append(finding)
        return [
            self._settle(submission, one, [*one.findings, *by_path[one.path]]) if one.path in by_path else one
            for submission, one in zip(submissions, checked, strict=True)
        ]

    def _settle(self, submission: Submission, checked: Checked, findings: list[Finding]) -> Checked:
        """A checked workbook with its findings: explained where it explains them, in reading order."""
        told = sorted(explain(findings, submission.explanations), key=reading_order(submission.workbook))
        status = "accepted" if submission.path in self.on_record.settled else status_of(submission, told)
        return checked._replace(findings=tuple(told), status=status)

    def _find(
        self,
        case: FileCase | WorkbookCase | PeriodCase,
        scope: Scope,
        path: str | None = None,
        reporter: str | None = None,
        only: str = "",
        but: str = "-",
    ) -> list[Finding]:
        """Run a scope's rules: ``only`` those of a family, or all ``but`` those of one."""
        entries = [
            entry
            for entry in self.entries[scope]
            if entry.rule.code.startswith(only) and not entry.rule.code.startswith(but)
        ]
        self.ran.update(entry.rule.code for entry in entries)
        found = catalogue.run(case, entries, path, reporter)
        return [in_words_of(self.plan, one) for one in found]

    def _check(self, submission: Submission) -> Checked:
        """Run the rules over one file, as far as it could be understood."""
        reporter = submission.reporter.id if submission.reporter else None
        made_from = self.revisions.made_from(self.plan, submission.identities) if self.plan else None
        case = FileCase(submission, self.plan, self.period, made_from)
        findings = self._find(case, "file", submission.path, reporter)
        if submission.layout and self.plan and self.period and self.as_of:
            gaps = tuple(self._stated_gaps(submission, self.plan, self.period, self.as_of))
            seen = submission if made_from is None else without_older(submission, made_from)
            understood = WorkbookCase(seen, self.plan, self.period, self.as_of, gaps, made_from=made_from)
            self._remember(understood, reporter)
            but = "-" if self.history.given else "H"
            findings += self._find(understood, "workbook", submission.path, reporter, but=but)
        return self._settle(submission, unchecked(submission), findings)

    def _remember(self, case: WorkbookCase, reporter: str | None) -> None:
        """Give a case its reporter's earlier months; one that should have been returned is no measure."""
        if reporter is None or case.submission.period != case.period:
            return
        pasts = [past for past in self.history.of(reporter) if past.period < case.period]
        bad = [
            Unusable(past.period, past.submission.path, case.plan.says("该月的报送表有强制问题，不能接收"))
            for past in pasts
            if not self.accepts(past)
        ]
        case.history = tuple(past for past in pasts if self.accepts(past))
        unread = [one for one in self.history.unusable(reporter) if one.period < case.period]
        case.unusable = tuple(sorted([*unread, *bad], key=lambda u: u.period, reverse=True))
        case.history_given = any(month < case.period for month in self.history.months)

    def month(self, period: Period) -> tuple["Run", Report]:
        """An earlier month's run and report, by the files that lie there: each was judged with what came before it."""
        if period not in self._months:
            earlier = self.history.before(period)
            on_record = self.on_record._replace(others=())
            plan = self.revisions.in_force(period) if self.plan else None
            run = Run(plan, period, None, self.office, self.selection, earlier, on_record, self.revisions)
            run._months, run._checked = self._months, self._checked
            report = run.report(self.history.submissions(period))
            self._months[period] = run, report
            self._checked[period] = {one.path: one for one in report.workbooks}
        return self._months[period]

    def accepts(self, past: Past) -> bool:
        """Whether an earlier workbook was one that its own month's check accepts."""
        if past.submission.path in self.on_record.settled:
            return True
        checked = self.checked(past)
        return checked is not None and checked.status == "accepted"

    def checked(self, past: Past) -> Checked | None:
        """What its own month's check made of an earlier workbook."""
        self.month(past.period)
        return self._checked[past.period].get(past.submission.path)

    def _counted(
        self, plan: Plan, period: Period, submissions: Sequence[Submission], checked: list[Checked]
    ) -> Counted:
        """For each reporter the submission that counts: accepted before returned, then the later one."""
        pairs = sorted(
            (p for p in zip(submissions, checked, strict=True) if p[1].period in (period, None)),
            key=lambda pair: precedence(pair[0], pair[1].status == "accepted"),
        )
        found = {reporter.id: pair for pair in pairs for reporter in pair[0].reporters()}
        return {r.id: found[r.id] for r in plan.reporters if r.id in found}

    def usable(self, checked: Checked) -> bool:
        """Whether a submission's figures count."""
        return checked.status == "accepted" or (not self.office and checked.status == "returned")

    def _gaps(self, plan: Plan, period: Period, as_of: date, counted: Counted) -> list[Gap]:
        result = []
        for reporter, usable, carried, absent in self._standing(plan, counted):
            for quota in plan.quotas_of(reporter.id):
                done = actual(usable or carried, quota)
                late = carried is not None and done is not None
                result.append(
                    judge(
                        plan, reporter, quota, done, period, as_of, absent, late,
                        self.earlier.behind(plan, quota), self.earlier.left_at(plan, quota),
                    )
                )  # fmt: skip
        return result

    def _reported(self, plan: Plan, counted: Counted) -> Iterator[Reported]:
        """What the reporters state on indicators of which they owe no quota."""
        for reporter, usable, carried, absent in self._standing(plan, counted):
            for indicator in plan.reports(reporter.id):
                if plan.quota(reporter.id, indicator.id) is not None:
                    continue
                stated = figure_of(usable or carried, reporter.id, indicator.id)
                done = stated.cumulative if stated else None
                month = stated.month if stated and usable else None
                late = carried is not None and done is not None
                yield Reported(reporter, indicator, done, month, "" if done is not None else absent, late)

    def _standing(
        self, plan: Plan, counted: Counted
    ) -> Iterator[tuple[Reporter, Submission | None, Submission | None, str]]:
        """Each reporter with the submission whose figures count, else the one carried forward, and what it is called
        where there is no figure."""
        sent_back = self._sent_back()
        for reporter in plan.reporters:
            submission, checked = counted.get(reporter.id, (None, None))
            if checked is None and not self.office:
                continue
            usable = submission if checked and self.usable(checked) else None
            sent = checked is not None or reporter.id in sent_back
            absent = "cannot_judge" if usable else "returned" if sent else "not_reported"
            yield reporter, usable, self.earlier.last_accepted(reporter) if usable is None else None, absent

    def _sent_back(self) -> Mapping[str, date | None]:
        """Who has nothing but a returned workbook, by the register."""
        return self.on_record.sent_back.get(self.period, {}) if self.period else {}

    def _stated_gaps(self, submission: Submission, plan: Plan, period: Period, as_of: date) -> Iterator[Gap]:
        """The gaps by what this workbook says, whoever else says what."""
        for f in submission.figures:
            quota = plan.quota(f.reporter.id, f.indicator.id)
            if quota is not None:
                before = self.earlier.left_at(plan, quota)
                yield judge(plan, f.reporter, quota, f.cumulative, period, as_of, earlier=before)

    def _tasks(self, plan: Plan, reporters: Sequence[Reporter]) -> tuple[Task, ...]:
        """The tasks that the run is about, with the leaders in office at the period's end."""
        assert self.period is not None
        tasks = tuple(task.on(self.period.last_day) for task in plan.tasks)
        if self.office:
            return tasks
        return tuple(t for t in tasks if any(r in plan.members(t.lead) for r in reporters))

    def _rule_statuses(self) -> tuple[RuleStatus, ...]:
        return catalogue.statuses(self.selection, self.ran, self._why_not, self.plan)

    def _why_not(self, code: str) -> str:
        of_period = {entry.rule.code for entry in self.entries["period"]}
        reason = why_not(code, self.office, code in of_period, self.history.given)
        return self.plan.says(reason) if self.plan else reason
