"""What changed from one revision of a plan to another, for a terminal."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rich.console import RenderableType
from rich.text import Text

from fuxi_cli.core.plan import KINDS, OPERATORS
from fuxi_cli.core.plan_changes import PARTS, Change, Difference
from fuxi_cli.core.words import show
from fuxi_cli.exporters import View
from fuxi_cli.exporters.terminal.console import fill, heading, render, safe, spaced, table
from fuxi_cli.exporters.terminal.wrap import Prose
from fuxi_cli.exporters.verdict import LEAD
from fuxi_cli.exporters.wording import NOTHING, RECURRENCES, day

_WHOLE = {"added": "新增", "removed": "取消"}
_WORDS = {
    **OPERATORS,
    **KINDS,
    **RECURRENCES,
    "new": "新增",
    "total": "累计",
    "error": "强制",
    "warning": "核实",
    "info": "提示",
    "sum": "各单位之和",
    "growth": "比基数的增长",
    "each": "完成的单位数",
    "exact": "不取整",
    "floor": "取整",
}


def export(difference: Difference, view: View) -> bytes:
    verdict = _verdict(difference)
    if view.quiet:
        return f"{LEAD}{verdict}\n".encode()
    parts = [*_head(difference), *_parts(difference, view), Text()]
    return render([*parts, Prose(Text(verdict, style="bold"), lead=LEAD, style="bold")], view)


def _verdict(difference: Difference) -> str:
    old, new = difference.old.reference, difference.new.reference
    if not difference.changes:
        return f"{old} 与 {new} 没有不同。"
    counts = {part: sum(one.part == part for one in difference.changes) for part in PARTS}
    words = "、".join(f"{PARTS[part]} {n} 处" for part, n in counts.items() if n)
    return f"{len(difference.changes)} 处不同：{words}。"


def _head(difference: Difference) -> Iterator[RenderableType]:
    yield Prose(safe(difference.new.title, "bold"))
    yield Prose(spaced(f"原：{difference.old.reference}", f"现：{difference.new.reference}"))


def _parts(difference: Difference, view: View) -> Iterator[RenderableType]:
    number = 0
    for part, title in PARTS.items():
        found = [one for one in difference.changes if one.part == part]
        if not found:
            continue
        yield Text()
        yield heading(number, title)
        rows = table(
            [("对象", "left"), ("项目", "left"), ("原", "left"), ("现", "left"), ("依据", "left")], view
        )
        for one in found:
            style = {"added": "green", "removed": "red"}.get(one.kind, "")
            fill(
                rows,
                one.name,
                field(one),
                value(one.old),
                value(one.new),
                one.clause or NOTHING,
                style=style,
            )
        yield rows
        number += 1


def field(one: Change) -> str:
    """What of a thing changed; of one that came or went, that."""
    return one.field or _WHOLE[one.kind]


def value(given: object) -> str:
    """A value of a plan as people write it."""
    if given is None:
        return NOTHING
    if isinstance(given, tuple):
        return "、".join(map(value, given)) or NOTHING
    if isinstance(given, date):
        return day(given)
    if isinstance(given, Decimal):
        return show(given)
    return _WORDS.get(str(given), str(given))
