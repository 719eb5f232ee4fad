"""HTML as spreadsheets are exported in it, cut into tags and text: forgiving as browsers are, and linear.

Not ``html.parser``: several of its versions take quadratic time over malformed tags and comments, and these files
come from anywhere. Nothing here looks at a character twice, whatever stands in the file.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:_-]{0,40}")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s=>"'/<]{1,100}+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']*+)))?+"""
)
_TAG_END = re.compile(r"[^>]*+>?")
_STRAY = re.compile(r"<(?:<+(?=<))?")
_MOST_ATTRIBUTES = 200
_LONG_REFERENCE = re.compile(r"&#[0-9]{8,}+;?|&#[xX][0-9a-fA-F]{7,}+;?")
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title", "textarea", "xmp")
}

Attributes = dict[str, str]


_NO_ATTRIBUTES: Attributes = {}


class Token(NamedTuple):
    """``kind``: start, end, text, comment, or raw (what stands in a script, style, title …: no markup there).

    ``name`` is the tag's, in lower case; ``text`` is unescaped except in comments and scripts.
    """

    kind: str
    name: str
    text: str
    attributes: Attributes


def tokens(html: str) -> Iterator[Token]:
    """Every piece of a page, in order. What is cut off at the end of the file is dropped."""
    position, length = 0, len(html)
    while position < length:
        opening = html.find("<", position)
        if opening < 0:
            opening = length
        if opening > position:
            yield Token("text", "", characters(html[position:opening]), _NO_ATTRIBUTES)
        if opening == length:
            return
        if html.startswith("<!--", opening):
            end = html.find("-->", opening + 4)
            end = length if end < 0 else end
            yield Token("comment", "", html[opening + 4 : end], _NO_ATTRIBUTES)
            position = end + 3
            continue
        name = _NAME.match(html, opening + 1)
        if name is not None:
            attributes, position = _attributes(html, name.end())
            tag = name[0].lower()
            yield Token("start", tag, "", attributes)
            if tag in _RAW:
                closing = _RAW[tag].search(html, position)
                end = closing.start() if closing else length
                yield Token("raw", tag, html[position:end], _NO_ATTRIBUTES)
                position = end
            continue
        following = html[opening + 1 : opening + 2]
        if following not in ("/", "!", "?"):
            position = _STRAY.match(html, opening).end()  # type: ignore[union-attr]
            yield Token("text", "", html[opening:position], _NO_ATTRIBUTES)  # 完成率<50%
            continue
        name = _NAME.match(html, opening + 2) if following == "/" else None
        end = html.find(">", opening)
        if name is not None:
            yield Token("end", name[0].lower(), "", _NO_ATTRIBUTES)
        position = length if end < 0 else end + 1


def _attributes(html: str, position: int) -> tuple[Attributes, int]:
    """A tag's attributes, and where the text behind the tag begins. Of two of one name the first counts."""
    if html.startswith(">", position):
        return _NO_ATTRIBUTES, position + 1
    found: Attributes = {}
    for _ in range(_MOST_ATTRIBUTES):
        match = _ATTRIBUTE.match(html, position)
        if match is None:
            break
        name, *values = match.groups()
        found.setdefault(name.lower(), characters(next((v for v in values if v is not None), "")))
        position = match.end()
    end = _TAG_END.match(html, position)
    return found, end.end() if end else len(html)


def characters(text: str) -> str:
    """Text with its entities replaced. Numbers that name no character are none: Python refuses the longest."""
    if "&" not in text:
        return text
    return unescape(_LONG_REFERENCE.sub("\ufffd", text))
