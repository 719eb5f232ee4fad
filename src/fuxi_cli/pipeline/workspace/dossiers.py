"""What is filed with one submission: its figures, tasks, ledger objects and findings as rows."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from fuxi_cli.core.evidence import REASONS, judged_rows
from fuxi_cli.core.filed import Dossier, Filed, FiledFigure, FiledFinding, FiledObject, FiledTask
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import Checked
from fuxi_cli.core.submission import Submission
from fuxi_cli.register.content import pack


def dossier(filed: Filed, submission: Submission, checked: Checked, plan: Plan) -> Dossier:
    """Everything that is filed with a submission; content, figures, tasks and objects only of an accepted one."""
    findings = tuple(_findings(checked))
    if not filed.accepted or filed.period is None:
        return Dossier(filed, findings=findings)
    return Dossier(
        filed,
        pack(submission, plan),
        *rows(submission, plan, filed.period),
        findings,
    )


def rows(
    submission: Submission, plan: Plan, period: Period
) -> tuple[tuple[FiledFigure, ...], tuple[FiledTask, ...], tuple[FiledObject, ...]]:
    """What an accepted submission states, as rows."""
    figures = {
        (f.reporter.id, f.indicator.id): FiledFigure(
            f.reporter.id, f.indicator.id, f.quota, f.month, f.cumulative
        )
        for f in submission.figures
    }
    tasks = {
        t.task.id: FiledTask(t.task.id, t.status, t.done_on, t.document, t.detail, t.problem)
        for t in submission.tasks
    }
    return tuple(figures.values()), tuple(tasks.values()), tuple(_objects(submission, plan, period))


def _objects(submission: Submission, plan: Plan, period: Period) -> Iterator[FiledObject]:
    for ledger in plan.ledgers:
        table = submission.ledgers.get(ledger.id)
        for row in judged_rows(table, ledger, plan, period.last_day) if table else ():
            values = {field.name: row.get(field.name) for field in ledger.fields}
            why_not = None if row.counts else REASONS.get(row.why or "", "读不出的").removesuffix("的")
            sheet_row = row.table.rows[row.number]
            text = json.dumps(values, ensure_ascii=False, default=_plain)
            yield FiledObject(ledger.id, sheet_row, row.label, row.counts, why_not, text)


def _plain(value: Any) -> str:
    """Dates as ISO, decimals as written: text, so that no digit is lost."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _findings(checked: Checked) -> Iterator[FiledFinding]:
    for finding in checked.findings:
        rule, place = finding.rule, finding.place
        yield FiledFinding(
            rule.code,
            rule.severity,
            rule.category,
            place.sheet,
            place.cell,
            finding.message,
            finding.remedy,
            finding.explained,
        )
