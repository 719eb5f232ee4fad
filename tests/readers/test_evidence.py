"""What a sheet hides is found, and found alike in every way of writing the same XML."""

from datetime import time
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import column_letters
from fuxi_cli.readers.ooxml.evidence import Evidence, examine, measure, parse_area
from fuxi_cli.readers.refusal import Refusal
from fuxi_cli.readers.spreadsheet import read_workbook
from fuxi_cli.readers.zips.markup import utf8
from support.packages import MAIN, pack, parts, save, worksheet

UNUSUAL = "<!-- a comment before the rows sends a sheet down the slow path -->"

LIMITS = Limits()


def look(rows: str, before: str = "", after: str = "", limits: Limits = LIMITS) -> Evidence:
    """The evidence of a sheet, which must be the same on the slow path."""
    fast = examine(worksheet(rows, before, after).encode(), "示例", limits)
    slow = examine(worksheet(rows, before + UNUSUAL, after).encode(), "示例", limits)
    assert facts(fast) == facts(slow)
    return fast


def facts(evidence: Evidence) -> tuple[object, ...]:
    return (
        evidence.hidden_rows,
        evidence.hidden_columns,
        evidence.merged,
        evidence.errors,
        evidence.formulas,
        evidence.uncalculated,
        evidence.outward,
        evidence.negatives,
    )


