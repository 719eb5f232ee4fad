"""What one run over the inbox did, as JSON."""

from fuxi_cli import __version__
from fuxi_cli.core.filed import Filed
from fuxi_cli.core.outcome import Outcome
from fuxi_cli.exporters import View, exact_json


def export(outcome: Outcome, view: View) -> bytes:  # noqa: ARG001
    superseded = {one.receipt: one.superseded_by for one in outcome.superseded}
    corrections = {one.receipt for one in outcome.corrections}
    unchanged = {one.receipt: same.receipt for one, same in outcome.unchanged}
    return exact_json.dumps(
        {
            "tool": {"name": "fuxi", "version": __version__},
            "dry_run": outcome.dry,
            "counts": {
                "accepted": len(outcome.of("accepted")),
                "returned": len(outcome.of("returned")),
                "unreadable": len(outcome.of("unreadable")),
                "duplicates": len(outcome.duplicates),
                "waiting": sum(event == "waiting" for _, event, _ in outcome.left),
                "left": sum(event == "left" for _, event, _ in outcome.left),
            },
            "files": [
                {
                    **_file(one),
                    "counts_in_summary": one.accepted and one.receipt not in superseded,
                    "correction": one.receipt in corrections,
                    "unchanged_since": unchanged.get(one.receipt),
                }
                for one in outcome.filed
            ],
            "duplicates": [
                {"name": one.name, "same_as": one.same_as, "receipt": one.receipt}
                for one in outcome.duplicates
            ],
            "left": [{"name": name, "event": event, "why": why} for name, event, why in outcome.left],
            "refreshed": list(outcome.refreshed),
            "remarks": list(outcome.remarks),
        }
    )


def _file(one: Filed) -> dict[str, object]:
    return {
        "name": one.name,
        "status": one.status,
        "reporter": one.reporter,
        "reporter_name": one.reporter_name,
        "period": one.period,
        "receipt": one.receipt,
        "received": one.received,
        "sha256": one.sha256,
        "path": one.path,
        "errors": one.errors,
        "warnings": one.warnings,
        "infos": one.infos,
    }
