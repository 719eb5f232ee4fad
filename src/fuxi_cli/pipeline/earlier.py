"""What reporters had reported before the period of a run."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from fuxi_cli.core.cases import Past
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Quota, Reporter
from fuxi_cli.core.progress import judge
from fuxi_cli.core.stages import stage_at
from fuxi_cli.core.submission import Figure, Submission
from fuxi_cli.pipeline.history import History
from fuxi_cli.pipeline.revisions import Revisions


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """Earlier submissions as a measure. ``accepts``: whether its own month's check accepts one of them."""

    history: History
    revisions: Revisions
    period: Period | None
    accepts: Callable[[Past], bool]

    def last_accepted(self, reporter: Reporter) -> Submission | None:
        """The newest earlier submission without a blocking fault: its figures are carried forward (沿用)."""
        pasts = self.history.of(reporter.id)
        return next((past.submission for past in pasts if self.accepts(past)), None)

    def behind(self, plan: Plan, quota: Quota) -> int:
        """For how many periods running, this one included, the reporter would have been behind on a quota."""
        months = 1
        wanted = plan.before(self.period) if self.period else None
        if plan.lights.red_after_months and self.period:
            for past in self.history.of(quota.reporter):
                done = actual(past.submission, quota)
                then = self.revisions.in_force(past.period)
                owed, reporter = then.quota(quota.reporter, quota.indicator), then.reporter(quota.reporter)
                if past.period != wanted or done is None or not (owed and reporter):
                    break
                gap = judge(then, reporter, owed, done, past.period, past.period.last_day)
                if gap.light not in ("yellow", "red"):
                    break
                months += 1
                wanted = plan.before(past.period)
        return months

    def left_at(self, plan: Plan, quota: Quota) -> Decimal | None:
        """What a reporter had done in all when the period's stage of a quota began (last year's end, most often), by
        the newest figure accepted until then; None where nothing is known."""
        stage = stage_at(plan, quota, self.period) if self.period else None
        if stage is None or not stage.before:
            return None
        for past in self.history.of(quota.reporter):
            done = actual(past.submission, quota) if past.period < stage.start else None
            if done is not None and self.accepts(past):
                return done
        return None


def actual(submission: Submission | None, quota: Quota) -> Decimal | None:
    """The cumulative figure that a submission states on a quota."""
    figure = figure_of(submission, quota.reporter, quota.indicator)
    return figure.cumulative if figure else None


def figure_of(submission: Submission | None, reporter: str, indicator: str) -> Figure | None:
    """What a submission states of a reporter on an indicator."""
    for figure in submission.figures if submission else ():
        if figure.reporter.id == reporter and figure.indicator.id == indicator:
            return figure
    return None
