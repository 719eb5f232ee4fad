"""Runs at the same time: on one workspace one works and the other says so; two machines share one register."""

import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from fuxi_cli.pipeline.workspace import intake
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.verifying import verify
from fuxi_cli.register import open_register
from support.inboxes import five, forty, later
from support.killed import TAKING, Moment, run_killed
from support.registers import DATABASES, empty_place
from support.samples import ROOT
from support.workspaces import listed, make_workspace, put, state

COMMAND = (sys.executable, "-m", "fuxi_cli", "run")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}


def start(workspace: Path, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*COMMAND, str(workspace), *options],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def until_taken(workspace: Path) -> None:
    """Wait until a run is at work."""
    until = time.monotonic() + 60
    while not any((workspace / ".work").glob("*/file/*")):
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.fixture(params=DATABASES)
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = make_workspace(tmp_path / "office", empty_place(request.param, tmp_path))
    put(made, *forty())
    return made


def assert_each_once(workspace: Path, received: int = 40, copies: int = 3) -> None:
    """Nothing lost, nothing doubled."""
    assert verify(str(workspace)).faults == ()
    with open_register(Workspace(str(workspace)).register_url) as register:
        filed = register.submissions()
    assert len({one.sha256 for one in filed}) == len(filed) == received - copies
    assert listed(workspace / ".work") == []


def test_one_works_the_other_says_so(workspace: Path) -> None:
    with start(workspace) as first:
        until_taken(workspace)
        second = start(workspace)
        out, err = second.communicate(timeout=60)
        assert (second.returncode, out) == (3, "")
        assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d 开始", err)
        assert socket.gethostname() in err
        assert f"进程号 {first.pid}" in err
        _, err = first.communicate(timeout=120)
        assert (first.returncode, err) == (0, "")
    assert_each_once(workspace)


def test_the_other_may_wait(workspace: Path) -> None:
    with start(workspace) as first:
        until_taken(workspace)
        put(workspace, ("补报.xlsx", later("于都县", date(2022, 7, 9))))
        with start(workspace, "--wait", "60") as second:
            out, err = second.communicate(timeout=120)
            assert (second.returncode, err) == (0, "")
            assert "收到 1 份，已接收 1 份" in out
        assert first.wait(1) == 0
    assert_each_once(workspace, 41)


@pytest.mark.parametrize("database", DATABASES)
def test_all_at_the_same_moment(tmp_path: Path, database: str) -> None:
    workspace = make_workspace(tmp_path / "office", empty_place(database, tmp_path))
    put(workspace, *five())
    runs = [start(workspace) for _ in range(4)]
    codes = []
    for one in runs:
        _, err = one.communicate(timeout=120)
        codes.append(one.returncode)
        assert (one.returncode, err) == (0, "") or (one.returncode == 3 and "同一时间只能有一次运行" in err)
    assert 0 in codes
    assert_each_once(workspace, 5, 1)


# Two machines' worth of processes on one register


COUNTIES = ("于都县", "瑞金市", "章贡区", "信丰县", "大余县", "赣县区")
ROUNDS = 5


class Offices:
    """Two workspaces with inboxes of their own; what is kept, and the register, is common."""

    def __init__(self, folder: Path, register: str) -> None:
        self.folder = folder
        common = "".join(f"{name} = '{folder}/{name}'\n" for name in ("accepted", "returned", "reports"))
        self.workspaces = [
            make_workspace(folder / name, register, more=f"[paths]\n{common}") for name in ("east", "west")
        ]
        self.url = register


@pytest.fixture(params=DATABASES)
def offices(request: pytest.FixtureRequest, tmp_path: Path) -> Offices:
    return Offices(tmp_path, empty_place(request.param, tmp_path))


