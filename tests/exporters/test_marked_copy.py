"""The marked copy, read back with openpyxl: what it adds, what it keeps, what never becomes live."""

import re
from copy import copy
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from exporters.returned import FINDINGS, PROGRESS, cell, checked, content, finding
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.form import STAMP_KEYS
from fuxi_cli.core.place import Place
from fuxi_cli.exporters.fixed_package import repack
from fuxi_cli.exporters.marked_copy import render
from fuxi_cli.exporters.opinion_sheet import COLOURS, TITLE
from support.builders import plan

HEADER, FIRST = 5, 6


@cache
def copied() -> bytes:
    made = render(content(), checked(), plan())
    assert made is not None
    return made


def opened(made: bytes | None = None, values: bool = False) -> Workbook:
    return load_workbook(BytesIO(made or copied()), data_only=values)


def marked(*findings: Finding, of: bytes | None = None) -> Workbook:
    made = render(of or content(), checked(*findings), plan())
    assert made is not None
    return opened(made)


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table(book: Workbook) -> list[dict[str, object]]:
    sheet = book[TITLE]
    titles = [c.value for c in sheet[HEADER][:8]]
    return [
        dict(zip(titles, (c.value for c in row), strict=True))
        for row in sheet.iter_rows(min_row=FIRST, max_col=8)
    ]


def colour(sheet: Worksheet, address: str) -> str:
    return str(sheet[address].fill.fgColor.rgb)[2:]


def test_every_finding_has_a_row_the_gravest_first() -> None:
    rows = table(opened())
    assert [row["序号"] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row["规则"] for row in rows] == ["C101", "S304", "S301", "T110", "Q105", "S107", "T114"]
    assert [row["级别"] for row in rows] == ["强制"] * 3 + ["核实"] * 3 + ["提示"]
    assert rows[0] == {
        "序号": 1,
        "级别": "强制",
        "位置": "“指标进度”E5",
        "问题": "“指标进度”E5填的是 1，应为 2。",
        "应为": "2",
        "怎么改": "请改成 2。",
        "规则": "C101",
        "已有说明": None,
    }
    assert rows[4]["已有说明"] == "本月一次验收了两批"


def test_the_opinions_come_first_and_say_whose_they_are() -> None:
    book = opened()
    assert book.sheetnames[0] == TITLE
    assert book.active.title == TITLE
    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == [TITLE]
    head = "\n".join(str(book[TITLE].cell(row, 1).value) for row in range(1, HEADER))
    for words in ("甲县", "2022年6月", "甲县.xlsx", "应退回", "强制 3 处", "核实 3 处", "提示 1 处"):
        assert words in head
    assert "2022-06/" not in head


def test_links_lead_to_the_cells() -> None:
    links = [row[2].hyperlink for row in opened()[TITLE].iter_rows(min_row=FIRST)]
    assert [link and link.location for link in links] == [
        "'指标进度'!E5", "'重点任务'!A1", None, "'指标进度'!E5", "'指标进度'!E7", None, "'指标进度'!F6",
    ]  # fmt: skip
    assert not any(link.target for link in links if link)


def test_cells_are_coloured_by_their_gravest_finding() -> None:
    sheet, before = opened()[PROGRESS], opened(content())[PROGRESS]
    assert (colour(sheet, "E5"), colour(sheet, "E7")) == (COLOURS["error"], COLOURS["warning"])
    assert colour(sheet, "F6") == COLOURS["info"]
    for address in ("A1", "F5", "E6", "G7"):
        assert colour(sheet, address) == colour(before, address)
    assert len(set(COLOURS.values())) == 3


def test_a_finding_about_a_sheet_colours_no_cell() -> None:
    book = opened()
    assert colour(book["重点任务"], "A1") == colour(opened(content())["重点任务"], "A1")
    assert book["重点任务"]["A1"].comment is None


def test_one_note_for_all_findings_of_a_cell() -> None:
    note = opened()[PROGRESS]["E5"].comment
    assert note.text.count("【审核意见") == 2
    assert "【审核意见 1】强制 C101" in note.text
    assert "【审核意见 4】核实 T110" in note.text
    assert "应为：2\n怎么改：请改成 2。" in note.text


def test_notes_are_large_enough_for_their_text() -> None:
    with ZipFile(BytesIO(copied())) as package:
        shapes = "".join(package.read(n).decode() for n in package.namelist() if n.endswith(".vml"))
    heights = [int(height) for height in re.findall(r"height:(\d+)px", shapes)]
    assert len(heights) > 3
    assert max(heights) > 150
    assert len(set(heights)) > 2


