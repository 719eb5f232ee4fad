"""The benchmarks' workbooks hold the faults that they say, and every peer finds in them what fuxi finds."""

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.agreement import Finding, compare, counted, of_fuxi
from benchmarks.compare import Line, total
from benchmarks.contestants import COMMON, CONTESTANTS, FUXI, Contestant, Task
from benchmarks.counties import FAULTY, JUNE, fault_of, make_plan, make_workbook, make_workbooks, name_of
from benchmarks.faults import FAULTS
from benchmarks.measuring import Measured, run

from fuxi_cli.exporters import export
from fuxi_cli.pipeline import Options, check

PEERS = [contestant for contestant in CONTESTANTS if contestant.kind == "peer"]


def report(source: Path, targets: Path) -> Path:
    """fuxi's JSON report of a folder."""
    path = source.parent / "report.json"
    path.write_bytes(export(check([str(source)], Options(targets=(str(targets),))), "json"))
    return path


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Task:
    """One workbook of each fault, and three sound ones."""
    folder = tmp_path_factory.mktemp("counties")
    quotas = make_plan(folder / "targets", FAULTY * len(FAULTS))
    month = folder / str(JUNE)
    month.mkdir()
    faulty = [1 + FAULTY * turn for turn in range(len(FAULTS))]
    # The county next on the list of one with its certificate is sound, and has a finding all the same.
    claimed = next(n for n in faulty if (fault := fault_of(n)) and fault.code == "X101") + 1
    for number in (*faulty, claimed, 2, 3):
        make_workbook(folder / "targets", month, number)
    report(month, folder / "targets")
    return Task(month, quotas, folder / "targets", folder / "out.csv")


def named(findings: list[Finding], number: int) -> set[tuple[str, str, str]]:
    return {finding[1:] for finding in findings if name_of(number) in finding[0]}


@pytest.mark.parametrize("turn", range(len(FAULTS)), ids=[fault.name for fault in FAULTS])
def test_a_seeded_fault_is_found_at_its_place(task: Task, turn: int) -> None:
    fault, findings = FAULTS[turn], of_fuxi(task.source.parent / "report.json")
    assert (fault.sheet, fault.cell, fault.code) in named(findings, 1 + FAULTY * turn)


def test_sound_workbooks_are_sound(task: Task) -> None:
    findings = of_fuxi(task.source.parent / "report.json")
    assert not named(findings, 2) | named(findings, 3)


def test_one_in_twelve_is_faulty_and_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (make_workbooks(tmp_path / name, 13) for name in ("one", "other"))
    assert [path.read_bytes() for path in sorted(one.iterdir())] == [
        path.read_bytes() for path in sorted(other.iterdir())
    ]
    seeded = (tmp_path / "one" / "seeded.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [line.split(",")[0] for line in seeded] == [name_of(1), name_of(13)]


@pytest.mark.parametrize("peer", PEERS, ids=[peer.name for peer in PEERS])
def test_a_peer_finds_what_fuxi_finds(task: Task, peer: Contestant) -> None:
    if peer.missing:
        pytest.skip(f"{', '.join(peer.missing)} not installed (extra peers)")
    subprocess.run(peer.command(task), check=True)
    agreement = compare(task.source.parent / "report.json", task.out, peer.rules)
    assert (agreement.missing, agreement.more) == ((), ())
    assert agreement.findings > 20


def test_every_common_rule_is_tried() -> None:
    assert {fault.code for fault in FAULTS} - {"T114"} == COMMON


def test_what_differs_is_named(task: Task, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("a.xlsx,指标进度,F5,E101\n", encoding="utf-8")
    agreement = compare(task.source.parent / "report.json", mine, {"E101"})
    assert agreement.more == (("a.xlsx", "指标进度", "F5", "E101"),)
    assert {finding[3] for finding in agreement.missing} == {"E101"}


def test_a_run_that_gave_up_on_a_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"findings": [{"code": "S105"}, {"code": "T101"}]}', encoding="utf-8")
    assert counted(path) == "2 findings, 1 WORKBOOKS GIVEN UP (S105)"


def test_a_sample_is_extrapolated_by_the_cost_of_one_workbook_more() -> None:
    runs = {files: [Measured(wall, wall, None, None, None)] for files, wall in ((1, 1.5), (11, 6.5))}
    line = Line(FUXI, runs[11], runs[1], 11, "")
    assert total(line, "wall", 11) == 6.5
    assert total(line, "wall", 101) == 51.5


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_memory_is_told_of_the_process_and_of_its_child() -> None:
    child = "import time; kept = bytes(range(256)) * 400_000; time.sleep(0.3)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    measured = run([sys.executable, "-c", parent], {}, 0.01)
    assert measured.own is not None
    assert measured.child is not None
    assert measured.own < 60 < 97 < measured.child


def test_a_process_that_fails_ends_the_comparison() -> None:
    with pytest.raises(SystemExit, match="ZeroDivisionError"):
        run([sys.executable, "-c", "1 / 0"], {})
