"""What a yearly assessment is made from: everybody's months, and the tasks that each one leads."""

from collections.abc import Iterable

from fuxi_cli.core.assessment import Assessment, assess
from fuxi_cli.core.duties import duties
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.report import Report
from fuxi_cli.core.scoring.parts import Led, Record
from fuxi_cli.core.summary import Month
from fuxi_cli.pipeline.judging import Run


def assessment(run: Run, plan: Plan, report: Report, months: Iterable[Month]) -> Assessment | None:
    """The assessment as of the report's day; None where the plan does not say how."""
    assert report.period is not None
    assert report.as_of is not None
    return assess(
        plan,
        report.period,
        report.as_of,
        report.gaps,
        _records(plan, months),
        {reporter.id: _led(run, plan, report, reporter) for reporter in plan.owing()},
    )


def _records(plan: Plan, months: Iterable[Month]) -> dict[str, list[Record]]:
    """By reporter, the months of the plan of which it is known who reported."""
    found: dict[str, list[Record]] = {}
    for month in months:
        if month.on_file and plan.start <= month.period <= plan.end:
            doubts = month.doubts or {}
            for standing in month.reporting:
                id = standing.reporter.id
                found.setdefault(id, []).append(
                    Record(month.period, standing, doubts.get(id, ()), id in month.shared)
                )
    return found


def _led(run: Run, plan: Plan, report: Report, reporter: Reporter) -> Led:
    """Each member of a group that leads answers for itself, by its own last submission that was accepted."""
    own = [task for task in plan.tasks if reporter in plan.members(task.lead)]
    submission, checked = run.counted.get(reporter.id, (None, None))
    now = submission if checked is not None and run.usable(checked) else None
    last = now or run.earlier.last_accepted(reporter)
    assert report.as_of is not None
    return Led(duties(plan, [last] if last else [], report.as_of, own), now is None and last is not None)
