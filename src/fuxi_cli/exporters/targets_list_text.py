"""The plans at hand, for a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.plan import Plan
from fuxi_cli.exporters import View
from fuxi_cli.exporters.terminal.console import render, safe, spaced
from fuxi_cli.exporters.terminal.wrap import Prose


def export(plans: Sequence[Plan], view: View) -> bytes:
    return render(_body(plans), view)


def _body(plans: Sequence[Plan]) -> Iterator[RenderableType]:
    """The name to type on a line of its own, so that it can be copied whole."""
    for plan in plans:
        yield safe(plan.reference, "bold")
        yield Prose(spaced(plan.title, plan.document.number), lead="  ")
        yield Text(f"  {plan.start.chinese}至{plan.end.chinese}")
        yield Text()
    hint = "用 fuxi targets show 方案编号 查看任务数、重点任务和目标。"
    yield Prose(Text(hint if plans else "没有找到方案。", style="dim"))
