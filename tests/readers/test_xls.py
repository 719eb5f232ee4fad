"""Excel 97–2003 workbooks: every kind of record, by files made record by record, and read a second time by calamine."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.readers.formats import Source, xls
from fuxi_cli.readers.spreadsheet import read_workbook
from support import biff
from support.compound_files import compound


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def read(content: bytes, name: str = "示例.xls") -> Workbook:
        (tmp_path / name).write_bytes(content)
        return read_workbook(str(tmp_path / name))

    return read


def sheet_of(workbook: Workbook) -> Sheet:
    assert workbook.notices == []
    (sheet,) = workbook.sheets
    return sheet


def by_calamine(content: bytes) -> list[list[Any]]:
    rows = (
        CalamineWorkbook.from_filelike(BytesIO(content))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    return [[None if value == "" else value for value in row] for row in rows]


class TestValues:
    def test_each_stands_at_its_own_place(self, read: Any) -> None:
        content = biff.one_sheet(
            biff.text(0, 1, 1),
            biff.number(2, 0, 12.5),
            biff.label(2, 2, "富硒大米"),
            biff.bool_or_error(4, 1, 1, False),
            biff.record(0x201, pack("<HHH", 9, 9, 0)),  # BLANK: formatted, and empty
            biff.record(0xBE, pack("<HHHHH", 9, 9, 0, 0, 10)),  # MULBLANK
            shared_records=biff.shared([biff.wide("一"), biff.wide("示例县")]),
        )
        sheet = sheet_of(read(content))
        assert sheet.name == "表"
        assert sheet.rows == [[None, "示例县"], [], [12.5, None, "富硒大米"], [], [None, True]]

    @pytest.mark.parametrize(
        ("packed", "value"),
        [
            (6 << 2 | 2, 6.0),
            (0xFFFFFFFC | 2, -1.0),
            (1250 << 2 | 3, 12.5),
            (0x3FF00000, 1.0),
            (0x40590000 | 1, 1.0),
            (0x80000002, -536870912.0),
        ],
    )
    def test_packed_numbers(self, read: Any, packed: int, value: float) -> None:
        content = biff.one_sheet(biff.packed_number(0, 0, packed))
        (result,) = sheet_of(read(content)).rows[0]
        assert (result, type(result)) == (value, float)
        assert by_calamine(content) == [[value]]

    def test_many_packed_numbers_in_one_record(self, read: Any) -> None:
        numbers = b"".join(pack("<HI", 0, n << 2 | 2) for n in (3, 0, 7))
        content = biff.one_sheet(biff.record(0xBD, pack("<HH", 1, 1), numbers, pack("<H", 3)))
        assert sheet_of(read(content)).rows == [[], [None, 3.0, 0.0, 7.0]]

    def test_no_number_is_text(self, read: Any) -> None:
        content = biff.one_sheet(biff.number(0, 0, float("nan")), biff.number(0, 1, float("inf")))
        assert sheet_of(read(content)).rows == [["nan", "inf"]]

    def test_white_space_stays_and_an_empty_text_is_blank(self, read: Any) -> None:
        texts = biff.shared([biff.wide(" 示例\n"), biff.wide("")])
        content = biff.one_sheet(biff.text(0, 0, 0), biff.text(0, 1, 1), shared_records=texts)
        assert sheet_of(read(content)).rows == [[" 示例\n"]]

    def test_an_error_is_no_blank(self, read: Any) -> None:
        codes = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
        cells = [biff.bool_or_error(0, n, code, True) for n, code in enumerate(codes)]
        sheet = sheet_of(read(biff.one_sheet(*cells, biff.bool_or_error(1, 0, 99, True))))
        assert list(sheet.errors.values()) == [*codes.values(), "#ERROR!"]
        assert sheet.rows == [[None] * 7, [None]]

    def test_a_cell_that_is_error_and_number_is_an_error(self, read: Any) -> None:
        sheet = sheet_of(read(biff.one_sheet(biff.bool_or_error(0, 0, 42, True), biff.number(0, 0, 5))))
        assert (sheet.rows, sheet.errors) == ([[None]], {(1, 1): "#N/A"})


class TestFormulas:
    def test_stored_values(self, read: Any) -> None:
        content = biff.one_sheet(
            biff.formula(0, 0, 0.5),
            biff.formula(0, 1, biff.stored(0)),
            biff.formula_text("完成"),
            biff.formula(0, 2, biff.stored(1, 1)),
            biff.formula(0, 3, biff.stored(2, 7)),
            biff.formula(0, 4, biff.stored(3)),
            biff.number(0, 5, 1),
        )
        sheet = sheet_of(read(content))
        assert sheet.rows == [[0.5, "完成", True, None, None, 1.0]]
        assert sheet.errors == {(1, 4): "#DIV/0!"}
        assert sheet.formulas == {(1, n) for n in range(1, 6)}
        assert not sheet.uncalculated

    def test_a_text_after_the_formula_that_is_shared(self, read: Any) -> None:
        shared_formula = biff.record(0x4BC, pack("<HHBBH", 0, 1, 0, 0, 2), b"\x03\0\x1e\x01\0")
        cells = [biff.formula(0, 0, biff.stored(0), b"\x01\0\0\0\0"), shared_formula, biff.formula_text("甲")]
        assert sheet_of(read(biff.one_sheet(*cells))).rows == [["甲"]]

    def test_a_text_over_several_records(self, read: Any) -> None:
        pieces = [pack("<HB", 5, 1) + "示例".encode("utf-16-le"), b"\0abc"]
        content = biff.one_sheet(biff.formula(0, 0, biff.stored(0)), biff.continued(0x207, pieces))
        assert sheet_of(read(content)).rows == [["示例abc"]]

    def test_zero_marked_to_be_calculated_is_no_value(self, read: Any) -> None:
        cells = (
            biff.formula(0, 0, 0.0, flags=3),
            biff.formula(0, 1, 0.0, flags=1),
            biff.formula(0, 2, 4.0, flags=2),
        )
        sheet = sheet_of(read(biff.one_sheet(*cells)))
        assert sheet.rows == [[None, 0.0, 4.0]]
        assert sheet.uncalculated == {(1, 1)}

    def test_a_date(self, read: Any) -> None:
        content = biff.one_sheet(
            biff.formula(0, 0, 44713.0, style=1), shared_records=biff.style(0) + biff.style(14)
        )
        assert sheet_of(read(content)).rows == [[date(2022, 6, 1)]]


class TestDates:
    STYLES = b"".join(map(biff.style, (0, 31, 164, 165, 46)))
    FORMATS = biff.number_format(164, 'yyyy"年"m"月"') + biff.number_format(165, "0.0")

    def test_by_the_format_of_the_cell(self, read: Any) -> None:
        cells = [biff.number(0, n, 44713.5, n) for n in range(6)]
        rows = sheet_of(read(biff.one_sheet(*cells, shared_records=self.STYLES + self.FORMATS))).rows
        moment = datetime(2022, 6, 1, 12)
        assert rows == [[44713.5, moment, moment, 44713.5, timedelta(44713.5), 44713.5]]

    def test_packed_numbers_too(self, read: Any) -> None:
        content = biff.one_sheet(biff.packed_number(0, 0, 44713 << 2 | 2, 1), shared_records=self.STYLES)
        assert sheet_of(read(content)).rows == [[date(2022, 6, 1)]]

    def test_counted_from_1904(self, read: Any) -> None:
        mode = biff.record(0x22, pack("<H", 1))
        content = biff.one_sheet(biff.number(0, 0, 43251.0, 1), shared_records=mode + self.STYLES)
        assert sheet_of(read(content)).rows == [[date(2022, 6, 1)]]

    def test_a_time(self, read: Any) -> None:
        content = biff.one_sheet(biff.number(0, 0, 0.25, 0), shared_records=biff.style(20))
        assert sheet_of(read(content)).rows == [[time(6)]]


class TestSheets:
    def test_names_order_and_visibility(self, read: Any) -> None:
        made = [("封面", b"", 0, 0), ("隐藏", b"", 1, 0), ("_fuxi", b"", 2, 0), ("图表", b"", 0, 2)]
        workbook = read(biff.workbook(made))
        assert [(s.name, s.visible) for s in workbook.sheets] == [
            ("封面", True),
            ("隐藏", False),
            ("_fuxi", False),
        ]

    def test_hidden_rows_and_columns(self, read: Any) -> None:
        content = biff.one_sheet(
            biff.row(0), biff.row(1, flags=0x20), biff.row(2, height=0), biff.row(3, height=0x80FF),
            biff.columns(1, 2, flags=1), biff.columns(4, 4, width=0), biff.columns(255, 256, flags=1), biff.columns(6, 6),
        )  # fmt: skip
        sheet = sheet_of(read(content))
        assert sheet.hidden_rows == {2, 3}
        assert sheet.hidden_columns == {2, 3, 5, 256}

    def test_rows_hidden_unless_said_otherwise(self, read: Any) -> None:
        default = biff.record(0x225, pack("<HH", 2, 0))
        cells = default, biff.row(0), biff.number(0, 0, 1), biff.number(2, 0, 1)
        assert sheet_of(read(biff.one_sheet(*cells))).hidden_rows == {2, 3}

    def test_merged_ranges(self, read: Any) -> None:
        content = biff.one_sheet(biff.merged((0, 1, 0, 3), (2, 2, 4, 5), count=999), biff.number(0, 0, 1))
        assert sheet_of(read(content)).merged == ((1, 1, 2, 4), (3, 5, 3, 6))

    def test_the_dimensions_are_not_believed(self, read: Any) -> None:
        dimensions = biff.record(0x200, pack("<IIHHH", 0, 1, 0, 1, 0))
        assert sheet_of(read(biff.one_sheet(dimensions, biff.number(5, 3, 1)))).at(6, 4) == 1.0

    def test_numbers_in_a_chart_are_no_cells(self, read: Any) -> None:
        chart = biff.bof(biff.CHART) + biff.number(7, 7, 9) + biff.EOF
        assert sheet_of(read(biff.one_sheet(biff.number(0, 0, 1), chart, biff.number(0, 1, 2)))).rows == [
            [1.0, 2.0]
        ]

    def test_a_dialogue_is_no_worksheet(self, read: Any) -> None:
        made = [("对话", biff.record(0x81, pack("<H", 0x10))), ("表", biff.number(0, 0, 1))]
        assert [s.name for s in read(biff.workbook(made)).sheets] == ["表"]


TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=6)


class TestSharedTexts:
    def test_rich_and_phonetic_parts_are_no_text(self, read: Any) -> None:
        rich = pack("<HBH", 2, 9, 2) + "甲乙".encode("utf-16-le") + bytes(8)
        phonetic = pack("<HBI", 2, 4, 6) + b"ab" + bytes(6)
        both = pack("<HBHI", 1, 13, 1, 3) + "丙".encode("utf-16-le") + bytes(7)
        texts = biff.shared([rich, phonetic, both, biff.wide("尾")])
        cells = [biff.text(0, n, n) for n in range(4)]
        assert sheet_of(read(biff.one_sheet(*cells, shared_records=texts))).rows == [
            ["甲乙", "ab", "丙", "尾"]
        ]

    @given(TEXTS, st.data())
    def test_a_table_split_anywhere_reads_the_same(self, texts: list[str], data: st.DataObject) -> None:
        body, places = _table(texts)
        cuts = data.draw(st.lists(st.sampled_from(places), unique=True))
        flips = data.draw(st.booleans())
        pieces = _split(body, sorted(cuts), flips)
        content = biff.one_sheet(
            *(biff.text(0, n, n) for n in range(len(texts))), shared_records=biff.continued(0xFC, pieces)
        )
        rows = _read_bytes(content).rows
        assert (rows[0] if rows else []) == _without_last_blanks([text or None for text in texts])

    def test_every_single_cut(self) -> None:
        texts = ["", "甲", "示例abc", "𠮷田😀", "x"]
        body, places = _table(texts)
        assert len(places) > 20
        cells = [biff.text(0, n, n) for n in range(len(texts))]
        for cut in places:
            for flips in (False, True):
                pieces = _split(body, [cut], flips)
                content = biff.one_sheet(*cells, shared_records=biff.continued(0xFC, pieces))
                assert _read_bytes(content).rows == [[None, *texts[1:]]], cut


def _without_last_blanks(values: list[Any]) -> list[Any]:
    while values and values[-1] is None:
        values.pop()
    return values


Cut = tuple[int, bool]
"""A place in the table where it may be cut, and whether that lies among a text's characters."""


