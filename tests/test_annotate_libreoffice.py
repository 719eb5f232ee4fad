"""What goes back, in real LibreOffice: it opens, calculates, and prints as it should."""

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exporters.returned import cell, checked, finding
from fuxi_cli.exporters.opinion_sheet import TITLE
from support.builders import JIA, JUNE, plan
from support.command import found, fuxi
from support.libreoffice import convert, convert_all, edit, needs_libreoffice
from support.samples import EXAMPLES

pytest.importorskip("docx")
return_slip: Any = pytest.importorskip("fuxi_cli.exporters.return_slip")
pytestmark = [pytest.mark.libreoffice, needs_libreoffice]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("退回")
    fuxi("check", EXAMPLES / "progress.xlsx", "-q", "--annotate", folder)
    return folder


@pytest.fixture(scope="module")
def copy(papers: Path) -> Path:
    return papers / "progress_审核意见.xlsx"


MANY = {
    "number": 1,
    "sentence": "很多个示范基地，具体数量正在统计",
    "words": "A-1 " * 15,
    "long": "长" * 60,
}


def many(provided: object) -> bytes:
    """A slip with many findings, whatever the length of its texts, and with the longest that stands around the table."""
    reporter = JIA._replace(name="赣州市示例产业发展领导小组办公室")
    found = [
        finding(cell(f"E{row}", "台账-精深加工企业"), provided=provided, expected=provided)
        for row in range(5, 90)
    ]
    name = f"{'长名称' * 12}.xlsx"
    slip: bytes = return_slip.render(checked(*found, path=name)._replace(reporter=reporter), plan(), JUNE)
    return slip


@pytest.fixture(scope="module")
def pages(papers: Path, copy: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """File → pages that it has on paper."""
    folder = tmp_path_factory.mktemp("printed")
    slips = {name: folder / f"{name}.docx" for name in MANY}
    for name, path in slips.items():
        path.write_bytes(many(MANY[name]))
    printed = convert_all(
        [*papers.glob("*.docx"), *slips.values(), copy, EXAMPLES / "progress.xlsx"], "pdf", folder
    )
    return {name: len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) for name, path in printed.items()}


def test_the_slip_is_one_page(papers: Path, pages: dict[str, int]) -> None:
    assert [pages[slip.name] for slip in papers.glob("*.docx")] == [1]


@pytest.mark.parametrize("provided", MANY)
def test_a_slip_with_many_findings_is_one_page_too(pages: dict[str, int], provided: str) -> None:
    assert pages[f"{provided}.docx"] == 1


def test_the_opinions_add_one_page(copy: Path, pages: dict[str, int]) -> None:
    assert pages[copy.name] == pages["progress.xlsx"] + 1


def test_links_notes_and_colours_survive(copy: Path, tmp_path: Path) -> None:
    before, after = load_workbook(copy), load_workbook(convert(copy, "xlsx", tmp_path))
    assert after.sheetnames == before.sheetnames
    for old, new in zip(before[TITLE].iter_rows(min_row=6), after[TITLE].iter_rows(min_row=6), strict=False):
        assert [c.value for c in new[:8]] == [c.value for c in old[:8]]
        place = re.sub(r"['#$]", "", (new[2].hyperlink.location or new[2].hyperlink.target).replace(".", "!"))
        sheet, _, address = place.partition("!")
        assert "【审核意见" in after[sheet][address].comment.text
        assert after[sheet][address].fill.fgColor.rgb == before[sheet][address].fill.fgColor.rgb


def test_mended_in_the_copy_it_is_calculated_and_checked_anew(copy: Path, tmp_path: Path) -> None:
    """What a county is likely to do: mend the marked copy and send that in."""
    mended = edit(
        copy,
        {("封面", "B10"): "李示例", ("指标进度", "D8"): 1, ("指标进度", "F6"): 5, ("指标进度", "E9"): 0},
        tmp_path / "重报.xlsx",
    )
    sheet = load_workbook(mended, data_only=True)["指标进度"]
    assert sheet["G6"].value == pytest.approx(5 / sheet["D6"].value)
    codes = {code for code, _ in found(fuxi("check", mended, "-f", "json"))}
    assert not codes & {"S210", "Q101", "T102", "T114", "S406", "S408"}
    assert "C101" in codes
