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
from support.inboxes import five, forty
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
    points_of,
    run_killed,
    run_to_point,
    stage_of,
)
from support.workspaces import State, make_workspace, put, state

from fuxi_cli.pipeline.workspace import intake, judgement, reports
from fuxi_cli.pipeline.workspace.filing import ENDINGS
from fuxi_cli.register import open_register

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="processes are forked and watched here")

KILLS, PARTS = 300, 6
CHUNKS = 4


def quick_papers(made):
    """In place of a month's real papers, which take their time: nothing but bytes that depend on the same."""
    for name in reports.NAMES:
        yield name, f"{name} {len(made.report.workbooks)} {len(made.report.findings)}".encode() * 2000


def quick_returns(checked, _report):
    """In place of a marked copy and a 退回单."""
    for ending in ENDINGS:
        yield ending, f"{checked.status} {len(checked.findings)}".encode() * 2000


@pytest.fixture(scope="module")
def without_rendering():
    """A run that only makes its papers quickly: between the same writes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reports, "papers", quick_papers)
        patch.setattr(judgement, "papers_of", quick_returns)
        yield


class Undisturbed:
    """A filled inbox, how long a run over it takes, and what it leaves behind."""

    def __init__(self, folder: Path, files) -> None:
        self.filled = make_workspace(folder / "filled")
        put(self.filled, *files)
        self.folder = folder
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
        return Path(shutil.copytree(self.filled, self.folder / str(self._made)))


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
    kill_again_and_again(undisturbed, 0)


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory, without_rendering: None) -> Undisturbed:  # noqa: ARG001
    return Undisturbed(tmp_path_factory.mktemp("quick"), forty())


@pytest.mark.parametrize("part", range(1, PARTS))
def test_killed_at_random_moments_between_writes(quick: Undisturbed, part: int) -> None:
    kill_again_and_again(quick, part)


def kill_again_and_again(undisturbed: Undisturbed, part: int) -> None:
    chance = random.Random(f"killed {part}")
    kills: Counter[str] = Counter()
    moments = _moments(chance, undisturbed.seconds)
    while kills.total() < KILLS // PARTS:
        workspace = undisturbed.fresh()
        while kills.total() < KILLS // PARTS:
            ended = run_killed(workspace, next(moments))
            if not ended.killed:
                assert ended.failure == ""
                break
            kills[stage_of(workspace)] += 1
        intake.run(str(workspace))
        assert_as_if_undisturbed(workspace, undisturbed.state)
        shutil.rmtree(workspace)
    print(dict(kills))
    assert set(kills) == set(STAGES), kills


def _moments(chance: random.Random, seconds: float) -> Iterator[Moment]:
    """By turns: at any time of a run; and in a stage, as some last only a moment."""
    lasting = {BEFORE: 0.005, TAKING: 0.01, JUDGING: 0.3, PAPERS: 0.2, COMMITTED: 0, FILING: 0.005, REPORTS: 0.3}
    lasting = {stage: length * seconds / 2 for stage, length in lasting.items()}
    calls = {TAKING: 40, PAPERS: 37, FILING: 37}
    while True:
        for stage in chance.sample(STAGES, len(STAGES)):
            yield Moment(chance.uniform(0, seconds))
            call = chance.randint(1, calls.get(stage, 1))
            yield Moment(chance.uniform(0, lasting[stage]), stage, call)
