"""Workbooks come in as they stand; every file that cannot be read says why, in one notice."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.packaging.custom import StringProperty

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.core.words import show
from fuxi_cli.readers import spreadsheet
from fuxi_cli.readers.ooxml import values as cells
from fuxi_cli.readers.spreadsheet import read_workbook
from support.libreoffice import convert, needs_libreoffice
from support.packages import (
    MAIN,
    OFFICE,
    STRICT,
    XLSM_TYPE,
    pack,
    parts,
    relations,
    save,
    worksheet,
)

ONE_CELL = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def file(folder: Path, content: bytes, name: str = "示例.xlsx") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def only(workbook: Workbook) -> Notice:
    """The one notice of a file that was not read, fit to be shown in full."""
    assert not workbook.readable
    (notice,) = workbook.notices
    assert notice.provided is None or show(notice.provided) == str(notice.provided)
    return notice


def cause(workbook: Workbook) -> object:
    notice = only(workbook)
    assert notice.kind == "unreadable"
    return notice.fact("cause")


class TestValues:
    @pytest.fixture
    def written(self, tmp_path: Path) -> str:
        path = str(tmp_path / "示例.xlsx")
        book = xlsxwriter.Workbook(path)
        book.set_custom_property("fuxi_plan", "ganzhou-selenium-2022")
        book.set_custom_property("次数", 5)
        sheet = book.add_worksheet("指标&'进度'<1>")
        sheet.write(1, 1, "示例县")
        sheet.write(2, 1, 1.5)
        sheet.write_formula(3, 1, "=B3*2", None, 3)
        sheet.write_formula(4, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(5, 1, "=B3*3", None, "")
        sheet.write_boolean(6, 1, True)
        sheet.write_formula(7, 1, '=IF(B3>0,"是","")', None, "是")
        sheet.write_datetime(2, 2, datetime(2022, 6, 3), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_datetime(
            3, 2, datetime(2022, 6, 3, 9, 30), book.add_format({"num_format": "yyyy/m/d h:mm"})
        )
        sheet.write_number(4, 2, 0.75, book.add_format({"num_format": "h:mm"}))
        sheet.write_number(5, 2, 1.25, book.add_format({"num_format": "[h]:mm"}))
        sheet.merge_range("A10:C11", "合并")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, 0)
        sheet.set_column("F:G", None, None, {"hidden": True})
        book.add_worksheet("藏").hide()
        book.add_worksheet("深藏").very_hidden()
        book.close()
        return path

    def test_every_value_stands_at_its_place(self, written: str) -> None:
        sheet = read_workbook(written).sheets[0]
        assert sheet.rows[:8] == [
            [None, None, None],
            [None, "示例县", None],
            [None, 1.5, date(2022, 6, 3)],
            [None, 3.0, datetime(2022, 6, 3, 9, 30)],
            [None, None, time(18)],
            [None, None, timedelta(hours=30)],
            [None, True, None],
            [None, "是", None],
        ]
        assert sheet.at(10, 1) == "合并"
        assert type(sheet.at(2, 2)) is str
        assert type(sheet.at(3, 2)) is float
        assert type(sheet.at(3, 3)) is date

    def test_what_values_do_not_show(self, written: str) -> None:
        workbook = read_workbook(written)
        sheet = workbook.sheets[0]
        assert workbook.format == "xlsx"
        assert workbook.notices == []
        assert sheet.errors == {(5, 2): "#DIV/0!"}
        assert sheet.formulas == {(4, 2), (5, 2), (6, 2), (8, 2)}
        assert sheet.uncalculated == {(6, 2)}
        assert sheet.hidden_rows == {3, 4}
        assert sheet.hidden_columns == {6, 7}
        assert sheet.merged == ((10, 1, 11, 3),)

    def test_sheets_by_their_names_and_visibility(self, written: str) -> None:
        workbook = read_workbook(written)
        assert [(s.name, s.visible) for s in workbook.sheets] == [
            ("指标&'进度'<1>", True),
            ("藏", False),
            ("深藏", False),
        ]

    def test_custom_properties_are_text(self, written: str) -> None:
        assert read_workbook(written).properties == {"fuxi_plan": "ganzhou-selenium-2022", "次数": "5"}

    def test_the_same_file_reads_the_same(self, written: str) -> None:
        first, second = read_workbook(written), read_workbook(written)
        assert [sheet.rows for sheet in first.sheets] == [sheet.rows for sheet in second.sheets]
        assert first.sha256 == second.sha256 == sha256(Path(written).read_bytes()).hexdigest()

    @needs_libreoffice
    def test_what_calc_saved_reads_the_same(self, written: str, tmp_path: Path) -> None:
        ours = read_workbook(written).sheets[0]
        workbook = read_workbook(str(convert(Path(written), "xlsx", tmp_path / "saved")))
        theirs = workbook.sheets[0]
        assert workbook.notices == []
        assert theirs.at(6, 2) == 4.5
        theirs.rows[5][1] = None
        assert theirs.rows[:8] == ours.rows[:8]
        assert theirs.uncalculated == frozenset()
        assert (theirs.errors, theirs.merged) == (ours.errors, ours.merged)
        assert theirs.formulas == ours.formulas | {(7, 2)}  # Calc writes TRUE as =TRUE()
        assert (theirs.hidden_rows, theirs.hidden_columns) == (ours.hidden_rows, ours.hidden_columns)
        assert [s.visible for s in workbook.sheets] == [True, False, False]
        assert workbook.properties["fuxi_plan"] == "ganzhou-selenium-2022"

    def test_what_openpyxl_saved(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "表"
        sheet["B2"], sheet["B3"], sheet["C3"] = "=1+1", "#REF!", "第一行\n第二行 <&>"
        sheet["C2"], sheet["D2"] = date(2022, 6, 3), datetime(2022, 6, 3, 4, 5)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet.merge_cells("E1:F2")
        book.custom_doc_props.append(StringProperty(name="fuxi_plan", value="甲"))
        book.save(tmp_path / "示例.xlsx")
        workbook = read_workbook(str(tmp_path / "示例.xlsx"))
        read = workbook.sheets[0]
        assert read.rows == [
            [None, None, None, None],
            [None, None, date(2022, 6, 3), datetime(2022, 6, 3, 4, 5)],
            [None, None, "第一行\n第二行 <&>", None],
        ]
        assert (read.uncalculated, read.errors) == ({(2, 2)}, {(3, 2): "#REF!"})
        assert (read.hidden_rows, read.hidden_columns, read.merged) == ({3}, {4}, ((1, 5, 2, 6),))
        assert workbook.properties == {"fuxi_plan": "甲"}

    @pytest.mark.parametrize("number", [*range(27, 32), 36, *range(50, 55), 57, 58])
    def test_east_asian_date_formats(self, tmp_path: Path, number: int) -> None:
        assert self.formatted(tmp_path, number, "44715") == date(2022, 6, 3)

    @pytest.mark.parametrize("number", [*range(32, 36), 55, 56])
    def test_east_asian_time_formats(self, tmp_path: Path, number: int) -> None:
        assert self.formatted(tmp_path, number, "0.75") == time(18)

    @pytest.mark.parametrize("number", [0, 1, 9, 26, 37, 49, 59])
    def test_formats_beside_them_are_numbers(self, tmp_path: Path, number: int) -> None:
        assert self.formatted(tmp_path, number, "44715") == 44715.0

    def test_a_format_defined_in_the_file_counts(self, tmp_path: Path) -> None:
        assert self.formatted(tmp_path, 31, "44715", code="0.00") == 44715.0
        assert self.formatted(tmp_path, 176, "44715", code="yyyy&quot;年&quot;m&quot;月&quot;;@") == date(
            2022, 6, 3
        )

    def formatted(self, folder: Path, number: int, value: str, code: str = "") -> Any:
        defined = f'<numFmts><numFmt numFmtId="{number}" formatCode="{code}"/></numFmts>' if code else ""
        other = '<dxfs><dxf><numFmt numFmtId="1" formatCode="yyyy"/></dxf></dxfs>'
        styles = f'<styleSheet xmlns="{MAIN}">{defined}<cellXfs><xf/><xf numFmtId="{number}"/></cellXfs>{other}</styleSheet>'
        rows = f'<row r="1"><c r="A1" s="1"><v>{value}</v></c></row>'
        return read_workbook(save(folder, {"表": worksheet(rows)}, styles=styles)).sheets[0].at(1, 1)

    @pytest.mark.parametrize("says", ["1", "true"])
    def test_the_1904_date_system(self, tmp_path: Path, says: str) -> None:
        styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
        rows = '<row r="1"><c r="A1" s="0"><v>43253</v></c></row>'
        path = save(
            tmp_path, {"表": worksheet(rows)}, styles=styles, settings=f'<workbookPr date1904="{says}"/>'
        )
        assert read_workbook(path).sheets[0].rows == [[date(2022, 6, 3)]]

    def test_strict_files_and_their_iso_dates(self, tmp_path: Path) -> None:
        office = "http://purl.oclc.org/ooxml/officeDocument/relationships"
        rows = (
            '<row r="1"><c r="A1" t="d"><v>2022-06-03</v></c><c r="B1" t="d"><v>2022-06-03T00:00:00</v></c>'
            '<c r="C1" t="d"><v>2022-06-03T04:05:00</v></c><c r="D1" t="s"><v>0</v></c></row>'
        )
        strict = parts(
            {"表": worksheet(rows).replace(MAIN, STRICT)},
            strings=f'<sst xmlns="{STRICT}"><si><t>甲</t></si></sst>',
        )
        strict = {
            name: str(xml).replace(OFFICE, office).replace(MAIN, STRICT) for name, xml in strict.items()
        }
        workbook = read_workbook(file(tmp_path, pack(strict)))
        assert workbook.notices == []
        assert workbook.sheets[0].rows == [
            [date(2022, 6, 3), date(2022, 6, 3), datetime(2022, 6, 3, 4, 5), "甲"]
        ]

    @pytest.mark.parametrize(("value", "read"), [("NaN", "nan"), ("1E+999", "inf"), ("-1E+999", "-inf")])
    def test_what_is_no_finite_number_is_text(self, tmp_path: Path, value: str, read: str) -> None:
        rows = f'<row r="1"><c r="A1"><v>{value}</v></c></row>'
        assert read_workbook(save(tmp_path, {"表": worksheet(rows)})).sheets[0].rows == [[read]]

    @pytest.mark.parametrize("before", ["", "<!-- the slow path -->"])
    @pytest.mark.parametrize(
        ("cell", "read"),
        [
            ('<c r="A1"><v>1&#50;3</v></c>', 123.0),
            ('<c r="A1" t="s"><v>&#49;</v></c>', "乙"),
            ('<c r="A1"><v><![CDATA[5]]></v></c>', 5.0),
            ('<c r="A1"><v>1<!-- x -->2</v></c>', 12.0),
            ('<c r="A1"><v>"甲" &amp; 乙</v></c>', '"甲" & 乙'),
            ('<c r="A1" t="str"><f>B1&amp;C1</f><v>甲 &lt;&amp; 乙</v></c>', "甲 <& 乙"),
            ('<c r="A1" t="inlineStr"><is><t>甲&amp;<!-- x -->乙</t></is></c>', "甲&乙"),
            ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c>', " 甲 "),
        ],
    )
    def test_values_that_a_parser_may_cut_short(
        self, tmp_path: Path, before: str, cell: str, read: object
    ) -> None:
        xml = worksheet(f'<row r="1">{cell}</row>', before)
        path = save(tmp_path, {"表": xml}, strings="<sst><si><t>甲</t></si><si><t>乙</t></si></sst>")
        assert read_workbook(path).sheets[0].rows == [[read]]

    def test_error_values_that_the_parser_does_not_know(self, tmp_path: Path) -> None:
        rows = (
            '<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1" t="e"><v>#N/A</v></c>'
            '<c r="C1" t="inlineStr"><is><t>写作 t="e" 的</t></is></c></row>'
        )
        sheet = read_workbook(save(tmp_path, {"表": worksheet(rows)})).sheets[0]
        assert sheet.errors == {(1, 1): "#SPILL!", (1, 2): "#N/A"}
        assert sheet.rows == [[None, None, '写作 t="e" 的']]

    def test_parts_under_unusual_names(self, tmp_path: Path) -> None:
        made = parts({"表": worksheet('<row r="1"><c r="A1" t="s"><v>1</v></c></row>')})
        made["xl/_rels/workbook.xml.rels"] = relations(
            ("s1", "worksheet", "/xl/worksheets/../表.xml"), ("t", "sharedStrings", "./texts.xml")
        )
        made["XL/表.xml"] = made.pop("xl/worksheets/sheet1.xml")
        made["xl\\texts.xml"] = (
            f'<sst xmlns="{MAIN}"><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r></si></sst>'
        )
        assert read_workbook(file(tmp_path, pack(made))).sheets[0].rows == [["乙丙"]]

    def test_chart_sheets_are_left_out(self, tmp_path: Path) -> None:
        path = str(tmp_path / "示例.xlsx")
        book = xlsxwriter.Workbook(path)
        book.add_worksheet("表").write("A1", 1)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=表!$A$1:$A$1"})
        book.add_chartsheet("图").set_chart(chart)
        book.close()
        assert [sheet.name for sheet in read_workbook(path).sheets] == ["表"]

    def test_sheets_of_one_name_keep_their_own_cells(self, tmp_path: Path) -> None:
        made = parts({"表": ONE_CELL, "表2": worksheet('<row r="1"><c r="A1"><v>2</v></c></row>')})
        made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace("表2", "表")
        assert [s.rows for s in read_workbook(file(tmp_path, pack(made))).sheets] == [[[1.0]], [[2.0]]]

    @pytest.mark.parametrize(
        "xml",
        [worksheet(), f'<worksheet xmlns="{MAIN}"/>', f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'],
    )
    def test_empty_sheets(self, tmp_path: Path, xml: str) -> None:
        workbook = read_workbook(save(tmp_path, {"空": xml}))
        assert [(s.name, s.rows) for s in workbook.sheets] == [("空", [])]


class TestNotRead:
    def test_a_lock_file_is_not_opened(self, tmp_path: Path) -> None:
        for name in ("~$示例.xlsx", ".~lock.示例.xlsx#"):
            notice = only(read_workbook(str(tmp_path / name)))
            assert (notice.kind, notice.provided) == ("lock-file", name)

    def test_no_such_file(self, tmp_path: Path) -> None:
        assert cause(read_workbook(str(tmp_path / "无.xlsx"))) == "missing"

    def test_a_folder(self, tmp_path: Path) -> None:
        assert cause(read_workbook(str(tmp_path))) == "directory"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_a_pipe_is_never_opened(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "管道.xlsx")
        assert cause(read_workbook(str(tmp_path / "管道.xlsx"))) == "not-a-file"

    def test_no_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """As a system says it, also of a workbook that Excel holds open on Windows."""
        path = save(tmp_path, {"表": ONE_CELL})

        def held(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(spreadsheet, "open", held, raising=False)
        assert cause(read_workbook(path)) == "permission"

    def test_a_name_that_no_disk_has(self) -> None:
        assert cause(read_workbook("示例\0.xlsx")) == "disk"

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"", "empty"),
            (bytes(5000), "zeros"),
            (b"\x62\x14\x23\x65\x01\x02\x03" * 99, "unknown"),
            (OLE, "unknown"),
        ],
    )
    def test_content_that_is_nothing(self, tmp_path: Path, content: bytes, expected: str) -> None:
        assert cause(read_workbook(file(tmp_path, content))) == expected

    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            ("各单位：\n请按时报送。\n".encode(), "文本文件"),
            ("各单位：\n请按时报送。\n".encode("gbk"), "文本文件"),
            ("单位\t数量".encode("utf-16"), "文本文件"),
            (b"%PDF-1.7\n%\xe2\xe3", "PDF 文件"),
            (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
            (b"Rar!\x1a\x07\x01\0", "压缩包"),
            (b"{\\rtf1\\ansi}", "RTF 文档"),
            (OLE + "WordDocument\0".encode("utf-16-le"), "Word 文档"),
            (pack({"a.txt": "x"}), "压缩包"),
            (b"PK\x05\x06" + bytes(18), "压缩包"),
        ],
    )
    def test_other_files_named_xlsx_are_disguised(self, tmp_path: Path, content: bytes, kind: str) -> None:
        notice = only(read_workbook(file(tmp_path, content)))
        assert (notice.kind, notice.provided, notice.expected) == ("disguised", ".xlsx", kind)
        assert notice.fact("readable") is False

    def test_text_cut_inside_a_character_is_text(self, tmp_path: Path) -> None:
        for encoding in ("utf-8", "gb18030"):
            for length in range(64 * 1024 - 3, 64 * 1024 + 4):
                content = ("x" * (length % 7) + "示例" * 40_000).encode(encoding)
                assert only(read_workbook(file(tmp_path, content))).expected == "文本文件"

    @pytest.mark.parametrize(
        ("name", "content", "format"),
        [
            ("示例.xls", OLE + "Workbook\0".encode("utf-16-le"), "xls"),
            ("示例.et", OLE + "Workbook\0".encode("utf-16-le"), "xls"),
            ("示例.xlsx", OLE + "Book\0".encode("utf-16-le"), "xls"),
            ("示例.xls", b"\x09\x08\x10\0\0\x06\x05\0", "xls"),
        ],
    )  # fmt: skip
    def test_the_beginning_of_a_workbook_is_none(
        self, tmp_path: Path, name: str, content: bytes, format: str
    ) -> None:
        workbook = read_workbook(file(tmp_path, content, name))
        assert workbook.format == format
        workbook.notices = [notice for notice in workbook.notices if notice.kind != "disguised"]
        assert cause(workbook) == "damaged"

    @pytest.mark.parametrize("name", ["示例.docx", "示例.wps"])
    def test_a_document_under_its_own_name(self, tmp_path: Path, name: str) -> None:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        content = pack(parts({"表": ONE_CELL}, content_type=kind))
        assert cause(read_workbook(file(tmp_path, content, name))) == "format"

    @needs_libreoffice
    @pytest.mark.parametrize("format", ["pdf"])
    def test_what_calc_saves_in_other_formats(self, tmp_path: Path, format: str) -> None:
        with xlsxwriter.Workbook(tmp_path / "示例.xlsx") as book:
            book.add_worksheet("表").write("A1", "示例")
        saved = convert(tmp_path / "示例.xlsx", format, tmp_path / "saved")
        assert cause(read_workbook(str(saved))) == "format"

    @pytest.mark.parametrize("name", ["示例.xlsx", "示例.xls"])
    def test_an_encrypted_workbook(self, tmp_path: Path, name: str) -> None:
        content = (
            OLE
            + "EncryptionInfo\0".encode("utf-16-le")
            + bytes(99)
            + "EncryptedPackage\0".encode("utf-16-le")
        )
        assert only(read_workbook(file(tmp_path, content, name))).kind == "encrypted"

    def test_an_encrypted_zip(self, tmp_path: Path) -> None:
        content = bytearray(pack(parts({"表": ONE_CELL})))
        content[content.index(b"PK\x01\x02") + 8] |= 1
        assert only(read_workbook(file(tmp_path, bytes(content)))).kind == "encrypted"


class TestBroken:
    def test_a_truncated_file(self, tmp_path: Path) -> None:
        whole = pack(parts({"表": ONE_CELL}))
        for length in (4, 30, len(whole) // 2, len(whole) - 23):
            assert cause(read_workbook(file(tmp_path, whole[:length]))) == "truncated"

    @pytest.mark.parametrize(
        "part",
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/worksheets/sheet1.xml",
        ],
    )
    def test_a_missing_part(self, tmp_path: Path, part: str) -> None:
        made = parts({"表": ONE_CELL})
        del made[part]
        assert cause(read_workbook(file(tmp_path, pack(made)))) == "missing-part"

    @pytest.mark.parametrize(
        "part",
        ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
         "xl/styles.xml", "xl/sharedStrings.xml", "docProps/custom.xml"],
    )  # fmt: skip
    @pytest.mark.parametrize(
        ("xml", "expected"),
        [
            ('<!DOCTYPE a [<!ENTITY b "c">]><a/>', "doctype"),
            ("<a><b></a>", "damaged"),
            ('<?xml version="1.0" encoding="utf-7"?><a/>', "encoding"),
        ],
    )
    def test_parts_with_bad_xml(self, tmp_path: Path, part: str, xml: str, expected: str) -> None:
        made = parts(
            {"表": ONE_CELL}, styles="<styleSheet/>", strings="<sst/>", extra={"docProps/custom.xml": "<a/>"}
        )
        assert read_workbook(file(tmp_path, pack(made))).notices == []
        made[part] = xml
        assert cause(read_workbook(file(tmp_path, pack(made)))) == expected

    def test_no_sheets(self, tmp_path: Path) -> None:
        assert cause(read_workbook(save(tmp_path, {}))) == "no-sheets"

    def test_an_entry_twice(self, tmp_path: Path) -> None:
        target = BytesIO(pack(parts({"表": ONE_CELL})))
        with ZipFile(target, "a") as archive:
            archive.writestr("XL/Workbook.xml", "<workbook/>")
        assert cause(read_workbook(file(tmp_path, target.getvalue()))) == "duplicate-part"

    @pytest.mark.parametrize(
        "name", ["../x.xml", "xl/../../x.xml", "/x.xml", "C:\\x.xml", "xl\\..\\..\\x.xml"]
    )
    def test_an_entry_that_escapes(self, tmp_path: Path, name: str) -> None:
        assert cause(read_workbook(save(tmp_path, {"表": ONE_CELL}, extra={name: "x"}))) == "escaping-part"

    def test_a_compression_of_its_own(self, tmp_path: Path) -> None:
        assert cause(read_workbook(file(tmp_path, pack(parts({"表": ONE_CELL}), ZIP_BZIP2)))) == "compression"

    def test_a_part_that_fails_its_check_sum(self, tmp_path: Path) -> None:
        content = bytearray(pack(parts({"表": ONE_CELL}), 0))
        content[content.index(b"<sheetData>") + 1] ^= 1
        assert cause(read_workbook(file(tmp_path, bytes(content)))) == "damaged"

    def test_a_text_that_is_not_there(self, tmp_path: Path) -> None:
        rows = '<row r="1"><c r="A1" t="s"><v>7</v></c></row>'
        workbook = read_workbook(save(tmp_path, {"表": worksheet(rows)}, strings="<sst/>"))
        assert cause(workbook) == "parser"
        assert only(workbook).place == Place("表")

    @settings(deadline=None, max_examples=300)
    @given(st.data())
    def test_no_damage_ever_raises(
        self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        content = bytearray(_whole())
        for _ in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
        cut = data.draw(st.integers(0, 40))
        path = tmp_path_factory.getbasetemp() / "坏.xlsx"
        path.write_bytes(content[: len(content) - cut])
        workbook = read_workbook(str(path))
        assert workbook.readable or workbook.notices


def _whole() -> bytes:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>A1</f><v>1</v></c><c r="C1" t="e"><v>#N/A</v></c></row>'
    return pack(
        parts({"表": worksheet(rows)}, strings="<sst><si><t>甲</t></si></sst>", styles="<styleSheet/>"), 0
    )


class TestOversized:
    @pytest.mark.parametrize(
        ("limits", "what"),
        [
            (Limits(file_bytes=500), "大小"),
            (Limits(entries=3), "压缩包内文件数"),
            (Limits(part_bytes=200), "解压后大小"),
            (Limits(total_bytes=500), "解压后总大小"),
            (Limits(bomb_bytes=100, bomb_ratio=0), "压缩倍数"),
            (Limits(sheets=1), "工作表数"),
            (Limits(strings=1), "共享文本数"),
            (Limits(cells=1), "内容范围"),
            (Limits(merged=1), "合并区域数"),
        ],
    )
    def test_every_limit_holds(self, tmp_path: Path, limits: Limits, what: str) -> None:
        merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
        rows = '<row r="2"><c r="B2"><v>1</v></c></row>'
        strings = "<sst><si><t>甲</t></si><si><t>乙</t></si></sst>"
        path = save(tmp_path, {"表": worksheet(rows, after=merges), "表2": worksheet(rows)}, strings=strings)
        assert read_workbook(path).notices == []
        notice = only(read_workbook(path, limits))
        assert (notice.kind, notice.fact("what")) == ("oversized", what)
        assert None not in (notice.provided, notice.expected)

    @pytest.mark.parametrize("unusual", ["", "<!-- x -->"])
    def test_a_far_corner_never_reaches_the_parser(self, tmp_path: Path, unusual: str) -> None:
        rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        notice = only(read_workbook(save(tmp_path, {"表": ONE_CELL, "远": worksheet(rows, before=unusual)})))
        assert (notice.kind, notice.place, notice.provided) == ("oversized", Place("远"), "A1 到 XFD1048576")

    def test_formatted_blanks_far_away_are_no_harm(self, tmp_path: Path) -> None:
        rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>'
        assert read_workbook(save(tmp_path, {"表": worksheet(rows)})).sheets[0].rows == [[1.0]]

    def test_many_sheets_share_one_limit(self, tmp_path: Path) -> None:
        far = worksheet('<row r="100"><c r="J100"><v>1</v></c></row>')
        path = save(tmp_path, {f"表{n}": far for n in range(5)})
        assert read_workbook(path, Limits(cells=5000)).readable
        assert only(read_workbook(path, Limits(cells=4999))).kind == "oversized"

    @pytest.mark.parametrize(
        "claim", ['uniqueCount="4294967295"', 'count="9999999999999999999999" uniqueCount="1"']
    )
    def test_claimed_texts(self, tmp_path: Path, claim: str) -> None:
        strings = f"<sst {claim}><si><t>甲</t></si></sst>"
        assert only(read_workbook(save(tmp_path, {"表": ONE_CELL}, strings=strings))).kind == "oversized"

    def test_a_bomb_is_not_inflated(self, tmp_path: Path) -> None:
        spaces = worksheet(" " * 40_000_000)
        notice = only(read_workbook(save(tmp_path, {"表": spaces})))
        assert (notice.kind, notice.fact("what")) == ("oversized", "压缩倍数")


class TestDangers:
    def read(self, folder: Path, rows: str = "", name: str = "示例.xlsx", **options: Any) -> Workbook:
        workbook = read_workbook(save(folder, {"表": worksheet(rows)}, name, **options))
        assert workbook.readable
        return workbook

    def test_macros(self, tmp_path: Path) -> None:
        workbook = self.read(
            tmp_path, name="示例.xlsm", content_type=XLSM_TYPE, extra={"xl/vbaProject.bin": b"x"}
        )
        assert [notice.kind for notice in workbook.notices] == ["macros"]
        assert workbook.format == "xlsm"

    @pytest.mark.parametrize(
        ("name", "content_type"),
        [("示例.xlsx", XLSM_TYPE), ("示例.xls", None), ("示例", None), ("示例.csv", None)],
    )
    def test_a_workbook_under_another_name_is_read_all_the_same(
        self, tmp_path: Path, name: str, content_type: str | None
    ) -> None:
        options = {"content_type": content_type} if content_type else {}
        (notice,) = self.read(tmp_path, name=name, **options).notices
        assert (notice.kind, notice.fact("readable")) == ("disguised", True)
        assert notice.provided == (Path(name).suffix or "无")

    @pytest.mark.parametrize("name", ["示例.XLSX", "示例.xltx"])
    def test_names_that_agree(self, tmp_path: Path, name: str) -> None:
        assert self.read(tmp_path, name=name).notices == []

    def links(self, xml: str, target: str) -> dict[str, Any]:
        return {
            "links": (("l", "externalLink", "externalLinks/externalLink1.xml"),),
            "extra": {
                "xl/externalLinks/externalLink1.xml": xml,
                "xl/externalLinks/_rels/externalLink1.xml.rels": relations(("r", "externalLinkPath", target)),
            },
        }

    def test_links_name_their_target(self, tmp_path: Path) -> None:
        xml = f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="r"><sheetNames/></externalBook></externalLink>'
        (notice,) = self.read(tmp_path, **self.links(xml, "file:///D:/示例/上月.xlsx")).notices
        assert (notice.kind, notice.provided) == ("external-links", "file:///D:/示例/上月.xlsx")

    def test_dde_links(self, tmp_path: Path) -> None:
        xml = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
        (notice,) = self.read(tmp_path, **self.links(xml, "x:y")).notices
        assert (notice.kind, notice.provided) == ("dde", "cmd|/c calc")

    def test_dde_formulas_have_a_place(self, tmp_path: Path) -> None:
        rows = '<row r="7"><c r="C7"><f>cmd|\'/c calc\'!A0</f><v>0</v></c></row>'
        (notice,) = self.read(tmp_path, rows).notices
        assert (notice.kind, notice.place, notice.provided) == ("dde", Place("表", 7, 3), "cmd|'/c calc'!A0")

    def test_dde_in_a_defined_name(self, tmp_path: Path) -> None:
        names = '<definedNames><definedName name="甲">cmd|\'/c calc\'!A0</definedName><definedName name="乙">表!$A$1</definedName></definedNames>'
        (notice,) = self.read(tmp_path, after_sheets=names).notices
        assert (notice.kind, notice.provided) == ("dde", "cmd|'/c calc'!A0")

    def test_a_flood_of_them_is_cut_short(self, tmp_path: Path) -> None:
        rows = "".join(f'<row r="{n}"><c r="A{n}"><f>a|b!c</f><v>0</v></c></row>' for n in range(1, 500))
        assert len(self.read(tmp_path, rows).notices) == Limits().samples

    def test_what_xlsxwriter_links(self, tmp_path: Path) -> None:
        book = xlsxwriter.Workbook(tmp_path / "示例.xlsx")
        book.add_worksheet().write_url("A1", "external:别的.xlsx")
        book.close()
        assert read_workbook(str(tmp_path / "示例.xlsx")).notices == []


class PanicException(BaseException):
    """As the parser's own is called, which cannot be imported."""


