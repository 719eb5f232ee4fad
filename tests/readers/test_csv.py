"""Text tables: what separates and encodes them is told by evidence; what would shift or be lost is refused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.readers.spreadsheet import DEFAULT_LIMITS, read_workbook

TABLE = "单位,示范基地,日期\n示例县,7,2022-06-03\n示例市,1.5,2022/6/4\n"
ROWS = [["单位", "示范基地", "日期"], ["示例县", 7.0, date(2022, 6, 3)], ["示例市", 1.5, date(2022, 6, 4)]]


def read(
    folder: Path, content: str | bytes, name: str = "示例.csv", limits: Limits = DEFAULT_LIMITS
) -> Workbook:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_workbook(str(path), limits)


def sheet(folder: Path, content: str | bytes, name: str = "示例.csv") -> Sheet:
    workbook = read(folder, content, name)
    assert [n for n in workbook.notices if n.kind not in ("disguised", "dde")] == []
    (only,) = workbook.sheets
    return only


def refused(
    folder: Path, content: str | bytes, name: str = "示例.csv", limits: Limits = DEFAULT_LIMITS
) -> Notice:
    workbook = read(folder, content, name, limits)
    assert workbook.sheets == []
    (notice,) = workbook.notices
    return notice


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le-bom", "utf-16-be-bom"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    marks = {"utf-16-le-bom": "utf-16-le", "utf-16-be-bom": "utf-16-be"}
    content = ("\ufeff" + TABLE).encode(marks[encoding]) if encoding in marks else TABLE.encode(encoding)
    workbook = read(tmp_path, content)
    assert (workbook.format, workbook.notices) == ("csv", [])
    assert [(s.name, s.rows) for s in workbook.sheets] == [("示例", ROWS)]


def test_every_character_of_gb18030(tmp_path: Path) -> None:
    assert sheet(tmp_path, "单位,数\n㐀𠀀县,7\n".encode("gb18030")).rows[1] == ["㐀𠀀县", 7.0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_cut_at_any_byte_it_is_read_as_far_as_it_goes_or_refused(tmp_path: Path, encoding: str) -> None:
    """Whatever is read of a cut file is what stood there: never another character in its place."""
    content = TABLE.encode(encoding)
    for end in range(1, len(content)):
        workbook = read(tmp_path, content[:end])
        for rows in (s.rows for s in workbook.sheets):
            for row, whole in zip(rows, ROWS, strict=False):
                for value, meant in zip(row[:1], whole[:1], strict=True):
                    assert str(meant).startswith(str(value)), (end, value)
        if not workbook.sheets:
            assert [n.kind for n in workbook.notices] in (["unreadable"], ["disguised"]), end


def test_utf8_with_a_break_in_it_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    content = bytearray(TABLE.encode())
    content[40] = 0xFF
    notice = refused(tmp_path, bytes(content))
    assert dict(notice.facts)["cause"] == "encoding"
    assert "第 2 行" in str(notice.provided)


def test_neither_encoding_is_refused(tmp_path: Path) -> None:
    notice = refused(tmp_path, b"a,b\n1,2\n\xff\xff\xff,3\n4,5\n")
    assert "第 3 行有认不出的字符" in str(notice.provided)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters_by_evidence(tmp_path: Path, mark: str) -> None:
    assert sheet(tmp_path, TABLE.replace(",", mark)).rows == ROWS


def test_a_declared_delimiter_counts_and_is_no_row(tmp_path: Path) -> None:
    found = sheet(tmp_path, "sep=;\r\n单位;数\r\n示例,县;7\r\n")
    assert found.rows == [["单位", "数"], ["示例,县", 7.0]]
    assert sheet(tmp_path, '\ufeff"甲",乙\n1,2\n').rows == [["甲", "乙"], [1.0, 2.0]]


def test_another_mark_inside_cells_does_not_mislead(tmp_path: Path) -> None:
    table = "单位;完成数\n甲县;1,5\n乙县;2,5\n丙县;3\n"
    assert sheet(tmp_path, table).rows[1] == ["甲县", "1,5"]
    table = "单位,备注\n甲县,a;b\n乙县,c;d\n丙县,e\n"
    assert sheet(tmp_path, table).rows[1] == ["甲县", "a;b"]
    assert sheet(tmp_path, '单位,备注\n"甲;县","a;b"\n"乙;县","c;d"\n').rows[1] == ["甲;县", "a;b"]


def test_two_delimiters_that_fit_alike_are_not_guessed_between(tmp_path: Path) -> None:
    notice = refused(tmp_path, "a,b;c\nd,e;f\ng,h;i\n")
    assert "“逗号”和“分号”都说得通" in str(notice.provided)


def test_one_column_is_a_table_too(tmp_path: Path) -> None:
    assert sheet(tmp_path, "单位\n甲县\n乙县\n").rows == [["单位"], ["甲县"], ["乙县"]]


@pytest.mark.parametrize("row", ["甲县,1,200,5,说明", "甲县,3,1,200", "甲县,1,2,3"])
def test_an_unquoted_comma_in_a_number_is_seen(tmp_path: Path, row: str) -> None:
    header = "单位,数,备注" + (",另" if row.count(",") == 4 else "")
    notice = refused(tmp_path, f"标题\n{header}\n乙县,1,\n{row}\n")
    assert dict(notice.facts)["cause"] == "shifted"
    assert "第 4 行" in str(notice.provided)
    assert "表头只有" in str(notice.provided)


@pytest.mark.parametrize("row", ["甲县,1,200,", "甲县,1,200,,", "甲县,12,345.5,,,"])
def test_an_unquoted_comma_is_seen_before_an_empty_remark(tmp_path: Path, row: str) -> None:
    """The remark is empty: nothing reaches beyond the header, and 1,200 would be read as 1."""
    notice = refused(tmp_path, f"单位,数,备注\n乙县,1,\n{row}\n")
    assert dict(notice.facts)["cause"] == "shifted"
    assert "第 3 行" in str(notice.provided)
    assert sheet(tmp_path, "单位,数,备注\n乙县,1,200\n甲县,1,,,\n").rows[1:] == [
        ["乙县", 1.0, 200.0],
        ["甲县", 1.0],
    ]


def test_empty_cells_at_the_end_of_a_row_do_no_harm(tmp_path: Path) -> None:
    assert sheet(tmp_path, "单位,数\n甲县,1,,,\n乙县\n").rows[1:] == [["甲县", 1.0], ["乙县"]]


def test_quotes_newlines_and_rows_as_excel_counts_them(tmp_path: Path) -> None:
    found = sheet(tmp_path, '单位,说明\r\n"甲,县","第一行\r\n第二""行"""\r\n\r\n,\r\n乙县,7\r\n\r\n')
    assert found.rows == [["单位", "说明"], ["甲,县", '第一行\n第二"行"'], [], [], ["乙县", 7.0]]
    assert sheet(tmp_path, "a,b\r1,2\r3,4").rows == [["a", "b"], [1.0, 2.0], [3.0, 4.0]]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('a,b\n1,"2\n3,4\n', 2),
        ('a,b\n1,2\n3,"4"5\n', 3),
        ('a,b\n"x\ny",1\n2,"', 4),
        ('a,b\n1,"' + "x" * 200_000, 2),
    ],
)
def test_unbalanced_quotes_are_refused_with_their_line(tmp_path: Path, content: str, line: int) -> None:
    notice = refused(tmp_path, content)
    assert dict(notice.facts)["cause"] == "quotes"
    assert f"第 {line} 行" in str(notice.provided)


