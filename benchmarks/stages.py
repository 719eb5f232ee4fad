"""Where a workbook's time goes: ``python -m benchmarks.stages`` reads, understands and judges generated workbooks in
one process, and prints the processor time of each stage per workbook, then what starting the process costs.

Each stage is what it takes by itself: reading is told apart into inflating, calamine, evidence and the rest.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.contestants import environment
from benchmarks.counties import ID, JUNE, TARGETS, make_workbooks
from benchmarks.measuring import machine
from benchmarks.measuring import run as run_process
from fuxi_cli.catalogue import Selection
from fuxi_cli.exporters import export
from fuxi_cli.pipeline.history import History
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.opening import open_file, understand_file
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.readers.formats import xlsx
from fuxi_cli.readers.spreadsheet import DEFAULT_LIMITS
from fuxi_cli.readers.zips import package

INSIDE = ((package, "inflate", "inflate"), (xlsx, "parse_cells", "calamine"), (xlsx, "examine", "evidence"))
"""Functions within reading: where each is looked up, its name, and the stage."""
STARTS = 5
REST, TABLES, RULES, OUTPUT = "rest of reading", "tables", "rules", "output (JSON)"


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            start = time.process_time_ns()
            try:
                return work(*given)
            finally:
                self.spent[stage] += (time.process_time_ns() - start) / 1e9

        return run


def round_of(paths: list[str], store: Plans, clock: Clock) -> None:
    """Everything that a check does, but in this process alone."""
    plan = store.load(ID, JUNE)
    read = clock.timed("read", open_file)
    understand = clock.timed(TABLES, understand_file)
    files = [read(path, DEFAULT_LIMITS) for path in paths]
    for file in files:
        file.plan = plan
    submissions = [understand(file, plan, None) for file in files]
    run = Run(plan, JUNE, None, True, Selection(), History())
    report = clock.timed(RULES, run.report)(submissions)
    clock.timed(OUTPUT, export)(report, "json")


def processor_ms(command: list[str], cache: Path) -> float:
    """Median processor time of a whole process; the first run, which compiles and fills the cache, does not count."""
    taken = [run_process(command, environment(cache)).cpu for _ in range(STARTS + 1)]
    return median(taken[1:]) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    clock, rounds = Clock(), []
    for module, name, stage in INSIDE:
        setattr(module, name, clock.timed(stage, getattr(module, name)))
    with tempfile.TemporaryDirectory(prefix="stages-") as folder:
        month = make_workbooks(Path(folder), options.files)
        cache = Path(folder) / "cache"
        targets = str(Path(folder) / TARGETS)
        store = Plans((targets,))
        paths = sorted(map(str, month.iterdir()))
        for _ in range(options.rounds + 1):
            clock.spent.clear()
            round_of(paths, store, clock)
            rounds.append(Counter(clock.spent))
        check = [sys.executable, "-m", "fuxi_cli", "check", paths[1], "--targets", targets]
        end = ["-f", "json", "-o", os.devnull, "--fail-on", "never"]
        start = {
            "python -c pass": processor_ms([sys.executable, "-c", "pass"], cache),
            "fuxi --version": processor_ms([sys.executable, "-m", "fuxi_cli", "--version"], cache),
            "fuxi check, one workbook": processor_ms([*check, *end], cache),
        }
    # The first round loads modules and compiles patterns.
    stages = [stage for _, _, stage in INSIDE]
    spent = {
        stage: median(r[stage] for r in rounds[1:]) for stage in (*stages, "read", TABLES, RULES, OUTPUT)
    }
    whole = sum(spent[stage] for stage in ("read", TABLES, RULES, OUTPUT))
    spent[REST] = spent.pop("read") - sum(spent[stage] for stage in stages)
    print(f"{machine()}\n\n| per workbook of {options.files} | processor ms | share |\n|---|---|---|")
    for stage in (*stages, REST, TABLES, RULES, OUTPUT):
        print(f"| {stage} | {spent[stage] / options.files * 1000:.2f} | {spent[stage] / whole:.0%} |")
    print(
        f"| together | {whole / options.files * 1000:.2f} | |\n\n| whole process | processor ms |\n|---|---|"
    )
    for name, taken in start.items():
        print(f"| {name} | {taken:.0f} |")


if __name__ == "__main__":
    main()
