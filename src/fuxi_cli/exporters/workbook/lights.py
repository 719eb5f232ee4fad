"""The lights of 总览: how many reporters stand at which light on each indicator."""

from collections import Counter
from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from fuxi_cli.core.plan import Indicator
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.workbook.board import COLUMNS, NAME_COLUMNS, Board
from fuxi_cli.exporters.workbook.goals import RATE_COLUMN, Goal
from fuxi_cli.exporters.workbook.looks import LIGHT_FILLS, MARK_FILL, TOTAL_FILL, short
from fuxi_cli.exporters.workbook.matrix import LIGHT, QUOTA, Matrix
from fuxi_cli.exporters.workbook.values import Cell, Formula, Marked, result

LIGHTS = ("green", "yellow", "red", "blue")
WHOLE_COLUMN = NAME_COLUMNS + len(LIGHTS) + 1
"""How many quotas there are; how many have no light stands before it."""


def draw(board: Board, matrix: Matrix, goals: Sequence[Goal], first_goal: int) -> int:
    """Gives back the first indicator's row."""
    plan = matrix.summary.plan
    board.caption("二、各指标亮灯情况（单位数）")
    words = [f"{short(light)}灯\n{clean(plan.lights.word(light))}" for light in LIGHTS]
    board.titles("指标", (*words, "没有\n可用数", "合计", "完成率"), 34)
    first = board.row
    for number, indicator in enumerate(matrix.indicators):
        board.name_row(clean(indicator.short))
        for offset, (cell, kind) in enumerate(_cells(matrix, indicator, board.row)):
            board.put(board.row, NAME_COLUMNS + offset, cell, kind)
        share = Formula(xl_rowcol_to_cell(first_goal + number, RATE_COLUMN), result(goals[number].rate))
        board.put(board.row, COLUMNS - 1, share, "share")
        board.row += 1
    if matrix:
        _total(board, matrix, first)
    else:
        board.nothing("本方案没有分解到各单位的任务数。")
    board.gap(6)
    return first


def _cells(matrix: Matrix, indicator: Indicator, row: int) -> Iterator[tuple[Cell, str]]:
    gaps = matrix.gaps(indicator)
    counts = Counter(gap.light for gap in gaps)
    cells = matrix.span(indicator, LIGHT)
    for light in LIGHTS:
        formula = Formula(f'COUNTIF({cells},"{short(light)}*")', counts[light])
        found = bool(counts[light])
        yield Marked(formula, LIGHT_FILLS[light] if found else None, light == "red" and found), "number"
    first, last = (xl_rowcol_to_cell(row, NAME_COLUMNS + n) for n in (0, len(LIGHTS) - 1))
    whole = xl_rowcol_to_cell(row, WHOLE_COLUMN)
    without = Formula(f"{whole}-SUM({first}:{last})", counts[None])
    yield Marked(without, MARK_FILL if counts[None] else None), "number"
    yield Formula(f"COUNT({matrix.span(indicator, QUOTA)})", len(gaps)), "number"


def _total(board: Board, matrix: Matrix, first: int) -> None:
    row = board.row
    board.name_row("合计", bold=True, bg_color=TOTAL_FILL)
    lights = [gap.light for indicator in matrix.indicators for gap in matrix.gaps(indicator)]
    values = [*(lights.count(light) for light in (*LIGHTS, None)), len(lights)]
    for column, value in enumerate(values, start=NAME_COLUMNS):
        cells = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(row - 1, column)}"
        board.put(row, column, Formula(f"SUM({cells})", value), "number", bold=True, bg_color=TOTAL_FILL)
    board.put(row, COLUMNS - 1, None, "number", bold=True, bg_color=TOTAL_FILL)
    board.row += 1
