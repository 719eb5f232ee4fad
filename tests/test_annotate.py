"""``fuxi check --annotate``: what is written for which workbook, under which name, and that originals stay."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import story
from openpyxl import load_workbook

from exporters.returned import cell, finding
from fuxi_cli.core.finding import Finding
from fuxi_cli.core.place import Place
from fuxi_cli.core.report import Checked, Report
from fuxi_cli.exporters.opinion_sheet import TITLE
from fuxi_cli.pipeline import annotate
from support.builders import JIA, JUNE, plan
from support.command import found, fuxi
from support.samples import EXAMPLES, filled, write

docx = pytest.importorskip("docx")


def faulty(folder: Path, county: str = "龙南市") -> Path:
    return write(folder, county, prefill=story.with_figure(filled(county), "base", {"cumulative": "若干"}))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def digests(folder: Path) -> dict[str, str]:
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.is_file()}


def report_on(*workbooks: Checked, findings: tuple[Finding, ...] = ()) -> Report:
    own = tuple(f for checked in workbooks for f in checked.findings)
    return Report(plan(), JUNE, JUNE.last_day, True, workbooks, (*own, *findings))


def on(path: Path, *findings: Finding, **changes: Any) -> Checked:
    checked = Checked(str(path), "0" * 64, "xlsx", "official", JIA, JUNE, "returned", findings)
    return checked._replace(**changes)


def test_a_copy_and_a_slip_for_each_faulty_workbook_only(tmp_path: Path) -> None:
    month = tmp_path / "2022-06"
    write(month, "瑞金市")
    faulty(month)
    before = digests(month)
    result = fuxi("check", month, "-f", "json", "--annotate", tmp_path / "退回")
    assert result.code == 1
    assert names(tmp_path / "退回") == ["360783_龙南市_2022-06_审核意见.xlsx", "龙南市_退回单.docx"]
    assert digests(month) == before
    assert result.err.count("已写入") == 2
    assert result.json["workbooks"]


def test_nothing_to_send_back(tmp_path: Path) -> None:
    result = fuxi("check", write(tmp_path, "瑞金市"), "-q", "--annotate", tmp_path / "退回")
    assert result.code == 0
    assert not (tmp_path / "退回").exists()
    assert "没有需要退回" in result.err


def test_the_copy_of_the_example_checks_as_the_original_does(tmp_path: Path) -> None:
    """No finding is lost or made by marking; only the sheet of opinions is said to be one more sheet."""
    original = EXAMPLES / "progress.xlsx"
    fuxi("check", original, "-q", "--annotate", tmp_path)
    before = found(fuxi("check", original, "-f", "json"))
    after = found(fuxi("check", tmp_path / "progress_审核意见.xlsx", "-f", "json"))
    assert [one for one in after if one != ("S303", TITLE)] == before


def test_an_unreadable_workbook_gets_a_slip_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "龙南市")
    path.write_bytes(path.read_bytes()[:4000])
    result = fuxi("check", path, "-q", "--annotate", tmp_path / "退回")
    assert result.code == 1
    assert [name.endswith("_退回单.docx") for name in names(tmp_path / "退回")] == [True]


def test_what_other_reporters_say_of_a_workbook_belongs_in_once(tmp_path: Path) -> None:
    """信丰县 and 兴国县 claim one certificate in June: each is told once, in its own copy."""
    folder = tmp_path / "退回"
    assert fuxi("check", EXAMPLES / "submissions" / "2022-06", "-q", "--annotate", folder).code == 1
    for county in ("360722_信丰县", "360732_兴国县"):
        sheet = load_workbook(folder / f"{county}_2022-06_审核意见.xlsx")[TITLE]
        codes = [sheet.cell(row, 7).value for row in range(6, sheet.max_row + 1)]
        assert codes.count("X101") == 1


@pytest.mark.parametrize(
    ("findings", "status"),
    [
        ((finding(cell("E5"), "info"),), "accepted"),
        ((finding(cell("E5"), "warning")._replace(explained="本月一次验收了两批"),), "accepted"),
        ((finding(Place(), "error"),), "skipped"),
    ],
)
def test_what_needs_no_answer_is_not_sent_back(
    findings: tuple[Finding, ...], status: str, tmp_path: Path
) -> None:
    path = write(tmp_path, "瑞金市")
    assert annotate(report_on(on(path, *findings, status=status)), str(tmp_path / "退回")) == []


def test_names_made_from_data_stay_in_the_folder(tmp_path: Path) -> None:
    path = write(tmp_path / "a", "瑞金市")
    strange = on(path, finding(cell("E5")), reporter=JIA._replace(name="../../甲/县:?"))
    for one in annotate(report_on(strange), str(tmp_path / "退回")):
        assert Path(one).resolve().parent == (tmp_path / "退回").resolve()
        assert not set(Path(one).name) & set('<>:"/\\|?*')


def test_equal_names_and_checked_files_are_never_overwritten(tmp_path: Path) -> None:
    first = write(tmp_path / "a", "瑞金市")
    second = write(tmp_path / "b", "瑞金市")
    taken = tmp_path / "退回" / f"{first.stem}_审核意见.xlsx"
    taken.parent.mkdir()
    taken.write_bytes(first.read_bytes())
    before = taken.read_bytes()
    books = [on(p, finding(cell("E5"))) for p in (first, second, taken)]
    written = annotate(report_on(*books), str(tmp_path / "退回"))
    assert len(set(written)) == 6
    assert str(taken) not in written
    assert taken.read_bytes() == before


def test_the_same_run_twice_writes_the_same_files(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    for _ in range(2):
        fuxi("check", path, "-q", "--annotate", tmp_path / "退回")
    first = digests(tmp_path / "退回")
    fuxi("check", path, "-q", "--annotate", tmp_path / "退回")
    assert digests(tmp_path / "退回") == first
    assert len(first) == 2


def test_the_slip_names_the_reporting_day(tmp_path: Path) -> None:
    fuxi("check", faulty(tmp_path), "-q", "--annotate", tmp_path / "退回")
    slip = docx.Document(str(tmp_path / "退回" / "龙南市_退回单.docx"))
    assert "请于2022年7月" in "\n".join(paragraph.text for paragraph in slip.paragraphs)


def test_papers_inside_the_folder_that_is_checked_are_warned_of(tmp_path: Path) -> None:
    faulty(tmp_path / "2022-06")
    inside = fuxi("check", tmp_path / "2022-06", "-q", "--annotate", tmp_path / "2022-06" / "退回")
    assert "下次检查前请移走" in inside.err
    beside = fuxi("check", tmp_path / "2022-06", "-q", "--annotate", tmp_path / "2022-06退回")
    assert "移走" not in beside.err


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "退回").write_text("这是文件，不是文件夹", encoding="utf-8")
    result = fuxi("check", faulty(tmp_path), "-q", "--annotate", tmp_path / "退回")
    assert result.code == 2
    assert "写不了文件" in result.err


def test_a_check_without_annotate_loads_no_office_library() -> None:
    code = "import fuxi_cli.cli.check, sys; print('\\n'.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"openpyxl", "docx", "xlsxwriter"} & set(loaded)
