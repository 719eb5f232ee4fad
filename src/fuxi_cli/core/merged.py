"""Merged ranges by column: which cells lie under one, found without looking at every range for every cell."""

from bisect import bisect_right
from collections.abc import Iterable

Area = tuple[int, int, int, int]
"""(first row, first column, last row, last column)."""


class Covered:
    """The cells under merged ranges: all but each range's top left one, which alone can be filled in."""

    __slots__ = ("_areas", "_spans")

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas = sorted(set(areas))
        self._spans: dict[int, tuple[list[int], list[int]]] = {}

    def holds(self, row: int, column: int) -> bool:
        firsts, lasts = self._of(column)
        at = bisect_right(firsts, row) - 1
        return at >= 0 and row <= lasts[at]

    def reaches(self, column: int, first: int, last: int) -> bool:
        """Whether a cell of that column in rows ``first`` to ``last`` is covered."""
        firsts, lasts = self._of(column)
        at = bisect_right(firsts, last) - 1
        return at >= 0 and lasts[at] >= first

    def _of(self, column: int) -> tuple[list[int], list[int]]:
        """First and last rows of the covered stretches of a column, from top to bottom, none touching another."""
        spans = self._spans.get(column)
        if spans is None:
            spans = self._spans[column] = ([], [])
            firsts, lasts = spans
            stretches = (
                (top + (left == column), bottom)
                for top, left, bottom, right in self._areas
                if left <= column <= right
            )
            for first, last in sorted(stretches):
                if first > last:
                    continue
                if lasts and first <= lasts[-1] + 1:
                    lasts[-1] = max(lasts[-1], last)
                else:
                    firsts.append(first)
                    lasts.append(last)
        return spans
