"""Twelve months of eighteen counties, with all that goes wrong, against an oracle that knows nothing of the package."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.workspaces import make_workspace

from fuxi_cli.core.filed import Closing, Filed
from fuxi_cli.core.outcome import Outcome
from fuxi_cli.core.summary import Summary
from fuxi_cli.pipeline.checking import Options
from fuxi_cli.pipeline.workspace import closing as closing_month
from fuxi_cli.pipeline.workspace import reports
from fuxi_cli.pipeline.workspace.books import Books
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.standing import office_status
from fuxi_cli.pipeline.workspace.verifying import verify
from fuxi_cli.register import open_register
from workspace.oracle import Oracle
from workspace.replay_compare import rows_agree, status_agrees, summary_agrees, written_agrees
from workspace.replay_desk import Desk, period
from workspace.replay_script import AFTER, EARLY, LATE, Batch, Year, year


class Replay:
    """A script worked off in a new workspace, with everything compared after every run."""

    def __init__(self, folder: Path, script: Year, patch: pytest.MonkeyPatch) -> None:
        self.folder = make_workspace(folder)
        self.script = script
        self.desk = Desk(self.folder)
        self.oracle: Oracle = self.desk.oracle
        self.latest: dict[int, Summary] = {}
        """Month → what its papers were made from last."""
        self.frozen: dict[int, dict[str, str]] = {}
        """Closed month → its papers' hashes when it was closed."""
        self.outcomes: list[Outcome] = []
        original = reports.summary

        def remembered(*given: object, **options: object) -> Summary:
            made: Summary = original(*given, **options)  # type: ignore[arg-type]
            self.latest[made.period.month] = made
            return made

        patch.setattr(reports, "summary", remembered)
        patch.setattr(closing_month, "summary", remembered)

    def work(self, last: int = 12) -> Iterator[Batch]:
        """Run after run through the month ``last``; stops after each for further looks."""
        for batch in self.script.batches():
            if batch.about > last:
                return
            self.outcomes.append(self.desk.work(batch))
            self.compare(batch)
            for month in batch.closes:
                self.desk.close(month, batch)
                self.frozen[month] = self.papers(month)
                summary_agrees(self.oracle, month, self.latest[month])
            yield batch

    def compare(self, batch: Batch) -> None:
        """Status of the month that is about, and of the one before; papers and their sources; the register's rows."""
        today = batch.moment.date()
        for month in {batch.about, max(batch.about - 1, 1)} if batch.turn == EARLY else {batch.about}:
            found = office_status(period(month), today, str(self.folder))
            status_agrees(self.oracle, month, found, self.desk.receipts)
        for month in range(1, 13):
            if month in self.frozen:
                assert self.papers(month) == self.frozen[month]
            elif any(one.month == month for one in self.oracle.arrivals):
                summary_agrees(self.oracle, month, self.latest[month])
                written_agrees(self.oracle, month, self.folder / "reports")
        rows_agree(self.oracle, self.filed(), self.desk.receipts)

    def papers(self, month: int) -> dict[str, str]:
        folder = self.folder / "reports" / str(period(month))
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}

    def filed(self) -> list[Filed]:
        with open_register(Workspace(str(self.folder)).register_url) as register:
            return register.submissions()

    def closings(self) -> list[Closing]:
        with open_register(Workspace(str(self.folder)).register_url) as register:
            return register.closings()


@pytest.fixture
def replay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Replay:
    return Replay(tmp_path / "office", year(2022), monkeypatch)


def test_a_year_agrees_with_the_oracle(replay: Replay) -> None:
    for batch in replay.work():
        if batch.turn == LATE:
            assert not verify(str(replay.folder)).faults
    folder, oracle = str(replay.folder), replay.oracle
    for month in range(1, 13):
        made = reports.office_summary(Options(period=period(month)), folder=folder)
        summary_agrees(oracle, month, made, oracle.closed.get(month))
    assert not verify(folder).faults


def test_half_a_year_is_found_again_from_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pass
