"""Cell styles, cut down to what makes a number a date: the number format of each."""

import re
from functools import cache

from fuxi_cli.readers.markup import Attributes, escape, local, parse, unescape
from fuxi_cli.readers.package import Package
from fuxi_cli.readers.plain_xml import ATTRIBUTES, DECLARATION, elements, is_text
from fuxi_cli.readers.remembered import remembered

_EAST_ASIAN_DATES = frozenset((*range(27, 37), *range(50, 59)))
"""Number formats that Chinese Excel and WPS use for dates and times without ever defining them in the file."""
_A_DATE_FORMAT = "14"
_NO_STYLES = b"<styleSheet/>"
_ROOT_END = b"</styleSheet>"
_FORMAT = re.compile(rb"<numFmt(?=[\s/>])([^<>]*)>")
_CELL = re.compile(rb"<xf(?=[\s/>])([^<>]*)>")
_NUMBER = re.compile(rb"""\snumFmtId=(?:"([^"]*)"|'([^']*)')""")
_CODE = re.compile(rb"""\sformatCode=(?:"([^"]*)"|'([^']*)')""")

Styles = tuple[list[tuple[str, str]], list[str]]
"""The formats that are defined (number, code), and the number of each cell style's format."""


def lean_styles(package: Package, part: str | None) -> bytes:
    """The same styles as the shortest part that says so.

    The East-Asian built-in formats become a date format that every parser knows.
    """
    return _lean(_NO_STYLES if part is None else package.metadata(part))


@remembered
def _lean(xml: bytes) -> bytes:
    formats, cells = plain_styles(xml) or parse_styles(xml)
    defined = {number for number, _ in formats}
    known = "".join(f'<numFmt numFmtId="{escape(n)}" formatCode="{escape(code)}"/>' for n, code in formats)
    used = "".join(f'<xf numFmtId="{escape(_plain_format(n, defined))}"/>' for n in cells)
    return f'<styleSheet xmlns="m"><numFmts>{known}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'.encode()


def _plain_format(number: str, defined: set[str]) -> str:
    if number not in defined and number.isdecimal() and int(number[:9]) in _EAST_ASIAN_DATES:
        return _A_DATE_FORMAT
    return number


def parse_styles(xml: bytes) -> Styles:
    """Of any well-formed part. Raises Refusal when it is none."""
    formats: list[tuple[str, str]] = []
    cells: list[str] = []
    section = ""
    depth = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal section, depth
        depth += 1
        name = local(tag)
        if depth == 2:
            section = name
        elif depth == 3 and section == "numFmts":
            formats.append((attributes.get("numFmtId", ""), attributes.get("formatCode", "")))
        elif depth == 3 and section == "cellXfs" and name == "xf":
            cells.append(attributes.get("numFmtId", "0"))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parse(xml, "单元格格式", start, end)
    return formats, cells


def plain_styles(xml: bytes) -> Styles | None:
    """The same by one strict regular expression, up to the cells' styles; None when anything is unusual."""
    match = _up_to_cells().match(xml)
    if match is None or not is_text(match[0]) or not xml.rstrip().endswith(_ROOT_END):
        return None
    if any(xml.find(unusual, match.end()) >= 0 for unusual in (b"cellXfs", b"numFmts", b"<!", b"<?")):
        return None
    formats = [
        (_value(_NUMBER, written, ""), _value(_CODE, written, ""))
        for written in _FORMAT.findall(match["formats"] or b"")
    ]
    return formats, [_value(_NUMBER, written, "0") for written in _CELL.findall(match["cells"])]


def _value(attribute: re.Pattern[bytes], written: bytes, default: str) -> str:
    found = attribute.search(written)
    return unescape(found[1] or found[2] or b"") if found else default


@cache
def _up_to_cells() -> re.Pattern[bytes]:
    sections = b"numFmts|cellXfs"
    return re.compile(
        rb"%b<styleSheet%b>%b(?:<numFmts%b>\s*+(?P<formats>(?:<numFmt%b(?:/>|></numFmt>)\s*+)*+)</numFmts>)?+%b"
        rb"<cellXfs%b>\s*+(?P<cells>(?:<xf%b(?:/>|>%b</xf>)\s*+)*+)</cellXfs>"
        % (
            DECLARATION,
            ATTRIBUTES,
            elements(1, sections, b"first"),
            ATTRIBUTES,
            ATTRIBUTES,
            elements(4, sections, b"between"),
            ATTRIBUTES,
            ATTRIBUTES,
            elements(2, b"xf", b"inside"),
        )
    )
