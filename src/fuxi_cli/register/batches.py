"""Long sequences piece by piece."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_Item = TypeVar("_Item")

SIZE = 500
"""How many at once: few enough for the memory, and for the values that one statement of any database may have."""


def batches(items: Iterable[_Item], size: int = SIZE) -> Iterator[list[_Item]]:
    """The items in their order, in lists of at most ``size``."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
