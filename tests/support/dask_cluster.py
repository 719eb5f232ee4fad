"""A Dask scheduler and workers for tests: real processes, reached by loopback only."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SECONDS = 60


class Cluster:
    """``workers`` are processes without a nanny: one that is killed stays dead."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder = folder
        self.log = (folder / "dask.log").open("wb")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-show")
        self.workers = [self._worker(number) for number in range(workers)]

    def _worker(self, number: int) -> subprocess.Popen[bytes]:
        one = ("--nthreads", "1", "--nworkers", "1", "--no-nanny", "--host", "127.0.0.1")
        return self._start(
            "worker", self.address, *one, "--name", str(number), "--local-directory", str(self.folder)
        )

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        paths = os.pathsep.join(filter(None, sys.path))
        return subprocess.Popen(
            [sys.executable, "-m", "dask", what, *arguments, "--no-dashboard"],
            cwd=self.folder,
            stdout=self.log,
            stderr=self.log,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def children(self, worker: subprocess.Popen[bytes]) -> set[str]:
        """The processes that a worker has started."""
        tasks = Path(f"/proc/{worker.pid}/task").iterdir()
        return {child for task in tasks for child in (task / "children").read_text().split()}

    def wait_for_others(self, worker: subprocess.Popen[bytes], before: set[str]) -> None:
        """Until it has begun to have files read, which it does by a process that was not there before."""
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until:
            if self.children(worker) - before:
                return
            time.sleep(0.02)
        raise TimeoutError("the worker was given nothing to do")

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.send_signal(signal.SIGKILL)
            process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A running cluster; it needs not yet be ready: who asks it waits."""
    folder.mkdir()
    made = Cluster(folder, workers)
    try:
        yield made
    finally:
        made.end()
