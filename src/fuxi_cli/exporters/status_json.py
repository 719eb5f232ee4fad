"""Where a month stands, as JSON (``schemas/status.schema.json``)."""

from fuxi_cli import __version__
from fuxi_cli.core.duties import Duty
from fuxi_cli.core.filed import Closing, Correction, Filed
from fuxi_cli.core.office_status import STANDINGS, Standing, Status
from fuxi_cli.exporters import View, exact_json
from fuxi_cli.exporters.reminder import reminder
from fuxi_cli.exporters.report_json import plan

Json = dict[str, object]


def export(status: Status, view: View) -> bytes:  # noqa: ARG001
    return exact_json.dumps(
        {
            "tool": {"name": "fuxi", "version": __version__},
            "plan": plan(status.plan),
            "period": status.period,
            "today": status.today,
            "due": status.due,
            "days_left": status.days_left,
            "counts": {
                "owing": len(status.reporters),
                "reported": len(status.reported),
                **{standing: len(status.standing(standing)) for standing in STANDINGS},
            },
            "reporters": [_standing(one) for one in status.reporters],
            "strays": [_return(one) for one in status.strays],
            "reminder": reminder(status) or None,
            "tasks": [_task(duty) for duty in status.tasks],
            "waiting": [{"name": name, "why": why} for name, why in status.waiting],
            "closing": _closing(status.closing) if status.closing else None,
            "corrections": [_correction(one) for one in status.corrections],
            "remarks": status.remarks,
        }
    )


def _standing(one: Standing) -> Json:
    return {
        "reporter": one.reporter.id,
        "name": one.reporter.name,
        "standing": one.standing,
        "reported": one.reported,
        "submitted_on": one.submitted_on,
        "received": one.received,
        "submissions": one.submissions,
        "returned": one.returned,
        "open_return": _return(one.open_return) if one.open_return else None,
    }


def _return(one: Filed) -> Json:
    return {
        "reporter": one.reporter,
        "name": one.name,
        "status": one.status,
        "received": one.received,
        "receipt": one.receipt,
        "path": one.path,
        "counts": {"error": one.errors, "warning": one.warnings, "info": one.infos},
    }


def _task(duty: Duty) -> Json:
    return {
        "id": duty.task.id,
        "name": duty.task.name,
        "lead": duty.task.lead,
        "units": duty.task.units,
        "leaders": [{"name": leader.name, "unit": leader.unit} for leader in duty.task.leaders],
        "due": duty.task.due,
        "status": duty.status,
        "light": duty.light,
        "days_left": duty.days_left,
        "reported_by": duty.reported_by.id if duty.reported_by else None,
    }


def _closing(one: Closing) -> Json:
    return {
        "closed": one.closed,
        "last": one.last,
        "revision": one.revision,
        "version": one.version,
        "papers": [{"name": name, "sha256": sha256} for name, sha256 in one.papers],
    }


def _correction(one: Correction) -> Json:
    return {
        "reporter": one.reporter,
        "indicator": one.indicator,
        "old": one.old,
        "new": one.new,
        "received": one.received,
    }
