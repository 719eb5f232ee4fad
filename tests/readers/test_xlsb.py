"""Binary workbooks give what stands in them, record by record, and no length or count that they claim is believed."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from struct import pack as packed
from struct import unpack as unpacked

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.core.words import show
from fuxi_cli.readers.refusal import Refusal
from fuxi_cli.readers.spreadsheet import read_workbook
from fuxi_cli.readers.xlsb.formulas import outward_function
from fuxi_cli.readers.xlsb.records import packed_number, records, text_at
from support import binary_workbooks as xlsb
from support.binary_workbooks import (
    ARRAY,
    BLANK,
    BOOLEAN,
    ERROR,
    FORMULA_BOOLEAN,
    FORMULA_ERROR,
    FORMULA_REAL,
    FORMULA_TEXT,
    PACKED,
    REAL,
    RICH,
    SHARED,
    TEXT,
    Listed,
    area,
    cell,
    columns,
    formula,
    merged,
    real,
    record,
    row,
    save,
    sheet,
    styles,
    text,
    texts,
    whole,
)
from support.libreoffice import convert, needs_libreoffice
from support.packages import pack, relations

ONE = cell(PACKED, 0, whole(1))
PLAIN = sheet(row(0, ONE, cell(TEXT, 1, text("甲"))))
FORMATS = styles(0, 14, 'yyyy"年"m"月"d"日"', 20, 46, 31)


def read(folder: Path, *rows: bytes, before: bytes = b"", after: bytes = b"", **options: object) -> Sheet:
    """The only sheet of a file with those rows."""
    workbook = read_workbook(save(folder, {"表": sheet(*rows, before=before, after=after)}, **options))
    assert workbook.notices == []
    (only,) = workbook.sheets
    return only


def cause(workbook: Workbook) -> object:
    """Why a file was not read; its one notice is fit to be shown."""
    assert not workbook.readable
    (notice,) = workbook.notices
    assert notice.provided is None or show(notice.provided)
    return notice.fact("cause") if notice.kind == "unreadable" else notice.kind


def from_parts(folder: Path, changed: Mapping[str, str | bytes]) -> Workbook:
    """A sound workbook with some parts replaced."""
    path = folder / "示例.xlsb"
    path.write_bytes(pack({**xlsb.parts({"表": PLAIN}, strings=texts("乙"), formats=FORMATS), **changed}))
    return read_workbook(str(path))


class TestCells:
    def test_every_kind_of_cell(self, tmp_path: Path) -> None:
        got = read(
            tmp_path,
            row(
                0,
                cell(BLANK, 0, b""),
                cell(PACKED, 1, whole(-7)),
                cell(PACKED, 2, whole(12345, hundredth=True)),
                cell(REAL, 3, real(0.1)),
                cell(BOOLEAN, 4, b"\1"),
                cell(BOOLEAN, 5, b"\0"),
                cell(TEXT, 6, text(" 内联\n二 ")),
                cell(SHARED, 7, packed("<I", 1)),
                cell(RICH, 8, b"\1" + text("富文本") + bytes(8)),
                cell(TEXT, 9, text("")),
                cell(TEXT, 10, text("𠮷")),
            ),
            strings=texts("一", "二"),
        )
        assert got.rows[0][:9] == [None, -7.0, 123.45, 0.1, True, False, " 内联\n二 ", "二", "富文本"]
        assert got.rows[0][9:] == [None, "𠮷"]

    def test_short_cells_stand_right_of_the_one_before(self, tmp_path: Path) -> None:
        short = [
            cell(PACKED, None, whole(2)),
            cell(BLANK, None, b""),
            cell(SHARED, None, bytes(4)),
            cell(REAL, None, real(3), 1),
        ]
        got = read(
            tmp_path,
            row(0, cell(PACKED, 4, whole(1)), *short),
            row(1, cell(TEXT, None, text("甲"))),
            strings=texts("一"),
            formats=FORMATS,
        )
        assert got.rows == [[None] * 4 + [1.0, 2.0, None, "一", date(1900, 1, 3)], ["甲"]]

    @pytest.mark.parametrize(
        ("code", "shown"),
        [(0x00, "#NULL!"), (0x07, "#DIV/0!"), (0x0F, "#VALUE!"), (0x17, "#REF!"), (0x1D, "#NAME?"), (0x24, "#NUM!"), (0x2A, "#N/A"), (0x2B, "#GETTING_DATA"), (0x63, "#63")],
    )  # fmt: skip
    def test_an_error_is_never_a_blank(self, tmp_path: Path, code: int, shown: str) -> None:
        got = read(
            tmp_path, row(0, cell(ERROR, 0, bytes((code,))), formula(FORMULA_ERROR, 1, bytes((code,))))
        )
        assert got.rows == [[None, None]]
        assert got.errors == {(1, 1): shown, (1, 2): shown}
        assert got.formulas == {(1, 2)}

    def test_formulas_and_their_values(self, tmp_path: Path) -> None:
        got = read(
            tmp_path,
            row(
                0,
                formula(FORMULA_TEXT, 0, text("结果")),
                formula(FORMULA_REAL, 1, real(44715), style=1),
                formula(FORMULA_BOOLEAN, 2, b"\1"),
                formula(FORMULA_TEXT, 3, text("")),
            ),
            formats=FORMATS,
        )
        assert got.rows == [["结果", date(2022, 6, 3), True, None]]
        assert got.formulas == {(1, column) for column in range(1, 5)}
        assert got.errors == {}

    def test_an_array_formula_fills_its_range(self, tmp_path: Path) -> None:
        head = formula(FORMULA_REAL, 0, real(1))
        rest = [cell(PACKED, 1, whole(2))]
        got = read(
            tmp_path,
            row(0, head, area(ARRAY, 0, 0, 1, 1, bytes(9)), *rest),
            row(1, ONE, cell(PACKED, 1, whole(4))),
        )
        assert got.formulas == {(1, 1), (1, 2), (2, 1), (2, 2)}

    @pytest.mark.parametrize(
        ("value", "style", "read_as"),
        [
            (44715.0, 0, 44715.0),
            (44715.0, 1, date(2022, 6, 3)),
            (44715.5, 1, datetime(2022, 6, 3, 12)),
            (44715.0, 2, date(2022, 6, 3)),
            (44715.0, 5, date(2022, 6, 3)),
            (0.25, 3, time(6)),
            (1.25, 4, timedelta(hours=30)),
            (-1.5, 1, -1.5),
            (44715.0, 99, 44715.0),
            (float("nan"), 0, "nan"),
            (float("inf"), 1, "inf"),
            (float("-inf"), 4, "-inf"),
            (1e300, 1, 1e300),
        ],
    )
    def test_dates_by_their_format(self, tmp_path: Path, value: float, style: int, read_as: object) -> None:
        got = read(tmp_path, row(0, cell(REAL, 0, real(value), style)), formats=FORMATS).rows
        assert got == [[read_as]]
        assert type(got[0][0]) is type(read_as)

    def test_days_counted_from_1904(self, tmp_path: Path) -> None:
        cells = row(0, cell(PACKED, 0, whole(43253), 1))
        assert read(tmp_path, cells, formats=FORMATS, date1904=True).rows == [[date(2022, 6, 3)]]

    @given(st.integers(min_value=-(2**29), max_value=2**29 - 1), st.booleans())
    def test_any_whole_number_is_unpacked(self, value: int, hundredth: bool) -> None:
        number = int.from_bytes(whole(value, hundredth), "little")
        assert packed_number(number) == (value / 100 if hundredth else value)

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_any_float_with_thirty_bits_is_unpacked(self, value: float) -> None:
        upper = int.from_bytes(packed("<d", value), "little") >> 34 << 2
        kept = unpacked("<d", bytes(4) + packed("<I", upper))[0]
        assert packed_number(upper) == kept

    @given(
        st.integers(min_value=0, max_value=0x3FFF),
        st.binary(max_size=300),
        st.integers(min_value=1, max_value=4),
    )
    def test_any_record_is_read_back(self, kind: int, content: bytes, least: int) -> None:
        made = xlsb.number(kind) + xlsb.number(len(content), least) + content
        assert list(records(made + made, "示例")) == [(kind, content)] * 2

    @given(st.binary(max_size=200))
    def test_any_bytes_are_records_or_refused(self, data: bytes) -> None:
        size = 0
        with suppress(Refusal):
            size = sum(len(content) for _, content in records(data, "示例"))
        assert size <= len(data)

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_any_text_is_read_back(self, value: str) -> None:
        assert text_at(b"\0" + text(value) + b"\1", 1) == (value, 1 + len(text(value)))


class TestSheets:
    def test_places_hidden_and_merged(self, tmp_path: Path) -> None:
        got = read(
            tmp_path,
            row(2, cell(PACKED, 3, whole(5))),
            row(4, ONE, hidden=True),
            row(5, ONE, height=0),
            row(9, hidden=True),
            before=columns(1, 2, hidden=True) + columns(3, 3, width=0) + columns(9, 16_383, hidden=True),
            after=merged((0, 0, 1, 3), (2, 0, 2, 1)),
        )
        assert got.rows == [[], [], [None, None, None, 5.0], [], [1.0], [1.0]]
        assert got.hidden_rows == {5, 6}
        assert got.hidden_columns == {2, 3, 4}
        assert got.merged == ((1, 1, 2, 4), (3, 1, 3, 2))

    def test_hidden_sheets(self, tmp_path: Path) -> None:
        path = save(tmp_path, {"表": PLAIN, "藏": Listed(PLAIN, 1), "深藏": Listed(PLAIN, 2)})
        assert [(s.name, s.visible) for s in read_workbook(path).sheets] == [
            ("表", True),
            ("藏", False),
            ("深藏", False),
        ]

    def test_custom_properties_and_format(self, tmp_path: Path) -> None:
        custom = '<Properties><property name="fuxi_plan"><lpwstr>shili</lpwstr></property></Properties>'
        workbook = read_workbook(save(tmp_path, {"表": PLAIN}, extra={"docProps/custom.xml": custom}))
        assert (workbook.format, workbook.properties, workbook.notices) == (
            "xlsb",
            {"fuxi_plan": "shili"},
            [],
        )

    def test_macros(self, tmp_path: Path) -> None:
        workbook = read_workbook(save(tmp_path, {"表": PLAIN}, extra={"xl/vbaProject.bin": b"x"}))
        assert workbook.notices == [Notice("macros", provided="xl/vbaproject.bin")]

    def test_a_macro_sheet(self, tmp_path: Path) -> None:
        parts = xlsb.parts({"表": PLAIN, "宏": PLAIN})
        key = "xl/_rels/workbook.bin.rels"
        parts[key] = str(parts[key]).replace(
            '/worksheet" Target="worksheets/sheet2', '/xlMacrosheet" Target="worksheets/sheet2'
        )
        path = tmp_path / "示例.xlsb"
        path.write_bytes(pack(parts))
        workbook = read_workbook(str(path))
        assert [s.name for s in workbook.sheets] == ["表"]
        assert workbook.notices == [Notice("macros", provided="宏")]

    @pytest.mark.parametrize(
        ("link", "notice"),
        [
            (
                packed("<H", 0) + text("rId1") + text(""),
                Notice("external-links", provided="file:///上月.xlsx"),
            ),
            (packed("<H", 1) + text("cmd") + text("/c calc"), Notice("dde", provided="cmd|/c calc")),
        ],
    )
    def test_links(self, tmp_path: Path, link: bytes, notice: Notice) -> None:
        extra = {
            "xl/externalLinks/externalLink1.bin": record(360, link) + record(588),
            "xl/externalLinks/_rels/externalLink1.bin.rels": relations(
                ("rId1", "externalLinkPath", "file:///上月.xlsx")
            ),
        }
        links = (("x1", "externalLink", "externalLinks/externalLink1.bin"),)
        assert read_workbook(save(tmp_path, {"表": PLAIN}, links=links, extra=extra)).notices == [notice]

    def test_functions_that_reach_out(self, tmp_path: Path) -> None:
        rtd = b"\x42\x03" + packed("<H", 379)
        rows = row(0, formula(FORMULA_TEXT, 0, text("值"), rtd), formula(FORMULA_REAL, 1, real(1), rtd))
        path = save(tmp_path, {"表": sheet(rows)}, names=["_xlfn.WEBSERVICE", "本月"])
        assert read_workbook(path).notices == [
            Notice("dde", provided="WEBSERVICE()"),
            Notice("dde", Place("表", 1, 1), "RTD()"),
            Notice("dde", Place("表", 1, 2), "RTD()"),
        ]

    @pytest.mark.parametrize(
        ("tokens", "function"),
        [
            (b"\x17\x02\x00\x7b\x01\x7b\x01" + b"\x22\x01" + packed("<H", 150), "CALL"),
            (b"\x19\x04\x01\x00" + bytes(4) + b"\x21" + packed("<H", 267), "REGISTER.ID"),
            (b"\x17\x02\x00\x22\x01\x96\x00", None),
            (b"\x1e\x7b\x01", None),
            (b"\x1f" + packed("<d", 0) + b"\x7b\x01", None),
            (b"\x22\x7b\x01", None),
            (b"\xff\x7b\x01\x96\x00", None),
        ],
    )
    def test_numbers_that_only_look_like_functions(self, tokens: bytes, function: str | None) -> None:
        assert outward_function(tokens) == function


def _book(*content: bytes) -> bytes:
    return record(131) + b"".join(content) + record(132)


def _listed(link: str = "s1", name: str = "表", state: int = 0) -> bytes:
    return record(156, packed("<II", state, 1) + text(link) + text(name))


class TestHostile:
    @pytest.mark.parametrize(
        "part",
        [
            b"",
            record(129) + record(145) + record(130),
            sheet(row(0, ONE))[:-2],
            sheet(ONE),
            sheet(row(0, ONE), row(0, ONE)),
            sheet(row(1, ONE), row(0, ONE)),
            sheet(row(0, ONE, ONE)),
            sheet(row(0, cell(PACKED, 3, whole(1)), ONE)),
            sheet(row(0, ONE)).replace(record(146), record(146) + record(145) + row(1, ONE) + record(146)),
            sheet(row(0, cell(SHARED, 0, packed("<I", 1)))),
            sheet(row(0, cell(SHARED, 0, b"\0"))),
            sheet(row(0, cell(TEXT, 0, packed("<I", 0x7FFFFFFF)))),
            sheet(row(0, cell(TEXT, 0, packed("<I", 2) + b"a\0"))),
            sheet(row(0, cell(PACKED, 0, b""))),
            sheet(row(0, cell(ERROR, 0, b""))),
            sheet(row(0, record(PACKED, b"\0"))),
            sheet(record(0, b"\0\0\0\0")),
            sheet(row(0, ONE), record(PACKED, b"", size=0x0FFFFFFF)),
            record(129) + b"\x91\x01\xff\xff\xff\xff\xff",
            b"\x81",
            b"\x81\x01",
            bytes(2),
        ],
    )
    def test_records_that_lie(self, tmp_path: Path, part: bytes) -> None:
        assert cause(from_parts(tmp_path, {"xl/worksheets/sheet1.bin": part})) == "damaged"

    @pytest.mark.parametrize(
        ("part", "kind"),
        [
            (sheet(row(1_048_576, ONE)), "bad-address"),
            (sheet(row(0xFFFFFFFF, ONE)), "bad-address"),
            (sheet(row(0, cell(PACKED, 16_384, whole(1)))), "bad-address"),
            (sheet(row(0, cell(PACKED, 0xFFFFFFFF, whole(1)))), "bad-address"),
            (sheet(row(0, cell(PACKED, 16_383, whole(1))), row(1_048_575, ONE)), "oversized"),
            (sheet(after=b"".join(area(xlsb.MERGED, n, 0, n, 1) for n in range(100_001))), "oversized"),
            (
                sheet(row(0, *(area(ARRAY, 0, 0, 1_048_575, 8) for _ in range(3))), row(1_000_000, cell(PACKED, 8, whole(1)))),
                "oversized",
            ),
        ],
    )  # fmt: skip
    def test_far_and_wide(self, tmp_path: Path, part: bytes, kind: str) -> None:
        assert cause(from_parts(tmp_path, {"xl/worksheets/sheet1.bin": part})) == kind

    def test_columns_hidden_over_and_over(self, tmp_path: Path) -> None:
        """So many times so many columns would take hours."""
        hidden = columns(0, 16_383, hidden=True) * 200_000
        got = read(tmp_path, row(0, cell(PACKED, 16_383, whole(1))), before=hidden)
        assert got.hidden_columns == set(range(1, 16_385))

    def test_far_but_empty_cells_and_what_the_sheet_claims_are_of_no_account(self, tmp_path: Path) -> None:
        claimed = area(xlsb.DIMENSION, 0, 0, 1_048_575, 16_383)
        far = row(1_048_575, cell(BLANK, 16_383, b""))
        assert read(tmp_path, row(0, ONE), far, before=claimed).rows == [[1.0]]

    @pytest.mark.parametrize(
        ("changed", "kind"),
        [
            ({"xl/workbook.bin": _book()}, "no-sheets"),
            ({"xl/workbook.bin": b""}, "no-sheets"),
            ({"xl/workbook.bin": _book(_listed("s9"))}, "missing-part"),
            ({"xl/workbook.bin": _book(record(156, b"\0"))}, "damaged"),
            ({"xl/workbook.bin": _book(record(153))}, "damaged"),
            ({"xl/workbook.bin": _book(record(39, b"\0"))}, "damaged"),
            ({"xl/workbook.bin": _book(*[_listed()] * 257)}, "oversized"),
            ({"xl/sharedStrings.bin": texts("乙")[:-2]}, "damaged"),
            ({"xl/sharedStrings.bin": b""}, "damaged"),
            ({"xl/sharedStrings.bin": record(19, b"\0\xff\xff\xff\x00") + record(160)}, "damaged"),
            ({"xl/styles.bin": record(44, b"\0\0\xff\xff\0\0")}, "damaged"),
            ({"xl/_rels/workbook.bin.rels": "<!DOCTYPE x><x/>"}, "doctype"),
        ],
    )
    def test_other_parts_that_lie(self, tmp_path: Path, changed: dict[str, str | bytes], kind: str) -> None:
        assert cause(from_parts(tmp_path, changed)) == kind

    def test_how_many_texts_the_part_claims_is_not_believed(self, tmp_path: Path) -> None:
        assert read(
            tmp_path, row(0, cell(SHARED, 0, bytes(4))), strings=texts("一", count=0xFFFFFFFF)
        ).rows == [["一"]]

    def test_a_text_in_very_many_cells(self, tmp_path: Path) -> None:
        long = "长" * 30_000
        rows = [row(n, cell(SHARED, 0, bytes(4))) for n in range(20_000)]
        path = save(tmp_path, {"表": sheet(*rows)}, strings=texts(long))
        assert cause(read_workbook(path)) == "oversized"

    def test_limits_are_adjustable(self, tmp_path: Path) -> None:
        path = save(tmp_path, {"表": PLAIN, "二": PLAIN}, strings=texts("一", "二"))
        for limits in (Limits(cells=3), Limits(sheets=1), Limits(strings=1)):
            assert cause(read_workbook(path, limits)) == "oversized"
        assert read_workbook(path, Limits(cells=4, sheets=2, strings=2)).readable

    @pytest.mark.parametrize("percent", range(0, 100, 5))
    def test_half_a_file(self, tmp_path: Path, percent: int) -> None:
        whole = Path(save(tmp_path, {"表": PLAIN})).read_bytes()
        path = tmp_path / "半.xlsb"
        path.write_bytes(whole[: len(whole) * percent // 100])
        cause(read_workbook(str(path)))

    @pytest.mark.parametrize("percent", range(0, 100, 5))
    @pytest.mark.parametrize("part", ["xl/worksheets/sheet1.bin", "xl/sharedStrings.bin"])
    def test_half_a_part(self, tmp_path: Path, part: str, percent: int) -> None:
        whole = PLAIN if "sheet1" in part else texts("一", "二")
        assert cause(from_parts(tmp_path, {part: whole[: len(whole) * percent // 100]})) == "damaged"


def _varied() -> dict[str, bytes | Listed]:
    """Every kind of cell that other programs read too. NA() and 1/0 as formulas; the rest as stored."""
    na = b"\x21" + packed("<H", 10)
    return {
        "表一": sheet(
            row(0, *(cell(SHARED, n, packed("<I", n % 2)) for n in range(3)), cell(TEXT, 4, text("内联"))),
            row(
                2,
                cell(PACKED, 0, whole(-7)),
                cell(PACKED, 1, whole(12345, hundredth=True)),
                cell(REAL, 2, real(0.1)),
            ),
            row(3, *(cell(REAL, n, real(v), n + 1) for n, v in enumerate((44715, 44715.5, 0.25, 1.25)))),
            row(4, cell(BOOLEAN, 0, b"\1"), cell(ERROR, 1, b"\x17"), formula(FORMULA_ERROR, 2, b"\x2a", na)),
            row(5, formula(FORMULA_REAL, 0, real(1)), cell(BLANK, 1, b""), cell(TEXT, 2, text("末"))),
            row(6, ONE, hidden=True),
            before=columns(1, 1, hidden=True),
            after=merged((0, 5, 1, 6)),
        ),
        "藏": Listed(sheet(row(0, ONE)), 1),
    }


class TestOtherReaders:
    """What our writer makes is what other programs take it for; so is what our reader reads."""

    def test_calamine_agrees(self, tmp_path: Path) -> None:
        path = save(tmp_path, _varied(), strings=texts("一", "二"), formats=FORMATS)
        ours, theirs = read_workbook(path), CalamineWorkbook.from_path(path)
        assert [s.name for s in ours.sheets] == theirs.sheet_names
        for index, mine in enumerate(ours.sheets):
            rows = theirs.get_sheet_by_index(index).to_python(skip_empty_area=False)
            read = {(r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1) if v != ""}
            assert {place: mine.at(*place) for place in read} == read
            assert sum(value is not None for row in mine.rows for value in row) == len(read)

    @pytest.mark.libreoffice
    @needs_libreoffice
    def test_libreoffice_agrees(self, tmp_path: Path) -> None:
        path = save(tmp_path, _varied(), strings=texts("一", "二"), formats=FORMATS)
        ours = read_workbook(path)
        theirs = read_workbook(str(convert(Path(path), "xlsx", tmp_path)))
        for mine, other in zip(ours.sheets, theirs.sheets, strict=True):
            assert (mine.name, mine.visible) == (other.name, other.visible)
            assert (mine.hidden_rows, mine.merged) == (other.hidden_rows, other.merged)
            assert (mine.hidden_columns, mine.errors) == (other.hidden_columns, other.errors)
            assert [[v for v in row if v is not None] for row in mine.rows] == [
                [v for v in row if v is not None] for row in other.rows
            ]
