"""Binary workbooks of Excel 97–2003 that are cut off, lie about themselves, or hide and call what they should not."""

from pathlib import Path
from struct import pack, pack_into, unpack_from

from hostile import pages
from hostile.kinds import Kind, kind
from hostile.texts import BAD
from support import biff
from support.compound_files import compound
from support.in_formats import Pages, Raw, xls, xls_stream

_SECTOR = 512


def _save(folder: Path, content: bytes) -> Path:
    return pages.save(folder, content, ".xls")


def _good() -> bytes:
    return xls(pages.pages())


def _one(*cells: bytes, shared: bytes = b"") -> bytes:
    return biff.one_sheet(*cells, shared_records=shared)


def _cut(percent: int) -> Kind:
    def make(folder: Path) -> Path:
        content = _good()
        return _save(folder, content[: len(content) * percent // 100])

    make.__doc__ = f"The first {percent} % of the file."
    return Kind(f"xls_cut_at_{percent}", make, frozenset({"S101"}), together=True)


CUT = tuple(_cut(percent) for percent in (5, 35, 65, 95))


def _overwritten(at: int, value: int) -> bytes:
    result = bytearray(_good())
    pack_into("<I", result, at, value)
    return bytes(result)


def _entry() -> int:
    """Where the directory speaks of the stream of records."""
    content = _good()
    start = (unpack_from("<I", content, 48)[0] + 1) * _SECTOR
    return content.index("Workbook".encode("utf-16-le"), start)


@kind("S101")
def xls_chain_in_a_circle(folder: Path) -> Path:
    """The stream's sectors lead back to where they began."""
    content = _good()
    start = unpack_from("<I", content, _entry() + 116)[0]
    table = (unpack_from("<I", content, 76)[0] + 1) * _SECTOR
    return _save(folder, _overwritten(table + 4 * (start + 3), start))


@kind("S101")
def xls_directory_in_a_circle(folder: Path) -> Path:
    """So do those of the directory."""
    content = _good()
    sector = unpack_from("<I", content, 48)[0]
    table = (unpack_from("<I", content, 76)[0] + 1) * _SECTOR
    return _save(folder, _overwritten(table + 4 * sector, sector))


@kind("S101")
def xls_stream_of_4_gb(folder: Path) -> Path:
    """The directory says that the stream has 4 GB."""
    return _save(folder, _overwritten(_entry() + 120, 0xFFFFFFFF))


@kind("S104")
def xls_texts_claimed_4_thousand_million(folder: Path) -> Path:
    """A list of shared texts that claims to be endless."""
    return _save(folder, _one(biff.text(0, 0, 0), shared=biff.shared([biff.wide("甲")], 0xFFFFFFFF)))


@kind("S101")
def xls_record_longer_than_the_file(folder: Path) -> Path:
    """A cell whose record says that it is longer than all that follows."""
    return _save(folder, _one(pack("<HH", 0x203, 0xFFFF)))


@kind("S104")
def xls_far_corner(folder: Path) -> Path:
    """A value in the last cell of an otherwise sound form."""
    return _save(folder, xls(pages.pages(), after={pages.PROGRESS: biff.number(65_535, 255, 1)}))


@kind("S104")
def xls_sheets_10_000(folder: Path) -> Path:
    """Ten thousand empty sheets."""
    return _save(folder, biff.workbook([(f"表{n}", b"") for n in range(10_000)]))


@kind("S101")
def xls_one_sheet_listed_200_times(folder: Path) -> Path:
    """Two hundred names for one long list of cells, each to be read anew."""
    cells = b"".join(biff.number(row, 0, 1) for row in range(60_000))
    body = biff.bof(biff.SHEET) + cells + biff.EOF
    names = [f"表{n}" for n in range(200)]
    stream = biff.join([(name, b"") for name in names], [body, *[b""] * 199], b"", biff.BIFF8)
    at = stream.index(body)
    listed = b"".join(biff.record(0x85, pack("<IBB", at, 0, 0), biff.wide(name, "<B")) for name in names)
    start = len(biff.bof(biff.GLOBALS))
    return _save(folder, compound({"Workbook": stream[:start] + listed + stream[start + len(listed) :]}))


@kind("S104")
def xls_one_long_text_in_many_cells(folder: Path) -> Path:
    """A text of 60,000 letters in twenty thousand cells: more than a gigabyte when copied for each."""
    cells = b"".join(biff.text(row, 0, 0) for row in range(20_000))
    first = pack("<II", 1, 1) + pack("<HB", 60_000, 0) + b"a" * 8000
    texts = biff.continued(0xFC, [first, *[b"\0" + b"a" * 8000] * 7])
    return _save(folder, biff.workbook([("表", cells)], texts))


@kind("S102", together=True)
def xls_encrypted(folder: Path) -> Path:
    """A password is set."""
    return _save(folder, xls(pages.pages(), biff.record(0x2F, bytes(54))))


@kind("S107", together=True)
def xls_macros(folder: Path) -> Path:
    """A macro project beside the sheets."""
    return _save(folder, compound({"Workbook": xls_stream(pages.pages())}, ("_VBA_PROJECT_CUR",)))


@kind("S107", together=True)
def xls_macro_that_starts_by_itself(folder: Path) -> Path:
    """A name that makes Excel run a macro when the file is opened."""
    return _save(folder, xls(pages.pages(), biff.name(biff.wide("Auto_Open")[2:], count=9)))


@kind("S109", together=True)
def xls_dde(folder: Path) -> Path:
    """A DDE source."""
    return _save(folder, xls(pages.pages(), biff.supporting_book("cmd\x03/C calc")))


@kind("S108", odd_text=True, together=True)
def xls_external_link(folder: Path) -> Path:
    """A link to another file, its name full of terminal controls."""
    return _save(folder, xls(pages.pages(), biff.supporting_book("\x01\x01C[red]\u202e\x1b[31m示例.xls")))


@kind("S407", cell=pages.COUNTED, together=True)
def xls_error_cell(folder: Path) -> Path:
    """#REF! where a figure belongs."""
    error = Raw(lambda row, column: biff.bool_or_error(row, column, 0x17, True))
    return _save(folder, xls(pages.with_cell(error)))


@kind("S407", cell=pages.COUNTED, together=True)
def xls_formula_with_an_error(folder: Path) -> Path:
    """A formula whose stored result is #DIV/0!."""
    error = Raw(lambda row, column: biff.formula(row, column, biff.stored(2, 7)))
    return _save(folder, xls(pages.with_cell(error)))


@kind("T102", cell=pages.COUNTED, together=True)
def xls_figure_is_no_number(folder: Path) -> Path:
    """The bits of a number that are none."""
    return _save(folder, xls(pages.with_cell(float("nan"))))


@kind("S401", together=True)
def xls_hidden_row(folder: Path) -> Path:
    """A row of figures that nobody sees."""
    return _save(folder, xls(pages.pages(), after={pages.PROGRESS: biff.row(6, flags=0x20)}))


@kind("S402", together=True)
def xls_hidden_column(folder: Path) -> Path:
    """The column of figures hidden."""
    return _save(folder, xls(pages.pages(), after={pages.PROGRESS: biff.columns(5, 5, flags=1)}))


@kind("S403", together=True)
def xls_hidden_sheet(folder: Path) -> Path:
    """The sheet of figures hidden where Excel's menu does not show it."""
    return _save(folder, xls(pages.pages(), states={pages.PROGRESS: 2}))


@kind("T113", odd_text=True, together=True)
def xls_odd_remarks(folder: Path) -> Path:
    """Remarks that command a terminal or a browser."""
    return _save(folder, xls(pages.with_odd_remarks()))


def _named(name: str) -> Kind:
    def make(folder: Path) -> Path:
        return _save(folder, xls(_with_sheet(name)))

    make.__doc__ = f"A sheet called: {name}."
    return Kind(f"xls_sheet_{name}", make, frozenset({"S301", "S303"}), odd_text=True, together=True)


def _with_sheet(name: str) -> Pages:
    return pages.with_sheet_called(BAD[name])


NAMES = tuple(_named(name) for name in ("escape", "bidi", "nul", "up", "script"))