def _table(texts: list[str]) -> tuple[bytes, list[Cut]]:
    body = pack("<II", len(texts), len(texts))
    places: list[Cut] = []
    for text in texts:
        at = len(body)
        body += biff.wide(text)
        places += [(at, False), (at + 1, False), (at + 2, False)]
        places += [(place, True) for place in range(at + 3, len(body), 2)]
    return body, [place for place in places if place[0] > 8]


def _split(body: bytes, cuts: list[Cut], flips: bool) -> list[bytes]:
    """The pieces; among characters the next begins with flags. ``flips``: narrow ones where that is possible."""
    pieces, start, lead = [], 0, b""
    for end, inside in cuts:
        pieces.append(lead + body[start:end])
        start, lead = end, b"\x01" if inside else b""
    rest = body[start:]
    if flips and len(cuts) == 1 and lead and rest and not any(rest[1::2]) and len(rest) % 2 == 0:
        return [*pieces, b"\0" + rest[::2]]
    return [*pieces, lead + rest]


def _read_bytes(content: bytes) -> Sheet:
    workbook = Workbook("示例.xls")
    xls.read(workbook, Source(content, ".xls"), Limits())
    return workbook.sheets[0]


class TestNotices:
    def test_a_password(self, read: Any) -> None:
        content = biff.one_sheet(shared_records=biff.record(0x2F, bytes(6)))
        assert read(content).notices == [Notice("encrypted")]

    def test_a_macro_storage(self, read: Any) -> None:
        stream = biff.stream([("表", biff.number(0, 0, 1))])
        workbook = read(compound({"Workbook": stream}, ("_VBA_PROJECT_CUR",)))
        assert workbook.notices == [Notice("macros", provided="_VBA_PROJECT_CUR")]
        assert workbook.sheets[0].rows == [[1.0]]

    @pytest.mark.parametrize("listed", [0, 1])
    def test_a_macro_sheet(self, read: Any, listed: int) -> None:
        made = [("表", biff.number(0, 0, 1)), ("宏", b"", 1, listed)]
        bodies = [biff.bof(biff.SHEET) + made[0][1] + biff.EOF, biff.bof(biff.MACRO_SHEET) + biff.EOF]
        workbook = read(compound({"Workbook": biff.join(made, bodies, b"", biff.BIFF8)}))
        assert workbook.notices == [Notice("macros", provided="宏")]
        assert [s.name for s in workbook.sheets] == ["表"]

    @pytest.mark.parametrize(
        ("name", "flags"), [(b"\0\x01", 0x20), (b"\0Auto_Open", 0), (b"\0AUTO_CLOSE1", 1)]
    )
    def test_a_name_that_runs_a_macro(self, read: Any, name: bytes, flags: int) -> None:
        (notice,) = read(biff.one_sheet(shared_records=biff.name(name, flags))).notices
        assert notice.kind == "macros"

    def test_other_names_do_nothing(self, read: Any) -> None:
        names = (
            biff.name(b"\0\x06", 0x20)
            + biff.name(b"\0Auto")
            + biff.name(b"\x01" + "任务数".encode("utf-16-le"), count=3)
        )
        assert read(biff.one_sheet(shared_records=names)).notices == []

    def test_another_workbook(self, read: Any) -> None:
        link = biff.supporting_book("\x01\x01C台账\x03往年.xls")
        assert read(biff.one_sheet(shared_records=link)).notices == [
            Notice("external-links", provided="C:/台账/往年.xls")
        ]

    def test_a_dde_source(self, read: Any) -> None:
        link = biff.supporting_book("cmd\x03/c calc")
        assert read(biff.one_sheet(shared_records=link)).notices == [Notice("dde", provided="cmd|/c calc")]

    def test_an_ole_object_is_a_link(self, read: Any) -> None:
        link = biff.supporting_book("Word.Document.8\x03C:\\a.doc") + biff.record(
            0x23, pack("<HI", 0x10, 0), b"\x01\0'"
        )
        (notice,) = read(biff.one_sheet(shared_records=link)).notices
        assert notice.kind == "external-links"

    def test_the_workbook_itself_is_no_link(self, read: Any) -> None:
        own = biff.record(0x1AE, pack("<HH", 1, 0x0401)) + biff.record(0x1AE, pack("<HH", 1, 0x3A01))
        assert read(biff.one_sheet(shared_records=own)).notices == []

    @pytest.mark.parametrize(
        ("tokens", "call"),
        [
            (b"\x17\x01\0a" + b"\x42\x01\x96\x00", "CALL"),
            (b"\x1e\x01\0\x1e\x02\0\x42\x03\x7b\x01", "RTD"),
            (b"\x24\0\0\0\0\x19\x40\x01\x02\x42\x02\x0b\x01", "REGISTER.ID"),
        ],
    )
    def test_a_function_that_reaches_out(self, read: Any, tokens: bytes, call: str) -> None:
        workbook = read(biff.one_sheet(biff.formula(2, 1, 1.0, tokens)))
        assert workbook.notices == [Notice("dde", Place("表", 3, 2), call)]

    def test_a_function_known_by_name_only(self, read: Any) -> None:
        listed = biff.name(b"\0_xlfn.WEBSERVICE", 0x0E)
        workbook = read(biff.one_sheet(biff.formula(0, 0, 1.0, b"\x23\x01\0\0\0"), shared_records=listed))
        assert workbook.notices == [Notice("dde", Place("表", 1, 1), "WEBSERVICE")]

    def test_numbers_that_look_like_a_function_are_none(self, read: Any) -> None:
        tokens = b"\x1f" + b"\x42\x01\x96\x00\x42\x01\x96\x00" + b"\x42\x01\x04\x00"
        assert read(biff.one_sheet(biff.formula(0, 0, 1.0, tokens))).notices == []


