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


def wrap(text: Text, width: int, first: int | None = None) -> list[Text]:
    """Lines of at most ``width`` columns, the first of at most ``first``.

    Nothing is lost but the spaces at which a line breaks.
    """
    plain = text.plain
    allowed = set(breaks(plain))
    room = width if first is None else first
    offsets: list[int] = []
    start = used = 0
    best = 0
    for index, char in enumerate(plain):
        size = get_character_cell_size(char)
        if index in allowed:
            best = index
        while used + size > room and index > start and char != " ":
            start = best if best > start else index
            offsets.append(start)
            used = cell_len(plain[start:index])
            room = width
        used += size
    lines = list(text.divide(offsets)) if offsets else [text.copy()]
    for line in lines:
        line.rstrip()
    return lines


@dataclass(slots=True)
class Prose:
    """Text that wraps as Chinese does, ``lead`` before its first line and space before the others."""

    text: Text
    lead: str = ""
    style: str = ""
    """Of the lead."""
    indent: int | None = None
    """Columns before the other lines; as wide as the lead unless told."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lead = cell_len(self.lead)
        indent = lead if self.indent is None else self.indent
        lines = wrap(self.text, max(options.max_width - indent, 2), max(options.max_width - lead, 2))
        yield Text.assemble((self.lead, self.style), lines[0])
        for line in lines[1:]:
            yield Text.assemble(" " * indent, line)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        whole = cell_len(self.lead) + max((cell_len(line) for line in self.text.plain.split("\n")), default=0)
        return Measurement(min(_LEAST, whole), whole)
