"""Binary workbooks of Excel 2007 and later that are cut off, lie about themselves, or hide and call what they should not."""

from pathlib import Path
from struct import pack as packed

from hostile import pages
from hostile.kinds import Kind, kind
from hostile.texts import BAD
from support import binary_workbooks as xlsb
from support.in_formats import Raw, xlsb_parts
from support.in_formats import xlsb as written
from support.packages import pack

_PART = "xl/worksheets/sheet2.bin"
"""Of the progress sheet."""
_ONE = xlsb.cell(xlsb.PACKED, 0, xlsb.whole(1))


def _save(folder: Path, content: bytes) -> Path:
    return pages.save(folder, content, ".xlsb")


def _one_sheet(part: bytes, strings: bytes | None = None) -> bytes:
    return pack(xlsb.parts({"表": part}, strings=strings))


def _cut(percent: int) -> Kind:
    def make(folder: Path) -> Path:
        content = written(pages.pages())
        return _save(folder, content[: len(content) * percent // 100])

    make.__doc__ = f"The first {percent} % of the file."
    return Kind(f"xlsb_cut_at_{percent}", make, frozenset({"S101"}), together=True)


def _part_cut(percent: int) -> Kind:
    def make(folder: Path) -> Path:
        parts = xlsb_parts(pages.pages())
        parts[_PART] = bytes(parts[_PART])[: len(parts[_PART]) * percent // 100]  # type: ignore[arg-type]
        return _save(folder, pack(parts))

    make.__doc__ = f"The first {percent} % of a sheet, in a sound package."
    return Kind(f"xlsb_sheet_cut_at_{percent}", make, frozenset({"S101"}), together=True)


CUT = tuple(_cut(percent) for percent in (30, 90))
PARTS_CUT = tuple(_part_cut(percent) for percent in (0, 40, 95))


@kind("S101")
def xlsb_record_of_256_mb(folder: Path) -> Path:
    """A record that says it is far longer than the sheet."""
    return _save(folder, _one_sheet(xlsb.sheet(xlsb.row(0, _ONE), xlsb.record(xlsb.PACKED, size=0x0FFFFFFF))))


@kind("S101")
def xlsb_text_of_4_gb(folder: Path) -> Path:
    """A cell that says its text has two thousand million letters."""
    return _save(
        folder,
        _one_sheet(xlsb.sheet(xlsb.row(0, xlsb.cell(xlsb.TEXT, 0, packed("<I", 0x7FFFFFFF))))),
    )


@kind("")
def xlsb_texts_claimed_4_thousand_million(folder: Path) -> Path:
    """The list of shared texts claims to be endless; nobody needs to believe it."""
    return _save(folder, written(pages.pages(), strings=xlsb.texts("一", count=0xFFFFFFFF)))


@kind("S104")
def xlsb_far_corner(folder: Path) -> Path:
    """A value in A1 and one in XFD1048576."""
    far = xlsb.row(1_048_575, xlsb.cell(xlsb.PACKED, 16_383, xlsb.whole(1)))
    return _save(folder, _one_sheet(xlsb.sheet(xlsb.row(0, _ONE), far)))


@kind("S101")
def xlsb_row_4_thousand_million(folder: Path) -> Path:
    """A row that no sheet has."""
    return _save(folder, _one_sheet(xlsb.sheet(xlsb.row(0xFFFFFFFF, _ONE))))


@kind("S104")
def xlsb_sheets_10_000(folder: Path) -> Path:
    """One sheet, listed ten thousand times."""
    parts = xlsb.parts({"表": xlsb.sheet(xlsb.row(0, _ONE))})
    listed = b"".join(
        xlsb.record(156, packed("<II", 0, n) + xlsb.text("s1") + xlsb.text(f"表{n}")) for n in range(10_000)
    )
    parts["xl/workbook.bin"] = xlsb.record(131) + listed + xlsb.record(132)
    return _save(folder, pack(parts))


@kind("S104")
def xlsb_merges_200_000(folder: Path) -> Path:
    """Two hundred thousand merged ranges."""
    merged = b"".join(xlsb.area(xlsb.MERGED, n, 0, n, 1) for n in range(200_000))
    return _save(folder, _one_sheet(xlsb.sheet(xlsb.row(0, _ONE), after=merged)))


@kind("S402")
def xlsb_every_column_hidden_many_times(folder: Path) -> Path:
    """A hundred thousand times all columns hidden."""
    hidden = xlsb.columns(0, 16_383, hidden=True) * 100_000
    return _save(folder, written(pages.pages(), before={pages.PROGRESS: hidden}))


@kind("S104")
def xlsb_one_long_text_in_many_cells(folder: Path) -> Path:
    """A text of 30,000 letters in twenty thousand cells."""
    rows = [xlsb.row(n, xlsb.cell(xlsb.SHARED, 0, bytes(4))) for n in range(20_000)]
    return _save(folder, _one_sheet(xlsb.sheet(*rows), strings=xlsb.texts("长" * 30_000)))


@kind("S104")
def xlsb_part_of_170_mb(folder: Path) -> Path:
    """A sheet that is nothing but zeros, packed into a few hundred bytes."""
    return _save(folder, _one_sheet(bytes(170 << 20)))


@kind("S107", together=True)
def xlsb_macros(folder: Path) -> Path:
    """A macro project."""
    return _save(folder, written(pages.pages(), extra={"xl/vbaProject.bin": b"x"}))


@kind("S109", together=True)
def xlsb_dde(folder: Path) -> Path:
    """A DDE source."""
    link = xlsb.record(360, packed("<H", 1) + xlsb.text("cmd") + xlsb.text("/C calc")) + xlsb.record(588)
    content = written(
        pages.pages(),
        links=(("x1", "externalLink", "externalLinks/externalLink1.bin"),),
        extra={"xl/externalLinks/externalLink1.bin": link},
    )
    return _save(folder, content)


@kind("S109", together=True)
def xlsb_webservice(folder: Path) -> Path:
    """A function that fetches from the network, by its name."""
    return _save(folder, written(pages.pages(), names=["_xlfn.WEBSERVICE"]))


@kind("S407", cell=pages.COUNTED, together=True)
def xlsb_error_cell(folder: Path) -> Path:
    """#REF! where a figure belongs."""
    error = Raw(lambda _, column: xlsb.cell(xlsb.ERROR, column, b"\x17"))
    return _save(folder, written(pages.with_cell(error)))


@kind("S403", together=True)
def xlsb_hidden_sheet(folder: Path) -> Path:
    """The sheet of figures hidden where Excel's menu does not show it."""
    return _save(folder, written(pages.pages(), states={pages.PROGRESS: 2}))


@kind("T113", odd_text=True, together=True)
def xlsb_odd_remarks(folder: Path) -> Path:
    """Remarks that command a terminal or a browser."""
    return _save(folder, written(pages.with_odd_remarks()))


def _named(name: str) -> Kind:
    def make(folder: Path) -> Path:
        return _save(folder, written(pages.with_sheet_called(BAD[name])))

    make.__doc__ = f"A sheet called: {name}."
    return Kind(f"xlsb_sheet_{name}", make, frozenset({"S301", "S303"}), odd_text=True, together=True)


NAMES = tuple(_named(name) for name in ("escape", "nul", "surrogate", "up"))
