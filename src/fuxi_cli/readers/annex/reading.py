"""Finds the annex table in a file and reads it."""

from fuxi_cli.core.annex import Annex, AnnexColumn, AnnexRow, Odd
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.submission import Sheet, Workbook
from fuxi_cli.core.words import key, show
from fuxi_cli.readers.annex.columns import read_heads
from fuxi_cli.readers.annex.grid import LABELS, Bounds, Grid, visible
from fuxi_cli.readers.annex.rows import read_rows

_WHAT = "表头一行或两行（指标、单位、年份），下面一行一个报送单位"


def read_annex(workbook: Workbook, sheet: str | None = None) -> Annex:
    """The only table of the workbook, or the one on the named sheet. Raises FuxiError when there is none, or several."""
    sheets = [one for one in workbook.sheets if one.visible] or workbook.sheets
    if sheet is not None:
        sheets = [one for one in workbook.sheets if one.name.strip() == sheet.strip()]
        if not sheets:
            names = "、".join(f"“{show(one.name)}”" for one in workbook.sheets)
            raise FuxiError(f"“{workbook.path}”里没有工作表“{sheet}”；有：{names}。")
    found = [(grid, bounds) for one in sheets if (bounds := (grid := Grid(one)).bounds()) is not None]
    found = [pair for pair in found if read_heads(*pair).figures]
    if not found:
        where = f"工作表“{sheet}”" if sheet else f"“{workbook.path}”"
        raise FuxiError(f"{where}里没有找到任务分解表；要的是：{_WHAT}。")
    if len(found) > 1:
        names = "、".join(f"“{show(grid.sheet.name)}”" for grid, _ in found)
        raise FuxiError(f"“{workbook.path}”里有 {len(found)} 张表：{names}；请用 --sheet 写明用哪一张。")
    annex = _annex(*found[0])
    if not annex.rows:
        raise FuxiError(
            f"“{workbook.path}”的工作表“{show(annex.sheet)}”里没有一行是报送单位的任务数；要的是：{_WHAT}。"
        )
    return annex


def _annex(grid: Grid, bounds: Bounds) -> Annex:
    heads = read_heads(grid, bounds)
    rows, total, odd = read_rows(grid, bounds, heads)
    said = [visible(cell) for cell in grid.heads(bounds, bounds.label)]
    label = next((text for text in said if key(text) in LABELS), "单位")
    lines = [line.strip() for line in grid.above(bounds)]
    return Annex(
        sheet=grid.sheet.name,
        title=max(lines, key=len, default=""),
        label=label,
        columns=tuple(heads.figures.values()),
        rows=tuple(rows),
        total=total,
        odd=(*heads.odd, *odd, *_beyond(grid.sheet, bounds)),
        cumulative=_cumulative(tuple(heads.figures.values()), rows),
    )


def _cumulative(columns: tuple[AnnexColumn, ...], rows: list[AnnexRow]) -> bool:
    """Whether every total of an indicator's years is the last year's figure."""
    found = False
    for at, total in enumerate(columns):
        years = [(c.year, n) for n, c in enumerate(columns) if c.indicator == total.indicator and c.year]
        if not total.total or len(years) < 2:
            continue
        last = max(years)[1]
        if any(row.cells[at] != row.cells[last] for row in rows):
            return False
        found = True
    return found


def _beyond(sheet: Sheet, bounds: Bounds) -> tuple[Odd, ...]:
    """A second table under the first."""
    if bounds.last_row >= len(sheet.rows):
        return ()
    return (Odd(sheet.place(bounds.last_row + 1), "从这一行起像是另一张表，没有读取。"),)
