"""What the guard costs: 200 ordinary workbooks, read plainly and read guarded, turn by turn in one process.

Plainly: python-calamine straight from the file, values made None or text where any reader must, and the file's hash, which
every report names. Guarded: the same values from ``read_workbook``, which vets the zip, takes the evidence of what the
parser hides, and hands the parser a repacked workbook. The guard should cost at most 40 % of the plain read.

It is reckoned over reading alone and over the complete reading (the values understood as figures of a plan, without which
a file has not been read for any purpose of ours); ``--strict`` goes by the complete reading. ``--cold`` forgets before each
file what is remembered of those before. At the end the same complete reading by one and by two worker processes: the
processor time of all processes together, their start and the way of the answers included.
"""

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ordinary import make_workbooks
from python_calamine import CalamineWorkbook

from fuxi_cli.core.submission import Workbook
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.pipeline.reading import Reading, Request
from fuxi_cli.readers.digest import sha256
from fuxi_cli.readers.layouts.submission import introduce, understand
from fuxi_cli.readers.ooxml.values import normalise
from fuxi_cli.readers.spreadsheet import DEFAULT_LIMITS, read_workbook
from fuxi_cli.readers.zips.remembered import forget

PLAN = "ganzhou-selenium-2022"
LIMIT = 0.40


def read_plainly(path: str) -> list[list[list[Any]]]:
    with open(path, "rb") as file:
        sha256(file.read()).hexdigest()
    book = CalamineWorkbook.from_path(path)
    sheets = [book.get_sheet_by_index(n) for n in range(len(book.sheet_names))]
    return [normalise(sheet.to_python(skip_empty_area=False)) for sheet in sheets]


def measure(paths: list[str], plan: Any, rounds: int, cold: bool) -> tuple[float, float, float]:
    """Seconds for all files, each file's median over the rounds: plain read, guarded read, understanding."""

    def understood(workbook: Workbook) -> None:
        identities, cover = introduce(workbook)
        understand(workbook, plan, identities, cover, None)

    def timed(work: Callable[[Any], Any], given: Any) -> tuple[float, Any]:
        start = time.process_time()
        result = work(given)
        return time.process_time() - start, result

    times: dict[str, list[tuple[float, float, float]]] = {path: [] for path in paths}
    for _ in range(rounds):
        for path in paths:
            if cold:
                forget()
            plain, values = timed(read_plainly, path)
            guarded, workbook = timed(read_workbook, path)
            meaning, _ = timed(understood, workbook)
            times[path].append((plain, guarded, meaning))
            agree(path, values, workbook)
    medians = [[statistics.median(column) for column in zip(*t, strict=True)] for t in times.values()]
    plain, guarded, meaning = (sum(column) for column in zip(*medians, strict=True))
    return plain, guarded, meaning


def agree(path: str, values: list[list[list[Any]]], workbook: Workbook) -> None:
    """Both ways read the same values: otherwise there is nothing to compare."""
    guarded = [sheet.rows for sheet in workbook.sheets]
    if guarded != values:
        raise SystemExit(f"{path}: the two ways of reading differ")


def report(label: str, files: int, plain: float, guarded: float) -> float:
    cost = guarded / plain - 1
    print(f"{label:34} {plain / files * 1000:7.2f} ms  {guarded / files * 1000:7.2f} ms   guard {cost:5.0%}")
    return cost


def processor_seconds() -> float:
    """Of this process, and of those that it has started and that have ended."""
    return sum(os.times()[:4])


def in_workers(paths: list[str], jobs: int) -> float:
    """Processor seconds for reading and understanding all files by worker processes."""
    requests = [Request(path, PLAN) for path in paths]
    start = processor_seconds()
    with Reading(Plans(()), jobs, DEFAULT_LIMITS) as workers:
        answers = workers.read(requests)
    seconds = processor_seconds() - start
    if any(answer.submission is None for answer in answers):
        raise SystemExit("a worker did not read a file to the end")
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2], help="numbers of worker processes")
    parser.add_argument(
        "--cold", action="store_true", help="forget between files what was remembered of others"
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit with 1 when the complete reading costs too much"
    )
    options = parser.parse_args()
    plan = Plans(()).load(PLAN, None)
    totals = [0.0, 0.0, 0.0]
    with tempfile.TemporaryDirectory(prefix="ordinary-") as folder:
        made = make_workbooks(Path(folder), options.files)
        gc.disable()
        print(f"{'per file':34} {'plain':>10}  {'guarded':>10}")
        for make, files in made.items():
            times = measure([str(path) for path in files], plan, options.rounds, options.cold)
            totals = [total + seconds for total, seconds in zip(totals, times, strict=True)]
            report(f"{make} ({len(files)}), reading", len(files), *times[:2])
        plain, guarded, meaning = totals
        count = sum(map(len, made.values()))
        report(f"all ({count}), reading", count, plain, guarded)
        complete = report(f"all ({count}), complete", count, plain + meaning, guarded + meaning)
        paths = [str(path) for files in made.values() for path in files]
        for jobs in options.jobs:
            report(
                f"all ({count}), complete, {jobs} workers", count, plain + meaning, in_workers(paths, jobs)
            )
    return 1 if options.strict and complete > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
