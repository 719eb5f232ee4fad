"""Which rows are a header's, by the words that a plan's tables have there."""

from typing import Any

from fuxi_cli.core.words import fold
from fuxi_cli.readers.cells.units import is_known, named
from fuxi_cli.readers.layouts.headings import Heading, Vocabulary


class HeaderRows:
    """Which rows are a header's."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.read = vocabulary.read

    def is_head(self, cells: list[Any]) -> bool:
        """Two words of a header at least, one of them an indicator or a measure; no figure, no reporter's name."""
        if sum(1 for cell in cells if isinstance(cell, str)) < 2:
            return False
        found = self._words(cells)
        if found is None:
            return False
        indicators = {h.indicator.id for h in found if h.indicator}
        measures = any(h.measure not in (None, "remark") for h in found)
        if len(indicators) >= 2:
            return True
        others = measures or any(h.label for h in found)
        return others and (measures or bool(indicators)) and sum(h.known for h in found) >= 2

    def above(self, cells: list[Any], first: int) -> bool:
        """A row over a header row that belongs to it: at least one of a header's words, and not a line's only text."""
        found = self._words(cells)
        filled = [c for c, cell in enumerate(cells, start=1) if cell is not None]
        if found is None or any(isinstance(cell, str) and ":" in fold(cell)[:-1] for cell in cells):
            return False
        return any(h.known for h in found) and (len(filled) > 1 or filled[0] > first)

    def below(self, cells: list[Any], first: int) -> bool:
        """A row under a header row that belongs to it: measures or units only, and not as a label of data."""
        found = self._words(cells)
        if found is None:
            return False
        texts = [(c, cell) for c, cell in enumerate(cells, start=1) if cell is not None]
        if not texts:
            return False
        if all(is_unit(cell) for _, cell in texts):
            return True
        measures = [c for c, cell in texts if self.read(cell).measure]
        indicators = {h.indicator.id for h in found if h.indicator}
        return len(indicators) >= 2 or len(measures) >= 2 or any(c > first for c in measures)

    def _words(self, cells: list[Any]) -> list[Heading] | None:
        """What the row's texts say; None when it holds figures or names a reporter, as only data rows do."""
        found = []
        for cell in cells:
            if isinstance(cell, str):
                heading = self.read(cell)
                if heading.reporter:
                    return None
                found.append(heading)
            elif isinstance(cell, float) and not (cell.is_integer() and 1990 <= cell <= 2100):
                return None
        return found


def is_unit(cell: object) -> bool:
    """Whether a cell is a unit and nothing else: 个, （万亩）."""
    return unit_of(cell) is not None


def unit_of(cell: object) -> str | None:
    if not isinstance(cell, str) or len(cell) > 12:
        return None
    text = fold(cell).strip("()").removeprefix("单位").lstrip(":")
    unit = named(text)
    return text if unit is not None and is_known(unit) else None
