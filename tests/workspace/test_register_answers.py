"""History, comparison across reporters and summaries by the register: the answers that the folders alone give."""

import json
import shutil
from pathlib import Path

import pytest

from fuxi_cli.core.period import Period
from fuxi_cli.pipeline.workspace.intake import run
from support.command import Result, fuxi
from support.samples import EXAMPLES, filled, write
from support.workspaces import make_workspace, put

MONTHS = ("2022-01", "2022-02", "2022-03", "2022-04", "2022-05", "2022-06")
MAY, JUNE = Period(2022, 5), Period(2022, 6)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that took in the six sample months, one after the other."""
    workspace = make_workspace(tmp_path_factory.mktemp("office"))
    for month in MONTHS:
        put(workspace, *sorted((EXAMPLES / "submissions" / month).glob("*.xlsx")))
        run(str(workspace))
    return workspace


@pytest.fixture
def folders(office: Path, tmp_path: Path) -> Path:
    """The accepted files alone, with no register beside them."""
    shutil.copytree(office / "accepted", tmp_path / "accepted")
    return tmp_path


@pytest.mark.parametrize("month", MONTHS)
def test_a_months_report_is_the_one_of_its_folder(
    office: Path, folders: Path, month: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folders)
    alone = fuxi("check", f"accepted/{month}", "-f", "json", "--fail-on", "never")
    monkeypatch.chdir(office)
    with_register = fuxi("check", f"accepted/{month}", "-f", "json", "--fail-on", "never")
    written = (office / "reports" / month / "审核结果.json").read_text(encoding="utf-8")
    assert written == with_register.out
    assert _without_returned(json.loads(written)) == _without_returned(alone.json)
    if not any((office / "returned").glob(f"{month}/*")):
        assert written == alone.out


def _without_returned(report: dict) -> dict:
    """What the folder of accepted files cannot know: that a missing reporter sent something that was returned."""
    sent_back = {one["reporter"] for one in report["reporting"] if one["status"] in ("returned", "missing")}
    for one in report["reporting"]:
        if one["reporter"] in sent_back:
            one.update(status="missing", received=None)
    for gap in report["gaps"]:
        if gap["reporter"] in sent_back and gap["status"] == "returned":
            gap["status"] = "not_reported"
    report["findings"] = [f for f in report["findings"] if f["code"] != "D102"]
    return report


def test_a_summary_without_a_path_is_the_registers(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office)
    page = tmp_path / "page.html"
    result = fuxi("summary", "--period", "2022-06", "-o", page)
    assert result.code == 0
    assert page.read_bytes() == (office / "reports" / "2022-06" / "进度一览.html").read_bytes()
    newest = tmp_path / "newest.html"
    fuxi("summary", "-o", newest)
    assert newest.read_bytes() == page.read_bytes()


def test_outside_a_workspace_a_summary_needs_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("summary", "pack", "export"):
        result = fuxi(command)
        assert result.code == 2
        assert "请写明报送表所在的文件夹" in result.err


def test_a_single_workbook_is_compared_with_the_register(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = write(tmp_path, "瑞金市", JUNE, filled("瑞金市", Period(2022, 2)))
    monkeypatch.chdir(tmp_path)
    assert "H101" not in _codes(fuxi("check", early, "-f", "json", "--fail-on", "never"))
    monkeypatch.chdir(office)
    assert "H101" in _codes(fuxi("check", early, "-f", "json", "--fail-on", "never"))


def test_a_folder_is_compared_with_what_other_reporters_had_accepted(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = _with_the_ledger_of("崇义县", "瑞金市", tmp_path / "2022-06")
    monkeypatch.chdir(tmp_path)
    assert "X101" not in _codes(fuxi("check", copied.parent, "-f", "json", "--fail-on", "never"))
    monkeypatch.chdir(office)
    result = fuxi("check", copied.parent, "-f", "json", "--fail-on", "never")
    claimed = [f for f in result.json["findings"] if f["code"] == "X101"]
    assert claimed
    assert all("瑞金市" in f["message"] for f in claimed)


def _with_the_ledger_of(county: str, other: str, folder: Path) -> Path:
    """A county's workbook whose ledgers and figures are another county's."""
    return write(folder, county, JUNE, filled(other, JUNE))


def _codes(result: Result) -> set[str]:
    return {finding["code"] for finding in result.json["findings"]}
