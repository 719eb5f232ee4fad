"""Pieces of regular expressions for XML in its plainest form, as programs write it.

What matches them, in a document that is well formed, says to any parser what it says to them: no comments, CDATA
sections or processing instructions, no text between elements, every element closed by its own end. References in
attribute values are left as they stand. The expressions fail at once and never go back (possessive throughout).
"""

import re

DECLARATION = (
    rb"""(?:<\?xml version=["']1\.0["'](?: encoding=["'][A-Za-z0-9._-]++["'])?+"""
    rb"""(?: standalone=["'](?:yes|no)["'])?+ ?\?>)?+\s*+"""
)
_NAME = rb"[A-Za-z][A-Za-z0-9._-]*+"
_VALUE = rb"""(?:"[^"<>\x00-\x1f]*+"|'[^'<>\x00-\x1f]*+')"""
ATTRIBUTES = rb"(?:\s++[A-Za-z][A-Za-z0-9:._-]*+=%b)*+\s*+" % _VALUE

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
