"""MkDocs hook: Chinese words for the search, out of the manual's own pages.

The theme cuts Chinese text into words with jieba where that is installed, and at nothing but punctuation where it is not.
jieba has not been kept up since 2020, and a manual knows its own words: what stands in headings, in the first column of
tables, in bold and in quotation marks. They take jieba's place in the theme's plugin. Text between them is found by its
single characters.
"""

import re
from collections.abc import Iterator
from typing import Any

LONGEST = 5
_WORD = re.compile(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,{LONGEST}}}(?![\u4e00-\u9fff])")
_MARKED = re.compile(r"(?m)^#+ (.+)$|^\| ?([^|]+)\||\*\*([^*]+)\*\*|“([^”]+)”|《([^》]+)》|\[([^\]]+)\]\(")
_PARTICLES = "的了和与或在是不有也就都把被用按为从到说写里个这那怎么于"
"""Phrases are cut at these; what is still too long is a phrase, and no word."""


class Words:
    """Has the one function of jieba that the theme calls."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def learn(self, text: str) -> None:
        for found in _MARKED.finditer(text):
            for piece in re.split(f"[{_PARTICLES}]", next(filter(None, found.groups()))):
                self.known.update(_WORD.findall(piece))

    def cut(self, text: bytes) -> Iterator[str]:
        """The longest known word at each place, else one character."""
        left = text.decode()
        while left:
            length = next((n for n in range(min(LONGEST, len(left)), 1, -1) if left[:n] in self.known), 1)
            yield left[:length]
            left = left[length:]


WORDS = Words()


def on_config(config: Any) -> Any:
    from material.plugins.search import plugin  # noqa: PLC0415 - MkDocs alone needs this

    WORDS.known.clear()
    plugin.jieba = WORDS
    return config


def on_page_markdown(markdown: str, **_: Any) -> str:
    WORDS.learn(markdown)
    return markdown