class TestErrors:
    def test_an_error_cell_is_named_with_its_text(self) -> None:
        found = look(
            '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" s="3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        )
        assert found.errors == {(2, 1): "#REF!", (2, 2): "#DIV/0!"}

    def test_text_that_looks_like_an_error_is_text(self) -> None:
        found = look(
            '<row r="1"><c r="A1" t="str"><v>#REF!</v></c><c r="B1" t="inlineStr"><is><t>#N/A</t></is></c></row>'
        )
        assert found.errors == {}

    def test_an_error_cell_without_text_is_a_blank(self) -> None:
        assert look('<row r="1"><c r="A1" t="e"><v></v></c><c r="B1" t="e"/></row>').errors == {}


class TestFormulas:
    def test_a_formula_with_a_value_is_calculated(self) -> None:
        found = look('<row r="1"><c r="A1"><f>B1*2</f><v>0</v></c></row>')
        assert found.formulas == {(1, 1)}
        assert found.uncalculated == set()

    @pytest.mark.parametrize("value", ["", "<v></v>", "<v/>", "<v />"])
    def test_a_formula_without_a_value_is_not(self, value: str) -> None:
        found = look(f'<row r="1"><c r="A1"><f>B1*2</f>{value}</c><c r="B1"><v>1</v></c></row>')
        assert found.uncalculated == {(1, 1)}

    def test_an_empty_text_is_a_value(self) -> None:
        found = look('<row r="1"><c r="A1" s="1" t="str"><f>IF(B1=0,"",1)</f><v></v></c></row>')
        assert found.formulas == {(1, 1)}
        assert found.uncalculated == set()

    def test_an_error_is_a_value(self) -> None:
        assert look('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>').uncalculated == set()

    def test_shared_formulas_are_formulas_in_each_cell(self) -> None:
        found = look(
            '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1</f><v>1</v></c></row>'
            '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>'
            '<row r="3"><c r="A3"><f t="shared" si="0"></f></c></row>'
        )
        assert found.formulas == {(1, 1), (2, 1), (3, 1)}
        assert found.uncalculated == {(3, 1)}

    def test_an_array_formula_fills_its_range_as_far_as_the_sheet_goes(self) -> None:
        found = look(
            '<row r="1"><c r="B1"><f t="array" ref="B1:B9">ROW(1:9)</f><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
        )
        assert found.formulas == {(1, 2), (2, 2)}

    def test_rich_text_is_no_formula(self) -> None:
        found = look(
            '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><family val="1"/></rPr><t>甲</t></r></is></c></row>'
        )
        assert found.formulas == set()

    @pytest.mark.parametrize(
        "formula",
        ["cmd|'/c calc'!A0", "cmd|&apos;/c calc&apos;!A0", "1+MSEXCEL|'\\..\\x.exe'!''", 'DDE("a";"b";"c")',
         'WEBSERVICE("http://示例")', '_xlfn.WEBSERVICE(A1)', 'RTD("x",,"y")'],
    )  # fmt: skip
    def test_formulas_that_reach_out_are_named(self, formula: str) -> None:
        found = look(f'<row r="7"><c r="C7"><f>{formula}</f><v>0</v></c></row>')
        assert list(found.outward) == [(7, 3)]

    @pytest.mark.parametrize(
        "formula", ['"a|b!c"', "SUM(A1:B2)", '"DDE("', "MYDDE(1)", "'a b'!A1", '"x""cmd|y!z"']
    )
    def test_formulas_that_stay_inside_are_not(self, formula: str) -> None:
        assert look(f'<row r="1"><c r="A1"><f>{formula}</f><v>0</v></c></row>').outward == {}


class TestHidden:
    @pytest.mark.parametrize(
        "says", ['hidden="1"', 'hidden="true"', 'ht="0"', 'ht="0.0" customHeight="1"', 'hidden = "1"']
    )
    def test_rows(self, says: str) -> None:
        assert look(
            f'<row r="1"><c r="A1"><v>1</v></c></row><row r="5" spans="1:2" {says}/>'
        ).hidden_rows == {5}

    @pytest.mark.parametrize(
        "says", ['hidden="0"', 'hidden="false"', 'ht="15"', 'ht="0.5"', 'customHeight="1"']
    )
    def test_rows_that_are_not(self, says: str) -> None:
        assert look(f'<row r="5" {says}><c r="A5"><v>1</v></c></row>').hidden_rows == set()

    def test_columns(self) -> None:
        cols = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="7" max="8" width="9"/></cols>'
        assert look("", before=cols).hidden_columns == {2, 3, 5}

    def test_columns_to_the_end_of_the_sheet(self) -> None:
        cols = '<cols><col min="16384" max="99999999" hidden="true"/></cols>'
        assert look("", before=cols).hidden_columns == {16384}


class TestMerged:
    def test_ranges_after_the_rows(self) -> None:
        after = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="$B$4:B6"/></mergeCells>'
        assert look("", after=after).merged == [(1, 1, 1, 3), (4, 2, 6, 2)]

    @pytest.mark.parametrize(("text", "area"), [("A1", (1, 1, 1, 1)), ("C3:A1", (1, 1, 3, 3)), ("XFD1048576", (1048576, 16384) * 2),
                                                ("XFE1", None), ("A1048577", None), ("A0", None), ("A:C", None), ("", None)])  # fmt: skip
    def test_areas(self, text: str, area: object) -> None:
        assert parse_area(text) == area


class TestReach:
    def test_formatted_blanks_do_not_count(self) -> None:
        found = look(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/><c r="A1048576" s="1"></c></row>'
        )
        measure(found)
        assert (found.last_row, found.last_column) == (1, 1)

    def test_values_do(self) -> None:
        found = look(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="90"><c r="AB90" t="inlineStr"><is><t>甲</t></is></c></row>'
        )
        assert found.last_row >= 90
        assert found.last_column >= 28
        measure(found)
        assert (found.last_row, found.last_column) == (90, 28)

    def test_the_estimate_never_falls_short(self) -> None:
        for letters in ("A", "Z", "AA", "ZZ", "AAA", "XFD"):
            found = look(f'<row r="3"><c r="{letters}3"><v>1</v></c></row>')
            estimate = found.last_column
            measure(found)
            assert estimate >= found.last_column

    @pytest.mark.parametrize("address", ["XFE1", "A1048577", "A0", "AAAA1", "A", "1", "A1:B2", "Ａ1"])
    def test_addresses_that_no_sheet_has_are_refused(self, address: str) -> None:
        row = "".join(c for c in address if c.isdigit()) or "1"
        with pytest.raises(Refusal) as refusal:
            look(f'<row r="{row}"><c r="{address}"><v>1</v></c></row>')
        assert refusal.value.notice.kind == "unreadable"

    @pytest.mark.parametrize("rows", [
        '<row r="1"><c r="A1" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><x:c r="XFD1048576"><v>1</v></x:c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row></sheetData><sheetData><row r="2"><c r="XFD2"><v>1</v></c></row>',
    ])  # fmt: skip
    def test_nothing_is_smuggled_past_the_scan(self, rows: str) -> None:
        """A cell that the parser would see is either refused or counted."""
        try:
            found = examine(worksheet(rows).encode(), "示例", Limits())
        except Refusal:
            return
        measure(found)
        shown = found.xml[found.start : found.end]
        assert (b"XFD" in shown) == (found.last_column == 16384)
        assert (b"1048576" in shown) == (found.last_row == 1048576)


class TestSlowPath:
    def test_a_document_type_is_refused(self) -> None:
        xml = '<!DOCTYPE x [<!ENTITY a "b">]>' + worksheet('<row r="1"><c r="A1"><v>&a;</v></c></row>')
        with pytest.raises(Refusal) as refusal:
            examine(xml.encode(), "示例", Limits())
        assert refusal.value.notice.fact("cause") == "doctype"

    def test_what_is_not_well_formed_is_refused(self) -> None:
        with pytest.raises(Refusal):
            look('<row r="1"><c r="A1"><v>1</c></row>')

    def test_cells_without_addresses_follow_each_other(self) -> None:
        found = look(
            '<row><c t="e"><v>#N/A</v></c><c r="D1"/><c t="e"><v>#REF!</v></c></row><row r="5"/><row><c t="e"><v>#NUM!</v></c></row>'
        )
        assert found.errors == {(1, 1): "#N/A", (1, 5): "#REF!", (6, 1): "#NUM!"}

    def test_a_cell_keeps_the_row_of_its_address(self) -> None:
        found = look('<row r="2" hidden="1"><c r="A7" t="e"><v>#N/A</v></c><c t="e"><v>#REF!</v></c></row>')
        assert found.errors == {(7, 1): "#N/A", (2, 2): "#REF!"}
        assert found.hidden_rows == {2}

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gbk"])
    def test_encodings(self, encoding: str) -> None:
        declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
        xml = f'<?xml version="1.0" encoding="{declared}"?>' + worksheet(
            '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'
        )
        assert examine(utf8(xml.encode(encoding), "示例"), "示例", Limits()).errors == {(1, 1): "#N/A"}


class Cell(NamedTuple):
    column: int
    kind: str
    value: str
    formula: bool


class Row(NamedTuple):
    number: int
    hidden: bool
    cells: list[Cell]


_VALUES = {
    "n": st.sampled_from(["0", "1", "-3.5", "1E+3", "44715"]),
    "str": st.text("甲乙 <&>'\"/|!e", max_size=6),
    "inlineStr": st.text("甲乙<&>'\"", max_size=6),
    "e": st.sampled_from(["#REF!", "#N/A", "#DIV/0!"]),
    "b": st.sampled_from(["0", "1"]),
    "blank": st.just(""),
}
_CELLS = st.sampled_from(sorted(_VALUES)).flatmap(
    lambda kind: st.builds(Cell, st.integers(1, 30), st.just(kind), _VALUES[kind], st.booleans())
)
_ROWS = st.builds(
    Row, st.integers(1, 40), st.booleans(), st.lists(_CELLS, max_size=4, unique_by=lambda c: c.column)
)
_SHEETS = st.lists(_ROWS, max_size=5, unique_by=lambda row: row.number).map(
    lambda rows: [row._replace(cells=sorted(row.cells)) for row in sorted(rows)]
)


class Style(NamedTuple):
    """How the same sheet may be written."""

    prefix: str
    quote: str
    type_first: bool
    spaced: bool
    cdata: bool
    comment: bool
    addresses: bool


_USUAL = Style("", '"', False, False, False, False, True)
_STYLES = st.builds(
    Style, st.sampled_from(["", "x:"]), st.sampled_from(['"', "'"]), *[st.booleans() for _ in range(5)]
)


class Writer:
    """Writes a sheet in one style."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def sheet(self, rows: list[Row]) -> str:
        p = self.style.prefix
        declared = f"xmlns:x={self.quoted(MAIN)}" if p else f"xmlns={self.quoted(MAIN)}"
        merged = f'<{p}mergeCells><{p}mergeCell ref="A1:B2"/></{p}mergeCells>'
        data = "".join(self.row(row) for row in rows)
        return f"<{p}worksheet {declared}><{p}sheetData>{data}</{p}sheetData>{merged}</{p}worksheet>"

    def row(self, row: Row) -> str:
        attributes = {"r": str(row.number)} | ({"hidden": "1"} if row.hidden else {})
        cells, column = "", 0
        for cell in row.cells:
            column += 1
            addressed = self.style.addresses or cell.column != column
            cells += self.cell(row.number, cell, addressed)
            column = cell.column
        return self.element("row", attributes, cells)

    def cell(self, row: int, cell: Cell, addressed: bool) -> str:
        attributes = {"r": f"{column_letters(cell.column)}{row}"} if addressed else {}
        if cell.kind != "blank":
            attributes["t"] = cell.kind
        if self.style.type_first:
            attributes = dict(reversed(attributes.items()))
        inside = (
            self.element("f", {}, "A1&amp;&quot;x&quot;") if cell.formula and cell.kind != "inlineStr" else ""
        )
        if cell.kind == "inlineStr":
            inside += self.element(
                "is", {}, self.element("t", {"xml:space": "preserve"}, self.text(cell.value))
            )
        elif cell.kind != "blank":
            inside += self.element("v", {}, self.text(cell.value))
        return self.element("c", attributes, inside)

    def text(self, value: str) -> str:
        if self.style.cdata:
            return f"<![CDATA[{value}]]>"
        middle = len(value) // 2
        return escape(value[:middle]) + ("<!-- x -->" if self.style.comment else "") + escape(value[middle:])

    def element(self, name: str, attributes: dict[str, str], inside: str) -> str:
        written = "".join(f" {key}={self.quoted(value)}" for key, value in attributes.items())
        space = "\n  " if self.style.spaced and name in ("row", "c") else ""
        tag = self.style.prefix + name
        return f"<{tag}{written}{space}>{inside}</{tag}>" if inside else f"<{tag}{written}{space}/>"

    def quoted(self, value: str) -> str:
        return f"{self.style.quote}{value}{self.style.quote}"


def expected(rows: list[Row]) -> tuple[object, ...]:
    """The evidence, straight from what was meant."""
    cells = {(row.number, cell.column): cell for row in rows for cell in row.cells}
    formulas = {place for place, cell in cells.items() if cell.formula and cell.kind != "inlineStr"}
    return (
        {row.number for row in rows if row.hidden},
        set(),
        [(1, 1, 2, 2)],
        {place: cell.value for place, cell in cells.items() if cell.kind == "e"},
        formulas,
        {place for place in formulas if cells[place].kind == "blank"},
        {},
        {},
    )


@settings(deadline=None, max_examples=300)
@given(_SHEETS, _STYLES)
def test_every_way_of_writing_a_sheet_says_the_same(rows: list[Row], style: Style) -> None:
    for how in (_USUAL, style):
        assert facts(examine(Writer(how).sheet(rows).encode(), "示例", Limits())) == expected(rows)


@settings(deadline=None, max_examples=60)
@given(_SHEETS, _STYLES)
def test_every_way_of_writing_a_sheet_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], style: Style
) -> None:
    path = tmp_path_factory.getbasetemp() / "示例.xlsx"
    read = []
    for how in (_USUAL, style):
        path.write_bytes(pack(parts({"表": Writer(how).sheet(rows)})))
        workbook = read_workbook(str(path))
        assert workbook.notices == []
        read.append(workbook.sheets[0].rows)
    assert read[0] == read[1]


def test_a_negative_number_with_a_date_format_is_no_time_of_day(tmp_path: Path) -> None:
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = '<row r="1"><c r="A1" s="1"><v>-3</v></c><c r="B1" s="1"><v>0.5</v></c><c r="C1" s="0"><v>-1.5</v></c></row>'
    sheet = read_workbook(save(tmp_path, {"表": worksheet(rows)}, styles=styles)).sheets[0]
    assert sheet.rows == [[-3.0, time(12), -1.5]]
