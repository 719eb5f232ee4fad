"""The parts of a binary workbook (.xlsb) beside its sheets: the list of them, texts, cell formats, links."""

from dataclasses import dataclass, field

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice
from fuxi_cli.readers.number_formats import Kind, is_date
from fuxi_cli.readers.ooxml.workbook_parts import SheetEntry
from fuxi_cli.readers.refusal import damaged, megabytes, oversized, unreadable
from fuxi_cli.readers.xlsb.records import Malformed, count_at, records, text_at
from fuxi_cli.readers.zips.package import Package, Relations

_SST_ITEM = 19
_NAME = 39
_FORMAT = 44
_XF = 47
_WORKBOOK_PROPERTIES = 153
_SHEET = 156
_END_SHARED_TEXTS = 160
_BEGIN_LINK = 360
_BEGIN_CELL_FORMATS, _END_CELL_FORMATS = 617, 618
_DDE = 1
_FETCHING = ("WEBSERVICE", "RTD", "CALL", "REGISTER.ID", "DDE")
"""Functions that are younger than the format, or of other programs, stand in it as names."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class BinaryContents:
    """The workbook part. Chart and dialog sheets hold no cells and are left out."""

    sheets: list[SheetEntry] = field(default_factory=list)
    date1904: bool = False
    macro_sheets: list[str] = field(default_factory=list)
    fetching: list[str] = field(default_factory=list)
    """Names of functions that start programs or fetch from the network."""


def read_binary_contents(package: Package, part: str, relations: Relations, limits: Limits) -> BinaryContents:
    """List the worksheets of the workbook part, in their order."""
    contents = BinaryContents()
    try:
        for kind, record in records(package.binary(part), "工作簿目录"):
            if kind == _SHEET:
                _list_sheet(contents, record, relations)
                if len(contents.sheets) > limits.sheets:
                    raise oversized("工作表数", len(contents.sheets), limits.sheets)
            elif kind == _WORKBOOK_PROPERTIES:
                contents.date1904 = bool(count_at(record, 0) & 1)
            elif kind == _NAME:
                name = text_at(record, 9)[0].upper().rpartition("_XLFN.")[2].rpartition("MICROSOFT.")[2]
                if name in _FETCHING and len(contents.fetching) < limits.samples:
                    contents.fetching.append(name)
    except Malformed:
        raise damaged("工作簿目录") from None
    if not contents.sheets:
        raise unreadable("no-sheets", "文件里没有工作表")
    return contents


def _list_sheet(contents: BinaryContents, record: bytes, relations: Relations) -> None:
    link, end = text_at(record, 8)
    name, _ = text_at(record, end)
    relation = relations.get(link)
    if relation is None:
        raise unreadable("missing-part", f"文件里缺少工作表“{name[:20]}”的内容")
    if relation.kind == "worksheet":
        contents.sheets.append(SheetEntry(name, relation.target, visible=count_at(record, 0) == 0))
    elif relation.kind.endswith("Macrosheet"):
        contents.macro_sheets = contents.macro_sheets or [name]


def binary_texts(package: Package, part: str | None, limits: Limits) -> list[str]:
    """The shared texts, in order. How many the part claims to hold is not believed."""
    texts: list[str] = []
    if part is None or part not in package:
        return texts
    size = 0
    finished = False
    try:
        for kind, record in records(package.binary(part), "共享文本"):
            if kind == _SST_ITEM:
                text, _ = text_at(record, 1)
                texts.append(text)
                size += len(text)
                if len(texts) > limits.strings:
                    raise oversized("共享文本数", len(texts), limits.strings)
            finished = finished or kind == _END_SHARED_TEXTS
    except Malformed:
        raise damaged("共享文本") from None
    if size > limits.text_bytes:
        raise oversized("文本总量", megabytes(size), megabytes(limits.text_bytes))
    if not finished:
        raise damaged("共享文本")
    return texts


def binary_formats(package: Package, part: str | None) -> list[Kind | None]:
    """What a number stands for in each cell format, in order."""
    codes: dict[int, str] = {}
    used: list[int] = []
    in_cells = False
    if part is None or part not in package:
        return []
    try:
        for kind, record in records(package.binary(part), "单元格格式"):
            if kind == _BEGIN_CELL_FORMATS:
                in_cells = True
            elif kind == _END_CELL_FORMATS:
                in_cells = False
            elif kind == _XF and in_cells:
                used.append(int.from_bytes(record[2:4], "little"))
            elif kind == _FORMAT:
                codes[int.from_bytes(record[:2], "little")] = text_at(record, 2)[0]
    except Malformed:
        raise damaged("单元格格式") from None
    return [is_date(number, codes.get(number)) for number in used]


def binary_links(package: Package, relations: Relations, limits: Limits) -> list[Notice]:
    """Links to other files and DDE links. Nothing linked is opened."""
    parts = [r.target for r in relations.values() if r.kind == "externalLink" and not r.external]
    return [_link(package, part) for part in parts[: limits.samples] if part in package]


def _link(package: Package, part: str) -> Notice:
    try:
        for kind, record in records(package.binary(part), "外部链接"):
            if kind == _BEGIN_LINK:
                first, end = text_at(record, 2)
                if int.from_bytes(record[:2], "little") == _DDE:
                    return Notice("dde", provided=f"{first}|{text_at(record, end)[0]}")
                target = package.relations(part).get(first)
                return Notice("external-links", provided=target.target if target else None)
    except Malformed:
        raise damaged("外部链接") from None
    return Notice("external-links")
