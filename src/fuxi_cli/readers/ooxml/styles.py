"""Cell styles, cut down to what makes a number a date: the number format of each."""

from fuxi_cli.readers.zips.markup import Attributes, escape, local, parse
from fuxi_cli.readers.zips.package import Package
from fuxi_cli.readers.zips.remembered import remembered

_EAST_ASIAN_DATES = frozenset((*range(27, 37), *range(50, 59)))
"""Number formats that Chinese Excel and WPS use for dates and times without ever defining them in the file."""
_A_DATE_FORMAT = "14"
_NO_STYLES = b"<styleSheet/>"


def lean_styles(package: Package, part: str | None) -> bytes:
    """The same styles as the shortest part that says so.

    The East-Asian built-in formats become a date format that every parser knows.
    """
    return _lean(_NO_STYLES if part is None else package.metadata(part))


@remembered
def _lean(xml: bytes) -> bytes:
    formats, cells = _parse(xml)
    defined = {number for number, _ in formats}
    known = "".join(f'<numFmt numFmtId="{escape(n)}" formatCode="{escape(code)}"/>' for n, code in formats)
    used = "".join(f'<xf numFmtId="{escape(_plain_format(n, defined))}"/>' for n in cells)
    return f'<styleSheet xmlns="m"><numFmts>{known}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'.encode()


def _plain_format(number: str, defined: set[str]) -> str:
    if number not in defined and number.isdecimal() and int(number[:9]) in _EAST_ASIAN_DATES:
        return _A_DATE_FORMAT
    return number


def _parse(xml: bytes) -> tuple[list[tuple[str, str]], list[str]]:
    """The formats that are defined (number, code), and the number of each cell style's format."""
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
