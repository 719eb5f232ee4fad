"""How a workbook made by fuxi looks: fonts, colours, number formats, and column and row sizes."""

from collections.abc import Mapping
from functools import lru_cache
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

# Both come with Windows in Chinese, and Excel and WPS have them; elsewhere they are substituted by name.
BODY_FONT, HEAD_FONT = "宋体", "黑体"
BODY_SIZE = 11
LINE_POINTS = 15.5
"""Height of one line of body text, with room for fonts that stand in for 宋体."""

INK, MUTED, RULE_COLOUR = "#262626", "#595959", "#A6A6A6"
INPUT_FILL, FIXED_FILL, FAULT_FILL = "#FFF8DC", "#EDEFF0", "#F8CBAD"
REQUIRED_HEAD, OPTIONAL_HEAD, FIXED_HEAD = "#2E6B4F", "#6FA287", "#7F8C8D"
DONE_INK = "#1E7B34"

NUMBER_FORMATS = {
    "text": "@",
    "prose": "General",
    "choice": "General",
    "count": "0",
    "number": "#,##0.00##",
    "date": "yyyy-mm-dd",
    "share": "0.0%",
    "year": "0",
}
"""By kind of cell."""

FEWER_DECIMALS = ("#,##0", "#,##0.0")
"""For measured numbers with no or one decimal. A plain ``#,##0.##`` would show “800.”."""

ALIGNMENTS = {"number": "right", **dict.fromkeys(("choice", "count", "date", "share", "year"), "center")}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def make(self, **properties: Any) -> Format:
        """A format of body text with these properties."""
        full = {
            "font_name": BODY_FONT,
            "font_size": BODY_SIZE,
            "font_color": INK,
            "valign": "vcenter",
            **properties,
        }
        wanted = tuple(sorted(full.items()))
        if wanted not in self._made:
            self._made[wanted] = self._workbook.add_format(full)
        return self._made[wanted]

    def boxed(self, **properties: Any) -> Format:
        return self.make(border=1, border_color=RULE_COLOUR, text_wrap=True, **properties)

    def title(self, size: int) -> Format:
        return self.make(font_name=HEAD_FONT, font_size=size, align="center", text_wrap=True)

    def line(self, **properties: Any) -> Format:
        """A line of text outside any table."""
        return self.make(text_wrap=True, **properties)

    def head(self, fill: str) -> Format:
        return self.boxed(
            font_name=HEAD_FONT,
            font_color="#FFFFFF",
            bg_color=fill,
            align="center",
        )

    def cell(self, kind: str, *, locked: bool, align: str | None = None, indent: bool = False) -> Format:
        """A cell of a table: grey and locked, or light yellow and open."""
        return self.boxed(
            num_format=NUMBER_FORMATS[kind],
            bg_color=FIXED_FILL if locked else INPUT_FILL,
            locked=locked,
            **_aligned(kind, align, indent),
        )

    def open_row(self) -> Format:
        """A whole row that may be deleted: a protected sheet allows that only where no cell is locked."""
        return self.make(locked=False)

    def spare(self, kind: str, *, align: str | None = None, indent: bool = False) -> Format:
        """An open cell that shows nothing yet: it is not printed while it is empty."""
        return self.make(
            num_format=NUMBER_FORMATS[kind], locked=False, text_wrap=True, **_aligned(kind, align, indent)
        )


def _aligned(kind: str, align: str | None, indent: bool) -> dict[str, Any]:
    side = align or ALIGNMENTS.get(kind, "left")
    return {"align": side, "indent": 1} if indent and side == "left" else {"align": side}


class GrowingWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet in which the height of some rows is a start, not a limit.

    XlsxWriter marks every height as set by hand, and a spreadsheet program then cuts what a clerk types beyond it.
    Without the mark the program fits the row again as soon as something is typed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.growing: set[int] = set()
        """Rows, counted from 0."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        """Ours use no function that a file names by a prefix: thirty searches of every formula are for nothing."""
        return formula.removeprefix("=")

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row" and dict(attributes)["r"] - 1 in self.growing:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


@lru_cache(maxsize=8192)
def text_width(text: str) -> int:
    """Width in column units: a Chinese character takes two."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def lines(text: str, width: float, size: float = BODY_SIZE) -> int:
    """How many lines a text of that font size takes in a column of that width when it is wrapped."""
    # The last column units are left to the cell's padding and to characters that may not end a line.
    room = max(width * BODY_SIZE / size - 1.5, 2)
    return sum(max(1, ceil(text_width(part) / room)) for part in text.split("\n"))


def row_height(texts: Mapping[str, str], widths: Mapping[str, float], least: float) -> float:
    """Points that a row needs so that none of its wrapped texts is cut; a spreadsheet allows 409."""
    most = max((lines(text, widths[name]) for name, text in texts.items()), default=1)
    return min(max(most * LINE_POINTS + 4, least), 409)
