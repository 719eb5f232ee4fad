"""A run that is killed at any moment: the next one goes on, and in the end everything is as if nothing had happened."""

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuxi_cli.pipeline import reading
from fuxi_cli.pipeline.workspace import intake, reports
from fuxi_cli.pipeline.workspace.verifying import verify
from support.inboxes import Files, five, forty
from support.killed import (
    BEFORE,
    COMMITTED,
    FILING,
    JUDGING,
    PAPERS,
    REPORTS,
    STAGES,
    TAKING,
    Moment,
    assert_as_if_undisturbed,
    forked,
    points_of,
    quick_rendering,
    read_before,
    run_killed,
    run_to_point,
    stage_of,
)
from support.registers import empty_place
from support.workspaces import State, make_workspace, put, state

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="processes are forked and watched here")

RENDERED, PARTS = 20, 5
KILLS = 300
"""At random moments over forty files: some while real papers are made, the others, in parts, around what is read and written."""
CHUNKS = 4


@pytest.fixture(scope="module")
def without_rendering() -> Iterator[None]:
    with quick_rendering():
        yield


class Undisturbed:
    """A filled inbox, how long a run over it takes, and what it leaves behind."""

    def __init__(self, folder: Path, files: Files, database: str = "sqlite") -> None:
        self.folder = folder
        self.files = files
        self.database = database
        self.wait = 0 if database == "sqlite" else 30
        """A server takes its time to see that a session has gone, and its lock with it; SQLite's lock is free at once."""
        self._made = 0
        intake.run(str(self.fresh()))  # the first one loads what every run needs
        workspace = self.fresh()
        began = time.monotonic()
        intake.run(str(workspace))
        self.seconds = time.monotonic() - began
        self.state: State = state(workspace)

    def fresh(self) -> Path:
        """A workspace whose inbox is still full."""
        self._made += 1
        folder = self.folder / str(self._made)
        return filled(folder, self.files, self.database)


def filled(folder: Path, files: Files, database: str = "sqlite") -> Path:
    """A workspace in a new folder, with those files in its inbox."""
    folder.mkdir()
    workspace = make_workspace(folder, empty_place(database, folder))
    put(workspace, *files)
    return workspace


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return Undisturbed(tmp_path_factory.mktemp("forty"), forty())


def test_what_is_compared_is_worth_it(undisturbed: Undisturbed) -> None:
    """Among the forty is everything that can happen to a file."""
    rows = undisturbed.state.tables["submissions"]
    assert Counter(row[12] for row in rows) == {"accepted": 31, "returned": 3, "unreadable": 3}
    assert sum(row[-1] is not None for row in rows) == 3  # superseded
    assert {row[7] for row in rows} == {"2022-05", "2022-06", None}
    assert sum(path.endswith("_审核意见.xlsx") for path in undisturbed.state.kept) == 3
    assert len(undisturbed.state.reports) == 2 * len(reports.NAMES)


def test_killed_at_random_moments(undisturbed: Undisturbed) -> None:
    kill_again_and_again(undisturbed, 0, RENDERED)


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory, without_rendering: None) -> Iterator[Undisturbed]:  # noqa: ARG001
    folder = tmp_path_factory.mktemp("quick")
    with read_before(filled(folder / "read", forty())):
        yield Undisturbed(folder, forty())