def test_two_machines_on_one_register(offices: Offices) -> None:
    """Each puts in resubmissions of the same counties as it goes; several processes work on either side."""
    chance = random.Random("two machines")
    sent: list[tuple[str, date]] = []
    waiting: list[tuple[int, str, bytes]] = []
    for number in range(ROUNDS * len(COUNTIES)):
        county = COUNTIES[number % len(COUNTIES)]
        day = date(2022, 7, 1) + timedelta(days=number // len(COUNTIES))
        sent.append((county, day))
        waiting.append((number % 2 ^ number // len(COUNTIES) % 2, f"{number:03}.xlsx", later(county, day)))
        if number % 9 == 0:  # the same on the other side
            waiting.append((1 - waiting[-1][0], f"{number:03} 副本.xlsx", waiting[-1][2]))
    chance.shuffle(waiting)
    codes: Counter[int] = Counter()
    running: list[tuple[Path, subprocess.Popen[str]]] = []
    while waiting or running or any(inbox(one) for one in offices.workspaces):
        for side, name, content in waiting[:7]:
            put(offices.workspaces[side], (name, content))
        del waiting[:7]
        for workspace in offices.workspaces:
            while sum(where == workspace for where, _ in running) < 2 and (waiting or inbox(workspace)):
                running.append((workspace, start(workspace, *chance.choice(([], ["--wait", "60"])))))
        _, oldest = running.pop(0)
        _, err = oldest.communicate(timeout=120)
        codes[oldest.returncode] += 1
        assert oldest.returncode in (0, 3), err
    assert codes[0] >= 2
    assert_one_truth(offices, sent)


def inbox(workspace: Path) -> list[str]:
    return listed(workspace / "inbox")


def assert_one_truth(offices: Offices, sent: list[tuple[str, date]]) -> None:
    """Every file is in the register exactly once, and of each county the one with the last 报送日期 counts."""
    with open_register(offices.url) as register:
        filed = register.submissions()
    accepted = [one for one in filed if one.accepted]
    assert Counter((one.reporter_name, one.submitted_on) for one in accepted) == Counter(sent)
    assert (
        len(filed) == len({one.receipt for one in filed}) == len({one.sha256 for one in filed}) == len(sent)
    )
    assert sorted(one.number for one in filed) == list(range(1, len(filed) + 1))
    for county in COUNTIES:
        newest = max(
            (one for one in accepted if one.reporter_name == county), key=lambda one: one.submitted_on
        )
        assert newest.superseded_by is None
        others = {one.superseded_by for one in accepted if one.reporter_name == county} - {None}
        assert others == {newest.number}
    for workspace in offices.workspaces:
        assert verify(str(workspace)).faults == ()
        assert listed(workspace / ".work") == []
        assert intake.run(str(workspace)).refreshed == ()
    assert state(offices.workspaces[0]).kept == state(offices.workspaces[1]).kept
    kept = [path for path in (offices.folder / "accepted").rglob("*") if path.is_file()]
    assert len(kept) == len(sent)


def test_a_receipt_that_two_machines_gave(tmp_path: Path) -> None:
    """One was killed before it had entered anything; the other knows nothing of what it had taken."""
    offices = Offices(tmp_path, empty_place("sqlite", tmp_path))
    east, west = offices.workspaces
    moment = datetime(2022, 7, 3, 8, 15, 30, tzinfo=timezone(timedelta(hours=8)))
    put(east, ("一.xlsx", later("于都县", date(2022, 7, 1))), ("二.xlsx", later("瑞金市", date(2022, 7, 1))))
    put(west, ("三.xlsx", later("于都县", date(2022, 7, 2))), ("四.xlsx", later("章贡区", date(2022, 7, 1))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake.run, "__defaults__", (*intake.run.__defaults__[:-1], lambda: moment))
        assert run_killed(east, Moment(0, TAKING, 2)).killed
        intake.run(str(west))
        intake.run(str(east))
    sent = [
        ("于都县", date(2022, 7, 1)),
        ("瑞金市", date(2022, 7, 1)),
        ("于都县", date(2022, 7, 2)),
        ("章贡区", date(2022, 7, 1)),
    ]
    with open_register(offices.url) as register:
        filed = register.submissions()
    assert Counter((one.reporter_name, one.submitted_on) for one in filed) == Counter(sent)
    assert len({one.receipt for one in filed}) == 4
    for workspace in offices.workspaces:
        assert verify(str(workspace)).faults == ()
