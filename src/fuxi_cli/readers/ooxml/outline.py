"""What stands around a sheet's rows: hidden columns before them, merged ranges after them.

The fast path takes only what programs write: from the first byte to the rows, and from there to the merged ranges, every
element has the form that one strict regular expression says, and nothing later may speak of columns or ranges again. That
all of it is well formed is left to the parser, which checks it in a fraction of the time of handing over each element.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import column_number
from fuxi_cli.readers.ooxml.canonical import MAX_COLUMN, MAX_ROW, is_zero
from fuxi_cli.readers.refusal import oversized
from fuxi_cli.readers.zips.markup import Attributes, is_true, local, parse, well_formed
from fuxi_cli.readers.zips.plain_xml import ATTRIBUTE, ATTRIBUTES, DECLARATION, elements
from fuxi_cli.readers.zips.remembered import remembered_by_sheet

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, all counted from 1."""

_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6}))?\Z")
_START = b"<sheetData>"
_MANY = 10_000
"""Merged ranges; more are counted while they are read, against the limit."""
_DEEPEST = 3
"""How deep elements are nested before the rows, and between the rows and the merged ranges."""
_SECTIONS = b"cols|mergeCells"
_COLUMN = re.compile(rb"<col(?=[\s/>])([^<>]*)>")
_MAY_HIDE = re.compile(rb"""hidden=.(?!(?:0|false)["'])""")
"""Anything but a column that is said not to be hidden."""
_MAY_BE_NARROW = re.compile(rb"""width=.(?![1-9][0-9]*+(?:\.[0-9]*+)?["'])""")
"""Anything but a column that is plainly wider than nothing."""
_MERGED = re.compile(rb'<mergeCell ref="([^"]*)"')


class Outline(NamedTuple):
    hidden_columns: set[int]
    merged: list[Area]


def read_outline(xml: bytes, start: int, end: int, part: str, limits: Limits) -> Outline:
    """Of a sheet whose rows stand between ``start``, just behind the first ``<sheetData>``, and its end tag."""
    columns, merges = xml.find(b"cols", 0, start), xml.find(b"mergeCell", end)
    if columns < 0 and merges < 0 and xml.find(b"mergeCell", 0, start) < 0 and xml.find(b"cols", end) < 0:
        return Outline(set(), [])
    around = xml[:start] + xml[end:]
    outline = _plain_outline(around)
    if outline is None or len(outline.merged) > limits.merged:
        return parse_outline(around, part, limits)
    return outline


def parse_outline(xml: bytes, part: str, limits: Limits) -> Outline:
    """Of any well-formed sheet. Raises Refusal when it is none."""
    outline = Outline(set(), [])
    depth = 0
    section = ""

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth, section
        depth += 1
        if depth == 2:
            section = local(tag)
        elif depth == 3 and section == "cols":
            _add_column(outline, attributes)
        elif depth == 3 and section == "mergeCells" and "ref" in attributes:
            _add_merged(outline, attributes["ref"], limits)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parse(xml, part, start, end)
    return outline


@remembered_by_sheet
def _plain_outline(around: bytes) -> Outline | None:
    """Of a sheet without its rows. None when anything is unusual up to the merged ranges, or all is not well formed."""
    start = around.find(_START) + len(_START)
    before, after = _before_rows().fullmatch(around, 0, start), _after_rows().match(around, start)
    if before is None or after is None or b"&" in before[0]:
        return None
    if any(around.find(section, after.end()) >= 0 for section in (b"mergeCell", b"cols")):
        return None
    references = _MERGED.findall(after["merged"] or b"")
    if len(references) > _MANY or not well_formed(around):
        return None
    areas = (parse_area(reference.decode()) for reference in references)
    outline = Outline(set(), [area for area in areas if area])
    columns = before["columns"]
    if columns and (_MAY_HIDE.search(columns) or _MAY_BE_NARROW.search(columns)):
        for blob in _COLUMN.findall(columns):
            found = ATTRIBUTE.findall(blob)
            attributes = {name.decode(): (one or other).decode() for name, one, other in found}
            _add_column(outline, attributes)
    return outline


@cache
def _before_rows() -> re.Pattern[bytes]:
    column = rb"<col%b(?:/>|></col>)\s*+" % ATTRIBUTES
    return re.compile(
        rb"%b<worksheet%b>%b(?:<cols>(?P<columns>\s*+(?:%b)*+)</cols>\s*+)?+<sheetData>"
        % (DECLARATION, ATTRIBUTES, elements(_DEEPEST, _SECTIONS, b"before"), column)
    )


@cache
def _after_rows() -> re.Pattern[bytes]:
    merged = rb'<mergeCell ref="[A-Za-z0-9$:]*+"\s*+(?:/>|></mergeCell>)\s*+'
    return re.compile(
        rb"</sheetData>%b(?:<mergeCells%b>(?P<merged>\s*+(?:%b)*+)</mergeCells>)?+"
        % (elements(_DEEPEST, _SECTIONS, b"after"), ATTRIBUTES, merged)
    )


def _add_column(outline: Outline, attributes: Attributes) -> None:
    if not (is_true(attributes.get("hidden")) or is_zero(attributes.get("width"))):
        return
    first, last = attributes.get("min", ""), attributes.get("max", "")
    if len(outline.hidden_columns) < MAX_COLUMN and first.isdecimal() and last.isdecimal():
        outline.hidden_columns.update(range(int(first[:9]), min(int(last[:9]), MAX_COLUMN) + 1))


def _add_merged(outline: Outline, reference: str, limits: Limits) -> None:
    area = parse_area(reference)
    if area:
        outline.merged.append(area)
    if len(outline.merged) > limits.merged:
        raise oversized("合并区域数", len(outline.merged), limits.merged)


@lru_cache(maxsize=1024)
def parse_area(text: str) -> Area | None:
    """``A1:B3`` or ``A1``, in any order of corners; None for anything else."""
    match = _AREA.match(text)
    if match is None:
        return None
    column, row, other_column, other_row = match.groups()
    rows = sorted((int(row), int(other_row or row)))
    columns = sorted((column_number(column), column_number(other_column or column)))
    if rows[1] > MAX_ROW or columns[1] > MAX_COLUMN:
        return None
    return rows[0], columns[0], rows[1], columns[1]
