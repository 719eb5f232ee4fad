"""One rule explained in full, for a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.finding import FAMILIES, SEVERITIES
from fuxi_cli.exporters import View
from fuxi_cli.exporters.explanations import Explained, parts, summary
from fuxi_cli.exporters.terminal.console import render, safe
from fuxi_cli.exporters.terminal.faults import STYLES, WHAT_TO_DO
from fuxi_cli.exporters.terminal.wrap import Prose


def export(entries: Sequence[Explained], view: View) -> bytes:
    pages = [_rule(entry) for entry in entries]
    return render([part for number, page in enumerate(pages) for part in _spaced(number, page)], view)


def _spaced(number: int, page: Iterator[RenderableType]) -> Iterator[RenderableType]:
    if number:
        yield Text()
    yield from page


def _rule(entry: Explained) -> Iterator[RenderableType]:
    rule = entry.rule
    yield Prose(safe(summary(entry), "bold"), lead=f"{rule.code}  ", style="bold")
    if rule.progress:
        kind = Text("进度（不影响接收）")
    else:
        kind = Text.assemble(
            (SEVERITIES[rule.severity], STYLES[rule.severity]), f"（{WHAT_TO_DO[rule.severity]}）"
        )
    yield Prose(kind.append(f"　类别：{FAMILIES[rule.family][1]}　名称：{rule.slug}"), lead="级别：")
    for label, words in parts(entry).items():
        yield Prose(safe(words), lead=f"{label}：", style="bold")
