"""fuxi: checks progress workbooks against the targets of a government plan.

``from fuxi_cli import check, summarize, load_plan``: see ``fuxi_cli.api``, which is loaded when one of its names is first
asked for. The commands do without it.
"""

from importlib import import_module

__version__ = "0.1.0"

TYPE_CHECKING = (
    False  # importing typing for this name would cost every command more than the rest of this file
)
if TYPE_CHECKING:
    from typing import Any

    from fuxi_cli.api import (
        FuxiError,
        Period,
        Plan,
        Report,
        Summary,
        check,
        export,
        load_plan,
        summarize,
        to_frames,
    )

__all__ = [
    "FuxiError",
    "Period",
    "Plan",
    "Report",
    "Summary",
    "check",
    "export",
    "load_plan",
    "summarize",
    "to_frames",
]


def __getattr__(name: str) -> "Any":
    if name in __all__:
        return getattr(import_module("fuxi_cli.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
