"""Binary workbooks (.xlsb) made record by record, so that a test says exactly what stands in them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from struct import pack as packed
from typing import NamedTuple

from support.packages import PACKAGE, Content, pack, relations

XLSB_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_BIN = "application/vnd.ms-excel."

ROW, BLANK, PACKED, ERROR, BOOLEAN, REAL, TEXT, SHARED = range(8)
FORMULA_TEXT, FORMULA_REAL, FORMULA_BOOLEAN, FORMULA_ERROR = range(8, 12)
SHORT = 11
"""What is added to a kind of cell when it says no column."""
RICH = 62
COLUMNS = 60
MERGED = 176
ARRAY = 426
BEGIN_SHEET, END_SHEET = 129, 130
BEGIN_CELLS, END_CELLS = 145, 146
DIMENSION = 148


def number(value: int, least: int = 1) -> bytes:
    """A number in bytes of seven bits, the highest of each saying that more follow."""
    result = bytearray()
    while True:
        value, rest = value >> 7, value & 0x7F
        more = value > 0 or len(result) + 1 < least
        result.append(rest | (0x80 if more else 0))
        if not more:
            return bytes(result)


def record(kind: int, content: bytes = b"", size: int | None = None) -> bytes:
    """One record; ``size`` lets it lie about its length."""
    return number(kind) + number(len(content) if size is None else size) + content


def text(value: str) -> bytes:
    encoded = value.encode("utf-16-le", "surrogatepass")
    return packed("<I", len(encoded) // 2) + encoded


def row(index: int, *cells: bytes, hidden: bool = False, height: int = 300) -> bytes:
    """A row (counted from 0) and its cells."""
    head = packed("<IIHBBBI", index, 0, height, 0, 0x10 if hidden else 0, 0, 0)
    return record(ROW, head) + b"".join(cells)


def cell(kind: int, column: int | None, content: bytes, style: int = 0) -> bytes:
    """A cell (column counted from 0); with column None the short form of its kind."""
    if column is None:
        return record(kind + SHORT, packed("<I", style) + content)
    return record(kind, packed("<II", column, style) + content)


def formula(kind: int, column: int, value: bytes, tokens: bytes = b"\x1e\x01\x00", style: int = 0) -> bytes:
    """A formula cell with its stored value; the tokens say ``=1`` unless others are given."""
    behind = packed("<HI", 0, len(tokens)) + tokens + packed("<I", 0)
    return cell(kind, column, value + behind, style)


def real(value: float) -> bytes:
    return packed("<d", value)


def whole(value: int, hundredth: bool = False) -> bytes:
    """A whole number, or so many hundredths, in the 32 bits of a packed number."""
    return packed("<I", (value << 2 | 2 | hundredth) & 0xFFFFFFFF)


def area(kind: int, top: int, left: int, bottom: int, right: int, rest: bytes = b"") -> bytes:
    """A record about a range, all counted from 0."""
    return record(kind, packed("<IIII", top, bottom, left, right) + rest)


def columns(first: int, last: int, hidden: bool = False, width: int = 2304) -> bytes:
    info = packed("<IIIIH", first, last, width, 0, 1 if hidden else 0)
    return record(390) + record(COLUMNS, info) + record(391)


def sheet(*rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    """A worksheet part as Excel writes it. The range that it claims is A1, whatever it holds."""
    cells = record(BEGIN_CELLS) + b"".join(rows) + record(END_CELLS)
    return record(BEGIN_SHEET) + area(DIMENSION, 0, 0, 0, 0) + before + cells + after + record(END_SHEET)


def merged(*areas: tuple[int, int, int, int]) -> bytes:
    return record(177, packed("<I", len(areas))) + b"".join(area(MERGED, *a) for a in areas) + record(178)


def texts(*values: str, count: int | None = None) -> bytes:
    """The shared texts; ``count`` lets the part lie about how many."""
    claimed = packed("<II", *(2 * [len(values) if count is None else count]))
    return record(159, claimed) + b"".join(record(19, b"\0" + text(v)) for v in values) + record(160)


def styles(*formats: int | str) -> bytes:
    """A number format for each cell style: a built-in one by number, or a code."""
    codes = [f for f in formats if isinstance(f, str)]
    numbers = [164 + codes.index(f) if isinstance(f, str) else f for f in formats]
    defined = b"".join(record(44, packed("<H", 164 + n) + text(code)) for n, code in enumerate(codes))
    font = packed("<HHHHHBBBB", 220, 0, 400, 0, 0, 0, 0, 134, 0) + packed("<BBhBBBB", 7, 1, 0, 0, 0, 0, 255)
    fill = packed("<I", 0) + bytes(64)
    border = bytes(51)
    return (
        record(278)
        + (record(615, packed("<I", len(codes))) + defined + record(616) if codes else b"")
        + record(611, packed("<I", 1)) + record(43, font + b"\x02" + text("宋体")) + record(612)
        + record(603, packed("<I", 1)) + record(45, fill) + record(604)
        + record(613, packed("<I", 1)) + record(46, border) + record(614)
        + record(626, packed("<I", 1)) + record(47, packed("<HHHHHHBBBB", 65535, 0, 0, 0, 0, 0, 0, 16, 0, 0)) + record(627)
        + record(617, packed("<I", len(numbers)))
        + b"".join(record(47, packed("<HHHHHHBBBB", 0, n, 0, 0, 0, 0, 0, 16, 1, 0)) for n in numbers)
        + record(618)
        + record(279)
    )  # fmt: skip


class Listed(NamedTuple):
    """A worksheet in the list of the workbook: 0 can be seen, 1 is hidden, 2 very hidden."""

    part: bytes
    state: int = 0


def parts(
    sheets: Mapping[str, bytes | Listed],
    *,
    strings: bytes | None = None,
    formats: bytes | None = None,
    date1904: bool = False,
    names: Iterable[str] = (),
    links: tuple[tuple[str, str, str], ...] = (),
    extra: Mapping[str, Content] = {},
) -> dict[str, Content]:
    """Every part of a workbook with those sheets, to be changed at will and then packed."""
    entries = [s if isinstance(s, Listed) else Listed(s) for s in sheets.values()]
    listed = b"".join(
        record(156, packed("<II", entry.state, n) + text(f"s{n}") + text(name))
        for n, (name, entry) in enumerate(zip(sheets, entries, strict=True), start=1)
    )
    defined = b"".join(
        record(39, packed("<IBI", 0, 0, 0xFFFFFFFF) + text(name) + packed("<II", 0, 0)) for name in names
    )
    book = (
        record(131)
        + record(153, packed("<III", 1 if date1904 else 0, 0, 0))
        + record(143) + listed + record(144)
        + defined
        + record(132)
    )  # fmt: skip
    targets = [(f"s{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(entries) + 1)]
    overrides = {"workbook.bin": XLSB_TYPE}
    overrides |= {f"worksheets/sheet{n}.bin": f"{_BIN}worksheet" for n in range(1, len(entries) + 1)}
    result: dict[str, Content] = {}
    for part, kind, content in (
        ("sharedStrings.bin", "sharedStrings", strings),
        ("styles.bin", "styles", formats),
    ):
        if content is not None:
            targets.append((kind, kind, part))
            overrides[part] = f"{_BIN}{kind}"
            result[f"xl/{part}"] = content
    declared = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{said}"/>' for part, said in overrides.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE.replace("relationships", "content-types")}">'
        f'<Default Extension="rels" ContentType="{rels}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{declared}</Types>",
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations(*targets, *links),
        **result,
        **{f"xl/worksheets/sheet{n}.bin": entry.part for n, entry in enumerate(entries, start=1)},
        **extra,
    }


def save(
    folder: Path, sheets: Mapping[str, bytes | Listed], name: str = "示例.xlsb", **options: object
) -> str:
    """A workbook file with those sheets; its path."""
    path = folder / name
    path.write_bytes(pack(parts(sheets, **options)))  # type: ignore[arg-type]
    return str(path)
