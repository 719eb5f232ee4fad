"""Objects of similar names in several reporters' ledgers, found without comparing everything with everything."""

from collections.abc import Iterable
from typing import NamedTuple

from fuxi_cli.core.claims import Claim, object_name, papers

_Papers = tuple[str | None, ...]


class _Known(NamedTuple):
    order: int
    claim: Claim
    papers: _Papers


class _Group:
    """One reporter's objects of one comparable name, by their papers."""

    __slots__ = ("_by_shape", "_lists")

    def __init__(self) -> None:
        self._by_shape: dict[tuple[int, ...], list[_Known]] = {}
        self._lists: dict[tuple[tuple[int, ...], tuple[int, ...]], dict[_Papers, list[_Known]]] = {}

    def add(self, order: int, claim: Claim, numbers: _Papers) -> None:
        self._by_shape.setdefault(_shape(numbers), []).append(_Known(order, claim, numbers))

    def first(self, claim: Claim, numbers: _Papers) -> Claim | None:
        """The first object of another key without different papers."""
        found: list[_Known] = []
        for shape in self._by_shape:
            both = tuple(place for place in _shape(numbers) if place in shape)
            wanted = tuple(numbers[place] for place in both)
            same = self._list(shape, both).get(wanted, ())
            found.extend(known for known in same if known.claim.row.key != claim.row.key)
        return min(found, key=lambda known: known.order).claim if found else None

    def _list(self, shape: tuple[int, ...], both: tuple[int, ...]) -> dict[_Papers, list[_Known]]:
        """Papers at those places → the first two objects with different keys: one of them is not the asker's."""
        lists = self._lists.get((shape, both))
        if lists is None:
            lists = self._lists[shape, both] = {}
            for known in self._by_shape[shape]:
                firsts = lists.setdefault(tuple(known.papers[place] for place in both), [])
                if not firsts or (len(firsts) == 1 and firsts[0].claim.row.key != known.claim.row.key):
                    firsts.append(known)
        return lists


def _shape(numbers: _Papers) -> tuple[int, ...]:
    """Which papers are named."""
    return tuple(place for place, number in enumerate(numbers) if number is not None)


class Doubles:
    """Of every object in ``claims``, those of other reporters that may be the same under a similar name."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._groups: dict[tuple[str, str], dict[str, _Group]] = {}
        for order, claim in enumerate(claims):
            name = object_name(claim)
            if name:
                groups = self._groups.setdefault((claim.row.ledger.id, name), {})
                groups.setdefault(claim.reporter.id, _Group()).add(order, claim, papers(claim))

    def of(self, claim: Claim) -> list[Claim]:
        """The first such object of each other reporter, in the order of the claims' reporters."""
        groups = self._groups.get((claim.row.ledger.id, object_name(claim) or ""), {})
        if len(groups) < 1 + (claim.reporter.id in groups):
            return []
        numbers = papers(claim)
        found = (group.first(claim, numbers) for id, group in groups.items() if id != claim.reporter.id)
        return [other for other in found if other is not None]
