"""Whether a file is still what it was: by size and time of its last change, or by its bytes."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from fuxi_cli import __version__
from fuxi_cli.readers.plans import cache

_UNSETTLED = 2_000_000_000
"""Nanoseconds: a file changed so recently may change once more without its time telling it. Old file systems and
network drives count in steps of two seconds."""


class State(NamedTuple):
    """How a file looks from outside. ``changed``: the time of its last change, nanoseconds since 1970."""

    size: int
    changed: int

    def settled(self, now: int) -> bool:
        """Whether a later change would show, seen at ``now``."""
        return self.changed < now - _UNSETTLED


def state_of(path: str) -> State | None:
    """None for what is no ordinary file, or cannot be looked at."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return State(status.st_size, status.st_mtime_ns)


def hash_of(path: str) -> str | None:
    """The SHA-256 of a file's bytes; None when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def folder() -> str:
    """Where this user's stores lie, beside the plans."""
    return os.path.dirname(cache.folder())


def turned_off() -> bool:
    return bool(os.environ.get("FUXI_NO_CACHE"))


def fingerprint(*parts: object) -> str:
    """A hash of everything given, as it is written."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(repr(part).encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
    return digest.hexdigest()


def program() -> str:
    """This program as it lies on disk: its version, the newest change of any of its files, their sizes, and what it reads
    with. What another program found is not looked at."""
    newest = size = 0
    for path in _modules(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))):
        state = state_of(path)
        if state is not None:
            newest, size = max(newest, state.changed), size + state.size
    return f"{__version__} {newest:x} {size:x} {_libraries()}"


def _modules(folder: str) -> Iterable[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.join(root, name) for name in names if name.endswith(".py"))


def _libraries() -> str:
    """The folders of the libraries that what we find depends on: they are new when a library is."""
    specs = map(find_spec, ("python_calamine", "chinese_calendar"))
    return " ".join(str(spec and state_of(os.path.dirname(spec.origin or ""))) for spec in specs)


def plans_of(paths: Sequence[str]) -> str:
    """A hash of the plan files in those folders."""
    digest = hashlib.sha256()
    for path in paths:
        for name in sorted(os.listdir(path)):
            whole = os.path.join(path, name)
            if os.path.isfile(whole):
                digest.update(f"{whole}\0{hash_of(whole)}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
