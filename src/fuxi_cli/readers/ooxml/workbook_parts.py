"""What a workbook's own parts say: its sheets, its date system, its texts, its links, its custom properties."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice
from fuxi_cli.readers.formulas import reaches_out
from fuxi_cli.readers.ooxml.evidence import Evidence
from fuxi_cli.readers.refusal import damaged, megabytes, oversized, unreadable
from fuxi_cli.readers.zips.markup import Attributes, Enough, check_doctype, is_true, local, parse
from fuxi_cli.readers.zips.package import Package, Relations
from fuxi_cli.readers.zips.remembered import remembered

CUSTOM_PROPERTIES = "docProps/custom.xml"
_TEXTS = re.compile(rb"<(?:[^<>\s:]*:)?sst[\s/>]")
_TEXTS_NAMED = 2
"""How often a sound list of shared texts names its root element, unless a text has these letters too."""
_SHORTEST_REFERENCE = len('<c r="A1" t="s"><v>0</v></c>')


class SheetEntry(NamedTuple):
    """A worksheet as the workbook lists it, and the part that holds it."""

    name: str
    part: str
    visible: bool


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Contents:
    """The workbook part. Chart and dialog sheets hold no cells and are left out."""

    sheets: list[SheetEntry] = field(default_factory=list)
    date1904: bool = False
    names: tuple[str, ...] = ()
    """The formulas of defined names."""
    macro_sheets: list[str] = field(default_factory=list)


class _Listing(NamedTuple):
    """The workbook part as it is written."""

    sheets: tuple[tuple[str, str, bool], ...]
    """Name, id of the relation that leads to the part, visible."""
    date1904: bool
    names: tuple[str, ...]


def read_contents(package: Package, part: str, relations: Relations, limits: Limits) -> Contents:
    """List the worksheets of the workbook part, in their order."""
    listing = _read_listing(package.metadata(part))
    contents = Contents(date1904=listing.date1904, names=listing.names)
    for name, link, visible in listing.sheets:
        relation = relations.get(link)
        if relation is None:
            raise unreadable("missing-part", f"文件里缺少工作表“{name[:20]}”的内容")
        if relation.kind == "worksheet":
            contents.sheets.append(SheetEntry(name, relation.target, visible))
        elif relation.kind.endswith("Macrosheet"):
            contents.macro_sheets.append(name)
    if len(contents.sheets) > limits.sheets:
        raise oversized("工作表数", len(contents.sheets), limits.sheets)
    if not contents.sheets:
        raise unreadable("no-sheets", "文件里没有工作表")
    return contents


@remembered
def _read_listing(xml: bytes) -> _Listing:
    sheets: list[tuple[str, str, bool]] = []
    names: list[str] = []
    date1904 = False
    pieces: list[str] | None = None

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal pieces, date1904
        match local(tag):
            case "sheet":
                link = next(
                    (value for key, value in attributes.items() if ":" in key and local(key) == "id"), ""
                )
                visible = attributes.get("state", "visible") == "visible"
                sheets.append((attributes.get("name", ""), link, visible))
            case "workbookPr":
                date1904 = is_true(attributes.get("date1904"))
            case "definedName":
                pieces = []

    def text(data: str) -> None:
        if pieces is not None:
            pieces.append(data)

    def end(tag: str) -> None:
        nonlocal pieces
        if pieces is not None and local(tag) == "definedName":
            names.append("".join(pieces))
            pieces = None

    parse(xml, "工作簿目录", start, end, text)
    return _Listing(tuple(sheets), date1904, tuple(names))


def custom_properties(package: Package, part: str) -> dict[str, str]:
    """Name → value as text. Empty when the file has none."""
    found: dict[str, str] = {}
    name: str | None = None

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal name
        if local(tag) == "property":
            name = attributes.get("name", "")
            found[name] = ""

    def text(data: str) -> None:
        if name is not None:
            found[name] += data

    def end(tag: str) -> None:
        nonlocal name
        if local(tag) == "property":
            name = None

    if part in package:
        parse(package.metadata(part), "文档属性", start, end, text)
    return {name: value.strip() for name, value in found.items()}


def outward_notices(
    package: Package, relations: Relations, names: Iterable[str], limits: Limits
) -> list[Notice]:
    """Links to other files, DDE links, and defined names that start programs. Nothing linked is opened."""
    notices = [
        _link_notice(package, relation.target)
        for relation in relations.values()
        if relation.kind == "externalLink" and not relation.external and relation.target in package
    ]
    notices.extend(Notice("dde", provided=name) for name in names if reaches_out(name))
    return notices[: limits.samples]


def _link_notice(package: Package, part: str) -> Notice:
    """By the first element below the root: another workbook, an OLE object, or a DDE source."""
    found: list[tuple[str, Attributes]] = []

    def start(tag: str, attributes: Attributes) -> None:
        found.append((local(tag), attributes))
        if len(found) == 2:
            raise Enough

    parse(package.read(part), "外部链接", start)
    kind, attributes = found[-1]
    if kind == "ddeLink":
        return Notice("dde", provided=f"{attributes.get('ddeService', '')}|{attributes.get('ddeTopic', '')}")
    link = next((value for key, value in attributes.items() if local(key) == "id"), "")
    target = package.relations(part).get(link)
    return Notice("external-links", provided=target.target if target else None)


def shared_strings(package: Package, part: str | None, limits: Limits) -> bytes:
    """The part as it stands; empty when there is none."""
    if part is None or part not in package:
        return b""
    strings = package.read(part)
    check_doctype(strings)
    references, distinct = _declared(strings)
    distinct = max(distinct, strings.count(b"<si"), strings.count(b":si"))
    if distinct > limits.strings or references > limits.cells:
        raise oversized("共享文本数", max(distinct, references), limits.strings)
    return strings


def _declared(strings: bytes) -> tuple[int, int]:
    """What the root element claims; the parser sets memory aside for it before it reads on.

    It believes such an element at any depth, so there may be only the one that was looked at.
    """
    counts: list[int] = []

    def start(tag: str, attributes: Attributes) -> None:
        if local(tag) == "sst":
            counts.extend(_number(attributes.get(name, "")) for name in ("count", "uniqueCount"))
        raise Enough

    parse(strings, "共享文本", start)
    if not counts or (strings.count(b"sst") > _TEXTS_NAMED and len(_TEXTS.findall(strings)) > 1):
        raise damaged("共享文本")
    return counts[0], counts[1]


def _number(text: str) -> int:
    """However many zeros stand before it; 0 for what is no number."""
    digits = text.strip().lstrip("+0")[:20]
    return int(digits) if digits.isdecimal() else 0


def check_texts(strings: bytes, evidences: list[Evidence], limits: Limits) -> None:
    """Refuse a long text that stands in very many cells. An estimate first, then exact."""
    longest = max(map(len, strings.split(b"</si>")))
    rows = sum(evidence.end - evidence.start for evidence in evidences)
    if longest * (rows // _SHORTEST_REFERENCE) <= limits.text_bytes:
        return
    sizes = _sizes(strings)
    total = sum(sizes[number] for number in _references(evidences) if number < len(sizes))
    if total > limits.text_bytes:
        raise oversized("文本总量", megabytes(total), megabytes(limits.text_bytes))


def _sizes(strings: bytes) -> list[int]:
    """How many bytes each text has at most, in their order."""
    sizes: list[int] = []

    def start(tag: str, _: Attributes) -> None:
        if local(tag) == "si":
            sizes.append(0)

    def text(data: str) -> None:
        if sizes:
            sizes[-1] += len(data.encode())

    parse(strings, "共享文本", start, text=text)
    return sizes


def _references(evidences: list[Evidence]) -> Iterator[int]:
    for evidence in evidences:
        for match in _reference().finditer(evidence.xml, evidence.start, evidence.end):
            yield int(match[1] or 0)


@cache
def _reference() -> re.Pattern[bytes]:
    """A cell that refers to a shared text: the text's number."""
    return re.compile(  # all zeros: no digits in the group
        rb' t="s"[^<>]*+>(?:<f(?=[ />])[^<>]*+(?:(?<=/)>|>[^<]*+</f>))?+<v[^<>]*+>\s*+\+?+0*+([0-9]{1,9}|(?<=0))'
    )
