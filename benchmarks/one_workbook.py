"""One official workbook, whole process, cold interpreter: fuxi beside the floor and beside a pandas script.

Everything is measured in one run, turn by turn, so that only the ratios matter. Reading and checking (with the result
as JSON) should take at most twice the floor; with ``--strict`` more is an error. Always an error: ``fuxi check`` loads a
library that it should not.
The terminal report is measured too: it adds what loading rich costs.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORKBOOK = ROOT / "examples" / "progress.xlsx"
QUOTAS = ROOT / "data" / "targets" / "ganzhou-selenium-2022" / "2022-01-24" / "quotas.csv"
PEERS = Path(__file__).parent / "peers"
FORBIDDEN = ("pandas", "openpyxl", "xlsxwriter")
LIMIT = 2.0

COMMANDS = {
    "bare Typer + calamine": [sys.executable, str(PEERS / "bare.py"), str(WORKBOOK)],
    "fuxi check (text)": [sys.executable, "-m", "fuxi_cli", "check", str(WORKBOOK)],
    "fuxi check (json)": [sys.executable, "-m", "fuxi_cli", "check", str(WORKBOOK), "-f", "json"],
    "pandas + openpyxl script": [
        sys.executable,
        str(PEERS / "by_pandas.py"),
        str(WORKBOOK),
        str(QUOTAS),
        os.devnull,
    ],
}


# As installed: compiled once. A shell that forbids compiled files would make every start of a checkout compile anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=ENVIRONMENT
    )
    return time.perf_counter() - start


WORKER = """
import pickle, sys
from fuxi_cli.core.limits import Limits
from fuxi_cli.pipeline.plans import Plans
from fuxi_cli.pipeline.reading import Request, Server
Server(Plans(), Limits())(pickle.dumps(Request(sys.argv[1])))
print(*sys.modules)
"""
"""What a worker process does, in a process that tells what it loaded."""


def loaded_modules() -> set[str]:
    """The top-level modules that one ``fuxi check`` loads, in the process that judges and in the one that reads."""
    command = [sys.executable, "-X", "importtime", *COMMANDS["fuxi check (text)"][1:]]
    judging = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stderr
    reading = subprocess.run(
        [sys.executable, "-c", WORKER, str(WORKBOOK)], capture_output=True, text=True, check=True
    ).stdout
    names = [line.rpartition("|")[2] for line in judging.splitlines() if line.startswith("import time:")]
    return {name.strip().partition(".")[0] for name in (*names, *reading.split())}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--strict", action="store_true", help="exit with 1 when the ratio is above the limit")
    options = parser.parse_args()
    for command in COMMANDS.values():
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(options.runs):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    floor = medians["bare Typer + calamine"]
    for name, value in medians.items():
        print(f"{name:28} {value * 1000:7.0f} ms   {value / floor:5.2f} × the floor")
    forbidden = sorted(loaded_modules() & set(FORBIDDEN))
    if forbidden:
        print(f"fuxi check loads {', '.join(forbidden)}")
    slow = medians["fuxi check (json)"] / floor
    if slow > LIMIT:
        print(f"reading and checking takes {slow:.2f} × the floor; the limit is {LIMIT}")
    return 1 if forbidden or (options.strict and slow > LIMIT) else 0


if __name__ == "__main__":
    sys.exit(main())