def test_an_existing_note_stays_above_the_new_one() -> None:
    book = opened(content())
    book[PROGRESS]["E6"].comment = Comment("这是原来的批注", "张示例")
    note = marked(finding(cell("E6")), of=saved(book))[PROGRESS]["E6"].comment.text
    assert note.startswith("这是原来的批注\n")
    assert "【审核意见 1】" in note


@pytest.mark.parametrize(
    ("place", "target"),
    [(Place(PROGRESS, 6), "A6"), (Place(PROGRESS, 0, 5), "E4"), (Place(PROGRESS, 1, 4), "A1"),
     (Place(PROGRESS, 900, 3), "C900")],
)  # fmt: skip
def test_rows_columns_and_merged_cells_are_marked_at_one_cell(place: Place, target: str) -> None:
    book = marked(finding(place))
    assert book[TITLE].cell(FIRST, 3).hyperlink.location == f"'{PROGRESS}'!{target}"
    assert book[PROGRESS][target].comment is not None
    assert colour(book[PROGRESS], target) == COLOURS["error"]


def test_a_place_outside_any_sheet_is_named_without_a_link() -> None:
    assert marked(finding(Place(PROGRESS, 1_048_577, 3)))[TITLE].cell(FIRST, 3).hyperlink is None


def test_a_stray_cell_far_away_makes_no_cells_between() -> None:
    book = opened(content())
    book[PROGRESS].cell(300_000, 300).value = "远"
    made = render(
        saved(book), checked(finding(Place(PROGRESS, 300_000, 300)), finding(Place(PROGRESS, 6))), plan()
    )
    assert made is not None
    with ZipFile(BytesIO(made)) as package:
        assert max(len(package.read(name)) for name in package.namelist()) < 300_000


def test_a_hidden_sheet_is_named_without_a_link() -> None:
    book = marked(finding(Place("_fuxi", 1, 1)))
    assert book[TITLE].cell(FIRST, 3).hyperlink is None
    assert book["_fuxi"].sheet_state == "hidden"


def test_texts_formulas_and_their_results_stay() -> None:
    for values in (False, True):
        before, after = opened(content(), values), opened(values=values)
        assert after.sheetnames[1:] == before.sheetnames
        for sheet in before.worksheets:
            for row in sheet.iter_rows():
                for one in row:
                    same = after[sheet.title][one.coordinate]
                    assert (same.value, same.data_type) == (one.value, one.data_type), one.coordinate
    assert opened(values=True)[PROGRESS]["G5"].value == pytest.approx(2 / 3)
    assert opened().calculation.fullCalcOnLoad


def test_text_that_looks_like_a_formula_stays_text() -> None:
    remark = opened()[PROGRESS]["I5"]
    assert (remark.value, remark.data_type) == ("=1+1", "s")
    evil = '=HYPERLINK("http://example.invalid","点我")'
    place = Place(PROGRESS, 5, 5)
    book = marked(finding(place, provided=evil, expected=evil)._replace(text="{expected}", explained=evil))
    row = book[TITLE][FIRST]
    assert [row[n].value for n in (3, 4, 7)] == [evil] * 3
    assert {c.data_type for c in row} == {"n", "s"}
    assert [c.data_type for c in marked(finding(place, expected="#REF!"))[TITLE][FIRST]][4] == "s"


def test_control_characters_do_not_reach_the_file() -> None:
    book = marked(finding(cell("E5"), provided="坏\x00\x1b[31m字\u202e符\ud800"))
    for text in (book[TITLE].cell(FIRST, 4).value, book[PROGRESS]["E5"].comment.text):
        assert "坏��[31m字�符�" in text


def test_very_long_texts_are_cut() -> None:
    book = marked(finding(cell("E5"))._replace(explained="长" * 40000))
    assert len(book[TITLE].cell(FIRST, 8).value) < 4000
    assert len(book[PROGRESS]["E5"].comment.text) < 4000


def test_stamp_protection_drop_downs_and_print_set_up_stay() -> None:
    before, after = opened(content()), opened()
    assert {p.name for p in after.custom_doc_props.props} == set(STAMP_KEYS)
    assert after.custom_doc_props.props == before.custom_doc_props.props
    for sheet in before.worksheets:
        same = after[sheet.title]
        assert same.sheet_state == sheet.sheet_state
        assert same.protection.sheet == sheet.protection.sheet
        assert {(str(v.sqref), v.formula1) for v in same.data_validations.dataValidation} == {
            (str(v.sqref), v.formula1) for v in sheet.data_validations.dataValidation
        }
        assert {k: d.width for k, d in same.column_dimensions.items()} == {
            k: d.width for k, d in sheet.column_dimensions.items()
        }
        assert (same.print_title_rows, same.page_setup.orientation, same.freeze_panes) == (
            sheet.print_title_rows, sheet.page_setup.orientation, sheet.freeze_panes,
        )  # fmt: skip
        for row in sheet.iter_rows():
            for one in row:
                assert same[one.coordinate].protection.locked == one.protection.locked
                assert same[one.coordinate].number_format == one.number_format