class TestExcel95:
    def test_cells_and_names_in_the_code_page(self, read: Any) -> None:
        encoded = "富硒大米".encode("gb18030")
        cells = (
            biff.record(0x204, pack("<HHHH", 0, 0, 0, len(encoded)), encoded)
            + biff.number(0, 1, 3.0, 1)
            + biff.formula(1, 0, biff.stored(0))
            + biff.record(0x207, pack("<H", len(encoded)), encoded)
        )
        head = biff.record(0x42, pack("<H", 936)) + biff.style(0) + biff.style(164)
        head += biff.record(0x41E, pack("<HB", 164, 10), b"yyyy-mm-dd")
        content = compound({"Book": biff.stream([("指标进度", cells)], head, biff.BIFF5)})
        sheet = sheet_of(read(content))
        assert sheet.name == "指标进度"
        assert sheet.rows == [["富硒大米", date(1900, 1, 3)], ["富硒大米"]]

    def test_links(self, read: Any) -> None:
        head = biff.record(0x17, b"\x0b\x01", b"C:\\old.xls") + biff.record(0x17, b"\x08", b"cmd\x03calc")
        head += biff.record(0x17, b"\x01\x02") + biff.record(0x17, b"\x02\x03a")
        workbook = read(compound({"Book": biff.stream([("a", b"")], head, biff.BIFF5)}))
        assert [(n.kind, n.provided) for n in workbook.notices] == [
            ("external-links", "C:\\old.xls"),
            ("dde", "cmd|calc"),
        ]

    @pytest.mark.parametrize(
        "start", [b"\x09\x04\x06\x00\0\0\x10\0", b"\x09\x02\x06\x00\0\0\x10\0", b"\x09\x00\x04\x00\0\0\x10\0"]
    )
    def test_what_is_older_is_refused_with_the_reason(self, read: Any, start: bytes) -> None:
        workbook = read(start + bytes(40))
        (notice,) = workbook.notices
        assert dict(notice.facts)["cause"] == "too-old"

    def test_records_without_a_container(self, read: Any) -> None:
        assert sheet_of(read(biff.stream([("表", biff.number(0, 0, 1))]))).rows == [[1.0]]


