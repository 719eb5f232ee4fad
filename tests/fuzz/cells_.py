"""Changes to the cells and the form of a workbook as it was read, by a seeded generator."""

import copy
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from fuxi_cli.core.submission import Sheet, Workbook

VALUES: tuple[Any, ...] = (
    None, 0.0, -0.0, 1.0, 3.0, 7.0, -3.0, 2.5, 1e15, 1e300, -1e300, 44713.0, 20220603.0, True, False,
    date(2022, 6, 3), datetime(2022, 6, 3, 9, 30), time(9, 30), timedelta(hours=30), date(1900, 1, 1), date(9999, 12, 31),
    "7", "7个", "七", "７", " 7 ", "1,200", "1,2", "7+", "约7", "七八", "½", "²", "1e3", "NaN", "inf", "0x10", "-", "—", "/",
    "无", "0", "100%", "0.5亿元", "2000万", "5000万元", "2022.6.3", "2022年6月3日", "3/6/2022", "2022-02-30", "#REF!", "=1+1",
    "", " ", "\u3000", "\u200b7", "\u202e7", "\x00", "\x1b[31m", "[red]", "<script>", "{provided}", "合计", "小计", "注：", "填报单位：瑞金市",
    "序号", "指标", "累计完成", "本月新增", "瑞金市", "于都县", "已完成", "已认定", "示例" * 500, "长" * 32_767, "９" * 40, "万" * 50,
)  # fmt: skip

Change = Callable[[Workbook, Random], None]


def change(workbook: Workbook, random: Random) -> tuple[Workbook, list[str]]:
    """A copy with one to three changes, and what they were."""
    result = copy.deepcopy(workbook)
    made = []
    for _ in range(random.choice((1, 1, 2, 3))):
        one = random.choice(_CHANGES)
        one(result, random)
        made.append(one.__name__.strip("_"))
    return result, made


def _sheet(book: Workbook, random: Random) -> Sheet:
    """Any sheet; the one with the figures as often as all others together."""
    figures = [s for s in book.sheets if any("累计完成" in str(c) for row in s.rows[:8] for c in row)]
    return random.choice(figures if figures and random.random() < 0.5 else book.sheets)


def _place(sheet: Sheet, random: Random) -> tuple[int, int]:
    """A place in the sheet, counted from 0; now and then one beside it."""
    row = random.randrange(max(len(sheet.rows), 1))
    width = len(sheet.rows[row]) if row < len(sheet.rows) else 0
    return (row, random.randrange(width)) if width and random.random() < 0.95 else (row + 3, width + 3)


def _put(sheet: Sheet, row: int, column: int, value: Any) -> None:
    while len(sheet.rows) <= row:
        sheet.rows.append([])
    cells = sheet.rows[row]
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value
    sheet.formulas = frozenset(sheet.formulas) - {(row + 1, column + 1)}


def _replace(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    _put(sheet, *_place(sheet, random), random.choice(VALUES))


def _replace_figure(book: Workbook, random: Random) -> None:
    """One of the figures that are counted."""
    for sheet in book.sheets:
        for row, cells in enumerate(sheet.rows[:8]):
            if "累计完成" in cells and row + 1 < len(sheet.rows):
                _put(
                    sheet,
                    random.randrange(row + 1, len(sheet.rows)),
                    cells.index("累计完成"),
                    random.choice(VALUES),
                )
                return


def _copy(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    (row, column), (to_row, to_column) = _place(sheet, random), _place(sheet, random)
    _put(sheet, to_row, to_column, sheet.at(row + 1, column + 1))


def _move_far(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    row, column = _place(sheet, random)
    _put(
        sheet,
        row + random.choice((1, 30, 500)),
        column + random.choice((0, 1, 40)),
        sheet.at(row + 1, column + 1),
    )


def _error(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    row, column = _place(sheet, random)
    _put(sheet, row, column, None)
    sheet.errors = {**sheet.errors, (row + 1, column + 1): random.choice(("#REF!", "#N/A", "#DIV/0!"))}


def _uncalculated(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    row, column = _place(sheet, random)
    _put(sheet, row, column, None)
    sheet.uncalculated = frozenset(sheet.uncalculated) | {(row + 1, column + 1)}
    sheet.formulas = frozenset(sheet.formulas) | {(row + 1, column + 1)}


def _delete_row(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    if sheet.rows:
        del sheet.rows[_place(sheet, random)[0] % len(sheet.rows)]
        sheet.formulas = frozenset()


def _insert_row(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    row = _place(sheet, random)[0]
    again = list(sheet.rows[row]) if row < len(sheet.rows) and random.random() < 0.5 else []
    sheet.rows.insert(row, again)
    sheet.formulas = frozenset()


def _delete_column(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    column = _place(sheet, random)[1]
    for cells in sheet.rows:
        del cells[column : column + 1]
    sheet.formulas = frozenset()


def _swap_columns(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    one, other = _place(sheet, random)[1], _place(sheet, random)[1]
    for cells in sheet.rows:
        if max(one, other) < len(cells):
            cells[one], cells[other] = cells[other], cells[one]
    sheet.formulas = frozenset()


def _rename_sheet(book: Workbook, random: Random) -> None:
    _sheet(book, random).name = random.choice(
        ("Sheet1", "指标进度 ", "封面", "重点任务", "x" * 300, "\x1b[31m", "_fuxi", "")
    )


def _drop_sheet(book: Workbook, random: Random) -> None:
    if len(book.sheets) > 1:
        book.sheets.remove(_sheet(book, random))


def _double_sheet(book: Workbook, random: Random) -> None:
    book.sheets.append(copy.deepcopy(_sheet(book, random)))


def _merge(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    row, column = _place(sheet, random)
    area = (row + 1, column + 1, row + random.randint(1, 4), column + random.randint(1, 4))
    for r in range(area[0], area[2] + 1):
        for c in range(area[1], area[3] + 1):
            if (r, c) != area[:2] and sheet.at(r, c) is not None:
                _put(sheet, r - 1, c - 1, None)
    sheet.merged = (*sheet.merged, area)


def _hide(book: Workbook, random: Random) -> None:
    sheet = _sheet(book, random)
    row, column = _place(sheet, random)
    sheet.hidden_rows = frozenset(sheet.hidden_rows) | {row + 1}
    sheet.hidden_columns = frozenset(sheet.hidden_columns) | {column + 1}
    sheet.visible = random.random() < 0.8


def _property(book: Workbook, random: Random) -> None:
    if book.properties:
        book.properties[random.choice(list(book.properties))] = str(random.choice(VALUES))


_CHANGES: tuple[Change, ...] = (
    _replace, _replace, _replace_figure, _replace_figure, _copy, _move_far, _error, _uncalculated, _delete_row,
    _insert_row, _delete_column, _swap_columns, _rename_sheet, _drop_sheet, _double_sheet, _merge, _hide, _property,
)  # fmt: skip
