"""The summary workbook in real LibreOffice: it calculates what we wrote, and prints as it is set up."""

import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from fuxi_cli.exporters import export
from support.book_cases import CASES
from support.libreoffice import convert, edit, needs_libreoffice

pytestmark = [
    pytest.mark.libreoffice,
    needs_libreoffice,
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
]
PDFTOTEXT = shutil.which("pdftotext")

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


@pytest.mark.parametrize("case", [case for case in CASES if case != "nothing owed"])
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


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("case", ["june", "december", "twelve indicators", "forty corrected"])
def test_on_paper_no_figure_is_replaced_by_signs_and_no_table_of_the_counties_is_cut(
    case: str, tmp_path: Path
) -> None:
    path = tmp_path / "汇总.xlsx"
    data = CASES[case]()
    path.write_bytes(export(data, "xlsx", "summary"))
    printed = convert(path, "pdf", tmp_path)
    assert PDFTOTEXT is not None
    told = subprocess.run([PDFTOTEXT, "-layout", str(printed), "-"], capture_output=True, check=True).stdout
    pages = told.decode("utf-8").split("\f")
    assert not [page for page in pages if "###" in page]
    counties = [page for page in pages if re.search(r"^ *县区进度 +第", page, re.MULTILINE)]
    assert len(counties) == -(-len({p.gap.indicator.id for p in data.progress}) // 2)
    for page in counties:
        assert "合计" in page
        assert "任务进度表（" in page
