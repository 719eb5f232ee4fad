"""OpenDocument spreadsheets give what stands in them, at its true place, and no repeat fills the memory."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from shutil import copy
from typing import ClassVar
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.core.words import show
from fuxi_cli.readers.opendocument.values import read_duration, read_moment, read_number
from fuxi_cli.readers.spreadsheet import read_workbook
from support import opendocuments as ods
from support.command import fuxi
from support.libreoffice import convert, convert_all, edit, needs_libreoffice
from support.opendocuments import blank, cell, dated, error, number, p, row, save, table, text, timed
from support.packages import pack
from support.samples import GANZHOU

EXAMPLES = Path(__file__).parents[2] / "examples"
FULL_ROW = blank(16_384)
REST = row(FULL_ROW, repeat=1_048_000)


def read(folder: Path, *rows: str, **around: str) -> Sheet:
    """The only sheet of a file with those rows."""
    workbook = read_workbook(save(folder, table(*rows), **around))
    assert workbook.notices == []
    (sheet,) = workbook.sheets
    return sheet


def cells(folder: Path, *cells: str) -> list[object]:
    """The values of one row."""
    return read(folder, row(*cells)).rows[0]


def refused(workbook: Workbook) -> Notice:
    """The one notice of a file that was not read, fit to be shown."""
    assert not workbook.readable
    (notice,) = workbook.notices
    assert notice.provided is None or show(notice.provided)
    return notice


def cause(workbook: Workbook) -> object:
    notice = refused(workbook)
    return notice.fact("cause") if notice.kind == "unreadable" else notice.kind


class TestValues:
    @pytest.mark.parametrize("kind", ["float", "percentage", "currency"])
    def test_numbers_are_taken_from_their_attribute(self, tmp_path: Path, kind: str) -> None:
        assert cells(tmp_path, cell(p("95.3%"), office__value_type=kind, office__value="0.953")) == [0.953]

    def test_dates_and_times_as_from_xlsx(self, tmp_path: Path) -> None:
        got = cells(
            tmp_path,
            dated("2022-06-03"),
            dated("2022-06-03T00:00:00"),
            dated("2022-06-03T12:30:05.500000000"),
            timed("PT13H05M06S"),
            timed("PT30H05M00S"),
            timed("-PT06H00M00S"),
            timed("P1DT2H"),
        )
        assert got == [
            date(2022, 6, 3),
            date(2022, 6, 3),
            datetime(2022, 6, 3, 12, 30, 5, 500_000),
            time(13, 5, 6),
            timedelta(hours=30, minutes=5),
            -0.25,
            timedelta(hours=26),
        ]
        assert not isinstance(got[1], datetime)

    def test_logical_values_also_where_they_are_stored_as_numbers(self, tmp_path: Path) -> None:
        shown = {"office__value_type": "float", "office__value": "1"}
        assert cells(
            tmp_path,
            cell(p("真"), office__value_type="boolean", office__boolean_value="true"),
            cell(p("FALSE"), office__value_type="boolean", office__boolean_value="false"),
            cell(p("TRUE"), formula="of:=TRUE()", **shown),
            cell(p("1"), formula="of:=2-1", **shown),
        ) == [True, False, True, 1.0]

    @pytest.mark.parametrize(
        ("inside", "read"),
        [
            (p("甲"), "甲"),
            (p("一", "二", "", "三"), "一\n二\n\n三"),
            (p("甲<text:s/>乙"), "甲 乙"),
            (p('<text:s text:c="3"/>甲 <text:s/>乙'), "   甲  乙"),
            (p("甲<text:tab/>乙<text:line-break/>丙"), "甲\t乙\n丙"),
            (p("\n  甲 \n  乙"), "甲 乙"),
            (p("  甲  乙 "), "  甲  乙 "),
            (p('甲<text:span text:style-name="T1">乙</text:span>丙'), "甲乙丙"),
            (p('<text:a xlink:href="http://example.com">链接</text:a>'), "链接"),
            (p("<text:ruby><text:ruby-base>富</text:ruby-base><text:ruby-text>fu</text:ruby-text></text:ruby>硒"), "富硒"),
            ("\n <text:p>甲</text:p>\n <text:p>乙</text:p>\n ", "甲\n乙"),
            (f"<office:annotation>{p('批注')}</office:annotation>{p('甲')}", "甲"),
            (p(f"甲<draw:frame><draw:text-box>{p('图')}</draw:text-box></draw:frame>乙"), "甲乙"),
            (f"<text:list><text:list-item>{p('甲')}</text:list-item></text:list>", "甲"),
            (p("&lt;甲&gt;&amp;&#x4E59;"), "<甲>&乙"),
            (p(""), None),
            ("", None),
            (f"<office:annotation>{p('批注')}</office:annotation>", None),
        ],
    )  # fmt: skip
    def test_text(self, tmp_path: Path, inside: str, read: str | None) -> None:
        kept = number(1)
        assert cells(tmp_path, cell(inside, office__value_type="string"), kept) == [read, 1.0]
        assert cells(tmp_path, cell(inside), kept) == [read, 1.0]

    def test_a_stored_text_goes_before_the_one_shown(self, tmp_path: Path) -> None:
        stored = cell(p("显示"), office__value_type="string", office__string_value="值\n二")
        assert cells(tmp_path, stored.replace("\n", "&#10;")) == ["值\n二"]

    @pytest.mark.parametrize(
        ("written", "kind"),
        [("1_000", "float"), ("１２", "float"), ("NaN", "float"), ("INF", "float"), ("1e999", "float"), ("", "float")],
    )  # fmt: skip
    def test_what_is_no_number_stays_text(self, tmp_path: Path, written: str, kind: str) -> None:
        shown = cell(p("显示"), office__value_type=kind, office__value=written)
        assert cells(tmp_path, shown) == [written or "显示"]

    @pytest.mark.parametrize(
        "written",
        ["2022-02-30", "20220603", "2022-W01-1", "-0001-01-01", "12022-01-01", "2022-06-03T25:00:00"],
    )
    def test_what_no_calendar_has_stays_text(self, tmp_path: Path, written: str) -> None:
        assert cells(tmp_path, dated(written)) == [written]

    @pytest.mark.parametrize("written", ["PT", "P1Y", "1H", "PT999999999999H", "P999999999DT999999999H"])
    def test_what_is_no_length_of_time_stays_text(self, tmp_path: Path, written: str) -> None:
        assert cells(tmp_path, timed(written)) == [written]

    @given(st.timedeltas(min_value=timedelta(days=-999), max_value=timedelta(days=999)))
    def test_any_length_of_time_is_read_back(self, length: timedelta) -> None:
        seconds = abs(length) // timedelta(seconds=1)
        rest = abs(length).microseconds
        sign = "-" if length < timedelta() else ""
        minutes, second = divmod(seconds, 60)
        written = f"{sign}PT{minutes // 60:02}H{minutes % 60:02}M{second:02}.{rest:06}S"
        assert read_duration(written) == length

    @given(st.datetimes(min_value=datetime(1583, 1, 1)))
    def test_any_moment_is_read_back(self, moment: datetime) -> None:
        got = read_moment(moment.isoformat())
        assert got == (moment.date() if moment.time() == time() else moment)

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_any_number_is_read_back(self, value: float) -> None:
        assert read_number(repr(value)) == value


class TestErrorsAndFormulas:
    def test_an_error_is_never_a_blank(self, tmp_path: Path) -> None:
        old = {"formula": "of:=1/0", "office__value_type": "float", "office__value": "0"}
        excel = {"formula": "of:=1/0", "office__value_type": "string"}
        shown = read(
            tmp_path,
            row(
                error("#REF!", formula="of:=#REF!"),
                error("Err:502", formula="of:=VALUE(1)"),
                error("错误:504"),
                cell(p("#DIV/0!"), **old),
                cell(p("#N/A"), **excel),
                text("#N/A"),
                number(1),
            ),
        )
        assert shown.rows == [[None, None, None, None, None, "#N/A", 1.0]]
        assert shown.errors == {
            (1, 1): "#REF!",
            (1, 2): "Err:502",
            (1, 3): "错误:504",
            (1, 4): "#DIV/0!",
            (1, 5): "#N/A",
        }
        assert shown.formulas == {(1, 1), (1, 2), (1, 4), (1, 5)}
        assert shown.uncalculated == frozenset()

    def test_a_formula_without_value_is_told_from_one_whose_result_is_no_text(self, tmp_path: Path) -> None:
        sheet = read(
            tmp_path,
            row(cell(formula="of:=1+1"), cell("<text:p/>", formula='of:=""'), number(2, formula="of:=1+1")),
        )
        assert sheet.rows == [[None, None, 2.0]]
        assert sheet.uncalculated == {(1, 1)}
        assert sheet.formulas == {(1, 1), (1, 2), (1, 3)}

    def test_an_array_formula_fills_its_range(self, tmp_path: Path) -> None:
        array = number(1, formula="of:={1}", number_matrix_columns_spanned=2, number_matrix_rows_spanned=2)
        sheet = read(tmp_path, row(array, number(2)), row(number(3), number(4)))
        assert sheet.formulas == {(1, 1), (1, 2), (2, 1), (2, 2)}

    def test_repeated_errors_and_formulas_keep_their_places(self, tmp_path: Path) -> None:
        broken = error("#N/A", formula="of:=NA()", number_columns_repeated=2)
        sheet = read(tmp_path, row(blank(), broken, repeat=2))
        assert set(sheet.errors) == sheet.formulas == {(1, 2), (1, 3), (2, 2), (2, 3)}

    @pytest.mark.parametrize(
        ("formula", "shown"),
        [
            ('of:=COM.MICROSOFT.WEBSERVICE("http://example.com")', 'WEBSERVICE("http://example.com")'),
            ('of:=DDE("soffice";"a";"b")', 'DDE("soffice";"a";"b")'),
            ("of:=cmd|'/c calc'!A1", "cmd|'/c calc'!A1"),
            ("msoxl:=RTD(1)", "RTD(1)"),
        ],
    )
    def test_formulas_that_reach_out(self, tmp_path: Path, formula: str, shown: str) -> None:
        workbook = read_workbook(save(tmp_path, table(row(blank(), number(1, formula=formula)))))
        assert workbook.notices == [Notice("dde", Place("表", 1, 2), shown)]

    @pytest.mark.parametrize("formula", ['of:="WEBSERVICE(1)"', "of:=RECALL([.A1])", "of:=[.A1]|[.B1]"])
    def test_formulas_that_do_not(self, tmp_path: Path, formula: str) -> None:
        assert read(tmp_path, row(number(1, formula=formula))).formulas == {(1, 1)}


class TestPlaces:
    def test_repeats_and_gaps_keep_true_coordinates(self, tmp_path: Path) -> None:
        sheet = read(
            tmp_path,
            row(FULL_ROW, repeat=2),
            row(blank(2), number(7, number_columns_repeated=2), blank(16_380)),
            row(text("甲"), blank(16_383), repeat=2),
            REST,
            row(FULL_ROW),
        )
        assert sheet.rows == [[], [], [None, None, 7.0, 7.0], ["甲"], ["甲"]]

    def test_merged_and_covered_cells(self, tmp_path: Path) -> None:
        head = text("标题", number_columns_spanned=3, number_rows_spanned=2)
        covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
        under = "<table:covered-table-cell office:value-type='string'><text:p>藏</text:p></table:covered-table-cell>"
        sheet = read(
            tmp_path,
            row(head, covered),
            row(under, number(5)),
            row(text("二", number_columns_spanned=2), repeat=2),
        )
        assert sheet.rows == [["标题"], ["藏", 5.0], ["二"], ["二"]]
        assert sheet.merged == ((1, 1, 2, 3), (3, 1, 3, 2), (4, 1, 4, 2))

    def test_what_is_hidden(self, tmp_path: Path) -> None:
        styles = (
            '<style:style style:name="flat" style:family="table-row"><style:table-row-properties style:row-height="0.00cm"/></style:style>'
            '<style:style style:name="low" style:family="table-row"><style:table-row-properties style:row-height="0.05cm"/></style:style>'
            '<style:style style:name="thin" style:family="table-column"><style:table-column-properties style:column-width="0in"/></style:style>'
        )
        columns = (
            '<table:table-column/><table:table-column table:visibility="collapse"/>'
            '<table:table-column-group table:display="false"><table:table-column table:number-columns-repeated="2"/></table:table-column-group>'
            '<table:table-header-columns><table:table-column table:style-name="thin"/></table:table-header-columns>'
            '<table:table-column table:visibility="collapse" table:number-columns-repeated="16379"/>'
        )
        ones = number(1, number_columns_repeated=6)
        sheet = read(
            tmp_path,
            columns,
            f"<table:table-header-rows>{row(ones)}</table:table-header-rows>",
            row(ones, visibility="collapse", repeat=2),
            row(ones, visibility="filter"),
            f'<table:table-row-group table:display="false"><table:table-row-group>{row(ones)}</table:table-row-group></table:table-row-group>',
            f"<table:table-row-group>{row(ones, style='flat')}{row(ones, style='low')}</table:table-row-group>",
            row(FULL_ROW, repeat=1_000_000, visibility="collapse"),
            styles=styles,
        )
        assert len(sheet.rows) == 7
        assert sheet.hidden_rows == {2, 3, 4, 5, 6}
        assert sheet.hidden_columns == {2, 3, 4, 5, 6}

    def test_hidden_sheets(self, tmp_path: Path) -> None:
        styles = '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
        one = row(number(1))
        path = save(tmp_path, table(one), table(one, name="藏", style="h"), table(name="空"), styles=styles)
        assert [(s.name, s.visible, s.rows) for s in read_workbook(path).sheets] == [
            ("表", True, [[1.0]]),
            ("藏", False, [[1.0]]),
            ("空", True, []),
        ]

    def test_prefixes_mean_nothing(self, tmp_path: Path) -> None:
        usual = ods.content(table(row(number(1), text("甲"))))
        renamed = usual
        for prefix, other in (("table", "t"), ("office", "x"), ("text", "y")):
            renamed = renamed.replace(f"xmlns:{prefix}=", f"xmlns:{other}=")
            for before in ("<", "</", " "):
                renamed = renamed.replace(f"{before}{prefix}:", f"{before}{other}:")
        assert "<t:table-row>" in renamed
        path = tmp_path / "示例.ods"
        path.write_bytes(pack(ods.parts(renamed)))
        assert read_workbook(str(path)).sheets[0].rows == [[1.0, "甲"]]

    def test_what_stands_beside_the_table_is_no_cell(self, tmp_path: Path) -> None:
        inner = table(row(number(9)), name="图表数据")
        shapes = f"<table:shapes><draw:frame>{inner}{p('图')}</draw:frame></table:shapes>"
        tracked = f"<table:tracked-changes>{row(number(8))}{inner}</table:tracked-changes>"
        path = save(tmp_path, table(shapes, row(number(1))), before=tracked)
        assert [s.rows for s in read_workbook(path).sheets] == [[[1.0]]]


class TestFile:
    def test_custom_properties(self, tmp_path: Path) -> None:
        meta = (
            f"<office:document-meta {ods.NAMESPACES}><office:meta><meta:generator>示例</meta:generator>"
            '<meta:user-defined meta:name="fuxi_plan">shili&amp;1</meta:user-defined>'
            '<meta:user-defined meta:name="fuxi_period" meta:value-type="string"> 2022-06 </meta:user-defined>'
            "</office:meta></office:document-meta>"
        )
        workbook = read_workbook(save(tmp_path, table(row(number(1))), extra={"meta.xml": meta}))
        assert workbook.properties == {"fuxi_plan": "shili&1", "fuxi_period": "2022-06"}
        assert (workbook.format, workbook.notices) == ("ods", [])

    def test_an_encrypted_file_says_so(self, tmp_path: Path) -> None:
        locked = ods.manifest("<manifest:encryption-data/>")
        path = save(
            tmp_path, table(), extra={"META-INF/manifest.xml": locked, "content.xml": b"\x8a\x01\xff"}
        )
        assert cause(read_workbook(path)) == "encrypted"

    def test_links_to_other_files(self, tmp_path: Path) -> None:
        cached = table(
            '<table:table-source xlink:href="../上月.ods" table:table-name="S1"/>',
            row(number(5)),
            name="'file:///c:/上月.xlsx'#S1",
        )
        linked = number(1, formula="of:=['file:///c:/上月.xlsx'#$S1.A1]+['http://example.com/a.ods'#$S1.A1]")
        ranged = text("甲").replace("<text:p>", '<table:cell-range-source xlink:href="b.ods"/><text:p>', 1)
        workbook = read_workbook(save(tmp_path, table(row(linked, ranged)), cached))
        assert [s.name for s in workbook.sheets] == ["表"]
        assert workbook.sheets[0].rows == [[1.0, "甲"]]
        links = ["file:///c:/上月.xlsx", "http://example.com/a.ods", "b.ods", "../上月.ods"]
        assert workbook.notices == [Notice("external-links", provided=link) for link in links]

    def test_dde_links(self, tmp_path: Path) -> None:
        source = (
            '<office:dde-source office:dde-application="cmd" office:dde-topic="/c calc" office:dde-item="x"/>'
        )
        links = f"<table:dde-links><table:dde-link>{source}{table(row(number(3)))}</table:dde-link></table:dde-links>"
        workbook = read_workbook(save(tmp_path, table(row(number(1))), after=links))
        assert [s.rows for s in workbook.sheets] == [[[1.0]]]
        assert workbook.notices == [Notice("dde", provided="cmd|/c calc")]

    @pytest.mark.parametrize(
        ("part", "found"),
        [
            ("Basic/Standard/Module1.xml", True),
            ("Scripts/python/a.py", True),
            ("Basic/script-lc.xml", False),
            ("Basic/Standard/script-lb.xml", False),
            ("Configurations2/accelerator/current.xml", False),
        ],
    )
    def test_macros(self, tmp_path: Path, part: str, found: bool) -> None:
        workbook = read_workbook(save(tmp_path, table(row(number(1))), extra={part: "<x/>"}))
        assert [n.kind for n in workbook.notices] == (["macros"] if found else [])

    def test_a_macro_bound_to_an_event(self, tmp_path: Path) -> None:
        bound = ods.content(table(row(number(1)))).replace(
            "<office:body>",
            '<office:scripts><office:event-listeners><script:event-listener xlink:href="vnd.sun.star.script:x"/>'
            "</office:event-listeners></office:scripts><office:body>",
        )
        workbook = read_workbook(save(tmp_path, extra={"content.xml": bound}))
        assert workbook.notices == [Notice("macros", provided="content.xml")]

    @pytest.mark.parametrize(
        "order",
        [["content.xml", "META-INF/manifest.xml", "mimetype"], ["META-INF/manifest.xml", "content.xml"]],
    )
    def test_the_type_need_not_come_first_nor_at_all(self, tmp_path: Path, order: list[str]) -> None:
        made = ods.parts(ods.content(table(row(number(1)))))
        path = tmp_path / "示例.ods"
        path.write_bytes(pack({name: made[name] for name in order}))
        assert read_workbook(str(path)).sheets[0].rows == [[1.0]]

    def test_the_content_decides_and_the_name_is_mentioned(self, tmp_path: Path) -> None:
        workbook = read_workbook(save(tmp_path, table(row(number(1))), name="示例.xlsx"))
        assert (workbook.format, [n.kind for n in workbook.notices]) == ("ods", ["disguised"])
        assert workbook.readable


def _bomb(cells: str, repeat: int) -> str:
    return table(row(cells, repeat=repeat))


DEEP = "<text:span>" * 5000 + "</text:span>" * 5000
GROUPS = "<table:table-row-group>" * 5000 + row(number(1)) + "</table:table-row-group>" * 5000


class TestHostile:
    @pytest.mark.parametrize(
        ("tables", "kind"),
        [
            ([_bomb(number(1), 1_048_577)], "bad-address"),
            ([_bomb(number(1, number_columns_repeated=16_385), 1)], "bad-address"),
            ([_bomb(blank(16_384) + number(1), 1)], "bad-address"),
            ([_bomb(number(1, number_columns_repeated=16_384), 1_000_000)], "oversized"),
            ([_bomb(number(1), 1_000_000)] * 11, "oversized"),
            ([table(row(number(1)), REST, row(blank(9000), number(1)))], "oversized"),
            ([_bomb(text("长" * 3000, number_columns_repeated=1000), 1000)], "oversized"),
            ([_bomb(cell(formula="of:=1", number_columns_repeated=1000), 9000)], "oversized"),
            ([_bomb(error("#N/A", number_columns_repeated=1000), 9000)], "oversized"),
            ([_bomb(number(1, number_columns_spanned=2), 200_000)], "oversized"),
            ([_bomb(number(1, number_columns_repeated=99_999_999_999), 1)], "damaged"),
            ([_bomb(number(1, number_columns_repeated=-1), 1)], "damaged"),
            ([_bomb(number(1, number_columns_repeated="９"), 1)], "damaged"),
            ([_bomb(number(1, number_columns_repeated="9" * 5000), 1)], "damaged"),
            ([table(row(cell(p('<text:s text:c="999999999"/>'))))], "oversized"),
            ([table(row(cell(p('<text:s text:c="32000"/>' * 600))))], "oversized"),
            ([table(row(cell(p(DEEP))))], "damaged"),
            ([table(row(cell(f"<office:annotation>{DEEP}</office:annotation>")))], "damaged"),
            ([table(GROUPS)], "damaged"),
            ([table(row(number(1)))] * 257, "oversized"),
            ([table(row(cell(table(row(number(1))))))], "nested-table"),
            ([table(table(row(number(1))))], "nested-table"),
            ([table(row(cell(cell(p("1")))))], "nested-table"),
            ([table(row(row(number(1))))], "nested-table"),
            ([], "no-sheets"),
        ],
    )  # fmt: skip
    def test_no_repeat_or_nesting_gets_far(self, tmp_path: Path, tables: list[str], kind: str) -> None:
        assert cause(read_workbook(save(tmp_path, *tables))) == kind

    def test_empty_repeats_cost_nothing(self, tmp_path: Path) -> None:
        empty = row(blank(16_384), repeat=1_048_575)
        sheets = [table(empty, empty, empty, name=f"表{n}") for n in range(256)]
        assert [s.rows for s in read_workbook(save(tmp_path, *sheets)).sheets] == [[]] * 256

    def test_what_may_be_repeated_is(self, tmp_path: Path) -> None:
        sheet = read(tmp_path, row(number(1), blank(16_383), repeat=1_048_576, visibility="collapse"))
        assert len(sheet.rows) == len(sheet.hidden_rows) == 1_048_576

    @pytest.mark.parametrize(
        ("before", "kind"),
        [
            ("<!DOCTYPE x>", "doctype"),
            ('<!DOCTYPE x [<!ENTITY a "b">]>', "doctype"),
            ('<!DOCTYPE x SYSTEM "file:///etc/passwd">', "doctype"),
        ],
    )
    def test_document_types_are_refused(self, tmp_path: Path, before: str, kind: str) -> None:
        evil = ods.content(table(row(number(1)))).replace(
            "<office:document-content", f"{before}<office:document-content", 1
        )
        assert cause(read_workbook(save(tmp_path, extra={"content.xml": evil}))) == kind
        meta = f"{before}<x/>"
        path = save(tmp_path, table(row(number(1))), extra={"meta.xml": meta})
        assert cause(read_workbook(path)) == kind

    @pytest.mark.parametrize("percent", range(0, 100, 5))
    def test_half_a_file(self, tmp_path: Path, percent: int) -> None:
        whole = Path(save(tmp_path, table(row(number(1), text("甲"))))).read_bytes()
        path = tmp_path / "半.ods"
        path.write_bytes(whole[: len(whole) * percent // 100])
        refused(read_workbook(str(path)))

    @pytest.mark.parametrize("percent", range(0, 100, 5))
    def test_half_a_part(self, tmp_path: Path, percent: int) -> None:
        content = ods.content(table(row(number(1), text("甲")))).encode()
        path = save(tmp_path, extra={"content.xml": content[: len(content) * percent // 100]})
        assert cause(read_workbook(path)) == "damaged"

    @pytest.mark.parametrize("part", ["meta.xml", "META-INF/manifest.xml", "content.xml"])
    def test_elements_in_one_another_without_end(self, tmp_path: Path, part: str) -> None:
        """Each open one takes memory; ten million of them fit into a megabyte of zip."""
        deep = "<a>" * 300_000 + "</a>" * 300_000
        assert cause(read_workbook(save(tmp_path, table(row(number(1))), extra={part: deep}))) == "damaged"

    def test_missing_content(self, tmp_path: Path) -> None:
        path = tmp_path / "示例.ods"
        path.write_bytes(pack({"mimetype": ods.MIMETYPE}))
        assert cause(read_workbook(str(path))) == "missing-part"

    def test_limits_are_adjustable(self, tmp_path: Path) -> None:
        path = save(tmp_path, table(row(number(1), number(2)), row(number(3))))
        assert read_workbook(path, Limits(cells=4)).readable
        assert cause(read_workbook(path, Limits(cells=3))) == "oversized"


def _cells(workbook: Workbook) -> dict[str, dict[tuple[int, int], object]]:
    return {
        sheet.name: {
            (r, c): value
            for r, values in enumerate(sheet.rows, 1)
            for c, value in enumerate(values, 1)
            if value is not None
        }
        for sheet in workbook.sheets
    }


ABOUT: tuple[Callable[[Sheet], object], ...] = (
    lambda s: s.visible,
    lambda s: s.hidden_rows,
    lambda s: s.hidden_columns,
    lambda s: sorted(s.merged),
    lambda s: set(s.errors),
    lambda s: s.formulas,
)


@pytest.mark.libreoffice
@needs_libreoffice
class TestByLibreOffice:
    FROM: ClassVar[dict[str, str]] = {
        "faulty": "progress.xlsx",
        "sound": "submissions/2022-06/360702_章贡区_2022-06.xlsx",
    }

    @pytest.fixture(scope="class")
    def saved(self, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
        """Two examples and a template, each alone in a folder, and what LibreOffice makes of them."""
        folder = tmp_path_factory.mktemp("sources")
        made = fuxi("template", "龙南市", "--period", "2022-06", "--plan", GANZHOU, "-o", folder)
        sources = {"template": Path(made.out.strip())}
        for name in self.FROM:
            (folder / name).mkdir()
            sources[name] = Path(copy(EXAMPLES / self.FROM[name], folder / name))
        saved = convert_all([*sources.values()], "ods", tmp_path_factory.mktemp("saved"))
        return {name: (source, saved[source.name]) for name, source in sources.items()}

    @pytest.mark.parametrize("example", FROM)
    def test_an_example_saved_as_ods_is_the_same_submission(
        self, saved: dict[str, tuple[Path, Path]], tmp_path: Path, example: str
    ) -> None:
        """Faults of every kind, or none: the same cells, the same marks, the same findings."""
        source, made = saved[example]
        saved_as = Path(copy(made, tmp_path))
        before, after = read_workbook(str(source)), read_workbook(str(saved_as))
        assert _cells(before) == _cells(after)
        for told in ABOUT:
            assert [told(s) for s in before.sheets] == [told(s) for s in after.sheets]
        assert before.properties.items() <= after.properties.items()
        reports = [fuxi("check", path, "--plan", GANZHOU, "-f", "json") for path in (source, saved_as)]
        assert reports[0].code == reports[1].code
        for report in (found := [r.json for r in reports]):
            for entry in (*report["workbooks"], *report["findings"]):
                entry.update(dict.fromkeys({"path", "format", "sha256"} & entry.keys()))
        assert found[0] == found[1]
        assert found[0]["gaps"]

    def test_a_template_saved_as_ods_is_the_same_template(self, saved: dict[str, tuple[Path, Path]]) -> None:
        before, after = map(read_workbook, map(str, saved["template"]))
        assert _cells(before) == _cells(after)
        for told in ABOUT:
            assert [told(s) for s in before.sheets] == [told(s) for s in after.sheets]
        assert before.properties.items() <= after.properties.items()

    def test_what_calc_makes_of_errors_dates_and_hidden_rows(self, tmp_path: Path) -> None:
        source = save(tmp_path, table(row(number(1)), row(text("甲"))))
        typed = {
            ("表", "B1"): "=1/0",
            ("表", "C1"): "=NA()",
            ("表", "D1"): '=VALUE("甲")',
            ("表", "E1"): date(2022, 6, 3),
            ("表", "F1"): '=""',
            ("表", "G1"): "  两端  \n第二行",
            ("表", "H1"): '=WEBSERVICE("file:///nowhere")',
            ("表", "B2"): 0.1,
        }
        workbook = read_workbook(str(edit(Path(source), typed, tmp_path / "改.ods")))
        sheet = workbook.sheets[0]
        assert sheet.rows[0][:2] + sheet.rows[0][4:7] == [
            1.0,
            None,
            date(2022, 6, 3),
            None,
            "  两端  \n第二行",
        ]
        assert sheet.rows[1] == ["甲", 0.1]
        assert {cell: shown for cell, shown in sheet.errors.items() if cell[1] < 8} == {
            (1, 2): "#DIV/0!",
            (1, 3): "#N/A",
            (1, 4): "Err:502",
        }
        assert sheet.uncalculated == frozenset()
        assert [n.kind for n in workbook.notices] == ["dde"]

    def test_our_own_files_open_in_calc(self, tmp_path: Path) -> None:
        """Without styles Calc shows dates as plain numbers."""
        path = save(tmp_path, table(row(number(1), text("甲"), dated("2022-06-03"), timed("PT30H00M00S"))))
        again = read_workbook(str(convert(Path(path), "xlsx", tmp_path)))
        assert again.sheets[0].rows[0] == [1.0, "甲", 44715.0, 1.25]


def test_a_file_zipped_with_folders(tmp_path: Path) -> None:
    path = tmp_path / "示例.ods"
    with ZipFile(path, "w") as archive:
        archive.writestr("Configurations2/", "")
        for name, part in ods.parts(ods.content(table(row(number(1))))).items():
            archive.writestr(name, part)
    assert read_workbook(str(path)).sheets[0].rows == [[1.0]]
