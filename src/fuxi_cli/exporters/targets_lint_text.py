"""What is wrong with plans' own data, for a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.finding import Finding
from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters import View
from fuxi_cli.exporters.terminal.console import render, safe
from fuxi_cli.exporters.terminal.faults import faults
from fuxi_cli.exporters.terminal.wrap import Prose
from fuxi_cli.exporters.verdict import LEAD, counted

_WHAT_TO_DO = {"error": "必须改正", "warning": "请核对", "info": "供参考"}

Linted = tuple[Plan, Sequence[Finding]]


def export(linted: Sequence[Linted], view: View) -> bytes:
    found = [finding for _, findings in linted for finding in findings]
    verdict = f"{len(linted)} 个方案，{counted(found) or '没有发现问题'}。"
    if view.quiet:
        return f"{LEAD}{verdict}\n".encode()
    parts = [part for plan, findings in linted for part in _plan(plan, findings)]
    return render([*parts, Prose(Text(verdict, style="bold"), lead=LEAD, style="bold")], view)


def _plan(plan: Plan, findings: Sequence[Finding]) -> Iterator[RenderableType]:
    yield Prose(safe(f"{plan.title}（{plan.reference}）", "bold"))
    if findings:
        yield from faults(findings, plan, what_to_do=_WHAT_TO_DO)
    else:
        yield Text("  没有发现问题")
    yield Text()
