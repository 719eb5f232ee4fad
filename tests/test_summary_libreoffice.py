"""The summary workbook in real LibreOffice: it calculates what we wrote, and prints as it is set up."""

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from fuxi_cli.exporters import export
from support.book_cases import CASES
from support.libreoffice import convert, edit, needs_libreoffice

pytestmark = [pytest.mark.libreoffice, needs_libreoffice]

_FORMULA = re.compile(rb'<c ([^>]*?)(?: t="str")?><f>(.*?)</f><v>[^<]*</v></c>')


def _spoilt(content: bytes, path: Path) -> Path:
    """The workbook with a wrong result at every formula: what is right afterwards was calculated."""
    source = path.with_suffix(".source")
    source.write_bytes(content)
    with ZipFile(source) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = _FORMULA.sub(rb"<c \1><f>\2</f><v>-987654</v></c>", part)
            new.writestr(name, part)
    return path


@pytest.mark.parametrize("case", CASES)
def test_libreoffice_calculates_the_same_cell_by_cell(case: str, tmp_path: Path) -> None:
    content = export(CASES[case](), "xlsx", "summary")
    (tmp_path / "ours.xlsx").write_bytes(content)
    spoilt = _spoilt(content, tmp_path / "spoilt.xlsx")
    formulas = load_workbook(tmp_path / "ours.xlsx")
    ours = load_workbook(tmp_path / "ours.xlsx", data_only=True)
    wrong = load_workbook(spoilt, data_only=True)
    theirs = load_workbook(edit(spoilt, {}, tmp_path / "theirs.xlsx"), data_only=True)
    assert theirs.sheetnames == ours.sheetnames
    calculated = 0
    for sheet in ours.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                where = (sheet.title, cell.coordinate)
                said = theirs[sheet.title][cell.coordinate].value
                if formulas[sheet.title][cell.coordinate].data_type == "f":
                    calculated += 1
                    assert wrong[sheet.title][cell.coordinate].value == -987654, where
                if isinstance(cell.value, (int, float)):
                    assert said == pytest.approx(cell.value, rel=1e-12, abs=1e-12), where
                else:
                    assert said == cell.value, where
    assert calculated > 0


def test_a_page_for_each_part_and_nothing_hidden_by_signs(tmp_path: Path) -> None:
    """On paper no figure is replaced by ``###``, and 县区进度 takes a page for each two indicators."""
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(export(CASES["june"](), "xlsx", "summary"))
    from_sheets = convert(path, "pdf", tmp_path).read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", from_sheets)) >= 12
