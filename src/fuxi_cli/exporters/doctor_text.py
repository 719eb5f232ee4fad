"""What ``fuxi doctor`` found, for a terminal: section by section, what is wrong marked and told how to mend."""

from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.diagnosis import STANDINGS, Diagnosis, Look
from fuxi_cli.core.words import clean
from fuxi_cli.exporters import View
from fuxi_cli.exporters.terminal.console import heading, render, safe
from fuxi_cli.exporters.terminal.wrap import Prose
from fuxi_cli.exporters.verdict import LEAD

_STYLES = {"ok": "", "note": "yellow", "wrong": "bold red", "unknown": ""}
_WIDEST = 30
"""Columns of a name beside what was found; below a longer one it begins on the next line."""


def export(diagnosis: Diagnosis, view: View) -> bytes:
    return render([*([] if view.quiet else _sections(diagnosis)), _verdict(diagnosis)], view)


def _sections(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    groups = groupby(diagnosis.looks, key=lambda look: look.section)
    for number, (section, looks) in enumerate(groups):
        yield heading(number, section)
        rows = list(looks)
        width = max((cell_len(look.name) for look in rows if cell_len(look.name) <= _WIDEST), default=0)
        for look in rows:
            yield from _row(look, width + 4)
        yield Text("")


def _row(look: Look, width: int) -> Iterator[RenderableType]:
    lead = f"  {clean(look.name)}"
    if cell_len(lead) > width:
        yield Text.assemble("  ", safe(look.name))
        lead = ""
    mark = "" if look.standing == "ok" else f"【{STANDINGS[look.standing]}】"
    style = _STYLES[look.standing]
    yield Prose(safe(mark + look.found, style), lead=lead + " " * (width - cell_len(lead)))
    if look.remedy:
        yield Prose(safe(look.remedy), lead=" " * width)


def _verdict(diagnosis: Diagnosis) -> RenderableType:
    wrong, notes = diagnosis.of("wrong"), diagnosis.of("note")
    said = f"有 {len(wrong)} 处不对：{'、'.join(look.name for look in wrong)}" if wrong else "没有不对的地方"
    also = f"，{len(notes)} 处提醒" if notes else ""
    return Prose(safe(f"{said}{also}。"), lead=LEAD, style="bold")
