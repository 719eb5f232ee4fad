"""The text of an OpenDocument cell: paragraphs become lines, and white space counts as LibreOffice takes it.

Line breaks and tabs in the file only set it out: with the spaces around them they are one space, or nothing at the
start of a paragraph. Those that are meant are elements. Plain spaces all count, although the format says that several
are one: LibreOffice writes them so.
"""

import re

from fuxi_cli.readers.refusal import oversized

_SET_OUT = re.compile(r" *[\t\r\n][ \t\r\n]*")
_LONGEST_GAP = 32_767
"""Spaces in a row; no cell holds more characters."""
_MOST_SPACES = 16 * 1024 * 1024
"""In a whole file, of those that are written as a count."""


class CellText:
    """One for a whole file, begun anew for each cell."""

    def __init__(self) -> None:
        self.wanted = False
        self.inside = False
        """A paragraph is open, in a cell whose text is wanted."""
        self.paragraphs = 0
        self.spaces = 0
        self._pieces: list[str] = []
        self._at_start = True
        """Of a paragraph."""

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def begin(self, wanted: bool) -> None:
        self.wanted = wanted
        self.inside = False
        self.paragraphs = 0
        self._pieces = []

    def begin_paragraph(self) -> None:
        if self.paragraphs:
            self._pieces.append("\n")
        self.paragraphs += 1
        self.inside = self.wanted
        self._at_start = True

    def end_paragraph(self) -> None:
        self.inside = False

    def add(self, data: str) -> None:
        if not self.inside:
            return
        if _SET_OUT.search(data):
            data = _SET_OUT.sub(" ", data)
            if self._at_start:
                data = data.removeprefix(" ")
        if data:
            self._pieces.append(data)
            self._at_start = False

    def insert(self, character: str) -> None:
        """A tab or line break."""
        if self.inside:
            self._pieces.append(character)
            self._at_start = False

    def space(self, count: int) -> None:
        self.spaces += count
        if count > _LONGEST_GAP or self.spaces > _MOST_SPACES:
            raise oversized("连续空格数", count, _LONGEST_GAP)
        self.insert(" " * count)
