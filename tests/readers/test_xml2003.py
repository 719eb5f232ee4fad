"""Excel's XML of 2003: cells at their true places, types as stated, nothing hidden lost."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.readers.spreadsheet import DEFAULT_LIMITS, read_workbook

NAMESPACES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
)
HEAD = f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook {NAMESPACES}>'


def worksheet(rows: str, name: str = "表", after: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{after}</Worksheet>'


def cell(value: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{value}</Data></Cell>'


def read(
    folder: Path, content: str | bytes, name: str = "示例.xml", limits: Limits = DEFAULT_LIMITS
) -> Workbook:
    path = folder / name
    if isinstance(content, str):
        content = (HEAD + content + "</Workbook>").encode()
    path.write_bytes(content)
    return read_workbook(str(path), limits)


def sheet(folder: Path, rows: str, after: str = "") -> Sheet:
    workbook = read(folder, worksheet(rows, after=after))
    assert (workbook.format, workbook.notices) == ("xml", [])
    (only,) = workbook.sheets
    return only


def refused(folder: Path, content: str | bytes, limits: Limits = DEFAULT_LIMITS) -> Notice:
    workbook = read(folder, content, limits=limits)
    assert workbook.sheets == []
    (notice,) = workbook.notices
    return notice


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("Number", "7", 7.0),
        ("Number", "-1.5E3", -1500.0),
        ("Number", "0.1", 0.1),
        ("Number", "NaN", "NaN"),
        ("Number", "1E999", "1E999"),
        ("Number", "1_0", "1_0"),
        ("Number", "七", "七"),
        ("Number", "", None),
        ("String", "7", "7"),
        ("String", " 007 ", " 007 "),
        ("String", "甲&#10;乙 &amp; 丙", "甲\n乙 & 丙"),
        ("String", "<B>甲</B>乙", "甲乙"),
        ("String", "", None),
        ("DateTime", "2022-06-03T00:00:00.000", date(2022, 6, 3)),
        ("DateTime", "2022-06-03T10:30:00.000", datetime(2022, 6, 3, 10, 30)),
        ("DateTime", "1899-12-31T10:30:00.000", time(10, 30)),
        ("DateTime", "2022-02-30T00:00:00.000", "2022-02-30T00:00:00.000"),
        ("DateTime", "2022-06-03T00:00:00Z", "2022-06-03T00:00:00Z"),
        ("Boolean", "1", True),
        ("Boolean", "0", False),
        ("Unknown", "甲", "甲"),
    ],
)
def test_types(tmp_path: Path, kind: str, text: str, value: object) -> None:
    found = sheet(tmp_path, f"<Row>{cell(text, kind)}{cell('尾')}</Row>")
    assert found.rows == [[value, "尾"]]
    assert type(found.rows[0][0]) is type(value)


def test_places_merges_and_what_is_hidden(tmp_path: Path) -> None:
    rows = (
        '<Column/><Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="6" ss:Width="0"/>'
        '<Row ss:Index="2">' + cell("甲", more='ss:MergeAcross="1" ss:MergeDown="1"') + cell("乙") + "</Row>"
        '<Row ss:Hidden="1">' + cell("丙", more='ss:Index="3"') + '</Row><Row ss:Index="5" ss:Height="0" ss:Span="1"/><Row>'
        + cell("丁", more='ss:Index="2"') + "</Row>"
    )  # fmt: skip
    found = sheet(tmp_path, rows)
    assert found.rows == [[], ["甲", None, "乙"], [None, None, "丙"], [], [], [], [None, "丁"]]
    assert found.merged == ((2, 1, 3, 2),)
    assert found.hidden_rows == {3, 5, 6}
    assert found.hidden_columns == {2, 3, 6}


def test_errors_formulas_and_comments(tmp_path: Path) -> None:
    rows = (
        "<Row>" + cell("#REF!", "Error", 'ss:Formula="=A9"') + cell("2", "Number", 'ss:Formula="=1+1"')
        + '<Cell ss:Formula="=1+2"/>' + cell("", "String", 'ss:Formula="=&quot;&quot;"')
        + '<Cell><Data ss:Type="String">甲</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell></Row>'
    )  # fmt: skip
    found = sheet(tmp_path, rows)
    assert found.rows == [[None, 2.0, None, None, "甲"]] or found.rows == [[None, 2.0, None, None, "甲"]]
    assert found.errors == {(1, 1): "#REF!"}
    assert found.formulas == {(1, 1), (1, 2), (1, 3), (1, 4)}
    assert found.uncalculated == {(1, 3)}


def test_sheets_visibility_and_properties(tmp_path: Path) -> None:
    hidden = "<x:WorksheetOptions><x:Visible>SheetVeryHidden</x:Visible></x:WorksheetOptions>"
    content = (
        "<o:CustomDocumentProperties><o:fuxi_plan>甲</o:fuxi_plan></o:CustomDocumentProperties>"
        + worksheet(f"<Row>{cell('1')}</Row>", "指标&amp;进度") + worksheet("", "藏", hidden)
    )  # fmt: skip
    workbook = read(tmp_path, content)
    assert [(s.name, s.visible) for s in workbook.sheets] == [("指标&进度", True), ("藏", False)]
    assert workbook.properties == {"fuxi_plan": "甲"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb2312"])
def test_encodings_and_a_false_name(tmp_path: Path, encoding: str) -> None:
    content = (
        HEAD.replace('"1.0"', f'"1.0" encoding="{encoding}"', 1)
        + worksheet(f"<Row>{cell('示例县')}</Row>")
        + "</Workbook>"
    ).encode(encoding)
    workbook = read(tmp_path, content, "示例.xls")
    assert workbook.sheets[0].rows == [["示例县"]]
    assert [(n.kind, n.provided) for n in workbook.notices] == [("disguised", ".xls")]


def test_a_formula_that_starts_a_program(tmp_path: Path) -> None:
    dde = cell("1", "Number", "ss:Formula=\"=cmd|'/C calc'!A0\"")
    workbook = read(tmp_path, worksheet(f"<Row>{dde}</Row>" * 200))
    assert [n.kind for n in workbook.notices] == ["dde"] * DEFAULT_LIMITS.samples
    assert workbook.notices[1].place.cell == "A2"


class TestHostile:
    @pytest.mark.parametrize(
        ("rows", "what"),
        [
            ('<Row ss:Index="1048577"/>', "行数"),
            ('<Row ss:Index="' + "9" * 5000 + '"/>', "行数"),
            ('<Row><Cell ss:Index="16385"/></Row>', "列数"),
            ('<Row><Cell ss:MergeAcross="999999999"/><Cell/></Row>', "列数"),
            ('<Row ss:Span="999999999"/><Row/>', "行数"),
            ('<Row><Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell></Row>' * 700, "内容范围"),
            ('<Row><Cell ss:MergeDown="1"/></Row>' * 100_001, "合并区域数"),
        ],
    )
    def test_far_places_and_bombs(self, tmp_path: Path, rows: str, what: str) -> None:
        notice = refused(tmp_path, worksheet(rows))
        assert (notice.kind, notice.fact("what")) == ("oversized", what)

    def test_the_last_row_is_still_one(self, tmp_path: Path) -> None:
        assert sheet(tmp_path, f'<Row ss:Index="1048576">{cell("1", "Number")}</Row>').at(1_048_576, 1) == 1.0

    def test_rows_and_cells_out_of_order(self, tmp_path: Path) -> None:
        for rows in (
            '<Row ss:Index="2"/><Row ss:Index="2"/>',
            '<Row><Cell ss:Index="3"/><Cell ss:Index="2"/></Row>',
            '<Row ss:Index="0"/>',
        ):
            assert dict(refused(tmp_path, worksheet(rows)).facts)["cause"] == "bad-address"

    def test_very_many_sheets(self, tmp_path: Path) -> None:
        assert refused(tmp_path, worksheet("") * 300).fact("what") == "工作表数"

    def test_entities_and_depth(self, tmp_path: Path) -> None:
        bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]>' + HEAD.partition("?>")[2]
        assert (
            dict(
                refused(
                    tmp_path, (bomb + worksheet("<Row><Cell>&b;</Cell></Row>") + "</Workbook>").encode()
                ).facts
            )["cause"]
            == "doctype"
        )
        assert refused(tmp_path, "<a>" * 200_000).kind == "unreadable"

    def test_cut_anywhere_it_is_refused(self, tmp_path: Path) -> None:
        whole = (
            HEAD + worksheet(f"<Row>{cell('示例县')}{cell('7', 'Number')}</Row>") + "</Workbook>"
        ).encode()
        for end in range(len(HEAD), len(whole), 5):
            assert refused(tmp_path, whole[:end]).kind == "unreadable"

    def test_without_a_sheet(self, tmp_path: Path) -> None:
        assert dict(refused(tmp_path, "").facts)["cause"] == "no-sheets"
