"""fuxi beside the floor and beside its peers over the same workbooks: ``python -m benchmarks.compare SIZE``.

SIZE is a number of workbooks (1, 18, 200, 2844, 34128 …), ``ledger`` (one workbook with 200,000 rows) or ``rerun`` (an
unchanged second run). Contestants take turns, each as a whole process; printed are medians, ratios and memory, and
whether the findings agree cell by cell. Where a peer would take long it is given a sample, and its time is
extrapolated and marked ≈; ``--whole`` gives it everything.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.agreement import compare, counted
from benchmarks.contestants import COMMON, CONTESTANTS, FUXI, Contestant, Task, environment, fresh_cache
from benchmarks.measuring import Measured, machine, run

ROOT = Path(__file__).parent.parent
BUILT_IN = ROOT / "data" / "targets" / "ganzhou-selenium-2022" / "2022-01-24" / "quotas.csv"
PLAN = "sample-national"
QUOTAS = f"targets/{PLAN}/2022-01-24/quotas.csv"
SAMPLE = 200
"""Workbooks that a slow peer is given of a larger size."""
ROUNDS = {1: 15, 18: 7, 200: 5, 2844: 3}
LEDGER_ROWS, LEDGER_ROUNDS = 200_000, 3
FEW = 18
_QUICK, _SLOW = 0.005, 0.05
"""Seconds between two looks at the memory, for a run of few workbooks and for longer ones."""


class Line(NamedTuple):
    """One contestant's result."""

    contestant: Contestant
    runs: list[Measured]
    short: list[Measured]
    """Runs over one workbook, where the time is extrapolated."""
    files: int
    """Workbooks that it was given."""
    said: str
    """What is to be said of its findings."""


def median(runs: Sequence[Measured], by: str) -> float:
    return statistics.median(getattr(measured, by) for measured in runs)


def total(line: Line, by: str, size: int) -> float:
    """Seconds for all workbooks: measured, or extrapolated by the cost of one workbook more."""
    taken = median(line.runs, by)
    if line.files == size:
        return taken
    start = median(line.short, by)
    return start + (taken - start) / (line.files - 1) * (size - 1)


class Ground:
    """Where a comparison takes place: the workbooks, and a folder for everything else."""

    def __init__(self, source: Path, size: int, quotas: Path, targets: Path | None, work: Path) -> None:
        self.source, self.size, self.quotas, self.targets, self.work = source, size, quotas, targets, work
        self.warm = work / "warm"
        # Once before anything counts, so that the plan is in the cache and everything is compiled.
        self.warm.mkdir()
        plan = [PLAN, "--targets", str(targets)] if targets else [BUILT_IN.parent.parent.name]
        run([sys.executable, "-m", "fuxi_cli", "targets", "show", *plan], environment(self.warm))

    def task(self, contestant: Contestant, source: Path) -> Task:
        out = self.work / f"{CONTESTANTS.index(contestant)}-{source.stem}.out"
        return Task(source, self.quotas, self.targets, out)

    def run(self, contestant: Contestant, source: Path, interval: float | None = None) -> Measured:
        cache = fresh_cache(self.warm, self.work / "cache")
        return run(contestant.command(self.task(contestant, source)), environment(cache), interval)

    def subset(self, count: int) -> Path:
        """A folder of the first workbooks; the source itself when it has no more."""
        if count >= self.size:
            return self.source
        folder = self.work / f"first-{count}"
        if not folder.exists():
            folder.mkdir()
            for path in sorted(self.source.iterdir())[:count]:
                link_or_copy(path, folder / path.name)
        return folder


