"""HTML as strings: one function that escapes, one that makes an element. Only these two write angle brackets.

What comes from a plan or a workbook stands in text only, never in an attribute.
"""

from functools import lru_cache
from html import escape as html_escape

from fuxi_cli.core.words import clean


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | int | None
"""What an element may hold: a text is escaped, ``Html`` goes in as it is, None is left out."""

NONE = Html("")
_EMPTY = {"meta", "wbr"}
_SHAPES = {"line", "rect", "circle", "polyline", "path"}
"""Elements that the page uses without content."""


@lru_cache(maxsize=32768)
def escape(text: str) -> Html:
    """Any text as text of a page: invisible and bidi characters shown as �, and nothing that could act."""
    return Html(html_escape(clean(text), quote=True))


def tag(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Html:
    """An element. ``class_`` is class, ``aria_label`` aria-label; True is a bare attribute, None and False none."""
    words = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY:
        return Html(f"<{name}{words}>")
    if name in _SHAPES:
        return Html(f"<{name}{words}/>")
    return Html(f"<{name}{words}>{join(*children)}</{name}>")


def join(*children: Child) -> Html:
    """Children one after the other."""
    return Html("".join(_child(child) for child in children if child is not None))


def lines(*children: Child) -> Html:
    """Children on a line each, so that the page's source can be read."""
    return Html("\n".join(_child(child) for child in children if child))


def _child(child: str | int) -> str:
    return child if isinstance(child, Html) else escape(str(child))


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-") if key != "viewBox" else key
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
