"""A file that kills, starves or stalls its reader costs nothing but itself."""

import faulthandler
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from fuxi_cli.pipeline import opening
from support.command import fuxi
from support.samples import EXAMPLES, ROOT, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="what is patched here reaches a fork only")

READ = opening.read_workbook


def come_to_grief(path: str, limits: Any) -> Any:
    """The reader, but for files that are named after what is to happen."""
    name = os.path.basename(path)
    if "abort" in name:
        faulthandler.disable()  # pytest's, which would tell of it
        os.abort()
    if "stall" in name:
        time.sleep(600)
    if "starve" in name:
        kept = []
        while True:
            kept.append(bytearray(64 * 1024 * 1024))
    if "fault" in name:
        raise RecursionError("示例")
    return READ(path, limits)


@pytest.fixture
def month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of good workbooks with bad ones before, between and after."""
    monkeypatch.setattr(opening, "read_workbook", come_to_grief)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fuxi.toml").write_text("[limits]\nseconds = 2\nmemory_mb = 400\n", encoding="utf-8")
    folder = tmp_path / "2022-06"
    folder.mkdir()
    good = write(tmp_path / "good")
    for name in ("a-abort", "b", "c-stall", "d", "e-starve", "f-fault", "g", "h-abort"):
        shutil.copy(good, folder / f"{name}.xlsx")
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_others_go_on_and_results_come_in_order(month: Path, jobs: int) -> None:
    result = fuxi("check", month, "-f", "json", "--jobs", jobs)
    assert result.code == 1
    workbooks = result.json["workbooks"]
    assert [os.path.basename(w["path"]) for w in workbooks] == sorted(os.listdir(month))
    read = [os.path.basename(w["path"]) for w in workbooks if w["status"] != "unreadable"]
    assert read == ["b.xlsx", "d.xlsx", "g.xlsx"]
    died = {
        os.path.basename(f["path"]): f["provided"] for f in result.json["findings"] if f["code"] == "S105"
    }
    assert died == {
        "a-abort.xlsx": "所需内存超过 400 MB",
        "c-stall.xlsx": "超过 2 秒还没有读完",
        "e-starve.xlsx": "所需内存超过 400 MB",
        "f-fault.xlsx": "程序错误 RecursionError",
        "h-abort.xlsx": "所需内存超过 400 MB",
    }


def test_an_earlier_month_that_cannot_be_read_is_said_so(month: Path) -> None:
    now = month.parent / "2022-07"
    now.mkdir()
    shutil.copy(month / "b.xlsx", now / "b.xlsx")
    result = fuxi("check", now, "-f", "json")
    assert result.code == 1
    assert result.json["workbooks"][0]["status"] != "unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_workers_do_not_outlive_a_run_that_is_killed() -> None:
    code = (
        "from fuxi_cli.core.limits import Limits\n"
        "from fuxi_cli.pipeline.workers import Workers\n"
        "from support.work import serve\n"
        "workers = Workers(serve, 1, Limits(seconds=1))\n"
        "for number, answer in workers.answers([b'pid', b'hang']):\n"
        "    print(answer.decode(), flush=True)\n"
    )
    paths = os.pathsep.join(filter(None, sys.path))
    run = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}
    )
    assert run.stdout is not None
    worker = int(run.stdout.readline())
    run.send_signal(signal.SIGTERM)
    run.wait(10)
    run.stdout.close()
    until = time.monotonic() + 20
    while time.monotonic() < until and _alive(worker):
        time.sleep(0.05)
    assert not _alive(worker)


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_plan_given_by_its_folder_is_known_to_the_workers(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(ROOT / "data" / "targets" / "ganzhou-selenium-2022" / "2022-01-24", folder)
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    (folder / "plan.yaml").write_text(text.replace("ganzhou-selenium-2022", "own-plan", 1), encoding="utf-8")
    result = fuxi("check", EXAMPLES / "city-table.xlsx", "--plan", folder, "-f", "json")
    assert result.json["plan"]["id"] == "own-plan"
    assert result.json["gaps"]
