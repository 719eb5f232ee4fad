"""Plans that were built before, kept in the user's cache folder by the hash of their files.

A plan takes ten times as long to build as to fetch, and every command needs one. Anything odd about the cache counts
as not held: it may be deleted, damaged or read-only at any time. ``FUXI_NO_CACHE=1`` turns it off.
"""

import contextlib
import io
import os
import pickle
import sys
from typing import Any

from fuxi_cli import __version__
from fuxi_cli.core.plan import Plan

_KEPT = 32
"""How many plans are kept; the oldest go."""
_ALLOWED = {
    "fuxi_cli.core.plan": None,
    "fuxi_cli.core.plan_parts": None,
    "fuxi_cli.core.period": None,
    "datetime": ("date",),
    "decimal": ("Decimal",),
    "fractions": ("Fraction",),
}
"""What a cached plan may consist of; None: everything in that module. Nothing else is ever loaded from a cache file."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        names = _ALLOWED.get(module, ())
        if "." not in name and (names is None or name in names):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a plan")


def folder() -> str:
    """Where this user's plans are kept."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/AppData/Local")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "fuxi", "plans")


def get(sha256: str) -> Plan | None:
    """The plan built from files of that hash by this version of fuxi, if it is held."""
    if os.environ.get("FUXI_NO_CACHE"):
        return None
    try:
        with open(_path(sha256), "rb") as file:
            plan = _Unpickler(io.BytesIO(file.read())).load()
    except Exception:  # a damaged file may raise anything; building the plan anew is always right
        return None
    return plan if isinstance(plan, Plan) and plan.sha256 == sha256 else None


def put(sha256: str, plan: Plan) -> None:
    """Keep a plan. Where that cannot be done, nothing happens."""
    if os.environ.get("FUXI_NO_CACHE"):
        return
    path = _path(sha256)
    temporary = f"{path}.{os.getpid()}.tmp"
    with contextlib.suppress(OSError):
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(pickle.dumps(plan, protocol=5))
        try:
            os.replace(temporary, path)
        except OSError:  # on Windows: another run is reading what is held already
            os.unlink(temporary)
            raise
        _drop_old()


def _path(sha256: str) -> str:
    return os.path.join(folder(), f"{sha256}-{__version__}-{_code()}-{sys.implementation.cache_tag}.plan")


def _code() -> str:
    """What the modules that build plans look like on disk: a plan built by other code is another plan."""
    here = os.path.dirname(os.path.abspath(__file__))
    newest = size = 0
    with contextlib.suppress(OSError):
        for place in (here, os.path.join(os.path.dirname(os.path.dirname(here)), "core")):
            for entry in os.scandir(place):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    newest, size = max(newest, status.st_mtime_ns), size + status.st_size
    return f"{newest:x}{size:x}"


def _drop_old() -> None:
    paths = [entry.path for entry in os.scandir(folder()) if entry.name.endswith(".plan")]
    for path in sorted(paths, key=os.path.getmtime)[:-_KEPT]:
        os.unlink(path)
