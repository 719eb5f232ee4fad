"""The page: safe text, tables without vertical lines, and rendering to bytes.

Some Windows consoles draw lines, dots and dashes two columns wide: tables are ruled with hyphens, and a light's dot
stands behind the figures of its row.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from fuxi_cli.core.words import clean
from fuxi_cli.exporters import View
from fuxi_cli.exporters.terminal.wrap import Prose

NARROWEST = 60
"""Below this tables fall apart; a narrower terminal wraps the lines itself."""
ROOMY = 100
"""From this width tables use whole column titles and wider gaps."""
_ENDLESS = 10_000
"""Columns of the paper itself; every part is given its own width on it."""
_RULED = Box("    \n    \n -- \n    \n -- \n    \n    \n    \n", ascii=True)
_NUMERALS = "一二三四五六七八九十"


def safe(text: object, style: str = "") -> Text:
    """Text from a workbook or a path: no markup, no control characters, no line breaks."""
    return Text(clean(text), style=style)


def spaced(*parts: object, style: str = "") -> Text:
    """Safe parts beside each other with a wide space between; empty ones are left out."""
    return Text("　".join(clean(part) for part in parts if part), style=style)


def columns_for(words: Iterable[str | Text], least: int = 4) -> int:
    """Terminal columns that the longest of the words takes, and the gap after it."""
    return max([least, *(cell_len(str(word)) for word in words)]) + 2


def chunks(widths: Sequence[int], available: int) -> list[range]:
    """Which columns of those widths stand beside each other, and which go into a further table below."""
    found: list[range] = []
    first = used = 0
    for index, width in enumerate(widths):
        if index > first and used + width > available:
            found.append(range(first, index))
            first, used = index, 0
        used += width
    return [*found, range(first, len(widths))] if widths else []


def width_of(view: View) -> int:
    return max(view.width, NARROWEST)


def heading(number: int, title: str) -> Text:
    """``一、报送表审核``"""
    numeral = _NUMERALS[number] if number < len(_NUMERALS) else str(number + 1)
    return Text(f"{numeral}、{title}", style="bold")


def listing(words: str, style: str = "") -> Prose:
    """A line of the page, its continuation indented by two columns more."""
    return Prose(safe(words, style), lead="  ")


def table(columns: Sequence[tuple[str, JustifyMethod]], view: View) -> Table:
    """An empty table of those column titles; right-justified columns hold figures and give way last."""
    roomy = view.width >= ROOMY
    result = Table(
        box=_RULED,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1 if roomy else 0, 0, 0),
        header_style="bold",
    )
    for title, justify in columns:
        words = title.replace("|", "" if roomy else "\n")
        result.add_column(Text(words), justify=justify, vertical="top", no_wrap=justify == "right")
    return result


def fill(table: Table, *cells: Text | str | RenderableType, style: str = "") -> None:
    """A row whose cells wrap where they must: rich would crop a figure that does not fit."""
    words = (safe(cell) if isinstance(cell, str) else cell for cell in cells)
    table.add_row(*(Prose(cell) if isinstance(cell, Text) else cell for cell in words), style=style)


@dataclass(slots=True)
class _Harmless:
    """The last look at what goes out: whatever a part holds, no control or bidi character leaves the page."""

    part: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for text, style, control in console.render(self.part, options):
            if control is None:
                yield Segment(text if text.isprintable() or text == "\n" else _visible(text), style)


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() or c in "\n\u3000" else clean(c) for c in text)


def _width_for(part: RenderableType, console: Console, width: int) -> int:
    """The page's width, or what a table's figures need: rather a line too long than a figure cropped."""
    if not isinstance(part, Table):
        return width
    gap = part.padding[1] + 1
    needed = -gap
    for column in part.columns:
        cells = [Measurement.get(console, console.options, cell) for cell in (column.header, *column.cells)]
        least = max(cell.maximum if column.no_wrap else cell.minimum for cell in cells)
        needed += max(least, column.min_width or 0) + gap
    return max(width, needed)


def render(parts: Iterable[RenderableType], view: View) -> bytes:
    """The parts one below the other, as UTF-8. Without colour there is no escape sequence at all."""
    target = io.StringIO()
    console = Console(
        file=target,
        width=_ENDLESS,
        height=100,
        color_system="standard" if view.colour else None,
        force_terminal=view.colour,
        no_color=not view.colour,
        force_jupyter=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for part in parts:
        console.print(_Harmless(part), width=_width_for(part, console, width_of(view)))
    lines = (line.rstrip(" ") for line in target.getvalue().split("\n"))
    return "\n".join(lines).encode("utf-8", "replace")
