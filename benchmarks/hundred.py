"""The summary workbook of the twelfth month of a province: 100 counties, 12 months of workbooks, 12 indicators.

Makes a plan and 1,200 workbooks, and times whole ``fuxi summary`` processes. In a workspace, where ``fuxi run`` has read
each workbook once, it should take 10 seconds and 250 MiB in any one process; with ``--strict`` more is an error. Beside it
stands the same over folders, where all 1,200 workbooks are read anew, and over the last month by itself.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from multiprocessing import Pool
from pathlib import Path

from fuxi_cli.core.period import Period
from fuxi_cli.exporters.template import file_name, render
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.readers.plans.loading import load_folder
from fuxi_cli.register import open_register

ID, YEAR = "sample-hundred", 2022
COUNTIES, INDICATORS, MONTHS = 100, 12, 12
SECONDS, MEBIBYTES = 10.0, 250
WORKSPACE, FOLDERS = "summary, workspace", "summary, 1200 files"
HEAD = f"""format: "1"
id: {ID}
revision: {YEAR}-01-10
title: 示例百县方案
document: {{number: 示例〔{YEAR}〕1号, title: 示例百县方案, issuer: 示例单位, date: {YEAR}-01-10}}
office: 示例办公室
region: {{name: 示例省}}
period: {{start: {YEAR}-01, end: {YEAR}-12}}
calendar: {{due_day: 5}}
indicators:
"""
INDICATOR = "  - {{id: i{n}, name: 示例指标{n:02d}, unit: 个, operator: at_least, basis: new}}\n"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def name_of(number: int) -> str:
    return f"示例{number:03d}县"


def quota_of(county: int, indicator: int) -> int:
    return (county * 7 + indicator * 3) % 20 + 1


def make_plan(targets: Path) -> Path:
    folder = targets / ID / f"{YEAR}-01-10"
    folder.mkdir(parents=True)
    columns, counties = range(1, INDICATORS + 1), range(1, COUNTIES + 1)
    rows = [[name_of(c), *(str(quota_of(c, i)) for i in columns)] for c in counties]
    header = ["县（市、区）", *(f"示例指标{i:02d}（个）" for i in columns)]
    texts = {
        "plan.yaml": HEAD + "".join(INDICATOR.format(n=i) for i in columns),
        "quotas.csv": "\n".join(",".join(row) for row in [header, *rows]) + "\n",
        "tasks.csv": "id,number,category,name,short,units,leaders,due,due_text,recurrence,clause\n",
        "reporters.csv": "id,name,kind,aliases\n" + "".join(f"{500000 + c},{name_of(c)},county,\n" for c in counties),
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def make_workbooks(job: tuple[str, str, int]) -> None:
    """One county's workbooks of all months: everything is done by the end of the year."""
    plan_folder, root, county = job
    plan = load_folder(plan_folder)
    reporter = plan.reporter(name_of(county))
    assert reporter is not None
    before = [0] * INDICATORS
    for month in range(1, MONTHS + 1):
        period = Period(YEAR, month)
        done = [quota_of(county, i) * month // MONTHS for i in range(1, INDICATORS + 1)]
        prefill = Prefill(
            cover={
                "author": "张示例",
                "phone": "0797-1234567",
                "reviewer": "李示例",
                "submitted_on": period.plus(1).first_day.replace(day=4),
                "progress": "有" if done != before else "无",
            },
            figures={
                f"i{n}": {"month": Decimal(now - was), "cumulative": Decimal(now)}
                for n, (now, was) in enumerate(zip(done, before, strict=True), start=1)
            },
        )
        folder = Path(root) / str(period)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file_name(plan, reporter, period)).write_bytes(render(plan, reporter, period, prefill))
        before = done


def make_workspace(folder: Path, targets: Path, root: Path) -> None:
    """A workspace whose register holds all of it."""
    for name in ("targets", "inbox", "accepted", "returned", "reports", "log"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(targets, folder / "targets", dirs_exist_ok=True)
    settings = (
        f'plan = "{ID}"\ntargets = ["targets"]\nregister = "register.sqlite"\n[inbox]\nsettle_seconds = 0\n'
    )
    (folder / "fuxi.toml").write_text(settings, encoding="utf-8")
    open_register(f"sqlite:///{folder / 'register.sqlite'}", create=True).close()
    shutil.copytree(root, folder / "inbox", dirs_exist_ok=True)
    print(f"{'run, 1200 workbooks':22} {timed(['run'], folder)[0]:6.2f} s   (once)")


def timed(arguments: list[str], folder: Path | None = None) -> tuple[float, float, float]:
    """Wall time and processor time in seconds, and the largest process of the run in MiB."""
    watch = (
        "import resource, subprocess, sys; "
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss); sys.exit(done.returncode)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", watch, sys.executable, "-m", "fuxi_cli", *arguments],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=folder,
        check=False,
    )
    taken = time.perf_counter() - start
    if done.returncode > 1:
        sys.exit(done.stderr)
    busy, largest = map(float, done.stdout.split()[-2:])
    return taken, busy, largest / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--folders", action="store_true", help="only over folders: a workspace takes minutes to fill"
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 when it takes more than it should")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        targets, root = Path(folder) / "targets", Path(folder) / "报送"
        plan = make_plan(targets)
        with Pool() as pool:
            pool.map(make_workbooks, [(str(plan), str(root), n) for n in range(1, COUNTIES + 1)])
        last, out = root / f"{YEAR}-{MONTHS:02d}", Path(folder) / "汇总.xlsx"
        common = ["--plan", ID, "--targets", str(targets)]
        summary = ["summary", str(last), "-o", str(out), *common]
        alone = Path(folder) / "无"
        alone.mkdir()
        cases: dict[str, tuple[list[str], Path | None]] = {
            FOLDERS: ([*summary, "--no-cache"], None),
            "the same, files kept": (summary, None),
            "summary, one month": ([*summary, "--history", str(alone), "--no-cache"], None),
        }
        if not options.folders:
            office = Path(folder) / "office"
            make_workspace(office, targets, root)
            cases[WORKSPACE] = ["summary", "--period", f"{YEAR}-{MONTHS}", "-o", str(out)], office
        found = {
            name: [timed(*command) for _ in range(options.runs + 1)][1:] for name, command in cases.items()
        }
    for name, runs in found.items():
        seconds, busy = (statistics.median(run[n] for run in runs) for n in (0, 1))
        memory = max(run[2] for run in runs)
        print(
            f"{name:22} {seconds:6.2f} s, {busy:6.2f} s of processors   {memory:4.0f} MiB in the largest process"
        )
    judged = found.get(WORKSPACE) or found[FOLDERS]
    seconds, memory = statistics.median(run[0] for run in judged), max(run[2] for run in judged)
    missed = seconds > SECONDS or memory > MEBIBYTES
    print(f"{'missed' if missed else 'kept'}: {SECONDS:g} s and {MEBIBYTES} MiB")
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
