"""Templates to send out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import import_module

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.exporters import safe_names
from fuxi_cli.pipeline.periods import asked_for
from fuxi_cli.pipeline.plans import open_plan
from fuxi_cli.readers.layouts.nearest import nearest_reporter


def templates(
    names: Sequence[str],
    period: Period,
    plan: str | None = None,
    targets: Sequence[str] = (),
    on_file: Callable[[int, int], None] | None = None,
    history: str | None = None,
) -> list[tuple[str, bytes]]:
    """(file name, workbook) for each reporter named; for all who owe one when none is named.

    ``history``: the folder of earlier periods, which tells what is carried over into this year's quotas; None: in a
    workspace its register.
    """
    opened = in_office(open_plan(plan, targets, period), period.last_day)
    period = asked_for(opened, period)
    reporters = [_reporter(opened, name) for name in names] or list(opened.owing())
    # Loaded by name: nothing but this command pays for the library that writes workbooks.
    template = import_module("fuxi_cli.exporters.template")
    content = import_module("fuxi_cli.exporters.template_content")
    earlier = _done_before(opened, period, plan, targets, history)
    made: list[tuple[str, bytes]] = []
    taken: set[str] = set()
    for number, reporter in enumerate(dict.fromkeys(reporters), start=1):
        name = template.file_name(opened, reporter, period)
        if safe_names.same_file(name) in taken:
            name = f"{number}_{name}"
        taken.add(safe_names.same_file(name))
        prefill = content.Prefill(earlier=earlier.get(reporter.id, {}))
        made.append((name, template.render(opened, reporter, period, prefill)))
        if on_file:
            on_file(number, len(reporters))
    return made


def _done_before(
    opened: Plan, period: Period, plan: str | None, targets: Sequence[str], history: str | None
) -> Mapping[str, Mapping[str, Decimal]]:
    if not opened.staged:
        return {}
    # Loaded by name: plans with one year need none of it.
    carrying = import_module("fuxi_cli.pipeline.carrying")
    found: Mapping[str, Mapping[str, Decimal]] = carrying.done_before(opened, period, plan, targets, history)
    return found


def in_office(plan: Plan, day: date) -> Plan:
    """The plan with those leaders of its tasks who are in office on that day."""
    tasks = tuple(task.on(day) for task in plan.tasks)
    return plan if tasks == plan.tasks else replace(plan, tasks=tasks)


def _reporter(plan: Plan, name: str) -> Reporter:
    reporter = plan.reporter(name)
    if reporter is None:
        near = nearest_reporter(plan, name)
        raise FuxiError(f"方案里没有报送单位“{name}”。" + (f"是不是“{near}”？" if near else ""))
    reports = plan.reports(reporter.id) or plan.ledgers_of(reporter.id)
    if not plan.tasks_of(reporter) and not reports:
        raise FuxiError(f"“{reporter.name}”在方案里没有要报的指标，也没有重点任务，不需要报送。")
    return reporter
