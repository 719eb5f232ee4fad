"""The slow, always correct path: any well-formed sheet XML, rewritten in the one form that ``evidence`` scans.

Prefixes, attribute order, quotes, comments, CDATA, entities and missing addresses all disappear; what remains is
rows of ``<c r s t>`` cells that hold at most ``<f>`` and then one of ``<v>`` and ``<is>``. The parser of cell values
is given the same text, which also mends what it misreads in silence (a CDATA value, a comment inside a number).
"""

import re

from fuxi_cli.core.place import column_letters, column_number
from fuxi_cli.readers.refusal import Refusal, damaged, unreadable
from fuxi_cli.readers.zips.markup import Attributes, escape, escape_text, is_true, local, parse

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\Z")
_SPACE = " \t\r\n"
_DEEPEST = 64
"""Elements inside each other, from sheetData down; extensions included, no program writes a dozen."""


def canonical_rows(xml: bytes, part: str) -> bytes:
    """Everything inside the sheet's ``<sheetData>``, in canonical form."""
    writer = _Writer()
    parse(xml, part, writer.start, writer.end, writer.text)
    return "".join(writer.out).encode("utf-8", "replace")


def parse_address(text: str) -> tuple[int, int]:
    """``B7`` → (7, 2). Refuses what no sheet has."""
    match = _ADDRESS.match(text)
    row, column = (int(match[2]), column_number(match[1])) if match else (0, 0)
    if not (0 < row <= MAX_ROW and 0 < column <= MAX_COLUMN):
        raise bad_address(text)
    return row, column


def bad_address(text: str) -> Refusal:
    return unreadable("bad-address", f"工作表里有不存在的单元格地址“{text[:20]}”")


def hides(attributes: Attributes) -> bool:
    """A row that cannot be seen: hidden, or of no height."""
    return is_true(attributes.get("hidden")) or is_zero(attributes.get("ht"))


def is_zero(size: str | None) -> bool:
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False


class _Writer:
    """expat's events in, canonical XML out."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.depth = 0
        self.path: list[str] = []
        """The open elements from sheetData down, by local name; empty outside."""
        self.finished = False
        self.row = 0
        self.column = 0
        self.open_row = 0
        """The row that stands open in the output; 0 when none."""
        self.parts: dict[str, str] = {}
        """What the open cell holds so far: its own start, f and its tag, v, is."""
        self.typed = False
        """The open cell says what its value is."""
        self.pieces: list[str] | None = None
        """Text of the open v, f or t; None where text means nothing."""
        self.keep_space = True

    def start(self, tag: str, attributes: Attributes) -> None:
        self.depth += 1
        name = local(tag)
        if not self.path and (self.depth != 2 or name != "sheetData" or self.finished):
            return
        if len(self.path) > _DEEPEST:
            raise damaged("工作表")
        self.path.append(name)
        match self.path[1:]:
            case ["row"]:
                self._start_row(attributes)
            case ["row", "c"]:
                self._start_cell(attributes)
            case ["row", "c", "v" | "f"]:
                self.pieces, self.keep_space = [], True
                if name == "f":
                    self.parts["tag"] = _attributes(attributes, ("t", "ref", "si"))
            case ["row", "c", "is"]:
                self.parts["is"] = ""
            case ["row", "c", "is", *runs] if name == "t" and "rPh" not in runs:
                self.pieces, self.keep_space = [], attributes.get("xml:space") == "preserve"

    def text(self, data: str) -> None:
        if self.pieces is not None:
            self.pieces.append(data)

    def end(self, _tag: str) -> None:
        self.depth -= 1
        if not self.path:
            return
        match self.path[1:]:
            case []:
                self.finished = True
            case ["row"]:
                self._close_row()
            case ["row", "c"]:
                self._end_cell()
            case ["row", "c", *rest] if self.pieces is not None:
                text = "".join(self.pieces)
                kept = text if self.keep_space else text.strip(_SPACE)
                before = self.parts["is"] if rest[0] == "is" else ""
                self.parts[rest[0]] = before + kept
                self.pieces = None
        self.path.pop()

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        if number is None:
            self.row += 1
        elif number.isascii() and number.isdigit() and len(number) < 10 and 0 < int(number) <= MAX_ROW:
            self.row = int(number)
        else:
            raise bad_address(number)
        self.column = 0
        self._open_row(self.row, hides(attributes))

    def _open_row(self, number: int, hidden: bool) -> None:
        self.open_row = number
        self.out.append(f'<row r="{number}" hidden="1">' if hidden else f'<row r="{number}">')

    def _close_row(self) -> None:
        self.out.append("</row>")
        self.open_row = 0

    def _start_cell(self, attributes: Attributes) -> None:
        """A cell without address stands right of the one before it; one with another row's goes to that row."""
        address = attributes.get("r")
        row, self.column = (self.row, self.column + 1) if address is None else parse_address(address)
        if self.column > MAX_COLUMN or row > MAX_ROW:
            raise bad_address(address or f"第{row}行第{self.column}列")
        if row != self.open_row:
            self._close_row()
            self._open_row(row, hidden=False)
        kept = _attributes(attributes, ("s", "t"))
        self.parts = {"c": f'<c r="{column_letters(self.column)}{row}"{kept}'}
        self.typed = "t" in attributes

    def _end_cell(self) -> None:
        parts = self.parts
        value = escape_text(parts.get("v", ""))
        is_text = not self.typed and value != parts.get("v", "")  # no number, though the cell does not say so
        self.out.append(parts["c"] + (' t="str">' if is_text else ">"))
        if "f" in parts:
            self.out.append(f"<f{parts['tag']}>{escape_text(parts['f'])}</f>")
        if "is" in parts:
            self.out.append(f'<is><t xml:space="preserve">{escape_text(parts["is"])}</t></is>')
        elif "v" in parts:
            self.out.append(f"<v>{value}</v>")
        self.out.append("</c>")


def _attributes(attributes: Attributes, names: tuple[str, ...]) -> str:
    return "".join(f' {name}="{escape(attributes[name])}"' for name in names if name in attributes)