def test_errors_are_seen_where_they_stand(tmp_path: Path) -> None:
    found = sheet(tmp_path, "单位,数,率\n甲县,#REF!,#DIV/0!\n乙县,1,#N/A\n")
    assert found.errors == {(2, 2): "#REF!", (2, 3): "#DIV/0!", (3, 3): "#N/A"}
    assert found.rows[1:] == [["甲县", None, None], ["乙县", 1.0, None]]


def test_formulas_stay_text_and_dangerous_ones_are_noticed(tmp_path: Path) -> None:
    workbook = read(tmp_path, "单位,数\n甲县,=1+1\n乙县,=cmd|'/C calc'!A0\n")
    assert workbook.sheets[0].rows[1:] == [["甲县", "=1+1"], ["乙县", "=cmd|'/C calc'!A0"]]
    assert [(n.kind, n.place.cell, n.provided) for n in workbook.notices] == [
        ("dde", "B3", "=cmd|'/C calc'!A0")
    ]
    many = "单位,数\n" + "县,+cmd|' /C calc'!A0\n" * 500
    assert len(read(tmp_path, many).notices) == DEFAULT_LIMITS.samples


def test_codes_keep_their_digits(tmp_path: Path) -> None:
    found = sheet(
        tmp_path,
        '代码,号,电话\n007,123456789012345678,13800000000\n="0797",91360000MA0000000X,0797-8391234\n',
    )
    assert found.rows[1] == ["007", "123456789012345678", 13_800_000_000.0]
    assert found.rows[2] == ["0797", "91360000MA0000000X", "0797-8391234"]