class TestParserFaults:
    @pytest.mark.parametrize("fault", [PanicException("x"), ValueError("x"), OverflowError()])
    def test_any_fault_becomes_a_notice(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
    ) -> None:
        path = save(tmp_path, {"表": ONE_CELL})
        monkeypatch.setattr(cells, "CalamineWorkbook", _raising(fault))
        assert cause(read_workbook(path)) == "parser"

    @pytest.mark.parametrize("fault", [KeyboardInterrupt(), SystemExit()])
    def test_what_stops_the_program_is_let_through(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
    ) -> None:
        path = save(tmp_path, {"表": ONE_CELL})
        monkeypatch.setattr(cells, "CalamineWorkbook", _raising(fault))
        with pytest.raises(type(fault)):
            read_workbook(path)

    def test_a_panic_says_nothing_on_the_terminal(
        self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cells.threading, "active_count", lambda: 1)
        with cells._quiet():
            os.write(2, b"thread panicked at")
        os.write(2, b"after")
        assert capfd.readouterr().err == "after"

    def test_another_thread_keeps_its_terminal(
        self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cells.threading, "active_count", lambda: 2)
        with cells._quiet():
            os.write(2, b"progress")
        assert capfd.readouterr().err == "progress"


def _raising(fault: BaseException) -> Any:
    class Parser:
        @staticmethod
        def from_filelike(_: object) -> Callable[[], None]:
            raise fault

    return Parser


