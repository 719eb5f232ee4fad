"""The headline figures of 总览, in large print: each with what it is and what stands behind it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters.workbook import charts
from fuxi_cli.exporters.workbook.board import NAME_COLUMNS, Board
from fuxi_cli.exporters.workbook.lights import LIGHTS, WHOLE_COLUMN
from fuxi_cli.exporters.workbook.looks import SUB_FILL
from fuxi_cli.exporters.workbook.matrix import Matrix
from fuxi_cli.exporters.workbook.values import NONE, Cell, Formula
from fuxi_cli.exporters.xlsx_style import HEAD_FONT, MUTED

_HEIGHTS = (20, 34, 20)
_SPANS = ((0, 1), (2, 3), (4, 5), (6, 7), (8, 9))


class _Tile(NamedTuple):
    name: str
    figure: Cell
    note: str


def reserve(board: Board) -> int:
    """Leave room for the figures; gives back the row that they will stand in."""
    row = board.row
    board.row += len(_HEIGHTS)
    board.gap()
    return row


def draw(board: Board, matrix: Matrix, row: int, total_row: int) -> None:
    """``total_row`` is where the lights are summed up: the quotas' figures are taken from there."""
    for offset, height in enumerate(_HEIGHTS):
        board.sheet.set_row(row + offset, height)
    looks: tuple[dict[str, Any], ...] = (
        {"font_color": MUTED, "font_size": 10, "bottom": 0},
        {"font_name": HEAD_FONT, "font_size": 22, "font_color": charts.DONE, "top": 0, "bottom": 0},
        {"font_size": 10, "top": 0},
    )
    for (first, last), tile in zip(_SPANS, _tiles(matrix, total_row), strict=True):
        for offset, (value, look) in enumerate(zip(tile, looks, strict=True)):
            board.over(row + offset, first, last, value, "number", bg_color=SUB_FILL, **look)


def _tiles(matrix: Matrix, total_row: int) -> Iterator[_Tile]:
    summary = matrix.summary
    yield _submitted(summary)
    yield from _quotas(summary, total_row)
    duties = Counter(duty.status for duty in summary.duties)
    finished = duties["done"] + duties["done_late"]
    note = _listed((finished, "已完成"), (duties["overdue"], "逾期")) or "没有逾期的"
    yield _Tile("重点任务（项）", len(summary.duties), note if summary.duties else "方案没有列出")
    counts = summary.report.counts()
    note = _listed((counts["error"], "强制"), (counts["warning"], "核实")) or "没有问题"
    yield _Tile("审核问题（条）", counts["error"] + counts["warning"], note)


def _submitted(summary: Summary) -> _Tile:
    standing = Counter(one.status for one in summary.report.reporting)
    accepted = sum(standing[status] for status in ("on_time", "late", "nil"))
    faults = _listed(
        (standing["missing"], "未报"),
        (standing["returned"] + standing["unreadable"], "退回"),
        (standing["late"], "迟报"),
    )
    owing = len(summary.report.reporting)
    return _Tile("已接收 / 应报送（家）", f"{accepted} / {owing}", faults or "全部按时报送")


def _quotas(summary: Summary, total_row: int) -> Iterator[_Tile]:
    gaps = [p.gap for p in summary.progress]
    if not gaps:
        yield _Tile("任务指标（项）", NONE, "没有分解到单位")
        yield _Tile("滞后指标（项）", NONE, "没有分解到单位")
        return
    lights = Counter(gap.light for gap in gaps)
    done = sum(1 for gap in gaps if gap.status == "met")
    unknown = sum(1 for gap in gaps if gap.actual is None)
    whole = Formula(xl_rowcol_to_cell(total_row, WHOLE_COLUMN), len(gaps))
    note = _listed((done, "已完成"), (unknown, "没有可用数")) or "尚无完成的"
    yield _Tile("任务指标（项）", whole, note)
    if unknown == len(gaps):
        yield _Tile("滞后指标（项）", NONE, "没有可用数")
        return
    cells = [xl_rowcol_to_cell(total_row, NAME_COLUMNS + LIGHTS.index(light)) for light in ("yellow", "red")]
    behind = Formula("+".join(cells), lights["yellow"] + lights["red"])
    note = _listed((lights["red"], "红灯"), (lights["yellow"], "黄灯")) or "没有滞后的"
    yield _Tile("滞后指标（项）", behind, note)


def _listed(*counts: tuple[int, str]) -> str:
    """``未报 1　退回 5``; what is 0 is not said."""
    return "　".join(f"{word} {number}" for number, word in counts if number)
