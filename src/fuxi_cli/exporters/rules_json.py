"""Rules as JSON, each with its whole explanation."""

from collections.abc import Sequence

from fuxi_cli.exporters import View, exact_json
from fuxi_cli.exporters.explanations import PARTS, Explained, parts, summary


def export(entries: Sequence[Explained], view: View) -> bytes:  # noqa: ARG001
    return exact_json.dumps({"rules": [_rule(entry) for entry in entries]})


def _rule(entry: Explained) -> dict[str, object]:
    rule = entry.rule
    found = parts(entry)
    return {
        "code": rule.code,
        "slug": rule.slug,
        "severity": rule.severity,
        "family": rule.family,
        "category": rule.category,
        "scope": rule.scope,
        "level": rule.level,
        "since": rule.since,
        "summary": summary(entry),
        **{name: found.get(label) for label, name in PARTS.items()},
    }