def link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def race(ground: Ground, contestants: Sequence[Contestant], rounds: int, most: int) -> list[Line]:
    """Everybody in turn, so many times; ``most``: how many workbooks a peer is given."""
    given = {c: min(most, ground.size) if c.kind == "peer" else ground.size for c in contestants}
    sampled = {c: count for c, count in given.items() if count < ground.size}
    runs: dict[Contestant, list[Measured]] = {c: [] for c in contestants}
    short: dict[Contestant, list[Measured]] = {c: [] for c in contestants}
    memory = _QUICK if ground.size <= FEW else _SLOW
    for turn in range(rounds):
        for contestant in contestants:
            if contestant in sampled:
                short[contestant].append(ground.run(contestant, ground.subset(1)))
            source = ground.subset(given[contestant])
            # Looking takes time from the run itself: where rounds abound, the first does not count.
            measured = ground.run(contestant, source, memory if turn == 0 else None)
            runs[contestant].append(measured)
            progress(f"round {turn + 1} of {rounds}: {contestant.name} {measured.wall:.2f} s")
    for count in set(sampled.values()):
        ground.run(FUXI, ground.subset(count))
    return [
        Line(c, runs[c], short[c], given[c], said_of(ground, c, ground.subset(given[c]))) for c in contestants
    ]


def said_of(ground: Ground, contestant: Contestant, source: Path) -> str:
    if contestant.kind == "fuxi":
        return counted(ground.task(contestant, source).out)
    if contestant.kind != "peer":
        return ""
    reports = ground.task(FUXI, source).out, ground.task(contestant, source).out
    agreement = compare(*reports, contestant.rules)
    for name, findings in (("missing", agreement.missing), ("more", agreement.more)):
        for finding in findings:
            progress(f"{contestant.name}, {name}: {finding}")
    without = " ".join(sorted(COMMON - contestant.rules))
    return agreement.words + (f"; not {without}" if without else "")


def progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def table(lines: Sequence[Line], size: int, by: str) -> str:
    """The result as a table (Markdown). The first run, whose memory was looked at, counts only when it is alone."""
    timed = [line._replace(runs=line.runs[1:] or line.runs) for line in lines]
    base = {c.contestant.name: total(c, by, size) for c in timed}
    ours, floor = base[FUXI.name], base["floor"]
    rows = [
        "| | s | processor s | × fuxi | × floor | MiB: itself / a child / together | findings |",
        "|---|---|---|---|---|---|---|",
    ]
    for line, whole in zip(timed, lines, strict=True):
        mark = "" if line.files == size else "≈"
        one = total(line, by, size)
        seen = whole.runs[0]
        memory = "" if seen.own is None else f"{seen.own} / {seen.child} / {seen.together}"
        ratios = f"{one / ours:.2f} | {one / floor:.2f}"
        times = f"{mark}{total(line, 'wall', size):.3g} | {mark}{total(line, 'cpu', size):.3g}"
        note = line.said + (f" (over {line.files})" if mark else "")
        rows.append(f"| {line.contestant.name} | {times} | {ratios} | {memory} | {note} |")
    return "\n".join(rows)


def made(folder: Path, command: list[str], environment: dict[str, str]) -> Path:
    """A folder of test data, made when it is not there yet."""
    if not folder.exists():
        progress(f"making {folder} …")
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        subprocess.run(
            [sys.executable, "-m", *command, str(unfinished)], check=True, env=environment, cwd=ROOT
        )
        unfinished.rename(folder)
    return folder


def of_size(size: int, options: argparse.Namespace, work: Path) -> str:
    folder = made(options.data / f"counties-{size}", ["benchmarks.counties", str(size)], dict(os.environ))
    month = folder / "2022-06"
    source = next(month.iterdir()) if size == 1 else month
    ground = Ground(source, size, folder / QUOTAS, folder / "targets", work)
    rounds = options.rounds or ROUNDS.get(size, 1 if size > 2844 else 3)
    lines = race(ground, chosen(options, size), rounds, size if options.whole else options.sample)
    return f"{size} workbooks, medians of {max(rounds - 1, 1)}\n\n" + table(lines, size, options.by)