def test_explanations_can_still_be_written() -> None:
    """Also where the finding stands on a locked cell: what was open stays open, what was locked stays locked."""
    book = marked(finding(cell("C5", "核实说明")), finding(cell("B5")))
    assert book["核实说明"].protection.sheet
    assert not book["核实说明"]["C5"].protection.locked
    assert book[PROGRESS]["B5"].protection.locked


def test_rows_still_grow_with_what_is_typed() -> None:
    def by_hand(made: bytes) -> list[int]:
        with ZipFile(BytesIO(made)) as package:
            parts = sorted(n for n in package.namelist() if n.startswith("xl/worksheets/sheet"))
            return sorted(package.read(part).count(b'customHeight="1"') for part in parts)

    opinions = 1 + 3 + 1 + len(FINDINGS)
    assert sum(by_hand(copied())) == sum(by_hand(content())) + opinions


def test_drop_downs_in_the_extended_form_come_back_in_the_plain_one() -> None:
    """As Excel writes them when the choices stand on another sheet."""
    extension = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>_fuxi!$D$1:$D$3</xm:f></x14:formula1>'
        "<xm:sqref>C9:C20</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    buffer = BytesIO()
    with ZipFile(BytesIO(content())) as source, ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                part = part.replace(b"</worksheet>", extension.encode())
            target.writestr(name, part)
    checks = marked(of=buffer.getvalue())[PROGRESS].data_validations.dataValidation
    assert ("C9:C20", "_fuxi!$D$1:$D$3") in [(str(c.sqref), c.formula1) for c in checks]


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert render(content(), checked(), plan()) == copied()
    with ZipFile(BytesIO(copied())) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert (
            re.findall(rb"modified[^>]*>([^<]*)<", package.read("docProps/core.xml"))[0]
            == b"2022-06-01T00:00:00Z"
        )


def test_a_copy_that_came_back_is_marked_anew() -> None:
    book = marked(finding(cell("E6")), of=copied())
    assert [name for name in book.sheetnames if name.startswith(TITLE)] == [TITLE]
    assert len(table(book)) == 1
    assert book[PROGRESS]["E5"].comment is None
    assert book[PROGRESS]["E6"].comment.text.count("【审核意见") == 1
    assert colour(book[PROGRESS], "E5") == colour(opened(content())[PROGRESS], "E5")


def test_a_sheet_of_the_reporters_own_with_that_name_is_kept() -> None:
    book = opened(content())
    book.create_sheet(TITLE)["A1"] = "本单位内部意见"
    after = marked(of=saved(book))
    assert after.worksheets[0]["A1"].value == TITLE
    assert "本单位内部意见" in [sheet["A1"].value for sheet in after.worksheets[1:]]


def test_only_for_workbooks_that_open() -> None:
    assert render(b"", checked(), plan()) is None
    assert render("不是工作簿".encode(), checked(), plan()) is None
    assert render(content()[:3000], checked(), plan()) is None


def test_not_for_workbooks_that_would_take_gigabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuxi_cli.exporters.marked_copy._MOST_BYTES", 50_000)
    assert render(content(), checked(), plan()) is None


def test_chinese_date_formats_stay() -> None:
    """Number formats 27 to 36 and 50 to 58 have no code in the file."""
    with ZipFile(BytesIO(content())) as source:
        styles = re.sub(rb'numFmtId="14"', b'numFmtId="31"', source.read("xl/styles.xml"))
        styles = styles.replace(b'<xf numFmtId="0"', b'<xf numFmtId="31"')
    made = render(repack(content(), {"xl/styles.xml": styles}), checked(), plan())
    assert made is not None
    with ZipFile(BytesIO(made)) as package:
        assert b'numFmtId="31"' in package.read("xl/styles.xml")


def test_without_plan_or_reporter() -> None:
    unknown = checked()._replace(reporter=None, period=None)
    made = render(content(), unknown, None)
    assert made is not None
    assert "（不明）" in opened(made)[TITLE]["A2"].value


def test_the_original_bytes_are_left_alone() -> None:
    before = content()
    kept = copy(before)
    render(before, checked(), plan())
    assert before == kept
