"""Many workbooks are checked by several processes, with the findings that one process gives."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from fuxi_cli.pipeline import pieces
from fuxi_cli.pipeline.judging import Run
from support.command import fuxi
from support.samples import EXAMPLES

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="only forks know what this process knows")


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month with faults in it, and one before it."""
    folder = tmp_path_factory.mktemp("months")
    for month in ("2022-04", "2022-05"):
        shutil.copytree(EXAMPLES / "submissions" / month, folder / month)
    return folder / "2022-05"


@pytest.fixture(scope="module")
def alone(months: Path) -> str:
    return fuxi("check", months, "-f", "json", "--no-cache").out


def test_the_report_is_the_same_byte_for_byte(
    months: Path, alone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "_MANY", 10)
    monkeypatch.setattr(pieces, "_PIECE", 3)
    monkeypatch.setattr(pieces, "hands", lambda: 2)
    assert fuxi("check", months, "-f", "json", "--no-cache").out == alone


def test_what_a_process_that_died_was_given_is_checked_here(
    months: Path, alone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "_MANY", 10)
    monkeypatch.setattr(pieces, "_PIECE", 3)
    monkeypatch.setattr(pieces, "hands", lambda: 2)
    here, check = os.getpid(), Run._check

    def deadly(self: Run, submission: object) -> object:
        if os.getpid() != here and "于都县" in submission.path:  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGKILL)
        return check(self, submission)  # type: ignore[arg-type]

    monkeypatch.setattr(Run, "_check", deadly)
    assert fuxi("check", months, "-f", "json", "--no-cache").out == alone
