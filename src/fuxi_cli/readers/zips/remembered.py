"""Small parts that are the same in many workbooks are parsed once.

Workbooks of one template share their styles, their lists of parts and what surrounds their rows to the byte. What was read
from a part is kept under its exact bytes: few parts, and small ones only, so that no workbook can fill the memory of those
that come after it.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")

_forgetting: list[Callable[[], None]] = []
_PARTS = 16
_PART_BYTES = 64 * 1024


def remembered(parse: Callable[[bytes], T]) -> Callable[[bytes], T]:
    """For a function of a part's bytes alone, whose result nobody changes. A refusal is not remembered."""
    return _kept(parse, _PARTS, _PART_BYTES)


def remembered_by_sheet(parse: Callable[[bytes], T]) -> Callable[[bytes], T]:
    """The same for what each sheet of a workbook has: four times as many, a quarter as large."""
    return _kept(parse, _PARTS * 4, _PART_BYTES // 4)


def _kept(parse: Callable[[bytes], T], parts: int, part_bytes: int) -> Callable[[bytes], T]:
    kept = lru_cache(maxsize=parts)(parse)
    _forgetting.append(kept.cache_clear)

    @wraps(parse)
    def parse_once(xml: bytes) -> T:
        return kept(xml) if len(xml) <= part_bytes else parse(xml)

    return parse_once


def forget() -> None:
    """As in a new process; for measurements and tests."""
    for clear in _forgetting:
        clear()
