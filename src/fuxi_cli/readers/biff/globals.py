"""What holds for the whole workbook: its sheets, texts, number formats, date system, names and links."""

from collections.abc import Callable
from dataclasses import dataclass, field
from struct import Struct, error
from typing import NamedTuple

from fuxi_cli.core.limits import Limits
from fuxi_cli.readers.biff.formulas import Outward, named_call
from fuxi_cli.readers.biff.links import Link, Links
from fuxi_cli.readers.biff.records import BIFF5, BIFF8, GLOBALS, Substream, too_old
from fuxi_cli.readers.biff.texts import DEFAULT_ENCODING, Pieces, counted, encoding, sized
from fuxi_cli.readers.number_formats import Kind, is_date
from fuxi_cli.readers.refusal import damaged, encrypted, oversized, unreadable

WHAT = "工作簿目录"
WORKSHEET, MACRO_SHEET = 0, 1
_BOUNDSHEET = Struct("<IBB")
_SHORT = Struct("<H")
_TWO_SHORTS = Struct("<HH")
_COUNTS = Struct("<II")
_NAME_HEAD = Struct("<HxBH8x")
_MOST_STYLES = 0x10000
"""Cells name theirs in two bytes."""
_BUILT_IN = 0x20
_RUN_BY_THEMSELVES = frozenset("\x01\x02\x0a\x0b")
"""Built-in names that run macros: when the file is opened, closed, activated, left."""
_AUTOMATIC = ("auto_open", "auto_close", "auto_activate", "auto_deactivate")


class Bound(NamedTuple):
    """A sheet as the workbook lists it, and where in the stream its records begin."""

    name: str
    start: int
    type: int
    visible: bool


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Globals:
    """The globals substream, read."""

    unicode: bool
    """Excel 97 and later; else Excel 5.0 and 95."""
    sheets: list[Bound] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    """The number format of each cell style."""
    kinds: list[Kind | None] = field(default_factory=list)
    """For each cell style, what a number in such a cell stands for."""
    date1904: bool = False
    encoding: str = DEFAULT_ENCODING
    links: list[Link] = field(default_factory=list)
    outward: Outward = field(default_factory=lambda: Outward(True))
    runs_macros: str | None = None
    """The first name that makes a macro run by itself."""

    def text(self, body: bytes, at: int, count_bytes: int) -> str:
        """A text that stands whole in a record."""
        if self.unicode:
            return counted(body, at, count_bytes)
        count = int.from_bytes(body[at : at + count_bytes], "little")
        at += count_bytes
        return body[at : at + count].decode(self.encoding, "replace")


def read_globals(stream: bytes, limits: Limits) -> Globals:
    """Read the substream that a workbook stream begins with. Raises Refusal."""
    substream = Substream(stream, 0, WHAT)
    if substream.version not in (BIFF5, BIFF8):
        raise too_old()
    if substream.type != GLOBALS:
        raise unreadable("no-sheets", "文件里没有工作表")
    reader = _Reader(Globals(substream.version == BIFF8), limits)
    handlers = reader.handlers()
    try:
        for kind, body, more in substream.records(handlers):
            handlers[kind](body, more)
    except (error, IndexError):
        raise damaged(WHAT) from None
    result = reader.globals
    result.links = reader.links.found
    result.kinds = [is_date(number, result.formats.get(number)) for number in result.styles]
    if not result.sheets:
        raise unreadable("no-sheets", "文件里没有工作表")
    return result


_Handler = Callable[[bytes, tuple[bytes, ...]], None]


class _Reader:
    """One method for each kind of record."""

    def __init__(self, result: Globals, limits: Limits) -> None:
        self.globals = result
        self.limits = limits
        self.links = Links(result.unicode, limits.samples)
        self.names = 0
        result.outward.unicode = result.unicode

    def handlers(self) -> dict[int, _Handler]:
        return {
            0x002F: self.file_pass,
            0x0042: self.code_page,
            0x0022: self.date_mode,
            0x0085: self.bound_sheet,
            0x041E: self.format,
            0x00E0: self.style,
            0x00FC: self.shared_texts,
            0x0018: self.name,
            0x01AE: self.supporting_book,
            0x0017: self.external_sheet,
            0x0023: self.external_name,
        }

    def file_pass(self, _body: bytes, _more: tuple[bytes, ...]) -> None:
        """Any protection, also by the password that Excel itself sets and never asks for (VelvetSweatshop)."""
        raise encrypted()

    def code_page(self, body: bytes, _more: tuple[bytes, ...]) -> None:
        self.globals.encoding = self.links.encoding = encoding(_SHORT.unpack_from(body)[0])

    def date_mode(self, body: bytes, _more: tuple[bytes, ...]) -> None:
        self.globals.date1904 = _SHORT.unpack_from(body)[0] == 1

    def bound_sheet(self, body: bytes, _more: tuple[bytes, ...]) -> None:
        start, visibility, type_ = _BOUNDSHEET.unpack_from(body)
        name = self.globals.text(body, 6, 1)
        self.globals.sheets.append(Bound(name, start, type_, visibility & 3 == 0))
        if len(self.globals.sheets) > self.limits.sheets:
            raise oversized("工作表数", len(self.globals.sheets), self.limits.sheets)

    def format(self, body: bytes, _more: tuple[bytes, ...]) -> None:
        number = _SHORT.unpack_from(body)[0]
        self.globals.formats[number] = self.globals.text(body, 2, 2 if self.globals.unicode else 1)

    def style(self, body: bytes, _more: tuple[bytes, ...]) -> None:
        if len(self.globals.styles) < _MOST_STYLES:
            self.globals.styles.append(_TWO_SHORTS.unpack_from(body)[1])

    def shared_texts(self, body: bytes, more: tuple[bytes, ...]) -> None:
        """As many as are there; the counts are only an upper bound, and a lie about memory is refused."""
        _, distinct = _COUNTS.unpack_from(body)
        if distinct > self.limits.strings:
            raise oversized("共享文本数", distinct, self.limits.strings)
        pieces = Pieces([body[8:], *more])
        texts = self.globals.texts
        while len(texts) < distinct and not pieces.done:
            texts.append(pieces.text())

    def name(self, body: bytes, _more: tuple[bytes, ...]) -> None:
        self.names += 1
        flags, count, size = _NAME_HEAD.unpack_from(body)
        if self.globals.unicode:
            name = sized(body, 14, count)
            formula = body[15 + (count << (body[14] & 1)) :][:size]
        else:
            name = body[14 : 14 + count].decode(self.globals.encoding, "replace")
            formula = body[14 + count :][:size]
        by_itself = (
            name in _RUN_BY_THEMSELVES if flags & _BUILT_IN else name.casefold().startswith(_AUTOMATIC)
        )
        if by_itself and self.globals.runs_macros is None:
            self.globals.runs_macros = "Auto_Open" if flags & _BUILT_IN else name
        call = named_call(name) or self.globals.outward.called(formula)
        if call and len(self.globals.outward.names) < self.limits.samples:
            self.globals.outward.names[self.names] = call

    def supporting_book(self, body: bytes, _more: tuple[bytes, ...]) -> None:
        self.links.book(body)

    def external_sheet(self, body: bytes, _more: tuple[bytes, ...]) -> None:
        if not self.globals.unicode:
            self.links.old_sheet(body)

    def external_name(self, body: bytes, _more: tuple[bytes, ...]) -> None:
        name = self.links.name(body)
        call = named_call(name) if name else None
        if call:  # their numbers are of two bytes, and start anew with each source
            self.globals.outward.outside_names[self.links.names & 0xFFFF] = call
