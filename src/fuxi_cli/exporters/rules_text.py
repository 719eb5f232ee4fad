"""All rules for a terminal, a line each, by family."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.finding import FAMILIES, SEVERITIES
from fuxi_cli.exporters import View
from fuxi_cli.exporters.explanations import Explained, summary
from fuxi_cli.exporters.terminal.console import render, safe
from fuxi_cli.exporters.terminal.faults import STYLES
from fuxi_cli.exporters.terminal.wrap import Prose


def export(entries: Sequence[Explained], view: View) -> bytes:
    return render(_body(entries), view)


def _body(entries: Sequence[Explained]) -> Iterator[RenderableType]:
    families = list(FAMILIES)
    ordered = sorted(entries, key=lambda entry: (families.index(entry.rule.family), entry.rule.code))
    for family, group in groupby(ordered, key=lambda entry: entry.rule.family):
        yield Text(f"{family} 类：{FAMILIES[family][1]}", style="bold")
        for entry in group:
            rule = entry.rule
            word = "进度" if rule.progress else SEVERITIES[rule.severity]
            style = "" if rule.progress else STYLES[rule.severity]
            yield Prose(safe(summary(entry)), lead=f"  {rule.code}  {word}  ", style=style)
        yield Text()
    yield Prose(
        Text(f"共 {len(entries)} 条。强制：必须改正；核实：改正或写明原因；提示：供参考；进度：不影响接收。")
    )
    yield Prose(Text("用 fuxi rules 编号 查看一条规则的说明，如 fuxi rules T102。", style="dim"))
