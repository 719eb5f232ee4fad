"""The same check by 1, 2 and 4 local jobs and by a Dask cluster of 1 and 2 workers on this machine's loopback; turn by turn.

Whole processes: wall time, and the processor time of all processes together (of the cluster: the caller, the scheduler, the
workers and the processes that read for them; their own start is not counted, a cluster is there before). The results must be
the same bytes. Of several runs the median.
"""

import argparse
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from multiprocessing import Pool
from pathlib import Path

import psutil

from workspace import ENVIRONMENT, JUNE, make_plan, make_workbook


class Cluster:
    """A scheduler and workers of one thread each."""

    def __init__(self, folder: Path, workers: int) -> None:
        folder.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        dask = [sys.executable, "-m", "dask"]
        quiet = {
            "cwd": folder,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "env": ENVIRONMENT,
        }
        self._started = [
            subprocess.Popen(
                [
                    *dask,
                    "scheduler",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    str(port),
                    "--no-dashboard",
                    "--no-show",
                ],
                **quiet,
            )
        ]
        worker = [*dask, "worker", self.address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny"]
        self._started += [
            subprocess.Popen([*worker, "--no-dashboard", "--name", str(number)], **quiet)
            for number in range(workers)
        ]

    def processor_seconds(self) -> float:
        """Of all its processes up to now, and of their children that have ended."""
        total = 0.0
        for root in self._started:
            process = psutil.Process(root.pid)
            for one in (process, *process.children(recursive=True)):
                times = one.cpu_times()
                total += times.user + times.system + times.children_user + times.children_system
        return total

    def end(self) -> None:
        for process in reversed(self._started):
            process.terminate()
            process.wait()


def check(folder: Path, arguments: list[str], cluster: Cluster | None) -> tuple[float, float, bytes]:
    """Wall seconds, processor seconds, result."""
    before = cluster.processor_seconds() if cluster else 0.0
    own = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    given = ["check", str(JUNE), "--targets", "targets", "-f", "json", "--fail-on", "never", "--no-cache"]
    done = subprocess.run(
        [sys.executable, "-m", "fuxi_cli", *given, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
    )
    wall = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = now.ru_utime + now.ru_stime - own.ru_utime - own.ru_stime
    if cluster:
        processor += cluster.processor_seconds() - before
    return wall, processor, done.stdout


def measure(folder: Path, runs: int) -> None:
    clusters = {workers: Cluster(folder / f"dask{workers}", workers) for workers in (1, 2)}
    ways = {f"{jobs} local": (["--jobs", str(jobs)], None) for jobs in (1, 2, 4)}
    ways |= {f"cluster of {n}": (["--cluster", c.address], c) for n, c in clusters.items()}
    taken: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    try:
        for way in list(ways):  # what is only loaded once is loaded before
            check(folder, *ways[way])
        expected = b""
        for _ in range(runs):
            for way, given in ways.items():
                wall, processor, result = check(folder, *given)
                taken[way].append((wall, processor))
                expected = expected or result
                if result != expected:
                    raise SystemExit(f"{way}: another result")
    finally:
        for cluster in clusters.values():
            cluster.end()
    for way, times in taken.items():
        wall, processor = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{way:14} {wall:8.2f} s wall {processor:8.2f} s of processors", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, nargs="*", default=[200, 1000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    for files in options.files:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_plan(folder / "targets", files)
            (folder / str(JUNE)).mkdir()
            jobs = [(str(folder / "targets"), str(folder / str(JUNE)), n) for n in range(1, files + 1)]
            with Pool(os.cpu_count()) as pool:
                pool.map(make_workbook, jobs, chunksize=20)
            size = sum(path.stat().st_size for path in (folder / str(JUNE)).iterdir()) / files
            print(
                f"{files} workbooks of {size / 1024:.0f} KiB, load {os.getloadavg()[0]:.1f} before",
                flush=True,
            )
            measure(folder, options.runs)
            print(f"load {os.getloadavg()[0]:.1f} after", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
