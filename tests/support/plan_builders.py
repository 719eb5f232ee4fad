"""A plan and its files as they would stand, for the tests of the P rules.

The files' rows are written from the plan of ``support.builders``, so a test changes one of the two and the rule
sees the difference. Lines of plan.yaml are invented: the n-th key given stands on line n × 10.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fuxi_cli.core.cases import PlanCase, PlanSource
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.words import plain
from support.builders import plan

LINES = (
    "revision",
    "indicators",
    "indicators.bases.due",
    "indicators.bases.clause",
    "indicators.products.due",
    "ledgers.bases.clause",
    "targets.bases.value",
    "targets.bases.unit",
    "targets.bases.due",
    "targets.bases.clause",
    "targets.output.value",
    "conflicts.wording",
    "conflicts.wording.between.2",
    "assessment.counties",
    "assessment.departments",
    "assessment.clause",
)
TASK_COLUMNS = (
    "id", "number", "category", "name", "short", "units", "leaders", "due", "due_text", "recurrence", "clause",
)  # fmt: skip


def quota_rows(of: Plan, due: bool = False) -> list[list[str]]:
    """As the annex prints it: a row per county that owes something, a column per indicator, 合计 last."""
    indicators = of.indicators
    header = ["序号", "县（市、区）", *(["完成时限"] if due else []), *(i.header for i in indicators)]
    rows = [header]
    for number, reporter in enumerate((r for r in of.reporters if of.quotas_of(r.id)), start=1):
        quotas = [of.quota(reporter.id, i.id) for i in indicators]
        dates = [q.due.isoformat() for q in quotas if q][:1] if due else []
        rows.append([str(number), reporter.name, *dates, *(plain(q.value) if q else "-" for q in quotas)])
    totals = dict(of.declared_totals)
    rows.append(
        [
            "",
            "合计",
            *([""] if due else []),
            *(plain(totals[i.id]) if i.id in totals else "" for i in indicators),
        ]
    )
    return rows


def task_rows(of: Plan) -> list[list[str]]:
    rows = [list(TASK_COLUMNS)]
    for task in of.tasks:
        leaders = "；".join(f"{leader.name}（{leader.unit}）" for leader in task.leaders)
        rows.append(
            [task.id, task.number, task.category, task.name, task.short, "；".join(task.units), leaders,
             task.due.isoformat(), task.due_text, task.recurrence or "", task.clause]
        )  # fmt: skip
    return rows


def reporter_rows(of: Plan) -> list[list[str]]:
    return [
        ["id", "name", "kind", "aliases"],
        *([r.id, r.name, r.kind, "；".join(r.aliases)] for r in of.reporters),
    ]


def lint_case(
    rows: Sequence[Sequence[str]] | None = None, folder: str | None = None, due: bool = False, **changes: Any
) -> PlanCase:
    """The tiny plan with those changes, and its files; ``rows`` stand in quotas.csv instead of the plan's own."""
    of = plan(**changes)
    source = PlanSource(
        folder=f"示例方案/{of.revision}" if folder is None else folder,
        quotas=_frozen(quota_rows(of, due) if rows is None else rows),
        tasks=_frozen(task_rows(of)),
        reporters=_frozen(reporter_rows(of)),
        lines={name: number * 10 for number, name in enumerate(LINES, start=1)},
    )
    return PlanCase(of, source)


def _frozen(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows)


def line(name: str) -> str:
    """The place of a key of plan.yaml as ``support.builders.label`` writes it."""
    number = (LINES.index(name) + 1) * 10
    return f"plan.yaml!{number}:{number}"


OUTSIDE = (date(2021, 12, 31), date(2023, 1, 1))
INSIDE = (date(2022, 1, 1), date(2022, 12, 31))
