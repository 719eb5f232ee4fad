"""The register: what an office's workspace keeps of every submission, in SQLite or PostgreSQL.

Each name comes from its own module, loaded when it is first asked for: importing the package loads no database library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fuxi_cli.register.busy import Busy
    from fuxi_cli.register.opening import open_register
    from fuxi_cli.register.store import Register

__all__ = ["Busy", "Register", "open_register"]

_HOMES = {"Busy": "busy", "Register": "store", "open_register": "opening"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
