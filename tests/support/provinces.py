"""Workbooks of the Jiangxi plan, filled in for tests: every figure that a reporter is asked for, every task under way."""

from datetime import date
from pathlib import Path

from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.exporters.template import file_name, render
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.pipeline import open_plan

JIANGXI = "jiangxi-assistance-2023-2025"
QUARTER = Period(2024, 6)
STATED = {"asset-growth": 1100, "income-growth": 8.5, "camellia-area": 10.5, "processing-output": 0.85}
"""What is not a count."""


def jiangxi() -> Plan:
    return open_plan(JIANGXI)


def someone(plan: Plan, name: str) -> Reporter:
    reporter = plan.reporter(name)
    assert reporter is not None
    return reporter


def filled(plan: Plan, reporter: Reporter, count: int = 1) -> Prefill:
    """``count``: what stands for every count."""
    figures = {i.id: {"month": 0, "cumulative": STATED.get(i.id, count)} for i in plan.reports(reporter.id)}
    tasks = {task.id: {"status": "推进中", "detail": "示例进展。"} for task in plan.tasks_of(reporter)}
    cover = {
        "author": "示例甲", "phone": "0791-1234567", "reviewer": "示例乙", "submitted_on": date(2024, 7, 8),
        "progress": "有",
    }  # fmt: skip
    return Prefill(cover=cover, figures=figures, tasks=tasks)


def write(folder: Path, name: str, count: int = 1) -> Path:
    """The reporter's workbook in a folder, under the name that ``fuxi template`` gives it."""
    plan = jiangxi()
    reporter = someone(plan, name)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(plan, reporter, QUARTER)
    path.write_bytes(render(plan, reporter, QUARTER, filled(plan, reporter, count)))
    return path
