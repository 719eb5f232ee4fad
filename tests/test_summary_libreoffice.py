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
from support.libreoffice import calculate_all, convert_all, needs_libreoffice

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


CALCULATED = [case for case in CASES if case != "nothing owed"]
PRINTED = ("june", "december", "twelve indicators", "forty corrected")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each case's workbook."""
    folder = tmp_path_factory.mktemp("ours")
    paths = {case: folder / f"{case}.xlsx" for case in CALCULATED}
    for case, path in paths.items():
        path.write_bytes(export(CASES[case](), "xlsx", "summary"))
    return paths


@pytest.fixture(scope="module")
def spoilt(written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("spoilt")
    return {case: _spoilt(path.read_bytes(), folder / path.name) for case, path in written.items()}


@pytest.fixture(scope="module")
def calculated(spoilt: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return calculate_all([*spoilt.values()], tmp_path_factory.mktemp("theirs"))


@pytest.fixture(scope="module")
def printed(written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return convert_all([written[case] for case in PRINTED], "pdf", tmp_path_factory.mktemp("printed"))


@pytest.mark.parametrize("case", CALCULATED)
def test_libreoffice_calculates_the_same_cell_by_cell(
    written: dict[str, Path], spoilt: dict[str, Path], calculated: dict[str, Path], case: str
) -> None:
    formulas = load_workbook(written[case])
    ours = load_workbook(written[case], data_only=True)
    wrong = load_workbook(spoilt[case], data_only=True)
    theirs = load_workbook(calculated[f"{case}.xlsx"], data_only=True)
    assert theirs.sheetnames == ours.sheetnames
    counted = 0
    for sheet in ours.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                where = (sheet.title, cell.coordinate)
                said = theirs[sheet.title][cell.coordinate].value
                if formulas[sheet.title][cell.coordinate].data_type == "f":
                    counted += 1
                    assert wrong[sheet.title][cell.coordinate].value == -987654, where
                if isinstance(cell.value, (int, float)):
                    assert said == pytest.approx(cell.value, rel=1e-12, abs=1e-12), where
                else:
                    assert said == cell.value, where
    assert counted > 0


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("case", PRINTED)
def test_on_paper_no_figure_is_replaced_by_signs_and_no_table_of_the_counties_is_cut(
    printed: dict[str, Path], case: str
) -> None:
    data = CASES[case]()
    assert PDFTOTEXT is not None
    command = [PDFTOTEXT, "-layout", str(printed[f"{case}.xlsx"]), "-"]
    told = subprocess.run(command, capture_output=True, check=True).stdout
    pages = told.decode("utf-8").split("\f")
    assert not [page for page in pages if "###" in page]
    counties = [page for page in pages if re.search(r"^ *县区进度 +第", page, re.MULTILINE)]
    assert len(counties) == -(-len({p.gap.indicator.id for p in data.progress}) // 2)
    for page in counties:
        assert "合计" in page
        assert "任务进度表（" in page
