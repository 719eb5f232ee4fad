"""Breaking Chinese text into lines by terminal columns, and prose with a hanging indent.

Rich breaks at spaces only; Chinese has none, and a line must not begin with a closing mark.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, get_character_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_NOT_FIRST = frozenset("”’，。；：、！？）》】〕…％%,.;:!?)]}")
_NOT_LAST = frozenset("“‘（《【〔([{")
_DIGITS = frozenset("0123456789")
_LEAST = 6
"""Columns below which prose is not squeezed in a table."""


def breaks(text: str) -> Iterator[int]:
    """Where a new line may begin: after a space, around a wide character, after a slash; a figure keeps its unit."""
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        if after in _NOT_FIRST or before in _NOT_LAST or after == " " or before in _DIGITS:
            continue
        wide = get_character_cell_size(before) == 2 or get_character_cell_size(after) == 2
        if wide or before in " /\\":
            yield index


def wrap(text: Text, width: int) -> list[Text]:
    """Lines of at most ``width`` columns; nothing is lost but the spaces at which a line breaks."""
    plain = text.plain
    allowed = set(breaks(plain))
    offsets: list[int] = []
    start = used = 0
    best = 0
    for index, char in enumerate(plain):
        size = get_character_cell_size(char)
        if index in allowed:
            best = index
        if used + size > width and index > start and char != " ":
            start = best if best > start else index
            offsets.append(start)
            used = cell_len(plain[start:index])
        used += size
    lines = list(text.divide(offsets)) if offsets else [text.copy()]
    for line in lines:
        line.rstrip()
    return lines


@dataclass(slots=True)
class Prose:
    """Text that wraps as Chinese does, ``lead`` before its first line and as much space before the others."""

    text: Text
    lead: str = ""
    style: str = ""
    """Of the lead."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = cell_len(self.lead)
        for number, line in enumerate(wrap(self.text, max(options.max_width - indent, 2))):
            before = Text(" " * indent) if number else Text(self.lead, style=self.style)
            yield Text.assemble(before, line)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        whole = cell_len(self.lead) + max((cell_len(line) for line in self.text.plain.split("\n")), default=0)
        return Measurement(min(_LEAST, whole), whole)
