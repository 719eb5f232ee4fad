"""What is missing and what is unknown are often one cause: somebody changed a name. Pairs the two."""

from difflib import SequenceMatcher

from fuxi_cli.core.submission import Notice, Submission
from fuxi_cli.core.words import key

ALIKE = 0.5
"""How much two names must have in common, from 0 to 1, to be taken for one that was changed."""


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
        if alike >= ALIKE and lost not in pairs and found not in taken:
            pairs[lost] = found
            taken.add(found)
    return pairs


def likeness(wanted: str, name: str) -> float:
    """What two folded names have in common, from 0 to 1; 0 where it must be less than ALIKE.

    Names that differ too much in length or share no character are not compared: a header may hold a novel.
    """
    shorter, longer = sorted((len(wanted), len(name)))
    if 2 * shorter < ALIKE * (shorter + longer) or set(wanted).isdisjoint(name):
        return 0.0
    return SequenceMatcher(None, wanted, name).ratio()
