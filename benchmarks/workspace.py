"""``fuxi run`` beside ``fuxi check`` over the same new submissions, and a run with nothing new; whole processes, turn by turn.

Makes a plan of as many counties as there are to be submissions (2,844 are the country's), one workbook each. A run takes,
judges, files and enters them and makes the papers; it should reach 60 % of the throughput of the check, and with nothing new
end within half a second. With ``--strict`` less is an error.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.counties import ID, JUNE, make_workbooks  # noqa: E402

SHARE, NOTHING_NEW = 0.6, 0.5
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measured(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Seconds, and the greatest memory of any one process in MiB."""
    code = (
        "import resource, subprocess, sys; done = subprocess.run([sys.executable, '-m', 'fuxi_cli', *sys.argv[1:]]);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024); sys.exit(done.returncode)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True
    )
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return taken, float(done.stdout.splitlines()[-1])


def seconds(arguments: list[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "fuxi_cli", *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True
    )
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--strict", action="store_true", help="exit with 1 when an aim is missed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        month = make_workbooks(folder, options.files, faults=False)
        check, run, idle, memory = [], [], [], [0.0, 0.0]
        for _ in range(options.runs):
            given = ["--targets", "targets", "-f", "csv", "-o", "result.csv", "--fail-on", "never"]
            taken, peak = measured(["check", str(JUNE), "--no-cache", *given], folder)
            check.append(taken)
            memory[0] = max(memory[0], peak)
            office = folder / "office"
            shutil.rmtree(office, ignore_errors=True)
            measured(["init", "office", "--plan", ID, "--targets", "targets"], folder)
            for path in month.iterdir():
                shutil.copy(path, office / "inbox")
            text = (office / "fuxi.toml").read_text(encoding="utf-8")
            (office / "fuxi.toml").write_text(
                text.replace("#settle_seconds = 5", "settle_seconds = 0"), encoding="utf-8"
            )
            taken, peak = measured(["run", "office", "-q"], folder)
            run.append(taken)
            memory[1] = max(memory[1], peak)
            idle += [seconds(["run", "office", "-q"], folder) for _ in range(3)]
    share = statistics.median(check) / statistics.median(run)
    nothing_new = min(idle)
    print(f"{options.files} new submissions, medians of {options.runs}:")
    print(f"fuxi check  {statistics.median(check):7.2f} s   peak {memory[0]:.0f} MiB")
    print(
        f"fuxi run    {statistics.median(run):7.2f} s   peak {memory[1]:.0f} MiB   {share:.0%} of the throughput"
    )
    print(f"nothing new {nothing_new:7.2f} s (best), {statistics.median(idle):.2f} s (median)")
    missed = share < SHARE or nothing_new > NOTHING_NEW
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    raise SystemExit(main())
