"""Cells under merged ranges, found by column, against asking every range for every cell."""

import random

from fuxi_cli.core.merged import Covered


def test_as_asking_every_range() -> None:
    numbers = random.Random(4)
    for _ in range(60):
        areas = []
        for _ in range(numbers.randrange(12)):
            top, left = numbers.randrange(1, 10), numbers.randrange(1, 7)
            areas.append((top, left, top + numbers.randrange(-1, 5), left + numbers.randrange(-1, 4)))
        covered = Covered(areas)
        for column in range(1, 11):
            under = {
                row
                for row in range(1, 16)
                if any(
                    top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
                    for top, left, bottom, right in areas
                )
            }
            assert {row for row in range(1, 16) if covered.holds(row, column)} == under
            for first in range(1, 15):
                expected = any(first <= row <= first + 3 for row in under)
                assert covered.reaches(column, first, first + 3) == expected


def test_the_top_left_cell_is_covered_when_another_range_lies_over_it() -> None:
    covered = Covered([(2, 2, 3, 3), (1, 1, 2, 2)])
    assert covered.holds(2, 2)
    assert not covered.holds(1, 1)
