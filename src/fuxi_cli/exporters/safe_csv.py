"""CSV that Excel opens by a double click: UTF-8 with BOM, and no cell that Excel would take for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from fuxi_cli.core.words import clean

_FORMULA = tuple("=+-@\t\r＝＋－＠")
_AFTER_SEPARATOR = re.compile(r"([;|][\s\"]*)(?=[=+\-@＝＋－＠])")
"""Where a program that also splits at these marks would begin a cell."""
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


def dumps(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A header and rows of text. Line breaks inside a cell become spaces: one finding stays one line."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run as a formula; plain numbers stay.

    >>> harmless("=1+1"), harmless("-3.5")
    ("'=1+1", '-3.5')
    """
    risky = cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA)
    text = _AFTER_SEPARATOR.sub(r"\1'", clean(cell))
    return f"'{text}" if risky and not _PLAIN_NUMBER.fullmatch(text) else text