def test_the_sheet_is_named_as_excel_names_it(tmp_path: Path) -> None:
    assert sheet(tmp_path, TABLE, "甲[乙].csv").name == "甲乙"
    assert sheet(tmp_path, TABLE, "长" * 40 + ".csv").name == "长" * 31


@pytest.mark.parametrize(
    ("name", "agrees"), [("示例.xls", False), ("示例.xlsx", False), ("示例.txt", True), ("示例", False)]
)
def test_content_decides_and_a_false_name_is_said(tmp_path: Path, name: str, agrees: bool) -> None:
    workbook = read(tmp_path, TABLE.replace(",", "\t").encode("gb18030"), name)
    assert (workbook.format, workbook.sheets[0].rows) == ("csv", ROWS)
    assert [(n.kind, n.fact("readable")) for n in workbook.notices] == (
        [] if agrees else [("disguised", True)]
    )


def test_nul_bytes_far_down(tmp_path: Path) -> None:
    notice = refused(tmp_path, "单位,数\n" + "甲县,1\n" * 20_000 + "乙县,\0\n")
    assert "第 20002 行有空字符" in str(notice.provided)


class TestHostile:
    def test_one_endless_line(self, tmp_path: Path) -> None:
        assert refused(tmp_path, b"x" * 20_000_000).kind == "unreadable"

    def test_very_many_columns(self, tmp_path: Path) -> None:
        notice = refused(tmp_path, b"1," * 1_000_000 + b"1")
        assert (notice.kind, notice.fact("what"), notice.provided) == ("oversized", "列数", "1000001 列")

    def test_very_many_rows(self, tmp_path: Path) -> None:
        notice = refused(tmp_path, b"\n" * 1_100_000 + b"1,2\n")
        assert (notice.kind, notice.fact("what")) == ("oversized", "行数")

    def test_very_many_cells(self, tmp_path: Path) -> None:
        limits = Limits(cells=1000)
        assert refused(tmp_path, "甲,乙,丙,丁\n" * 300, limits=limits).fact("what") == "内容范围"

    @pytest.mark.parametrize(
        "text", ['"', '""', '","', "\r", ',"\n', "sep=", "sep=,", '="', "|;\t,", "\x1b[31m,a\nb,c"]
    )
    def test_odd_pieces_over_and_over(self, tmp_path: Path, text: str) -> None:
        for content in (text, text * 1000, text * 100_000):
            workbook = read(tmp_path, content)
            assert workbook.sheets or workbook.notices


CELLS = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=8)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_text_that_was_written_is_read_back_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], mark: str
) -> None:
    """Whatever stands in quotes comes back as it stood, in its row and column."""
    lines = [mark.join('"_' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    folder = tmp_path_factory.mktemp("written")
    workbook = read(folder, f"sep={mark}\n" + "\n".join(lines) + "\n")
    for found in workbook.sheets:
        assert found.rows == [["_" + cell for cell in row] for row in rows]
    assert workbook.sheets or workbook.notices
