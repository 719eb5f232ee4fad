"""A month of 18 counties and 7 departments with the five months before it: the papers beside the bare check.

Whole processes, turn by turn; only the ratios matter. Each paper should take at most 1.5 × reading and checking plus
half a second; with ``--strict`` more is an error.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
JUNE = str(ROOT / "examples" / "submissions" / "2022-06")
TIMES, MORE = 1.5, 0.5
PAPERS = ("xlsx", "html", "docx")
# As installed: compiled once.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "fuxi_cli", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        env=ENVIRONMENT,
    )
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a paper takes too long")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        commands = {"check (json)": ["check", JUNE, "-f", "json"]}
        commands |= {f"summary ({f})": ["summary", JUNE, "-o", f"{folder}/paper.{f}"] for f in PAPERS}
        commands["pack"] = ["pack", JUNE, "-o", f"{folder}/pack.zip", "--force"]
        # What earlier turns left behind is not to be used: every turn reads and judges.
        commands = {name: [*command, "--no-cache"] for name, command in commands.items()}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(options.runs + 1):
            for name, command in commands.items():
                taken = seconds(command)
                if turn:  # the first turn compiles and fills the cache of plans
                    times[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    floor = medians["check (json)"]
    slow = []
    for name, taken in medians.items():
        print(f"{name:18} {taken:6.2f} s   {taken / floor:5.2f} × reading and checking")
        if name.startswith("summary") and taken > floor * TIMES + MORE:
            slow.append(name)
    if slow:
        print(f"slower than {TIMES} × reading and checking + {MORE} s: {', '.join(slow)}")
    return 1 if slow and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
