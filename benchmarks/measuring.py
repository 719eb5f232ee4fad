"""One whole process: how long it took, what processor time it and its children used, and how much memory.

Standard library only, so that the process that measures stays small.
"""

import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

_MIB = 1024
_PROC = Path("/proc")


class Measured(NamedTuple):
    wall: float
    """Seconds."""
    cpu: float
    """Processor seconds, of the process and of the children that it waited for."""
    own: int | None
    """Greatest memory of the process itself, MiB; None where the system does not tell."""
    child: int | None
    """Greatest memory of any one child, MiB; 0 when there was none."""
    together: int | None
    """Greatest memory of all of them at one time, shared pages counted once, MiB."""


class Memory(threading.Thread):
    """Looks at a process and its children every so many seconds."""

    def __init__(self, root: int, interval: float) -> None:
        super().__init__(daemon=True)
        self.root, self.interval = root, interval
        self.own = self.child = self.together = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(self.interval):
            together = 0
            for pid in _family(self.root):
                peak = _kib(pid, "status", "VmHWM:")
                together += _kib(pid, "smaps_rollup", "Pss:")
                if pid == self.root:
                    self.own = max(self.own, peak)
                else:
                    self.child = max(self.child, peak)
            self.together = max(self.together, together)


def _family(root: int) -> list[int]:
    found, pending = [], [root]
    while pending:
        pid = pending.pop()
        found.append(pid)
        try:
            for task in (_PROC / str(pid) / "task").iterdir():
                pending += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _kib(pid: int, name: str, label: str) -> int:
    """A line of a process's file; 0 when the process is gone."""
    try:
        lines = (_PROC / str(pid) / name).read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(label)), 0)


def run(command: list[str], environment: Mapping[str, str], interval: float | None = None) -> Measured:
    """Run a command to its end. ``interval``: look at its memory every so many seconds.

    Exits when it fails otherwise than by findings (exit code 1 without a traceback).
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=dict(environment), text=True
    ) as process:
        watch = Memory(process.pid, interval) if interval and _PROC.is_dir() else None
        if watch:
            watch.start()
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if watch:
            watch.over.set()
            watch.join()
    if process.returncode not in (0, 1) or "Traceback" in said:
        raise SystemExit(f"{' '.join(command)}\n{said}")
    memory = [kib // _MIB for kib in (watch.own, watch.child, watch.together)] if watch else [None] * 3
    return Measured(wall, usage.ru_utime + usage.ru_stime, *memory)


def machine() -> str:
    """Processor, cores, interpreter, libraries, date, and how busy the machine is."""
    info = _PROC / "cpuinfo"
    lines = info.read_text().splitlines() if info.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    names = ("python-calamine", "pandas", "openpyxl", "pandera", "frictionless")
    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in names if _installed(name))
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{date.today()}, {model or platform.processor() or platform.machine()}, {os.cpu_count()} cores, {load}, "
        f"{platform.python_implementation()} {platform.python_version()} on {sys.platform}; {libraries}"
    )


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True
