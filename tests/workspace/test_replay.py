"""Twelve months of eighteen counties, with all that goes wrong, against an oracle that knows nothing of the package."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from fuxi_cli.core.filed import Closing, Filed
from fuxi_cli.core.outcome import Outcome
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import export
from fuxi_cli.pipeline import Options, check
from fuxi_cli.pipeline.packing import PAPERS
from fuxi_cli.pipeline.workspace import closing as closing_month
from fuxi_cli.pipeline.workspace import reports
from fuxi_cli.pipeline.workspace.books import Books
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.rebuilding import rebuild
from fuxi_cli.pipeline.workspace.reports import sha256_of
from fuxi_cli.pipeline.workspace.standing import office_status
from fuxi_cli.pipeline.workspace.verifying import verify
from fuxi_cli.register import Register, open_register
from support.workspaces import make_workspace
from workspace.oracle import Oracle
from workspace.replay_compare import (
    CODES,
    figures_agree,
    occurred,
    rows_agree,
    status_agrees,
    summary_agrees,
    written_agrees,
)
from workspace.replay_desk import Desk, period
from workspace.replay_script import BEIJING, EARLY, LATE, Batch, Year, year


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
        # Runs write in full what is compared after each of them; the other papers are made when a month is closed.
        patch.setattr(reports, "papers", _compared)
        patch.setattr(closing_month, "summary", remembered)

    def work(self, last: int = 12, compared: bool = True) -> Iterator[Batch]:
        """Run after run through the month ``last``; stops after each for further looks."""
        for batch in self.script.batches():
            if batch.about > last:
                return
            self.outcomes.append(self.desk.work(batch))
            if compared:
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
        """Hashes of what lies in a month's folder."""
        folder = self.folder / "reports" / str(period(month))
        return {path.name: sha256_of(path.read_bytes()) for path in folder.iterdir()}

    def opened(self) -> Register:
        return open_register(Workspace(str(self.folder)).register_url)

    def filed(self) -> list[Filed]:
        with self.opened() as register:
            return register.submissions()

    def closings(self) -> list[Closing]:
        with self.opened() as register:
            return register.closings()


def _compared(made: Summary) -> Iterator[tuple[str, bytes]]:
    for name, what, format, _ in PAPERS:
        yield name, export(made.report, format, what) if what == "report" else name.encode()


@pytest.fixture
def replay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Replay:
    return Replay(tmp_path / "office", year(2022), monkeypatch)


def test_a_year_agrees_with_the_oracle(replay: Replay) -> None:
    for batch in replay.work():
        if batch.turn == LATE:
            look_back(replay, batch)
    once_more(replay)
    cases = occurred(replay.oracle, replay.outcomes)
    assert all(cases.values()), cases


def look_back(replay: Replay, batch: Batch) -> None:
    """Two months ago: what came then is known as it came, and as it was corrected since."""
    month = max(batch.about - 2, 1)
    status = office_status(period(month), batch.moment.date(), str(replay.folder))
    status_agrees(replay.oracle, month, status, replay.desk.receipts)
    with replay.opened() as register:
        figures_agree(replay.oracle, month, register, replay.desk.receipts)


def once_more(replay: Replay) -> None:
    """At the end of the year: closed months as they were when they were closed, and why workbooks were returned."""
    oracle, workspace = replay.oracle, Workspace(str(replay.folder))
    for month in (3, 12):
        made = reports.office_summary(Options(period=period(month)), folder=str(replay.folder))
        summary_agrees(oracle, month, made, oracle.closed[month])
    with replay.opened() as register:
        for closing in register.closings():
            month = closing.period.month
            books = Books(register, workspace, closing.last)
            if month in (1, 6):
                again = dict(closing_month.papers(reports.summary(books, closing.period)))
            else:
                _, report = books.report(replay.desk.plan, closing.period)
                again = {f"审核结果.{format}": export(report, format) for format in ("csv", "json")}
            assert {name: sha256_of(content) for name, content in again.items()}.items() <= (
                replay.frozen[month].items()
            )
        returned = [one for one in register.submissions() if not one.accepted]
        found = {finding.code for one in returned for finding in register.dossier(one.number).findings}
        assert found >= CODES, CODES - found


def test_half_a_year_is_found_again_in_its_folders(
    replay: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for batch in replay.work(last=6, compared=False):
        faults = verify(str(replay.folder)).faults
        assert not faults, (batch.about, batch.turn, faults)
    copied(replay, tmp_path, monkeypatch)
    rebuilt(replay)


def copied(replay: Replay, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of any workspace a month's folder says what the register says, wherever nobody's only workbook was returned."""
    oracle = replay.oracle
    shutil.copytree(replay.folder / "accepted", folder / "copy" / "accepted")
    clear = [m for m in oracle.months() if not oracle.named(m, "returned")]
    assert len(clear) >= 3
    with replay.opened() as register, monkeypatch.context() as patch:
        books = Books(register, Workspace(str(replay.folder)))
        patch.chdir(folder / "copy")
        for month in clear:
            _, own = books.report(replay.desk.plan, period(month))
            outside = check([f"accepted/{period(month)}"])
            assert export(outside, "json") == export(own, "json"), month


def rebuilt(replay: Replay) -> None:
    """A new register made from the folders says what the old one said."""
    before = everything(replay)
    for path in replay.folder.glob("register.sqlite*"):
        path.unlink()
    made = rebuild(str(replay.folder), clock=lambda: datetime(2022, 8, 20, 9, tzinfo=BEIJING))
    assert not made.left_out
    assert made.accepted == sum(one.accepted for one in replay.oracle.arrivals)
    assert made.accepted + made.returned == len(replay.oracle.arrivals)
    assert not verify(str(replay.folder)).faults
    assert everything(replay) == before


def everything(replay: Replay) -> dict[str, object]:
    """Status and papers of each month, closings and submissions: all that an office can ask for."""
    folder, found = str(replay.folder), dict[str, object]()
    for month in replay.oracle.months():
        status = office_status(period(month), date(2022, 8, 20), folder)
        status_agrees(replay.oracle, month, status, replay.desk.receipts)
        found[f"status {month}"] = export(status, "json", of="status").decode()
        found[f"summary {month}"] = reports.office_summary(Options(period=period(month)), folder=folder)
        found[f"papers {month}"] = replay.papers(month)
    found["closings"] = replay.closings()
    rows_agree(replay.oracle, replay.filed(), replay.desk.receipts)
    # Which run filed it, and what a later look at it would find, may differ.
    found["submissions"] = sorted(
        (one._replace(run=None, number=0, superseded_by=None, errors=0, warnings=0, infos=0))
        for one in replay.filed()
    )
    return found
