"""``fuxi close``: a closed month's papers never change; what comes later is a correction in the next month's."""

import os
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.pipeline.workspace import closing
from support.command import fuxi
from support.offices import MAY, agrees, fails, files, picture, run, submission, told, with_more_products
from support.samples import JUNE
from support.workspaces import make_workspace, put

APRIL = Period(2022, 4)
LATER = date(2022, 6, 20)
HAD = 6
"""Products of Yudu in May, as it first reported them."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """April and May of two counties, nothing closed."""
    folder = tmp_path_factory.mktemp("closing")
    workspace = make_workspace(folder / "ws")
    for month in (APRIL, MAY):
        put(workspace, submission(folder, "于都县", month), submission(folder, "瑞金市", month))
    assert run(workspace)["counts"]["accepted"] == 4
    return workspace


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "ws"))


def close(workspace: Path, period: str) -> str:
    result = fuxi("close", period, "--dir", workspace)
    assert result.code == 0, result.err
    return result.err


def fuxi_in(workspace: Path, *arguments: object) -> Any:
    before = os.getcwd()
    os.chdir(workspace)
    try:
        return fuxi(*arguments)
    finally:
        os.chdir(before)


def papers(workspace: Path, period: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((workspace / "reports" / period).iterdir())}


def correct_may(workspace: Path, tmp_path: Path, extra: int = 1, day: date = LATER) -> None:
    """Yudu reports May again, with more products."""
    put(workspace, ("更正.xlsx", with_more_products(tmp_path / "更正", extra, day)))
    outcome = run(workspace)
    assert [one["status"] for one in outcome["files"]] == ["accepted"], outcome
    assert outcome["files"][0]["correction"]


def test_a_month_is_closed(workspace: Path) -> None:
    close(workspace, "2022-04")
    err = close(workspace, "2022-05")
    assert "2022年5月已封账，材料在 reports/2022-05。" in err
    assert "提醒：封账时还有 23 家没有可用的报送表：" in err
    assert "封账记录.json" in papers(workspace, "2022-05")
    agrees(workspace)
    assert "封账" in fuxi("status", "2022-05", "--dir", workspace).out


def test_months_are_closed_in_their_order(workspace: Path) -> None:
    assert "2022年4月还没有封账；请按月份先后封账：fuxi close 2022-04。" in fails(
        2, "close", "2022-05", "--dir", workspace
    )
    close(workspace, "2022-04")
    close(workspace, "2022-05")


def test_a_month_is_closed_once(workspace: Path) -> None:
    close(workspace, "2022-04")
    before = picture(workspace)
    message = fails(2, "close", "2022-04", "--dir", workspace)
    assert "2022年4月已经封账；以后接收的改动会作为更正列在下一个月的汇总里。" in message
    assert picture(workspace) == before


@pytest.mark.parametrize("period", ["2022-06", "2023-01", "2031-01", "1999-12"])
def test_a_month_without_submissions_is_not_closed(workspace: Path, period: str) -> None:
    assert "没有已接收的报送表，不能封账；请检查报告期" in fails(2, "close", period, "--dir", workspace)


@pytest.mark.parametrize("period", ["2022", "2022-13", "六月", ""])
def test_a_month_that_is_none(workspace: Path, period: str) -> None:
    fails(2, "close", period, "--dir", workspace)


def test_only_returned_ones_do_not_make_a_month(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "ws")
    put(workspace, submission(tmp_path, base=99))
    run(workspace)
    assert "没有已接收的报送表" in fails(2, "close", "2022-06", "--dir", workspace)


def test_the_papers_stay_byte_for_byte(workspace: Path, tmp_path: Path) -> None:
    before = papers(workspace, "2022-04")
    close(workspace, "2022-04")
    close(workspace, "2022-05")
    closed = papers(workspace, "2022-04"), papers(workspace, "2022-05")
    assert {name: closed[0][name] for name in before} == before  # nothing had changed since they were made
    correct_may(workspace, tmp_path)
    put(workspace, submission(tmp_path, "信丰县", APRIL))
    run(workspace)
    put(workspace, submission(tmp_path, "于都县", JUNE))
    run(workspace)
    assert (papers(workspace, "2022-04"), papers(workspace, "2022-05")) == closed
    agrees(workspace)


def test_the_frozen_summary_comes_from_the_command_too(workspace: Path, tmp_path: Path) -> None:
    close(workspace, "2022-04")
    close(workspace, "2022-05")
    before = fuxi_in(workspace, "summary", "--period", "2022-05", "-f", "html").out
    correct_may(workspace, tmp_path)
    result = fuxi_in(workspace, "summary", "--period", "2022-05", "-f", "html")
    assert result.out == before == papers(workspace, "2022-05")["进度一览.html"].decode()
    assert re.search(r"2022年5月已封账（\d{4}-\d\d-\d\d），这里是封账时的数", result.err)
    assert "以后接收的更正列在下一个月的汇总里" in result.err
    latest = fuxi_in(workspace, "summary", "-f", "html")  # the newest month, which is this one
    assert (latest.out, latest.err) == (result.out, result.err)


def test_an_open_month_says_nothing_of_closing(workspace: Path) -> None:
    assert "封账" not in fuxi_in(workspace, "summary", "--period", "2022-05", "-f", "html").err


def test_a_correction_is_told_by_the_run_and_the_status(workspace: Path, tmp_path: Path) -> None:
    close(workspace, "2022-04")
    close(workspace, "2022-05")
    put(workspace, ("更正.xlsx", with_more_products(tmp_path, 1, LATER)))
    assert "该月已经封账，改动作为更正列在下一个月的汇总里" in told(workspace)
    out = fuxi("status", "2022-05", "--dir", workspace).out
    assert "更正" in out
    assert "于都县" in out


def test_the_next_summary_lists_old_and_new(workspace: Path, tmp_path: Path) -> None:
    close(workspace, "2022-04")
    close(workspace, "2022-05")
    assert load_workbook(submission(tmp_path / "原", "于都县", MAY))["指标进度"]["F6"].value == HAD
    correct_may(workspace, tmp_path)
    put(workspace, submission(tmp_path, "瑞金市", JUNE))
    run(workspace)
    slip = Document(str(workspace / "reports/2022-06/通报（代拟稿）.docx"))
    text = "\n".join(p.text for p in slip.paragraphs)
    text += "\n".join(cell.text for table in slip.tables for row in table.rows for cell in row.cells)
    assert "更正" in text
    book = load_workbook(workspace / "reports/2022-06/汇总表.xlsx")
    rows = [
        [cell.value for cell in row] for sheet in book if "更正" in sheet.title for row in sheet.iter_rows()
    ]
    (row,) = [row for row in rows if "于都县" in row]
    assert [value for value in row if value in (HAD, HAD + 1)] == [HAD, HAD + 1]


def test_the_next_month_is_measured_by_the_corrected_figure(workspace: Path, tmp_path: Path) -> None:
    """A June figure below the corrected one of May is a fault; below the closed one it is not."""
    close(workspace, "2022-04")
    close(workspace, "2022-05")
    correct_may(workspace, tmp_path, 3)
    put(workspace, ("六月.xlsx", submission(tmp_path, "于都县", JUNE)))
    (one,) = run(workspace, "--dry-run")["files"]
    assert one["status"] == "returned"
    plain = fuxi_in(workspace, "check", "inbox/六月.xlsx", "-f", "json").json
    found = [f for f in plain["findings"] if f["code"].startswith("H") and f["severity"] == "error"]
    assert found
    assert str(HAD + 3) in found[0]["message"]


def test_a_correction_of_what_was_corrected(workspace: Path, tmp_path: Path) -> None:
    close(workspace, "2022-04")
    close(workspace, "2022-05")
    correct_may(workspace, tmp_path, 1)
    correct_may(workspace, tmp_path, 2, date(2022, 6, 25))
    status = fuxi("status", "2022-05", "--dir", workspace, "-f", "json").json
    (change,) = [one for one in status["corrections"] if one["indicator"] == "product"]
    assert (change["old"], change["new"]) == (HAD, HAD + 2)
    agrees(workspace)


def test_an_older_version_that_comes_late_corrects_nothing(workspace: Path, tmp_path: Path) -> None:
    close(workspace, "2022-04")
    close(workspace, "2022-05")
    put(workspace, ("旧稿.xlsx", with_more_products(tmp_path / "旧", 2, date(2022, 6, 1))))
    assert not run(workspace)["files"][0]["counts_in_summary"]
    assert fuxi("status", "2022-05", "--dir", workspace, "-f", "json").json["corrections"] == []
    agrees(workspace)


def test_closing_while_the_papers_cannot_be_written(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The month is closed, and the next run writes what is missing."""

    def full(path: str, _content: bytes) -> None:
        raise FuxiError(f"写不了文件“{path}”：No space left on device。")

    with monkeypatch.context() as patch:
        patch.setattr(closing, "write_file", full)
        message = fails(4, "close", "2022-04", "--dir", workspace)
    assert "2022年4月已经封账" in message
    assert "请运行 fuxi run" in message
    assert "2022-04" in run(workspace)["refreshed"]
    assert "封账记录.json" in papers(workspace, "2022-04")
    agrees(workspace)


def test_what_is_open_can_still_be_closed_after_a_later_correction(workspace: Path, tmp_path: Path) -> None:
    close(workspace, "2022-04")
    put(workspace, submission(tmp_path, "信丰县", APRIL))
    run(workspace)
    close(workspace, "2022-05")
    assert len(files(workspace / "reports")) == 12
    agrees(workspace)
