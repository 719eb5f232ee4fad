"""The Jiangxi document's own text, taken apart: its clauses, and the units that each names.

The text breaks lines anywhere, also within words, and its brackets are of three kinds: it is read without white space.
"""

import re
from functools import cache
from typing import NamedTuple

from data.document import FOLDER, squeeze

PATH = FOLDER / "jiangxi-2023-no8.txt"
REGIONS = FOLDER / "jiangxi_regions.csv"
GROUP = "各设区市、县（市、区）党委农村工作领导小组"
"""The first responsible unit of each clause; its own commas do not part units."""

_SECTION = re.compile(r"[（(]([一二三四])[）)](?=(?:巩固|提升|盘活|另起炉灶)一批)")
_ITEM = re.compile(r"(\d)\.(.+?)[（〔]责任单位：(.+?)[）〕](?=\d\.|$)")


class Clause(NamedTuple):
    """``section``: the heading of the batch that the clause belongs to."""

    section: str
    text: str
    units: tuple[str, ...]


@cache
def text() -> str:
    return squeeze(PATH.read_text(encoding="utf-8-sig"))


@cache
def aims() -> str:
    """Part 一."""
    return text()[text().index("一、总体目标") : text().index("二、重点任务")]


@cache
def clauses() -> dict[str, Clause]:
    """The twelve clauses of part 二, as the plan writes their numbers."""
    part = text()[text().index("二、重点任务") : text().index("三、保障措施")]
    pieces = _SECTION.split(part)[1:]
    found = {}
    for section, body in zip(pieces[::2], pieces[1::2], strict=True):
        heading, rest = body[: body.index("1.")], body[body.index("1.") :]
        for number, words, units in _ITEM.findall(rest):
            assert units.startswith(f"{GROUP}，")
            named = (GROUP, *units.removeprefix(f"{GROUP}，").split("、"))
            found[f"二（{section}）{number}"] = Clause(heading, words, named)
    return found


def words_of(clause: str) -> str:
    """The text of a clause, with its units."""
    if clause == "一":
        return aims()
    one = clauses()[clause]
    return one.text + "、".join(one.units)
