"""What is missing and what is unknown are often one cause: somebody changed a name. Pairs the two."""

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from fuxi_cli.core.submission import Notice, Submission
from fuxi_cli.core.words import key

ALIKE = 0.5
"""How much of the shorter name must be in the longer one, from 0 to 1, for a name that was changed."""
_LONGER, _SHARED = 3, 2
"""At most so many times as long, and at least so many characters in common."""


def renamed(submission: Submission, missing: str, unknown: str) -> dict[Notice, Notice]:
    """Notices of kind ``missing`` → the notice of kind ``unknown`` that probably is it under a changed name.

    Both stand on the same sheet, unless what is missing is a whole sheet. The likest names are paired first,
    and nothing is paired twice.
    """
    there = [(notice, key(notice.provided)) for notice in submission.noticed(unknown)]
    candidates = [
        (likeness(wanted, name), lost, found)
        for lost in submission.noticed(missing)
        for wanted in (key(lost.expected),)
        for found, name in there
        if lost.place.sheet in (None, found.place.sheet)
    ]
    pairs: dict[Notice, Notice] = {}
    taken: set[Notice] = set()
    for alike, lost, found in sorted(candidates, key=lambda candidate: -candidate[0]):
        if alike and lost not in pairs and found not in taken:
            pairs[lost] = found
            taken.add(found)
    return pairs


@lru_cache(maxsize=4096)
def _letters(name: str) -> Counter[str]:
    return Counter(name)


def likeness(wanted: str, name: str) -> float:
    """How like two folded names are, up to 1; 0 where one cannot be taken for the other.

    Names that differ much in length are not compared: a header may hold a novel.
    """
    shorter, longer = sorted((len(wanted), len(name)))
    if longer > _LONGER * shorter or set(wanted).isdisjoint(name):
        return 0.0
    least = max(_SHARED, ALIKE * shorter)
    # No arrangement of the letters can share more than these: most pairs need no closer look.
    if sum((_letters(wanted) & _letters(name)).values()) < least:
        return 0.0
    matcher = SequenceMatcher(None, wanted, name)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    return matcher.ratio() if shared >= least else 0.0
