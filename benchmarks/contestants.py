"""Who runs, how each is started, and which rules each peer checks."""

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PEERS = Path(__file__).parent / "peers"

_STRUCTURE = ("S210", "S401", "S406", "S407")
_TYPES = ("T101", "T102", "T103", "T104", "T105", "T106", "T108", "T112")
_CONSISTENCY = ("C101", "C103", "C104", "C106", "C107", "C108", "C110", "C111")
_EVIDENCE = ("E101", "E102", "E103", "E104", "E106", "E107", "E109")
COMMON = frozenset((*_STRUCTURE, *_TYPES, *_CONSISTENCY, *_EVIDENCE, "Q101", "X101"))
"""The rules that the peers were written for, by fuxi's codes; fuxi runs its whole catalogue."""
_TWICE = {"S401", "S406"}
_SHEETS = {"E101", "E102", "C110"}


@dataclass(frozen=True, slots=True)
class Task:
    """What one contestant is given."""

    source: Path
    """A folder of workbooks, or one."""
    quotas: Path
    targets: Path | None
    """The folder of the plan; None when it is a built-in one."""
    out: Path


@dataclass(frozen=True, slots=True)
class Contestant:
    name: str
    arguments: tuple[str, ...]
    kind: str
    """``floor``, ``fuxi`` or ``peer``."""
    rules: frozenset[str] = frozenset()
    """What of ``COMMON`` it checks."""
    needs: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        """The libraries that it needs and that are not installed."""
        return [name for name in self.needs if find_spec(name) is None]

    def command(self, task: Task) -> list[str]:
        if self.kind == "fuxi":
            where = ["--targets", str(task.targets)] if task.targets else []
            end = [*where, "-f", "json", "-o", str(task.out), "--fail-on", "never"]
            return [sys.executable, "-m", "fuxi_cli", "check", str(task.source), *end, *self.arguments]
        script, *rest = self.arguments
        given = [str(task.source)]
        if self.kind == "peer":
            given += [str(task.quotas), str(task.out)]
        return [sys.executable, str(PEERS / script), *given, *rest]


FUXI = Contestant("fuxi check", (), "fuxi", COMMON)
PANDAS = ("pandas", "openpyxl")
CONTESTANTS = (
    Contestant("inflate only", ("inflate.py",), "floor"),
    Contestant("floor", ("floor.py", "1"), "floor"),
    Contestant("floor, 2 processes", ("floor.py", "2"), "floor"),
    FUXI,
    Contestant("fuxi check, 1 job", ("--jobs", "1"), "fuxi", COMMON),
    Contestant("pandas, values only", ("by_pandas.py", "--values-only"), "peer", COMMON - _TWICE, PANDAS),
    Contestant("pandas + openpyxl", ("by_pandas.py",), "peer", COMMON, PANDAS),
    Contestant("pandera", ("by_pandera.py",), "peer", COMMON - _TWICE - {"X101"}, (*PANDAS, "pandera")),
    Contestant(
        "frictionless",
        ("by_frictionless.py",),
        "peer",
        COMMON - _TWICE - _SHEETS - {"X101"},
        ("frictionless", "openpyxl"),
    ),
)


def environment(cache: Path) -> Mapping[str, str]:
    """For a process that keeps what it keeps in ``cache``.

    As installed, modules are compiled once: a shell that forbids it would make every start of a checkout compile anew.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}


def fresh_cache(warm: Path, where: Path) -> Path:
    """A cache that holds the plan, as after any command, and no result of another run."""
    shutil.rmtree(where, ignore_errors=True)
    shutil.copytree(warm, where)
    return where
