"""The source document's own text, taken apart: its clauses, and the rows of annex 1 and annex 2.

The text is a word processor's: a table cell begins with a tab, its further lines do not, and a merged cell is empty.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "documents"
GANZHOU = FOLDER / "ganzhou-2022-no5.txt"

_PART = re.compile(r"^([一二三四五六七八九十]+)、")
_SECTION = re.compile(r"^（([一二三四五六七八九十]+)）")
_ITEM = re.compile(r"^(\d+)\.")
_LEADER = re.compile(r"([^（）\n]+)（([^（）]+)）")
_UNITS = re.compile(r"〔责任单位：(.+?)〕")


@dataclass(frozen=True)
class Row:
    """A row of annex 2 as printed; ``number``, ``category`` and ``due`` are those of the merged cell above."""

    number: str
    category: str
    name: str
    units: tuple[str, ...]
    leaders: tuple[tuple[str, str], ...]
    due: str


def squeeze(text: str) -> str:
    """Text without any white space: how quotes are compared with the document."""
    return re.sub(r"\s+", "", text)


@cache
def text(path: Path = GANZHOU) -> str:
    return path.read_text(encoding="utf-8-sig")


def _annexes() -> tuple[str, str, str]:
    """The body with the notice, annex 1, annex 2."""
    body, first, second = re.split(r"^附件[12]$", text(), flags=re.MULTILINE)
    return body, first, second


def _cells(annex: str) -> list[str]:
    table = annex[annex.index("\t") :]
    return [cell.strip() for cell in ("\n" + table).split("\n\t")[1:]]


def annex1() -> tuple[list[str], dict[str, list[Decimal]], list[Decimal]]:
    """Headers, figures by county in printed order, and the 合计 row."""
    cells = _cells(_annexes()[1])
    header = [squeeze(cell) for cell in cells[:8]]
    rows: dict[str, list[Decimal]] = {}
    position = 8
    while cells[position].isdigit():
        rows[cells[position + 1]] = [Decimal(cell) for cell in cells[position + 2 : position + 8]]
        position += 8
    assert squeeze(cells[position]) == "合计"
    return header, rows, [Decimal(cell) for cell in cells[position + 1 : position + 7]]


def annex2() -> list[Row]:
    cells = _cells(_annexes()[2])
    assert len(cells) % 6 == 0
    rows: list[Row] = []
    for start in range(6, len(cells), 6):
        number, category, name, units, leaders, due = cells[start : start + 6]
        above = rows[-1] if rows else None
        rows.append(
            Row(
                number or (above.number if above else ""),
                category or (above.category if above else ""),
                _ITEM.sub("", squeeze(name)),
                tuple(line.strip() for line in units.splitlines() if line.strip()),
                tuple((squeeze(who), unit) for who, unit in _LEADER.findall(leaders)),
                due or (above.due if above else ""),
            )
        )
    return rows


def clauses() -> dict[str, str]:
    """Every clause of the document, as the plans write it, with its text."""
    body, first, second = _annexes()
    found: dict[str, str] = {}
    part = section = ""
    current = ""
    for line in body[body.index("\n一、") :].splitlines():
        if match := _PART.match(line):
            part, section, current = match[1], "", match[1]
        elif match := _SECTION.match(line):
            section = match[1]
            current = f"{part}（{section}）"
        elif match := _ITEM.match(line):
            current = f"{part}（{section}）{match[1]}"
        elif line.startswith("附件："):
            break
        found[current] = found.get(current, "") + line
    found["附件1"] = first
    found["附件2"] = second
    for row in annex2():
        name = f"附件2 第{row.number}项"
        leaders = "".join(f"{who}（{unit}）" for who, unit in row.leaders)
        found[name] = found.get(name, "") + row.name + "".join(row.units) + leaders + row.due
    return found


def body_units(clause: str) -> tuple[str, ...]:
    """The responsible units that a clause of the body names."""
    match = _UNITS.search(clauses()[clause])
    assert match, clause
    parts = re.split(r"[、，](?![市区])|、(?=市[^、）])|，(?=市)", match[1])
    return tuple(part for part in parts if part)
