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
from multiprocessing import Pool
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "examples"))

import story  # noqa: E402

from fuxi_cli.core.period import Period  # noqa: E402
from fuxi_cli.exporters.template import file_name, render  # noqa: E402
from fuxi_cli.pipeline import open_plan  # noqa: E402

ID = "sample-national"
JUNE = Period(2022, 6)
SHARE, NOTHING_NEW = 0.6, 0.5
QUOTAS = (3, 5, 2, 1, 1, 1)
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def make_plan(folder: Path, counties: int) -> None:
    """The Ganzhou plan with other counties."""
    source = ROOT / "data" / "targets" / "ganzhou-selenium-2022" / "2022-01-24"
    target = folder / ID / "2022-01-24"
    target.mkdir(parents=True)
    text = (source / "plan.yaml").read_text(encoding="utf-8")
    (target / "plan.yaml").write_text(
        text.replace("id: ganzhou-selenium-2022", f"id: {ID}"), encoding="utf-8"
    )
    shutil.copy(source / "tasks.csv", target)
    names = [f"示例{number:04d}县" for number in range(1, counties + 1)]
    header = (source / "quotas.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    rows = [f"{n},{name},{','.join(map(str, QUOTAS))}" for n, name in enumerate(names, start=1)]
    total = f",合计,{','.join(str(quota * counties) for quota in QUOTAS)}"
    (target / "quotas.csv").write_text("\n".join([header, *rows, total, ""]), encoding="utf-8")
    others = (source / "reporters.csv").read_text(encoding="utf-8-sig").splitlines()
    reporters = [f"{400000 + n},{name},county," for n, name in enumerate(names)]
    kept = [line for line in others[1:] if ",county," not in line]
    (target / "reporters.csv").write_text("\n".join([others[0], *reporters, *kept, ""]), encoding="utf-8")


def make_workbook(job: tuple[str, str, int]) -> None:
    targets, folder, number = job
    plan = open_plan(ID, (targets,))
    reporter = plan.reporter(f"示例{number:04d}县")
    assert reporter is not None
    content = render(plan, reporter, JUNE, story.submission(plan, reporter, JUNE))
    (Path(folder) / file_name(plan, reporter, JUNE)).write_bytes(content)


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
        make_plan(folder / "targets", options.files)
        month = folder / "all" / str(JUNE)
        month.mkdir(parents=True)
        jobs = [(str(folder / "targets"), str(month), n) for n in range(1, options.files + 1)]
        with Pool(os.cpu_count()) as pool:
            pool.map(make_workbook, jobs, chunksize=20)
        check, run, idle, memory = [], [], [], [0.0, 0.0]
        for _ in range(options.runs):
            given = ["--targets", "targets", "-f", "csv", "-o", "result.csv", "--fail-on", "never"]
            taken, peak = measured(["check", f"all/{JUNE}", *given], folder)
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
