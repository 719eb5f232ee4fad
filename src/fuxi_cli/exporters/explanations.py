"""A rule and the text that explains it, taken apart: the docstring of its file."""

from typing import Protocol

from fuxi_cli.core.finding import Rule

PARTS = {"检查": "check", "为什么": "why", "怎么改": "remedy", "依据": "basis"}
"""The paragraphs of a rule's text, by their Chinese labels, and their keys in JSON."""


class Explained(Protocol):
    """What the catalogue gives for a rule."""

    @property
    def rule(self) -> Rule: ...

    @property
    def text(self) -> str: ...


def summary(entry: Explained) -> str:
    """The first line: what is wrong."""
    return entry.text.strip().partition("\n")[0].strip()


def parts(entry: Explained) -> dict[str, str]:
    """Label → paragraph, its lines joined; what stands before the first label is not among them."""
    found: dict[str, str] = {}
    label = ""
    for line in entry.text.strip().splitlines()[1:]:
        name, colon, rest = line.strip().partition("：")
        if colon and name in PARTS:
            label = name
            found[label] = rest.strip()
        elif label and line.strip():
            found[label] += line.strip()
    return found
