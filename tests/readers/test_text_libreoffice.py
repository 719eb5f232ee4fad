"""The city table as LibreOffice saves it in text formats says the same as the workbook itself."""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from fuxi_cli.core.submission import Submission
from fuxi_cli.readers.layouts.submission import understand
from fuxi_cli.readers.plans.loading import builtin_folder, load_plan
from fuxi_cli.readers.spreadsheet import read_workbook
from support.libreoffice import SOFFICE, needs_libreoffice

EXAMPLE = Path(__file__).parents[2] / "examples" / "city-table.xlsx"
FILTERS = {
    "utf8.csv": "csv:Text - txt - csv (StarCalc):44,34,76,1",
    "gb18030.csv": "csv:Text - txt - csv (StarCalc):59,34,85,1",
    "page.xls": "html:HTML (StarCalc)",
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("saved")
    found = {}
    for name, target in FILTERS.items():
        out = folder / name.replace(".", "-")
        subprocess.run(
            [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", target,
             "--outdir", str(out), str(EXAMPLE)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        (written,) = [f for f in out.iterdir() if f.suffix in (".csv", ".html")]
        found[name] = Path(shutil.move(written, out / f"city-table{Path(name).suffix}"))
    return found


def understood(path: Path) -> Submission:
    plan = load_plan("ganzhou-selenium-2022", [builtin_folder()])
    workbook = read_workbook(str(path))
    assert workbook.readable, workbook.notices
    return understand(workbook, plan, [], None, None)


def figures(submission: Submission, places: bool) -> dict[tuple[str, str], object]:
    return {
        (f.reporter.id, f.indicator.id): (f.quota, f.month, f.cumulative, f.gap, sorted(f.unread), [
            (name, place.cell) for name, place in sorted(f.places.items()) if places])
        for f in submission.figures
    }  # fmt: skip


@needs_libreoffice
@pytest.mark.parametrize("name", list(FILTERS))
def test_the_same_figures_at_the_same_places(saved: dict[str, Path], name: str) -> None:
    original, other = understood(EXAMPLE), understood(saved[name])
    assert original.figures
    assert figures(other, places=True) == figures(original, places=True)
    assert [n.kind for n in other.notices] == [n.kind for n in original.notices]
    for one, two in zip(original.figures, other.figures, strict=True):
        if one.rate is None or two.rate is None:
            assert one.rate == two.rate
        else:
            assert abs(one.rate - two.rate) <= Decimal("0.0005")  # text shows one decimal of a per cent
