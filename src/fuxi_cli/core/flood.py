"""Too many of the same: what would fill a report and tell nobody more is counted instead of listed.

A form dragged down to the last row gives one fault there a million times. The first so many are listed one by one;
the last of them says how many more there are.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from fuxi_cli.core.finding import Finding
from fuxi_cli.core.submission import Notice

LISTED = 500
"""So many of one kind on one sheet are listed."""

_Said = TypeVar("_Said", Notice, Finding)


def fold_notices(notices: Iterable[Notice]) -> list[Notice]:
    return _fold(notices, lambda notice: (notice.kind, notice.place.sheet))


def fold_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Of one rule: those of a file and sheet beyond the limit are left out, and the last one kept says so."""
    return _fold(findings, lambda finding: (finding.path, finding.place.sheet))


def _fold(said: Iterable[_Said], group: Callable[[Any], Hashable]) -> list[_Said]:
    kept: list[_Said] = []
    counts: dict[Hashable, int] = {}
    last: dict[Hashable, int] = {}
    for one in said:
        where = group(one)
        counts[where] = counts.get(where, 0) + 1
        if counts[where] <= LISTED:
            last[where] = len(kept)
            kept.append(one)
    for where, index in last.items():
        if counts[where] > LISTED:
            final: Any = kept[index]
            kept[index] = final._replace(facts=(*final.facts, ("more", counts[where] - LISTED)))
    return kept
