"""What the parser of cell values hides: errors, formulas, hidden and merged places, and how far a sheet reaches.

The fast path checks with one regular expression, row by row and to the last byte, that a sheet's rows have the form
which spreadsheet programs write; any other sheet goes through ``canonical`` first and is then scanned by the same
expressions. What passes the check cannot hide a cell from the scan, nor show the parser another one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import column_number
from fuxi_cli.readers.formulas import may_reach_out, reaches_out
from fuxi_cli.readers.ooxml.canonical import MAX_COLUMN, MAX_ROW, bad_address, canonical_rows, is_zero
from fuxi_cli.readers.ooxml.outline import Area, parse_area, parse_outline, read_outline
from fuxi_cli.readers.refusal import damaged
from fuxi_cli.readers.zips.markup import unescape

Cell = tuple[int, int]

_START = b"<sheetData>"
_END = b"</sheetData>"
_SAMPLE = 8 * 1024
_WIDE = ((b'<c r="AAA', 3), (b'<c r="AA', 2))
"""A cell that a sheet with column names of so many letters usually has."""
_MAY_HIDE = re.compile(rb'hidden\s*+=\s*+"(?!(?:0|false)")')
_MAY_BE_FLAT = re.compile(rb'ht\s*+=\s*+"(?!(?:[1-9][0-9]*+(?:\.[0-9]*+)?|true|false)")')
_HIDES = re.compile(rb'(?<=\s)(?:(hidden)\s*=\s*"(?:1|true|on)"|ht\s*=\s*"([^"]*)")')
_SPREAD = re.compile(rb'\bref\s*=\s*"([^"]*)"')
_MOST_SPREAD = 1_000_000
"""Cells marked as formulas; overlapping array formulas could otherwise name the same ones without end."""
PARSED_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
"""The error values that the parser knows; it gives up on a sheet that holds another (#SPILL!, #GETTING_DATA …)."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Evidence:
    """What one sheet's XML says beside its values."""

    xml: bytes
    start: int
    end: int
    """Between these stand the rows, in canonical form."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    errors: dict[Cell, str] = field(default_factory=dict)
    formulas: set[Cell] = field(default_factory=set)
    uncalculated: set[Cell] = field(default_factory=set)
    outward: dict[Cell, str] = field(default_factory=dict)
    """Formulas that start a program or fetch from the network."""
    negatives: dict[Cell, float] = field(default_factory=dict)
    """Negative numbers: the parser takes one in a cell with a date format for a time of day."""
    no_numbers: set[Cell] = field(default_factory=set)
    """Cells that hold NaN: with a date format the parser takes one for the day before the calendar begins."""
    last_row: int = 0
    last_column: int = 0
    """No value stands beyond these; values may end before them (see ``measure``)."""

    @property
    def area(self) -> int:
        """How many places the parser will need memory for, at most."""
        return self.last_row * self.last_column

    def holds(self, wanted: bytes, letter: bytes) -> bool:
        """Whether the rows hold those bytes. One rare letter of them is looked for first: many times faster."""
        found = self.xml.find(letter, self.start, self.end)
        return found >= 0 and self.xml.find(wanted, max(found - len(wanted), self.start), self.end) >= 0

    def findall(self, pattern: re.Pattern[bytes]) -> list[tuple[bytes, ...]]:
        return pattern.findall(self.xml, self.start, self.end)


def examine(xml: bytes, part: str, limits: Limits) -> Evidence:
    """Take the evidence of one worksheet part (UTF-8). Raises Refusal for what is no readable sheet."""
    evidence = _examine_fast(xml, part, limits)
    if evidence is None:
        rows = canonical_rows(xml, part)
        evidence = Evidence(rows, 0, len(rows))
        evidence.hidden_columns, evidence.merged = parse_outline(xml, part, limits)
        if not _scan_rows(evidence):
            raise damaged(part)
    if evidence.last_row > MAX_ROW or evidence.last_column > MAX_COLUMN or evidence.area > limits.cells:
        measure(evidence)
    _scan_cells(evidence)
    return evidence


def measure(evidence: Evidence) -> None:
    """Find the exact last row and column that hold a value; formatted empty cells do not count."""
    found = evidence.findall(_valued())
    evidence.last_row = max((int(row) for _, row in found), default=0)
    evidence.last_column = max(
        (column_number(c.decode()) for c in {column for column, _ in found}), default=0
    )
    if evidence.last_row > MAX_ROW or evidence.last_column > MAX_COLUMN:
        raise bad_address(f"第{evidence.last_row}行第{evidence.last_column}列")


def _examine_fast(xml: bytes, part: str, limits: Limits) -> Evidence | None:
    """None when anything is unusual: then only the slow path may speak."""
    start = xml.find(_START)
    end = xml.rfind(_END)  # quick; and rows that hold another end of sheetData do not pass the scan
    if start < 0 or end < start or b"<!" in xml[:start] or xml.find(b"<?", 1, start) > 0:
        return None
    start += len(_START)
    evidence = Evidence(xml, start, end)
    if not _scan_rows(evidence):
        return None
    evidence.hidden_columns, evidence.merged = read_outline(xml, start, end, part, limits)
    return evidence


@cache
def _rows(letters: int) -> re.Pattern[bytes]:
    """One canonical row whose cells all carry its own number, in columns of so many letters at most, or the end.

    Groups: what stands before it that is no such row, its number, its other attributes. Possessive throughout: what
    does not match fails at once. ``plain`` is only there for speed: the commonest cells. An entity is usual in text
    only: the parser ends a number at it, in silence.
    """
    text = rb'(?: xml:space="preserve")?+>[^<]*+'
    quoted = rb"""[^<>'"]*+(?:"[^<>'"]*+"[^<>'"]*+)*+"""
    formula = rb"(?:<f(?=[ />])%b(?:(?<=/)>|>[^<]*+</f>))?+" % quoted
    value = rb"(?:<v%b</v>|<v ?/>|<is><t%b</t></is>)?+" % (text.replace(b"[^<]", b"[^<&]"), text)
    plain = rb'/>| t="s"><v>[^<&]*+</v></c>|><v>[^<&]*+</v></c>| t="inlineStr"><is><t>[^<]*+</t></is></c>'
    attributes = rb'(?: [stcvp][mh]?+="[^"<>]*+")*+ ?'
    any_cell = rb"%b(?:/>|>%b%b</c>)" % (attributes, formula, value)
    text_cell = rb' t="str"%b>%b<v%b</v></c>' % (attributes, formula, text)
    alternatives = b"|".join((plain, any_cell, text_cell))
    column = b"[A-Z]" if letters == 1 else b"[A-Z]{1,%d}+" % letters
    cell = rb'<c r="%b\2"(?: s="[0-9]++")?+(?:%b)\s*+' % (column, alternatives)
    row = rb"""<row r="([1-9][0-9]{0,6}+)"(%b)(?:(?<=/)>|>\s*+(?:%b)*+</row>)\s*+""" % (quoted, cell)
    return re.compile(rb"(.*?)(?:%b|\Z)" % row, re.DOTALL)


def _scan_rows(evidence: Evidence) -> bool:
    """Whether the rows are canonical to the last byte; if so, which are hidden and how far they can reach."""
    xml, start, end = evidence.xml, evidence.start, evidence.end
    while start < end and xml[start : start + 1].isspace():
        start += 1
    sample = min(start + _SAMPLE, end)
    fewest = next((letters for cell, letters in _WIDE if xml.find(cell, start, sample) >= 0), 1)
    for letters in range(fewest, 4):
        strangers, numbers, attributes = zip(*_rows(letters).findall(xml, start, end), strict=True)
        if not any(strangers):
            evidence.last_row = max(map(int, numbers[:-1]), default=0)  # the last one is the end
            evidence.last_column = (26, 702, MAX_COLUMN + 1)[letters - 1] if evidence.last_row else 0
            evidence.hidden_rows.update(_hidden_rows(numbers, attributes))
            return True
    return False


def _hidden_rows(numbers: tuple[bytes, ...], attributes: tuple[bytes, ...]) -> Iterator[int]:
    """Rows are written in few different ways, so each way is looked at once."""
    ways = set(attributes)
    joined = b">".join(ways)
    if not (_MAY_HIDE.search(joined) or _MAY_BE_FLAT.search(joined)):
        return
    hiding = {written for written in ways if _hides(written)}
    if hiding:
        for number, written in zip(numbers, attributes, strict=True):
            if written in hiding:
                yield int(number)


def _hides(written: bytes) -> bool:
    return any(
        hidden or is_zero(height.decode("ascii", "replace")) for hidden, height in _HIDES.findall(written)
    )


@cache
def _valued() -> re.Pattern[bytes]:
    """A cell that holds anything at all."""
    return re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*+(?<!/)>(?!</c>)')


@cache
def _error() -> re.Pattern[bytes]:
    """An error cell: column, row, the error's text."""
    return re.compile(
        rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?=[^<>]* t="e")[^<>]*+>'
        rb"(?:<f(?=[ />])[^<>]*+(?:(?<=/)>|>[^<]*+</f>))?+<v[^<>]*+>([^<]++)</v>"
    )


@cache
def _formula() -> re.Pattern[bytes]:
    """A formula cell: column, row, its attributes, the formula's attributes and text, the stored value."""
    return re.compile(
        rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*+)><f(?=[ />])([^<>]*+)>(?:([^<]*+)</f>)?'
        rb"(?:<v[^<>]*+>(?:([^<]++)</v>)?)?"
    )


@cache
def _negative() -> re.Pattern[bytes]:
    """A cell with a style and a negative number: column, row, the number."""
    return re.compile(
        rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?=[^<>]* s=")[^<>]*+>'
        rb"(?:<f(?=[ />])[^<>]*+(?:(?<=/)>|>[^<]*+</f>))?+<v>(-[0-9]++(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+)</v>"
    )


@cache
def _no_number() -> re.Pattern[bytes]:
    """A cell with a style that holds NaN: column, row."""
    return re.compile(
        rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?=[^<>]* s=")[^<>]*+>'
        rb"(?:<f(?=[ />])[^<>]*+(?:(?<=/)>|>[^<]*+</f>))?+<v>[-+]?[nN][aA][nN]</v>"
    )


def errors_as_text(rows: bytes) -> bytes:
    """The rows with every error cell made a text cell, so that a parser which does not know its error reads on."""
    return re.sub(rb'(<c r="[^<>]*) t="e"', rb'\1 t="str"', rows)


def _scan_cells(evidence: Evidence) -> None:
    if evidence.holds(b't="e"', b"e"):
        for letters, number, text in evidence.findall(_error()):
            evidence.errors[int(number), column_number(letters.decode())] = unescape(text)
    if evidence.holds(b"<v>-", b"-"):
        for letters, number, value in evidence.findall(_negative()):
            evidence.negatives[int(number), column_number(letters.decode())] = float(value)
    if evidence.holds(b"N</v>", b"N") or evidence.holds(b"n</v>", b"n"):
        for letters, number in evidence.findall(_no_number()):
            evidence.no_numbers.add((int(number), column_number(letters.decode())))
    if evidence.holds(b"<f", b"f"):
        _scan_formulas(evidence)


def _scan_formulas(evidence: Evidence) -> None:
    found = evidence.findall(_formula())
    columns = {letters: column_number(letters.decode()) for letters in {cell[0] for cell in found}}
    places = [(int(cell[1]), columns[cell[0]]) for cell in found]
    evidence.formulas.update(places)
    evidence.uncalculated.update(
        place
        for place, (_, _, attributes, _, _, value) in zip(places, found, strict=True)
        if not value and b't="str"' not in attributes
    )
    for kind in {cell[3] for cell in found}:
        if b"ref=" in kind and b"shared" not in kind:
            _spread(evidence, kind)
    texts = {cell[4] for cell in found}
    if may_reach_out(b"\n".join(texts)):
        for place, cell in zip(places, found, strict=True):
            formula = unescape(cell[4])
            if reaches_out(formula):
                evidence.outward[place] = formula


def _spread(evidence: Evidence, attributes: bytes) -> None:
    """An array formula or data table fills every cell of its range, as far as the sheet has values."""
    named = _SPREAD.search(attributes)
    area = parse_area(named[1].decode("ascii", "replace")) if named else None
    if area is None:
        return
    top, left, bottom, right = area
    columns = range(left, min(right, evidence.last_column) + 1)
    for row in range(top, min(bottom, evidence.last_row) + 1):
        if len(evidence.formulas) > _MOST_SPREAD:
            return
        evidence.formulas.update((row, column) for column in columns)