@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_killed_at_random_moments_between_writes(quick: Undisturbed, part: int) -> None:
    kill_again_and_again(quick, part, (KILLS - RENDERED) // PARTS)


def test_killed_at_random_moments_on_postgresql(tmp_path: Path, without_rendering: None) -> None:  # noqa: ARG001
    with read_before(filled(tmp_path / "read", forty())):
        kill_again_and_again(Undisturbed(tmp_path, forty(), "postgresql"), PARTS + 1, 25)


def kill_again_and_again(undisturbed: Undisturbed, part: int, wanted: int) -> None:
    chance = random.Random(f"killed {part}")
    kills: Counter[str] = Counter()
    while kills.total() < wanted:
        workspace = undisturbed.fresh()
        for moment in _moments(chance, undisturbed.seconds):
            ended = run_killed(workspace, moment, undisturbed.wait)
            if not ended.killed:
                assert ended.failure == ""
                break
            kills[stage_of(workspace)] += 1
            if kills.total() >= wanted:
                break
        assert_goes_on(workspace, undisturbed)
    for stage in set(STAGES) - set(kills):  # what chance has left out
        workspace = undisturbed.fresh()
        assert run_killed(workspace, Moment(0, stage, _IN_THE_MIDDLE.get(stage, 1)), undisturbed.wait).killed
        kills[stage_of(workspace)] += 1
        assert_goes_on(workspace, undisturbed)
    assert set(kills) == set(STAGES), kills


def assert_goes_on(workspace: Path, undisturbed: Undisturbed) -> None:
    """The next run that is left alone brings everything to the end that it would have come to anyway."""
    intake.run(str(workspace), wait=undisturbed.wait)
    assert_as_if_undisturbed(workspace, undisturbed.state)
    shutil.rmtree(workspace)


_LASTING = {
    BEFORE: 0.002,
    TAKING: 0.005,
    JUDGING: 0.15,
    PAPERS: 0.1,
    COMMITTED: 0,
    FILING: 0.005,
    REPORTS: 0.1,
}
"""Parts of a run's whole time within which a kill hits a stage that has just begun."""
_CALLS = {TAKING: 30, PAPERS: 37, FILING: 12}
_IN_THE_MIDDLE = {TAKING: 2, PAPERS: 37, FILING: 2}
"""Calls before which a stage's work has begun for certain."""


def _moments(chance: random.Random, seconds: float) -> Iterator[Moment]:
    """Of one workspace: by turns in a stage, and at any time of a whole run."""
    for stage in chance.sample(STAGES, len(STAGES)):
        call = chance.randint(1, _CALLS.get(stage, 1))
        yield Moment(chance.uniform(0, _LASTING[stage] * seconds), stage, call)
        yield Moment(chance.uniform(0, seconds))
    while True:
        yield Moment(chance.uniform(0, seconds))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_killed_before_and_after_every_single_change(
    tmp_path: Path,
    without_rendering: None,  # noqa: ARG001
    chunk: int,
) -> None:
    with read_before(filled(tmp_path / "read", five())):
        kill_at_points(Undisturbed(tmp_path, five()), 1 + chunk, CHUNKS)


def test_killed_before_and_after_changes_on_postgresql(tmp_path: Path, without_rendering: None) -> None:  # noqa: ARG001
    with read_before(filled(tmp_path / "read", five())):
        kill_at_points(Undisturbed(tmp_path, five(), "postgresql"), 3, 7)


def test_killed_again_while_finishing_what_was_interrupted(
    tmp_path: Path,
    without_rendering: None,  # noqa: ARG001
) -> None:
    small = Undisturbed(tmp_path, five())
    for point in range(1, 40, 2):
        workspace = small.fresh()
        assert run_killed(workspace, Moment(0, COMMITTED)).killed
        assert run_to_point(workspace, point).killed
        assert_goes_on(workspace, small)


def kill_at_points(small: Undisturbed, first: int, step: int) -> None:
    points = points_of(small.fresh())
    assert points > 100
    for point in range(first, points + 1, step):
        workspace = small.fresh()
        assert run_to_point(workspace, point) == (True, ""), point
        if point % 3 == 0:  # the next run is killed too, somewhere
            run_to_point(workspace, 1 + point * 7 % 50, small.wait)
        assert_goes_on(workspace, small)


def test_the_lock_is_free_although_a_worker_of_the_killed_run_lives(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    put(workspace, *five())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "open_file", lambda *_: time.sleep(60))
        with forked(lambda: intake.run(str(workspace))) as (pid, _, _):
            workers = _children(pid)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            patch.undo()
            outcome = intake.run(str(workspace))
            assert len(outcome.filed) == 4
            for worker in workers:
                os.kill(worker, 0)  # it lives
    assert verify(str(workspace)).faults == ()


def _children(pid: int) -> list[int]:
    """The worker processes of a run, as soon as there are any."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if children:
            return list(map(int, children))
        time.sleep(0.01)
    raise AssertionError("no worker process has started")
