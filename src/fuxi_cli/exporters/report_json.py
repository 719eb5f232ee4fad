"""The check report as JSON (SPEC section 8; ``schemas/report.schema.json``)."""

from fuxi_cli import __version__
from fuxi_cli.core.duties import Duty
from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.progress import Gap, Total
from fuxi_cli.core.report import Checked, Report, RuleStatus
from fuxi_cli.core.revised import Revised
from fuxi_cli.core.stages import Due
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.totals import Reported
from fuxi_cli.exporters import View, exact_json

Json = dict[str, object]


def export(report: Report, view: View) -> bytes:  # noqa: ARG001
    return exact_json.dumps(
        {
            "tool": {"name": "fuxi", "version": __version__},
            "plan": plan(report.plan) if report.plan else None,
            "period": report.period,
            "as_of": report.as_of,
            "partial": report.partial,
            "workbooks": [_workbook(checked) for checked in report.workbooks],
            "findings": [finding(one) for one in report.findings],
            "gaps": [_gap(gap) for gap in report.gaps],
            "tasks": [_task(duty) for duty in report.duties],
            "reporting": [_reporting(one) for one in report.reporting],
            "totals": [_total(total) for total in report.totals],
            "rules": [_rule(status) for status in report.rules],
            **({"reported": [_reported(one) for one in report.reported]} if report.reported else {}),
            **({"revised": _revised(report.revised)} if report.revised else {}),
        }
    )


def plan(plan: Plan) -> Json:
    """What identifies a plan's revision and the data that was used."""
    return {
        "id": plan.id,
        "revision": plan.revision,
        "title": plan.title,
        "document": plan.document.number,
        "sha256": plan.sha256,
    }


def _revised(found: Revised) -> Json:
    """The quotas that another revision changed, old and new; null: there was none, or is none any more."""
    return {
        "from": plan(found.old),
        "since": found.since,
        "document": found.new.document.number,
        "adjustments": [
            {
                "reporter": one.reporter.id,
                "indicator": one.indicator.id,
                "name": one.indicator.name,
                "unit": one.indicator.unit,
                "old": one.before,
                "new": one.after,
                "old_due": one.old.due if one.old else None,
                "new_due": one.new.due if one.new else None,
            }
            for one in found.adjustments
        ],
        "tasks": list(found.tasks),
    }


def finding(found: Finding) -> Json:
    """One finding, its prose rendered; ``provided`` and ``expected`` stay values."""
    return {
        "code": found.rule.code,
        "slug": found.rule.slug,
        "severity": found.rule.severity,
        "category": found.rule.category,
        "path": found.path,
        "reporter": found.reporter,
        "sheet": found.place.sheet,
        "cell": found.place.cell,
        "provided": exact_json.scalar(found.provided),
        "expected": exact_json.scalar(found.expected),
        "message": found.message,
        "remedy": found.remedy,
        "clause": found.clause,
        "explained": found.explained,
    }


def _workbook(checked: Checked) -> Json:
    reporter = checked.reporter
    return {
        "path": checked.path,
        "sha256": checked.sha256,
        "format": checked.format,
        "layout": checked.layout,
        "reporter": {"id": reporter.id, "name": reporter.name, "kind": reporter.kind} if reporter else None,
        "period": checked.period,
        "status": checked.status,
        "counts": {severity: checked.how_many(severity) for severity in SEVERITIES},
    }


def _gap(gap: Gap) -> Json:
    return {
        "reporter": gap.reporter.id,
        "indicator": gap.indicator.id,
        "name": gap.indicator.name,
        "unit": gap.indicator.unit,
        "quota": gap.quota.value,
        "actual": gap.actual,
        "gap": gap.gap,
        "surplus": gap.surplus,
        "rate": gap.rate,
        "pace": gap.pace,
        "lag_points": gap.lag,
        "light": gap.light,
        "status": gap.status,
        "forecast": gap.forecast,
        "needed_per_month": gap.needed_per_month,
        "due": gap.quota.due,
        "clause": gap.quota.clause,
        "carried_forward": gap.carried_forward,
        **({"year": _year(gap.stage)} if gap.stage else {}),
    }


def _year(due: Due) -> Json:
    """Only where a quota has several due dates: what is due by the next of them."""
    return {
        "due": due.stage.due,
        "own": due.stage.own,
        "carried_over": due.carried,
        "quota": due.quota,
        "done": due.done,
        "gap": due.gap,
        "rate": due.rate,
        "cumulative_due": due.stage.amount,
    }


def _task(duty: Duty) -> Json:
    return {
        "id": duty.task.id,
        "name": duty.task.name,
        "lead": duty.task.lead,
        "units": duty.task.units,
        "leaders": [leader.name for leader in duty.task.leaders],
        "due": duty.task.due,
        "status": duty.status,
        "light": duty.light,
        "days_left": duty.days_left,
        "reported_by": duty.reported_by.id if duty.reported_by else None,
    }


def _reporting(one: Reporting) -> Json:
    return {"reporter": one.reporter.id, "status": one.status, "received": one.received, "due": one.due}


def _total(total: Total) -> Json:
    """``indicator`` is the target's own id where no reporter owes it, so that the row says what it is about."""
    return {
        "indicator": total.target.indicator or total.target.id,
        "target": total.target.value,
        "operator": total.target.operator,
        "actual": total.actual,
        "gap": total.gap,
        "rate": total.rate,
        "status": total.status,
        **({"reason": total.reason} if total.reason else {}),
    }


def _reported(one: Reported) -> Json:
    """A figure on an indicator of which the reporter owes no quota. ``status`` says why there is none."""
    return {
        "reporter": one.reporter.id,
        "indicator": one.indicator.id,
        "name": one.indicator.name,
        "unit": one.indicator.unit,
        "actual": one.actual,
        "month": one.month,
        "status": one.status or "reported",
        "carried_forward": one.carried_forward,
    }


def _rule(status: RuleStatus) -> Json:
    return {"code": status.code, "status": "ran" if status.ran else "skipped", "reason": status.reason}
