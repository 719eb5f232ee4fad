"""The workbook without a fault that most hostile kinds start from, and small ways to spoil it."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from support.packages import Content, Parts, pack, parts, worksheet

GOOD = Path(__file__).parent.parent.parent / "examples/submissions/2022-06/360731_于都县_2022-06.xlsx"
NAME = GOOD.name
"""The file name says whose it is, so that a file that cannot be read is still somebody's."""
SHEETS = {
    "封面": 1,
    "指标进度": 2,
    "重点任务": 3,
    "台账-示范基地": 4,
    "台账-富硒产品": 5,
    "台账-龙头企业": 6,
    "困难问题": 10,
    "核实说明": 11,
}
ONE_CELL = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')


@cache
def _good_parts() -> tuple[tuple[str, bytes], ...]:
    with ZipFile(GOOD) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def good_parts() -> Parts:
    """Every part of the good workbook, to be changed at will."""
    return dict(_good_parts())


def good() -> bytes:
    return GOOD.read_bytes()


def sheet_part(name: str) -> str:
    return f"xl/worksheets/sheet{SHEETS[name]}.xml"


def changed(part: str, old: str, new: str, count: int = 1) -> bytes:
    """The good workbook with one text in one part replaced; the text must be there."""
    result = good_parts()
    before = bytes(result[part]).decode()
    assert old in before, old
    result[part] = before.replace(old, new, count)
    return pack(result)


def with_cell(sheet: str, address: str, inside: str, type: str = "") -> bytes:
    """The good workbook with one cell's content replaced, its style kept."""
    result = good_parts()
    result[sheet_part(sheet)] = put_cell(bytes(result[sheet_part(sheet)]).decode(), address, inside, type)
    return pack(result)


def put_cell(xml: str, address: str, inside: str, type: str = "") -> str:
    pattern = re.compile(rf'<c r="{address}"( s="[0-9]+")?[^<>]*?(?:/>|>.*?</c>)', re.DOTALL)
    assert pattern.search(xml), address
    kind = f' t="{type}"' if type else ""
    return pattern.sub(lambda m: f'<c r="{address}"{m[1] or ""}{kind}>{inside}</c>', xml, count=1)


def text(value: str) -> tuple[str, str]:
    """Content and type of a cell with a text as it stands in XML."""
    return f'<is><t xml:space="preserve">{value}</t></is>', "inlineStr"


def number(value: str) -> tuple[str, str]:
    return f"<v>{value}</v>", ""


def rows(count: int, cell: str = '<c r="A{0}"><v>1</v></c>') -> str:
    return "".join(f'<row r="{n}">{cell.format(n)}</row>' for n in range(1, count + 1))


def one_sheet(xml: Content, **options: object) -> bytes:
    return pack(parts({"表": xml}, **options))  # type: ignore[arg-type]


def put(folder: Path, content: bytes | Mapping[str, Content], name: str = NAME) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else pack(content))
    return path


def inflated(path: Path, entries: Mapping[str, int], others: Mapping[str, Content] = {}) -> Path:
    """A zip whose entries inflate to so many blanks, written without ever holding them."""
    block = b" " * (1 << 20)
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in others.items():
            archive.writestr(name, content)
        for name, size in entries.items():
            with archive.open(name, "w") as stream:
                for _ in range(size >> 20):
                    stream.write(block)
    return path