def test_reading_loads_no_heavy_library() -> None:
    heavy = {"pandas", "openpyxl", "xlsxwriter", "tempfile", "xml.etree"}
    assert heavy.isdisjoint(_modules_after("import fuxi_cli.readers.spreadsheet"))


def _modules_after(code: str) -> set[str]:
    out = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(out.stdout.split())


class TestNothingReachesTheParserUnseen:
    """Files that make the parser abort the process, or lose cells, when it is handed them as they are."""

    def read(self, folder: Path, rows: str, strings: str | None = None, before: str = "") -> Workbook:
        return read_workbook(save(folder, {"表": worksheet(rows, before=before)}, strings=strings))

    @pytest.mark.parametrize("row", ["1", "1048576"])
    def test_a_far_cell_under_a_prefix(self, tmp_path: Path, row: str) -> None:
        cell = '<x:c r="XFD1048576"><v>1</v></x:c>'
        rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}" xmlns:x="{MAIN}">{cell}</row>'
        notice = only(self.read(tmp_path, rows))
        assert (notice.kind, notice.provided) == ("oversized", "A1 到 XFD1048576")

    def test_a_far_cell_in_a_second_list_of_rows(self, tmp_path: Path) -> None:
        rows = '<row r="1"><c r="A1"><v>1</v></c></row></sheetData><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        assert self.read(tmp_path, rows).sheets[0].rows == [[1.0]]

    def test_rows_that_only_a_processing_instruction_holds(self, tmp_path: Path) -> None:
        false = '<?x <sheetData><row r="1"><c r="A1"><v>2</v></c></row></sheetData>?>'
        true = '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData>'
        xml = f'<x:worksheet xmlns:x="{MAIN}">{false}{true}</x:worksheet>'
        assert read_workbook(save(tmp_path, {"表": xml})).sheets[0].rows == [[1.0]]

    @pytest.mark.parametrize(
        "rows",
        [
            '<row r="1" x="><c r="A1"><v>1</v></c></row><row r="2" y="><c r="A2"><v>2</v></c></row>',
            '<row r="1"><c r="A1"><f x="/><v>1</v></c><c r="B1"><v>2</v></c></row>',
            '<row r="1"><c r="A1"><f x=\'>B1</f><v>1</v></c><c r="B1"><f x=\'/><v>2</v></c></row>',
        ],
    )
    def test_an_open_quotation_mark_swallows_no_cell(self, tmp_path: Path, rows: str) -> None:
        assert cause(self.read(tmp_path, rows)) == "damaged"

    @pytest.mark.parametrize(
        ("strings", "kind"),
        [
            (f'<sst uniqueCount="{"0" * 5000}1099511627776"/>', "oversized"),
            ('<sst uniqueCount="+1099511627776"/>', "oversized"),
            ('<sst uniqueCount="&#49;099511627776"/>', "oversized"),
            ('<x:sst xmlns:x="m" uniqueCount="1099511627776"/>', "oversized"),
            ('<x><sst uniqueCount="1099511627776"><si><t>甲</t></si></sst></x>', "unreadable"),
            ('<sst><sst uniqueCount="1099511627776"></sst><si><t>甲</t></si></sst>', "unreadable"),
            ('<sst><x:sst xmlns:x="m" uniqueCount="1099511627776"></x:sst></sst>', "unreadable"),
        ],
    )
    def test_room_claimed_for_texts(self, tmp_path: Path, strings: str, kind: str) -> None:
        """In a process of its own: the parser would not fail, it would abort."""
        path = save(tmp_path, {"表": ONE_CELL}, strings=strings)
        assert _kinds_in_a_process(path) == [kind]

    def test_a_text_may_speak_of_sst(self, tmp_path: Path) -> None:
        rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        strings = "<sst><si><t>sst &lt;sst> sst</t></si></sst>"
        assert self.read(tmp_path, rows, strings).sheets[0].rows == [["sst <sst> sst"]]

    @pytest.mark.parametrize("value", ["0", "00", "+0", " 0"])
    def test_one_long_text_in_very_many_cells(self, tmp_path: Path, value: str) -> None:
        rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{value}</v></c></row>' for n in range(1, 1001))
        notice = only(self.read(tmp_path, rows, f"<sst><si><t>{'x' * 1_000_000}</t></si></sst>"))
        assert (notice.kind, notice.fact("what")) == ("oversized", "文本总量")

    def test_the_total_of_texts_is_exact(self, tmp_path: Path) -> None:
        """A long text in one cell is nothing, however many cells hold a short one."""
        rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>1</v></c></row>' for n in range(1, 101))
        rows += '<row r="101"><c r="A101" t="s"><f>A1</f><v>0</v></c></row>'
        strings = f"<sst><si><t>{'长' * 1000}</t></si><si><t>短</t></si></sst>"
        path = save(tmp_path, {"表": worksheet(rows)}, strings=strings)
        assert read_workbook(path, Limits(text_bytes=3300)).readable
        assert only(read_workbook(path, Limits(text_bytes=3299))).fact("what") == "文本总量"

    @pytest.mark.parametrize("tenth", range(10))
    def test_a_download_that_broke_off(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str], tenth: int
    ) -> None:
        book = xlsxwriter.Workbook(tmp_path / "示例.xlsx")
        sheet = book.add_worksheet()
        for row in range(2000):
            sheet.write_row(row, 0, ["示例县", row, row / 7])
        book.close()
        whole = (tmp_path / "示例.xlsx").read_bytes()
        notice = only(read_workbook(file(tmp_path, whole[: len(whole) * tenth // 10])))
        assert notice.fact("cause") == ("truncated" if tenth else "empty")
        assert capfd.readouterr().err == ""

    @pytest.mark.parametrize(
        "cell",
        [
            '<c r="A1" t="s"><v>-1</v></c>',
            '<c r="A1" t="s"><v>99999999999999999999</v></c>',
            '<c r="A1" t="b"><v>7</v></c>',
            '<c r="A1" t="d"><v>2022-13-45</v></c>',
            '<c r="A1" t="unknown"><v>1</v></c>',
            '<c r="A1" s="4294967296"><v>1</v></c>',
            '<c r="A1" s="9"><v>1E+300</v></c>',
            '<c r="A1"><v>&nothing;</v></c>',
            '<c r="A1"><v>一</v></c>',
        ],
    )
    def test_odd_cells_neither_raise_nor_print(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str], cell: str
    ) -> None:
        workbook = self.read(tmp_path, f'<row r="1">{cell}</row>', "<sst><si><t>甲</t></si></sst>")
        assert workbook.readable != bool(workbook.notices)
        assert capfd.readouterr().err == ""


def _kinds_in_a_process(path: str) -> list[str]:
    """The notices of a file, read where an abort would be no harm."""
    code = (
        "import sys; from fuxi_cli.readers.spreadsheet import read_workbook as read;"
        "print(*[notice.kind for notice in read(sys.argv[1]).notices])"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


class TestTexts:
    @pytest.mark.parametrize(
        ("cell", "read"),
        [
            ('<c r="A1" t="s"><v>0</v></c>', "  前后有空格  "),
            ('<c r="A1" t="s"><v>1</v></c>', "<甲> & \"乙\"\n丙"),
            ('<c r="A1" t="s"><v>2</v></c>', "一 二"),
            ('<c r="A1" t="s"><v>3</v></c>', "赣州"),
            ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c>', " 甲 "),
            ('<c r="A1" t="inlineStr"><is><r><t xml:space="preserve">甲 </t></r><r><t>乙</t></r></is></c>', "甲 乙"),
            ('<c r="A1" t="str"><f>B1</f><v>&lt;甲&gt;</v></c>', "<甲>"),
            ('<c r="A1" t="str"><v>3.10</v></c>', "3.10"),
        ],
    )  # fmt: skip
    def test_as_they_stand(self, tmp_path: Path, cell: str, read: str) -> None:
        strings = (
            '<sst><si><t xml:space="preserve">  前后有空格  </t></si>'
            "<si><t>&lt;甲&gt; &amp; &quot;乙&quot;&#10;丙</t></si>"
            '<si><r><t xml:space="preserve">一 </t></r><r><rPr><b/></rPr><t>二</t></r></si>'
            '<si><t>赣州</t><rPh sb="0" eb="2"><t>ガンシュウ</t></rPh></si></sst>'
        )
        path = save(tmp_path, {"表": worksheet(f'<row r="1">{cell}</row>')}, strings=strings)
        assert read_workbook(path).sheets[0].rows == [[read]]

    def test_the_hash_is_of_the_bytes(self, tmp_path: Path) -> None:
        path = save(tmp_path, {"表": ONE_CELL})
        assert read_workbook(path).sha256 == hashlib.sha256(Path(path).read_bytes()).hexdigest()


_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
_DAY = datetime(2022, 6, 3)
_GRIDS: dict[str, list[list[Any]]] = {
    "numbers": [[0, -1, 1.5, 1e-9, 1e15, 123456789012345, 0.1 + 0.2, -0.0]],
    "texts": [["示例县", "１２．５", "a\nb", "<&>\"'", "'=1", "007", "#REF?", "x" * 32767]],
    "spaces": [[" 前", "后 ", "　全角　", "\t制表"]],
    "dates": [[_DAY, datetime(2022, 6, 3, 23, 59, 59), datetime(1900, 3, 1), datetime(9999, 12, 31)]],
    "booleans": [[True, False, None, True]],
    "gaps": [[None] * 30 + [1], [], [None, None, "丙"], [], [], [5]],
    "far": [[]] * 999 + [[None] * 99 + ["角"]],
    "mixed": [["县", 1, _DAY, True, None, 2.5] for _ in range(50)],
    "one": [["仅一格"]],
    "wide": [list(range(800))],
    "long": [[n, f"第{n}行"] for n in range(3000)],
    "errors": [list(_ERRORS), [1, "#N/A"]],
}


def _by_openpyxl(path: Path, grid: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    book.active.title = "首"
    for sheet in (book.active, book.create_sheet("次")):
        for row in grid:
            sheet.append(row)
    book.save(path)


def _by_xlsxwriter(path: Path, grid: list[list[Any]]) -> None:
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False})
    dated = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for name in ("首", "次"):
        sheet = book.add_worksheet(name)
        for r, row in enumerate(grid):
            for c, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(r, c, value, dated)
                elif value in _ERRORS:
                    sheet.write_formula(r, c, "=A1", None, value)
                else:
                    sheet.write(r, c, value)
    book.close()


def _constant_memory(path: Path, grid: list[list[Any]]) -> None:
    """Inline strings instead of shared ones."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("首")
    dated = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for r, row in enumerate(grid):
        for c, value in enumerate(row):
            sheet.write(r, c, value, *([dated] if isinstance(value, datetime) else []))
    book.close()


@pytest.mark.parametrize("write", [_by_openpyxl, _by_xlsxwriter, _constant_memory])
@pytest.mark.parametrize("name", _GRIDS)
def test_every_cell_is_what_openpyxl_reads(
    tmp_path: Path, name: str, write: Callable[[Path, list[list[Any]]], None]
) -> None:
    path = tmp_path / "示例.xlsx"
    write(path, _GRIDS[name])
    ours = read_workbook(str(path))
    assert ours.notices == []
    theirs = openpyxl.load_workbook(path, data_only=True)
    assert [sheet.name for sheet in ours.sheets] == theirs.sheetnames
    for sheet in ours.sheets:
        assert _cells(sheet) == {
            (cell.row, cell.column): _alike(cell.value)
            for row in theirs[sheet.name].iter_rows()
            for cell in row
            if cell.value is not None
        }


def _cells(sheet: Sheet) -> dict[tuple[int, int], object]:
    """What stands where; an error by its name, where openpyxl has it too."""
    values = {
        (r, c): _alike(value)
        for r, row in enumerate(sheet.rows, start=1)
        for c, value in enumerate(row, start=1)
        if value is not None
    }
    assert values.keys().isdisjoint(sheet.errors)
    return values | {place: _alike(text) for place, text in sheet.errors.items()}


def _alike(value: Any) -> object:
    """openpyxl has whole numbers as int and plain dates with a time of 00:00; True is not 1."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return "date", datetime.combine(value, time())
    if isinstance(value, datetime):
        return "date", value
    if isinstance(value, (bool, str)):
        return type(value).__name__, value
    return "number", float(value)