class TestProperties:
    def test_texts_numbers_and_answers(self, read: Any) -> None:
        names = {2: "fuxi_plan", 3: "fuxi_reporter", 4: "份数", 5: "已核"}
        values = {
            2: pack("<II", 0x1F, 5) + "示例方案\0".encode("utf-16-le") + b"\0\0",
            3: pack("<II", 0x1E, 7) + b"360704\0\0",
            4: pack("<Ii", 3, 12),
            5: pack("<II", 0x0B, 0xFFFF),
        }
        workbook = read(
            biff.workbook([("表", b"")], **{"\x05DocumentSummaryInformation": _properties(names, values)})
        )
        assert workbook.properties == {
            "fuxi_plan": "示例方案",
            "fuxi_reporter": "360704",
            "份数": "12",
            "已核": "true",
        }

    def test_a_damaged_one_is_left_out(self, read: Any) -> None:
        stream = _properties({2: "fuxi_plan"}, {2: pack("<II", 0x1E, 4) + b"abc\0"})
        for cut in range(0, len(stream), 3):
            workbook = read(biff.workbook([("表", b"")], **{"\x05DocumentSummaryInformation": stream[:cut]}))
            assert workbook.notices == []


def _properties(names: dict[int, str], values: dict[int, bytes]) -> bytes:
    """A property set in UTF-8 whose second section holds those."""
    entries = b"".join(
        pack("<II", n, len(name.encode()) + 1) + name.encode() + b"\0" for n, name in names.items()
    )
    contents = {0: pack("<I", len(names)) + entries, 1: pack("<Ii", 2, 65001)} | values
    at = 8 + 8 * len(contents)
    listing = b""
    for number, content in contents.items():
        listing += pack("<II", number, at)
        at += len(content)
    section = pack("<II", at, len(contents)) + listing + b"".join(contents.values())
    head = pack("<HHI16sI", 0xFFFE, 0, 0x20006, bytes(16), 2)
    first = bytes.fromhex("02d5cdd59c2e1b10939708002b2cf9ae") + pack("<I", 68)
    second = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae") + pack("<I", 76)
    return head + first + second + pack("<II", 8, 0) + section
