"""What each column of an annex table is, by the heads over it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from fuxi_cli.core.annex import AnnexColumn, AnnexIndicator, Odd
from fuxi_cli.core.place import Place
from fuxi_cli.core.words import key
from fuxi_cli.readers.annex.grid import (
    CODES,
    DUES,
    LABELS,
    NUMBERS,
    TOTALS,
    Bounds,
    Grid,
    is_figure,
    unit_above,
    visible,
    year_of,
)
from fuxi_cli.readers.cells.units import is_known, named
from fuxi_cli.readers.layouts.header_rows import unit_of

_BRACKETS = re.compile(r"(.+?)[（(]([^（）()]{1,8})[）)](.*)", re.DOTALL)
_LEADING_YEAR = re.compile(r"(20[0-9]{2})年(?:度|底)?(.+)", re.DOTALL)
_TRAILING_YEAR = re.compile(r"(.+?)(20[0-9]{2})年?(?:度|底)?", re.DOTALL)
_REMARKS = DUES | frozenset(
    map(key, ("备注", "说明", "牵头单位", "责任人", "责任领导", "联系人", "所属设区市", "设区市"))
)
_GENERAL = frozenset(
    map(
        key,
        (
            *(
                "任务",
                "任务数",
                "目标",
                "目标任务",
                "任务目标",
                "目标任务数",
                "年度任务",
                "年度任务数",
                "年度目标",
                "指标",
            ),
            *(
                "指标任务",
                "主要指标",
                "分解任务",
                "任务分解",
                "分年度任务",
                "分年度目标",
                "其中",
                "指标名称",
                "指标及任务数",
            ),
        ),
    )
)
"""Heads over several columns that name no quantity."""


class Heads(NamedTuple):
    """The columns of a table, told apart; sheet columns count from 1, 0: there is none."""

    figures: dict[int, AnnexColumn]
    totals: tuple[int, ...]
    """Columns that add up all others of their row."""
    code: int
    odd: tuple[Odd, ...]


class _Head(NamedTuple):
    """The heads over one column with year and unit taken out."""

    names: tuple[str, ...]
    unit: str
    year: int
    total: bool


def read_heads(grid: Grid, bounds: Bounds) -> Heads:
    """Tell the columns apart. Two columns that would be the same are a fault of the second."""
    unit = unit_above(grid.above(bounds))
    heads: dict[int, _Head] = {}
    odd: list[Odd] = []
    code = 0
    for column in range(1, grid.width + 1):
        cells = grid.heads(bounds, column)
        texts = [key(cell) for cell in cells if isinstance(cell, str)]
        if column == bounds.label or any(text in NUMBERS for text in texts):
            continue
        if any(text in CODES for text in texts):
            code = code or column
        elif any(text in _REMARKS or text in LABELS for text in texts[-1:]):
            if any(
                grid.sheet.at(row, column) is not None for row in range(bounds.first_row, bounds.last_row + 1)
            ):
                odd.append(_left_out(grid, bounds, column, "不是任务数"))
        elif cells:
            heads[column] = _head(cells)
            if column in grid.sheet.hidden_columns:
                odd.append(Odd(grid.sheet.place(0, column), "这一栏是隐藏的，也读取了。", figure=False))
        elif _has_figures(grid, bounds, column):
            odd.append(Odd(_place(grid, bounds, column), "这一栏有数字，却没有表头，没有读取。"))
    return _settled(grid, bounds, heads, unit, code, odd)


def _settled(
    grid: Grid, bounds: Bounds, heads: dict[int, _Head], unit: str, code: int, odd: list[Odd]
) -> Heads:
    figures: dict[int, AnnexColumn] = {}
    taken: dict[tuple[str, int, bool], int] = {}
    names = _names(heads)
    for column, head in heads.items():
        place = _place(grid, bounds, column)
        if head.total and not head.names:
            continue
        if not _has_figures(grid, bounds, column):
            odd.append(_left_out(grid, bounds, column, "下面没有数字", figure=False))
            continue
        name = names[column]
        first = taken.setdefault((key(name), head.year, head.total), column)
        if not name or first != column:
            odd.append(
                Odd(place, _unnamed(grid, bounds, first) if name else "这一栏看不出是哪个指标，没有读取。")
            )
            continue
        one = AnnexIndicator(name, head.unit or unit)
        if not one.unit:
            odd.append(Odd(place, f"“{name}”没有写计量单位，暂按“个”，请对照文件核对 plan.yaml。"))
        figures[column] = AnnexColumn(one, head.year, place, head.total)
    odd.extend(_mixed_years(figures))
    totals = tuple(column for column, head in heads.items() if head.total and not head.names)
    return Heads(figures, totals, code, tuple(odd))


def _unnamed(grid: Grid, bounds: Bounds, first: int) -> str:
    return f"这一栏与 {_place(grid, bounds, first).cell} 是同一个指标，没有读取。"


def _mixed_years(figures: dict[int, AnnexColumn]) -> Iterator[Odd]:
    """An indicator with columns for years has no other but that of their total; one without years has no total."""
    dated = {column.indicator for column in figures.values() if column.year}
    for number, column in list(figures.items()):
        if column.total and column.indicator not in dated:
            if any(other.indicator == column.indicator for at, other in figures.items() if at != number):
                del figures[number]
                yield Odd(
                    column.place, f"“{column.indicator.name}”没有分年度，这一栏合计没有读取。", figure=False
                )
            else:
                figures[number] = column._replace(total=False)
        elif not column.year and not column.total and column.indicator in dated:
            del figures[number]
            yield Odd(column.place, "同一个指标别的栏写明了年份，这一栏没有，没有读取。")


def _names(heads: dict[int, _Head]) -> dict[int, str]:
    """What each column's quantity is called: its lowest head, or all of them where the lowest comes several times
    under different groups."""
    lowest = Counter((head.names[-1], head.year, head.total) for head in heads.values() if head.names)
    found = {}
    for column, head in heads.items():
        if not head.names:
            found[column] = ""
        elif len(head.names) > 1 and lowest[head.names[-1], head.year, head.total] > 1:
            found[column] = "".join(head.names)
        else:
            found[column] = head.names[-1]
    return found


def _head(cells: list[object]) -> _Head:
    names: list[str] = []
    unit, year, total = "", 0, False
    for cell in cells:
        if found := year_of(cell):
            year = found
            continue
        text = visible(cell)
        if key(text) in TOTALS:
            total = True
        elif (only := unit_of(text)) is not None:
            unit = only
        else:
            text, own_unit, own_year = _apart(text)
            unit, year = own_unit or unit, own_year or year
            if key(text) in TOTALS:
                total = True
            elif text and key(text) not in _GENERAL:
                names.append(text)
    return _Head(tuple(names), unit, year, total)


def _apart(text: str) -> tuple[str, str, int]:
    """A head's wording without the unit in its brackets and without the year before or behind it."""
    unit, year = "", 0
    bracketed = _BRACKETS.fullmatch(text)
    if bracketed and _is_unit(bracketed[2]):
        text, unit = bracketed[1] + bracketed[3], bracketed[2]
    leading, trailing = _LEADING_YEAR.fullmatch(text), _TRAILING_YEAR.fullmatch(text)
    if leading:
        text, year = leading[2], int(leading[1])
    elif trailing:
        text, year = trailing[1], int(trailing[2])
    return text.strip("，,：:、"), unit, year


def _is_unit(text: str) -> bool:
    unit = named(text)
    return unit is not None and is_known(unit)


def _has_figures(grid: Grid, bounds: Bounds, column: int) -> bool:
    return any(
        is_figure(grid.sheet.at(row, column)) or (row, column) in grid.sheet.errors
        for row in range(bounds.first_row, bounds.last_row + 1)
    )


def _left_out(grid: Grid, bounds: Bounds, column: int, why: str, figure: bool = False) -> Odd:
    words = " ".join(str(cell).strip() for cell in grid.heads(bounds, column))
    return Odd(_place(grid, bounds, column), f"“{words}”一栏{why}，没有读取。", figure)


def _place(grid: Grid, bounds: Bounds, column: int) -> Place:
    """The lowest cell over a column that says something."""
    for row in range(bounds.first_row - 1, bounds.first_head - 1, -1):
        top, left = grid.origin(row, column)
        if grid.sheet.at(top, left) is not None:
            return grid.sheet.place(top, left)
    return grid.sheet.place(bounds.first_row - 1, column)
