"""The good workbook's sheets, to be spoiled and written in the other formats."""

from functools import cache
from pathlib import Path
from typing import Any

from fuxi_cli.core.submission import Workbook
from fuxi_cli.readers.spreadsheet import read_workbook
from hostile import base
from hostile.texts import FEW
from support.in_formats import Pages, Rows, put

PROGRESS, LEDGER, SPARE = "指标进度", "台账-示范基地", "困难问题"
COUNTED = "F7"
"""累计完成 of the leading enterprises on the progress sheet: 1."""


@cache
def _good() -> Workbook:
    return read_workbook(str(base.GOOD))


def pages() -> Pages:
    """Fresh copies of all sheets that can be seen."""
    return {sheet.name: [list(row) for row in sheet.rows] for sheet in _good().sheets if sheet.visible}


def stamp() -> Pages:
    """The sheet that says which form this is, as one more page."""
    return {sheet.name: [list(row) for row in sheet.rows] for sheet in _good().sheets if not sheet.visible}


def progress() -> Rows:
    """The sheet of the figures alone: what a text table can hold."""
    return pages()[PROGRESS]


def with_cell(value: Any, address: str = COUNTED, sheet: str = PROGRESS) -> Pages:
    result = pages()
    put(result, sheet, address, value)
    return result


def with_odd_remarks(*without: str, more: tuple[str, ...] = ()) -> Pages:
    """A text that commands a terminal or a browser in each remark; ``without`` those that a format cannot hold."""
    result = pages()
    texts = [*more, *(text for name, text in FEW.items() if name not in without)]
    for row, text in zip(range(5, 11), texts, strict=False):
        put(result, PROGRESS, f"I{row}", text)
    return result


def with_sheet_called(name: str) -> Pages:
    """The sheet for problems under another name, with one number on it."""
    result = {other: rows for other, rows in pages().items() if other != SPARE}
    return {**result, name: [[1.0]]}


def save(folder: Path, content: bytes | str, extension: str) -> Path:
    return base.put(
        folder,
        content if isinstance(content, bytes) else content.encode(),
        f"360731_于都县_2022-06{extension}",
    )
