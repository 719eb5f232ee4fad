"""The official form in real LibreOffice: what a clerk's program keeps, calculates and prints."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from fuxi_cli.core.form import STAMP_KEYS
from fuxi_cli.exporters.template import render
from fuxi_cli.exporters.template_content import Prefill
from support.builders import JIA, JUNE, plan
from support.libreoffice import convert, edit, needs_libreoffice

pytestmark = [pytest.mark.libreoffice, needs_libreoffice]

FILLED = Prefill(
    figures={"bases": {"month": 1, "cumulative": 2}, "area": {"month": 0, "cumulative": 1.3}},
    tasks={"1": {"status": "推进中"}},
)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form as it is sent out, with some figures in it."""
    path = tmp_path_factory.mktemp("form") / "甲县.xlsx"
    path.write_bytes(render(plan(), JIA, JUNE, FILLED))
    return path


@pytest.fixture(scope="module")
def saved(sent: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same form, opened and saved by Calc."""
    return convert(sent, "xlsx", tmp_path_factory.mktemp("saved"))


def sheets(path: Path, values: bool = False) -> Workbook:
    return load_workbook(path, data_only=values)


def test_the_stamp_survives(sent: Path, saved: Path) -> None:
    before, after = sheets(sent), sheets(saved)
    stamp = {p.name: p.value for p in before.custom_doc_props.props}
    assert set(stamp) == set(STAMP_KEYS)
    assert {p.name: p.value for p in after.custom_doc_props.props} == stamp
    assert {row[0].value: row[1].value for row in after["_fuxi"].iter_rows(max_col=2)} == stamp
    assert after["_fuxi"].sheet_state == "hidden"


def test_texts_and_formulas_survive(sent: Path, saved: Path) -> None:
    before, after = sheets(sent), sheets(saved)
    assert after.sheetnames == before.sheetnames
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert after[sheet.title][cell.coordinate].value == cell.value, (sheet.title, cell.coordinate)


def test_drop_downs_and_other_checks_survive(sent: Path, saved: Path) -> None:
    def checks(path: Path) -> set[tuple[str, str, str, str]]:
        return {
            (sheet.title, str(check.sqref), check.type, check.error)
            for sheet in sheets(path).worksheets
            for check in sheet.data_validations.dataValidation
        }

    assert checks(saved) == checks(sent)
    drop_downs = {
        c.formula1 for c in sheets(saved)["重点任务"].data_validations.dataValidation if c.type == "list"
    }
    assert drop_downs == {'"未启动,推进中,已完成"'}


def test_notes_and_protection_survive(sent: Path, saved: Path) -> None:
    before, after = sheets(sent), sheets(saved)
    for sheet in before.worksheets:
        assert after[sheet.title].protection.sheet, sheet.title
        for row in sheet.iter_rows(max_row=12):
            for cell in row:
                same = after[sheet.title][cell.coordinate]
                assert same.protection.locked == cell.protection.locked, (sheet.title, cell.coordinate)
                assert (same.comment is None) == (cell.comment is None), (sheet.title, cell.coordinate)


def test_formulas_amount_to_what_the_form_holds(sent: Path, tmp_path: Path) -> None:
    calculated = sheets(edit(sent, {}, tmp_path / "calculated.xlsx"), values=True)["指标进度"]
    held = sheets(sent, values=True)["指标进度"]
    for row in (5, 6, 7):
        for column in "GH":
            assert calculated[f"{column}{row}"].value == pytest.approx(held[f"{column}{row}"].value)
    assert held["G5"].value == pytest.approx(2 / 3)
    assert held["G6"].value is None


def test_what_is_typed_is_calculated_and_saved(sent: Path, tmp_path: Path) -> None:
    typed = edit(
        sent,
        {
            ("指标进度", "F5"): 3,
            ("指标进度", "F6"): "7个",
            ("指标进度", "F7"): None,
            ("指标进度", "I5"): '第一行“引号”"\n第二行 <&>',
            ("封面", "B9"): "079700000000",
            ("封面", "B11"): date(2022, 7, 4),
            ("台账-示范基地", "C5"): 120.5,
            ("困难问题", "F5"): "=1+1",
            ("困难问题", "F6"): date(2022, 6, 30),
        },
        tmp_path / "typed.xlsx",
    )
    book = sheets(typed, values=True)
    figures = book["指标进度"]
    assert [figures[a].value for a in ("F5", "G5", "H5")] == [3, 1, 0]
    assert [figures[a].value for a in ("F6", "G6", "H6")] == ["7个", None, None]
    assert [figures[a].value for a in ("F7", "G7", "H7")] == [None, None, None]
    assert figures["I5"].value == '第一行“引号”"\n第二行 <&>'
    assert book["封面"]["B9"].value == "079700000000"
    assert book["封面"]["B11"].value == datetime(2022, 7, 4)
    assert book["台账-示范基地"]["C5"].value == 120.5
    assert book["困难问题"]["F5"].value == 2
    assert book["困难问题"]["F6"].value == datetime(2022, 6, 30)
    assert sheets(sent)["指标进度"]["F5"].value == 2


def test_a_cell_that_is_not_there_is_an_error(sent: Path, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="NoSuchElement"):
        edit(sent, {("没有这张表", "A1"): 1}, tmp_path / "typed.xlsx")


def test_each_sheet_prints_on_one_page(sent: Path, tmp_path: Path) -> None:
    """Spare rows print only when they are used."""
    pages = re.findall(rb"/Type\s*/Page\b", convert(sent, "pdf", tmp_path).read_bytes())
    assert len(pages) == len([s for s in sheets(sent).worksheets if s.sheet_state == "visible"])
