"""A circular as data: its headings, paragraphs and tables in order, before anything is laid out."""

from collections.abc import Iterable
from typing import NamedTuple

TODO = "【待补"
"""Begins what the office itself has to write; it ends with 】."""


class Heading(NamedTuple):
    """``level`` 1 to 3: 一、 （一） 1. as GB/T 9704 numbers them; ``number`` counts within its parent."""

    level: int
    number: int
    text: str

    @property
    def label(self) -> str:
        if self.level == 1:
            return f"{chinese_number(self.number)}、"
        return f"（{chinese_number(self.number)}）" if self.level == 2 else f"{self.number}."


class Paragraph(NamedTuple):
    """``lead`` is a third-level heading that the text runs on from: 1.示范基地。"""

    text: str
    lead: str = ""


class Column(NamedTuple):
    """``width`` in characters of table text; ``left`` for words, figures stand in the middle."""

    title: str
    width: float
    left: bool = False
    group: str = ""
    """What neighbouring columns have in common; it stands above them."""


class Table(NamedTuple):
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    last_is_total: bool = False
    marks: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of cells to be shaded; their words say the same."""


class Annex(NamedTuple):
    """Stands on pages of its own behind the letter."""

    title: str
    tables: tuple[Table, ...]


Block = Heading | Paragraph | Table


class Circular(NamedTuple):
    number: str
    title: tuple[str, ...]
    """The title's lines."""
    recipients: str
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    signed: str
    dated: str
    remark: str
    draft: str = "代拟稿"


_DIGITS = "零一二三四五六七八九"


def chinese_number(value: int) -> str:
    """``十二`` for 12; up to 99, which no circular reaches.

    >>> chinese_number(3), chinese_number(10), chinese_number(21)
    ('三', '十', '二十一')
    """
    tens, ones = divmod(value, 10)
    front = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return front + (_DIGITS[ones] if ones or not tens else "")


class Numbering:
    """Gives headings their numbers as they come, so that a part with nothing to say can be left out."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0]

    def heading(self, level: int, text: str) -> Heading:
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (3 - level)
        return Heading(level, self._counts[level - 1], text)


def numbered(items: Iterable[tuple[str, str]]) -> list[Block]:
    """(name, text) as 1.名称。文字 each, as GB/T 9704 has third-level headings; one alone bears no number."""
    listed = list(items)
    if len(listed) == 1:
        return [Paragraph(listed[0][1], f"{listed[0][0]}。")]
    return [Paragraph(text, f"{n}.{name}。") for n, (name, text) in enumerate(listed, start=1)]


def as_text(circular: Circular) -> str:
    """The circular as plain text, for people who compare two of them."""
    lines = [circular.draft, circular.number, *circular.title, "", circular.recipients]
    for block in circular.body:
        lines += _lines(block)
    lines += [f"附件{n}：{annex.title}" for n, annex in enumerate(circular.annexes, start=1)]
    lines += ["", circular.signed, circular.dated, circular.remark]
    for number, annex in enumerate(circular.annexes, start=1):
        lines += ["", f"附件{number}", annex.title]
        for table in annex.tables:
            lines += _lines(table)
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [f"{block.label}{block.text}"]
    if isinstance(block, Paragraph):
        return [f"　　{block.lead}{block.text}"]
    heads = [f"{column.group}{column.title}" for column in block.columns]
    rows = (" | ".join(row) for row in (heads, *block.rows))
    return [f"［{block.title}］" if block.title else "［表］", *rows, *block.notes]
