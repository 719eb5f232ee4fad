"""The known word that a mistyped one probably means."""

from collections.abc import Iterable
from difflib import get_close_matches

from fuxi_cli.core.words import key

_LONGEST = 80
"""A word is shorter; comparing costs the product of both lengths."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like one that is not known, case and punctuation aside; None when none is like it.

    >>> nearest("T12", ["T101", "T102", "S101"])
    'T102'
    """
    words = {key(other): other for other in known}
    close = get_close_matches(key(word[:_LONGEST]), list(words), n=1, cutoff=0.5)
    return words[close[0]] if close else None


def is_it(word: str, known: Iterable[str]) -> str:
    """``是不是 T102？``, to end a message with; empty when nothing is like it."""
    like = nearest(word, known)
    return f"是不是 {like}？" if like else ""
