"""Pieces of regular expressions for XML in its plainest form, as programs write it.

What matches them has no comments, CDATA sections, processing instructions, references other than the five named ones or
text between its elements, and every element is closed by its own end: to any XML parser it says what it says to them.
They fail at once and never go back (possessive throughout). Only a repeated attribute, which no parser accepts, passes.
"""

import re

DECLARATION = (
    rb"""(?:<\?xml version=["']1\.0["'](?: encoding=["'][A-Za-z0-9._-]++["'])?+"""
    rb"""(?: standalone=["'](?:yes|no)["'])?+ ?\?>)?+\s*+"""
)
_NAME = rb"[A-Za-z][A-Za-z0-9._-]*+"
_VALUE = rb"""(?:"[^"<>\x00-\x1f]*+"|'[^'<>\x00-\x1f]*+')"""
ATTRIBUTES = rb"(?:\s++[A-Za-z][A-Za-z0-9:._-]*+=%b)*+\s*+" % _VALUE
_UNNAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
_NO_CHARACTERS = ("\ufffe", "\uffff")

ATTRIBUTE = re.compile(rb"""([^\s=]+)=(?:"([^"]*)"|'([^']*)')""")
"""One attribute in what ``ATTRIBUTES`` matched: name, and value in double or in single quotes."""


def elements(depth: int, excluded: bytes, label: bytes) -> bytes:
    """Any number of elements without text, nested that deep at most; the outermost are not named ``excluded``.

    ``label`` tells the groups of one use from those of another.
    """
    inside = b""
    for level in range(depth, 0, -1):
        group = b"%b%d" % (label, level)
        unlike = b"(?!(?:%b)[\\s/>])" % excluded if level == 1 else b""
        inside = rb"(?:<(?P<%b>%b%b)%b(?:/>|>\s*+%b</(?P=%b)>)\s*+)*+" % (
            group,
            unlike,
            _NAME,
            ATTRIBUTES,
            inside,
            group,
        )
    return rb"\s*+" + inside


def is_text(matched: bytes) -> bool:
    """What the expressions leave open: every reference is one of the named five, every character one that XML allows."""
    if _UNNAMED.search(matched):
        return False
    if matched.isascii():
        return True
    try:
        text = matched.decode()
    except UnicodeDecodeError:
        return False
    return not any(character in text for character in _NO_CHARACTERS)
