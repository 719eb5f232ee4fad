"""Templates to send out, and rules to read."""

from collections.abc import Callable, Sequence
from importlib import import_module

from fuxi_cli import catalogue
from fuxi_cli.catalogue import Entry
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.exporters import safe_names
from fuxi_cli.pipeline.plans import open_plan
from fuxi_cli.readers.layouts.nearest import nearest_reporter


def templates(
    names: Sequence[str],
    period: Period,
    plan: str | None = None,
    targets: Sequence[str] = (),
    on_file: Callable[[int, int], None] | None = None,
) -> list[tuple[str, bytes]]:
    """(file name, workbook) for each reporter named; for all who owe one when none is named."""
    opened = open_plan(plan, targets, period)
    if not opened.start <= period <= opened.end:
        raise FuxiError(
            f"报告期 {period} 不在方案“{opened.title}”的期限 {opened.start} 至 {opened.end} 之内。"
        )
    reporters = [_reporter(opened, name) for name in names] or list(opened.owing())
    # Loaded by name: nothing but this command pays for the library that writes workbooks.
    template = import_module("fuxi_cli.exporters.template")
    made: list[tuple[str, bytes]] = []
    taken: set[str] = set()
    for number, reporter in enumerate(dict.fromkeys(reporters), start=1):
        name = template.file_name(opened, reporter, period)
        if safe_names.same_file(name) in taken:
            name = f"{number}_{name}"
        taken.add(safe_names.same_file(name))
        made.append((name, template.render(opened, reporter, period)))
        if on_file:
            on_file(number, len(reporters))
    return made


def _reporter(plan: Plan, name: str) -> Reporter:
    reporter = plan.reporter(name)
    if reporter is None:
        near = nearest_reporter(plan, name)
        raise FuxiError(f"方案里没有报送单位“{name}”。" + (f"是不是“{near}”？" if near else ""))
    if not plan.tasks_of(reporter) and not plan.quotas_of(reporter.id):
        raise FuxiError(f"“{reporter.name}”在方案里没有任务数，也没有重点任务，不需要报送。")
    return reporter


def explain(codes: Sequence[str] = ()) -> list[Entry]:
    """The rules of those codes, whatever their case; all of them when none is named."""
    wanted = [code.strip().upper() for code in codes] or list(catalogue.codes())
    return [catalogue.load(code) for code in wanted]