def of_ledger(options: argparse.Namespace, work: Path) -> str:
    name = f"ledger-{options.rows}"
    folder = made(
        options.data / name, ["benchmarks.ledger", "--rows", str(options.rows), "--into"], dict(os.environ)
    )
    ground = Ground(next(folder.glob("*.xlsx")), 1, BUILT_IN, None, work)
    rounds = options.rounds or LEDGER_ROUNDS
    lines = race(ground, chosen(options, 1), rounds, 1)
    head = f"one workbook with {options.rows} ledger rows, medians of {max(rounds - 1, 1)}"
    return f"{head}\n\n" + table(lines, 1, options.by)


def of_rerun(options: argparse.Namespace, work: Path) -> str:
    """The same check again in the same cache, and with one workbook written anew."""
    size = options.files
    folder = made(options.data / f"counties-{size}", ["benchmarks.counties", str(size)], dict(os.environ))
    month = work / "2022-06"
    month.mkdir()
    for path in (folder / "2022-06").iterdir():
        link_or_copy(path, month / path.name)
    ground = Ground(month, size, folder / QUOTAS, folder / "targets", work)
    command, kept = FUXI.command(ground.task(FUXI, month)), environment(ground.warm)
    rows = ["| | s | processor s | MiB: itself / a child / together |", "|---|---|---|---|"]

    def told(name: str, runs: list[Measured]) -> None:
        seen, timed = runs[0], runs[1:] or runs
        times = f"{median(timed, 'wall'):.3g} | {median(timed, 'cpu'):.3g}"
        rows.append(f"| {name} | {times} | {seen.own} / {seen.child} / {seen.together} |")

    rounds = 1 + (options.rounds or 5)
    told("first", [run(command, kept, _SLOW)])
    told("unchanged again", [run(command, kept, _QUICK if n == 0 else None) for n in range(rounds)])
    changed = []
    for n in range(rounds):
        written_anew(sorted(month.iterdir())[n])
        changed.append(run(command, kept, _QUICK if n == 0 else None))
    told("one changed", changed)
    return f"{size} workbooks again, medians of {rounds - 1}\n\n" + "\n".join(rows)


def written_anew(path: Path) -> None:
    """Another file of the same content, a byte longer; the one that was linked here stays as it was."""
    content = path.read_bytes()
    path.unlink()
    # The last two bytes of a zip are the length of its comment.
    path.write_bytes(content[:-2] + b"\x01\x00 ")


def chosen(options: argparse.Namespace, size: int) -> list[Contestant]:
    found = []
    for contestant in CONTESTANTS:
        if options.only and contestant.kind == "peer" and contestant.name not in options.only:
            continue
        if size == 1 and contestant.name in ("floor, 2 processes", "fuxi check, 1 job"):
            continue
        if contestant.missing:
            progress(f"{contestant.name} is left out: {', '.join(contestant.missing)} not installed")
            continue
        found.append(contestant)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("size", help="number of workbooks, or ledger, or rerun")
    parser.add_argument(
        "--rounds", type=int, help="how often everybody runs; the first of several does not count"
    )
    parser.add_argument(
        "--by", choices=("wall", "cpu"), default="wall", help="what the ratios go by; cpu on a busy machine"
    )
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, help="workbooks that a peer is given of more (2 or more)"
    )
    parser.add_argument("--whole", action="store_true", help="no samples: peers get all workbooks")
    parser.add_argument(
        "--only", nargs="*", metavar="PEER", help="these peers only (floor and fuxi always run)"
    )
    parser.add_argument("--rows", type=int, default=LEDGER_ROWS, help="of the ledger")
    parser.add_argument("--files", type=int, default=2844, help="of rerun")
    default = Path(tempfile.gettempdir()) / "fuxi-benchmarks"
    parser.add_argument("--data", type=Path, default=default, help="where workbooks are kept between runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="compare-") as folder:
        work = Path(folder)
        if options.size == "ledger":
            result = of_ledger(options, work)
        elif options.size == "rerun":
            result = of_rerun(options, work)
        else:
            result = of_size(int(options.size), options, work)
    print(f"{machine()}\n\n{result}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
