"""The day on which a reporter's own table was reported, where a line above or below the table says it."""

import re
from collections.abc import Iterable
from datetime import date

from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Sheet
from fuxi_cli.readers.cells.dates import read_date
from fuxi_cli.readers.cells.parsed import half_width

_NAME = r"(?:(?:报送|填报|上报|报出|填表|制表)\s*(?:日期|时间)|(?:^|(?<=\s))日期)"
_LABEL = re.compile(rf"{_NAME}\s*:?")
_SAID = re.compile(rf"{_NAME}\s*:\s*([0-9]{{4}}[年./-][0-9]{{1,2}}[月./-][0-9]{{1,2}}日?)")
_LONGEST = 200
"""Characters of a line that is looked at: signature lines are short."""


def reported_on(sheets: Iterable[Sheet]) -> tuple[date, Place] | None:
    """The one day that the sheets' lines name, and where; None for none, or when they name several."""
    found: dict[date, Place] = {}
    for sheet in sheets:
        for row, cells in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(cells, start=1):
                if isinstance(cell, str) and ("日期" in cell or "时间" in cell) and len(cell) <= _LONGEST:
                    _take(found, sheet, row, column, half_width(cell).strip())
    return next(iter(found.items())) if len(found) == 1 else None


def _take(found: dict[date, Place], sheet: Sheet, row: int, column: int, text: str) -> None:
    """A date in the same text, else in the cell to the right of a label."""
    said = _SAID.search(text)
    at, raw = (column, said[1]) if said else (column + 1, None)
    if said is None and _LABEL.fullmatch(text):
        raw = sheet.at(row, at)
    day = read_date(raw).value if raw is not None else None
    if isinstance(day, date):
        found.setdefault(day, sheet.place(row, at))
