"""The rows of an annex table: whose each is, and its figures as they can be used; what cannot is named by cell."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fuxi_cli.core.annex import AnnexColumn, AnnexRow, Odd
from fuxi_cli.core.plan import SHARE_UNITS, Field
from fuxi_cli.core.submission import Sheet
from fuxi_cli.core.words import key, plain, show
from fuxi_cli.readers.annex.columns import Heads
from fuxi_cli.readers.annex.grid import TOTALS, Bounds, Grid, is_figure, visible
from fuxi_cli.readers.cells.numbers import decimal_of, read_number
from fuxi_cli.readers.cells.parsed import AsShown, is_placeholder

_NOTE = re.compile(r"\s*(?:注|备注|说明|附注|填表|[※*＊])")
_SUBTOTAL = re.compile(r"小计|其中")
_CODE = re.compile(r"[0-9]{6,12}")
_LONGEST_NAME = 20
_LIMIT = 10**15
_MERGED = "合并"
"""What stands in quotas.csv for a cell that is part of another."""


def read_rows(grid: Grid, bounds: Bounds, heads: Heads) -> tuple[list[AnnexRow], AnnexRow | None, list[Odd]]:
    """The reporters' rows, the row of totals, and all that was not taken over."""
    rows: list[AnnexRow] = []
    total: AnnexRow | None = None
    odd: list[Odd] = []
    for number in range(bounds.first_row, bounds.last_row + 1):
        if grid.blank(number) or _is_note(grid, heads, number):
            continue
        if number in grid.sheet.hidden_rows:
            odd.append(Odd(grid.sheet.place(number), "这一行是隐藏的，也读取了。", figure=False))
        name = _name(grid, bounds, number)
        if fault := _fault_of_row(grid, bounds, heads, number, name, total is not None):
            odd.append(fault)
            continue
        row, faults = _row(grid.sheet, bounds, heads, number, name)
        odd.extend(faults)
        if key(name) in TOTALS:
            total = row
        else:
            rows.append(row)
    return rows, total, odd


def _name(grid: Grid, bounds: Bounds, row: int) -> str:
    """The reporter's name as it stands, or 合计 wherever left of the figures it stands."""
    for column in range(1, bounds.label + 1):
        cell = grid.sheet.at(row, column)
        if isinstance(cell, str) and key(cell) in TOTALS:
            return "合计"
    cell = grid.sheet.at(row, bounds.label)
    return visible(cell) if isinstance(cell, str) else ""


def _is_note(grid: Grid, heads: Heads, row: int) -> bool:
    """A line of text under the table."""
    texts = grid.texts(row)
    if any(is_figure(grid.sheet.at(row, column)) for column in heads.figures) or not texts:
        return False
    first = texts[0][1]
    return bool(_NOTE.match(first)) or (len(texts) == 1 and len(first) > _LONGEST_NAME)


def _fault_of_row(
    grid: Grid, bounds: Bounds, heads: Heads, row: int, name: str, totalled: bool
) -> Odd | None:
    """Why a row is none of a reporter's, nor the totals; None: it is one."""
    place = grid.sheet.place(row, bounds.label)
    filled = any(
        grid.sheet.at(row, column) is not None or (row, column) in grid.sheet.errors
        for column in heads.figures
    )
    if key(name) in TOTALS:
        return Odd(place, "前面已有合计行，这一行没有读取。") if totalled else None
    if not filled:
        what = f"“{show(name)}”这一行没有数字，没有读取。" if name else "这一行没有任务数，没有读取。"
        return Odd(place, what, figure=False)
    if not name:
        return Odd(place, "这一行有数字，却没有单位名称，没有读取。")
    if _SUBTOTAL.search(name):
        return Odd(place, f"“{show(name)}”不是报送单位，这一行没有读取。", figure=False)
    return None


def _row(sheet: Sheet, bounds: Bounds, heads: Heads, number: int, name: str) -> tuple[AnnexRow, list[Odd]]:
    cells: list[str] = []
    odd: list[Odd] = []
    for column, head in heads.figures.items():
        text, why = _figure(sheet, number, column, head)
        cells.append(text)
        if why:
            odd.append(Odd(sheet.place(number, column), why))
    code = _code(sheet.at(number, heads.code)) if heads.code else ""
    row = AnnexRow(name, code, sheet.place(number, bounds.label), tuple(cells))
    odd.extend(_sums(sheet, number, heads, row))
    return row, odd


def _figure(sheet: Sheet, row: int, column: int, head: AnnexColumn) -> tuple[str, str]:
    """A cell's text for quotas.csv, and what is wrong with it."""
    raw = sheet.at(row, column)
    if error := sheet.errors.get((row, column)):
        return error, f"是错误值 {error}，照原样写入，请改成数字。"
    if sheet.covered(row, column):
        return _MERGED, "与旁边的格子合并成了一格，分不清各是多少，请改成数字。"
    if (row, column) in sheet.uncalculated:
        return "#未计算", "是没有算出结果的公式，请用 Excel 打开保存后重做，或者改成数字。"
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return "", ""
    if is_placeholder(raw):
        return "-", ""
    parsed = read_number(raw, Field("quota", "任务数", "number", unit=head.indicator.unit or None), None)
    text = _as_text(raw)
    usable = isinstance(parsed.value, Decimal) and abs(parsed.value) < _LIMIT
    if not isinstance(parsed.value, Decimal) or not usable or parsed.notice not in (None, "normalised"):
        return text, f"填的是“{show(raw)}”，不是能直接用的任务数，照原样写入，请改正。"
    if _doubtful_share(raw, head):
        return (
            plain(parsed.value),
            f"填的是 {plain(parsed.value)}，单位是{head.indicator.unit}，是不是 {_hundredfold(parsed.value)}？请核对。",
        )
    return plain(parsed.value), ""


def _as_text(raw: Any) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    value = decimal_of(raw)
    return plain(value) if value is not None else re.sub(r"\s+", " ", str(raw)).strip()


def _doubtful_share(raw: Any, head: AnnexColumn) -> bool:
    """Whether a share may have been stored as 0.12 and shown as 12%."""
    return head.indicator.unit in SHARE_UNITS and isinstance(raw, float) and 0 < raw <= 1


def _hundredfold(value: Decimal) -> str:
    return plain(value * 100)


def _code(raw: Any) -> str:
    """A region's code; empty for anything else."""
    value = decimal_of(raw)
    text = plain(value) if value is not None and not isinstance(raw, AsShown) else str(raw or "").strip()
    return text if _CODE.fullmatch(text) else ""


def _sums(sheet: Sheet, number: int, heads: Heads, row: AnnexRow) -> Iterator[Odd]:
    """A 合计 column of the whole row that its figures do not add up to."""
    parts = [(c, cell) for c, cell in zip(heads.figures.values(), row.cells, strict=True) if not c.total]
    values = [_decimal(cell) for _, cell in parts]
    if any(value is None for value in values) or len({c.indicator.unit for c, _ in parts}) > 1:
        return
    summed = sum((value for value in values if value is not None), Decimal(0))
    for column in heads.totals:
        stated = decimal_of(sheet.at(number, column))
        if stated is not None and stated != summed:
            yield Odd(
                sheet.place(number, column),
                f"合计写的是 {plain(stated)}，这一行各数相加是 {plain(summed)}，请核对这一行。",
            )


def _decimal(cell: str) -> Decimal | None:
    """A cell of ``AnnexRow`` as a number: 0 without a quota, None where it could not be read."""
    if cell in ("", "-"):
        return Decimal(0)
    return Decimal(cell) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", cell) else None
