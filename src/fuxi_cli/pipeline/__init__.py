"""The use cases as plain functions: what the command line and the Python API call.

Each comes from its own module, loaded when it is first asked for: ``fuxi check`` does not pay for the meeting pack.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fuxi_cli.pipeline.annotating import annotate
    from fuxi_cli.pipeline.checking import Options, check
    from fuxi_cli.pipeline.explaining import explain_layout
    from fuxi_cli.pipeline.files import find_files
    from fuxi_cli.pipeline.packing import TIDY_FORMATS, pack, tidy, zipped
    from fuxi_cli.pipeline.plans import available_plans, latest_revisions, lint, open_plan
    from fuxi_cli.pipeline.rule_book import explain
    from fuxi_cli.pipeline.saving import write_file
    from fuxi_cli.pipeline.summarising import summarise
    from fuxi_cli.pipeline.writing import templates

__all__ = [
    "TIDY_FORMATS",
    "Options",
    "annotate",
    "available_plans",
    "check",
    "explain",
    "explain_layout",
    "find_files",
    "latest_revisions",
    "lint",
    "open_plan",
    "pack",
    "summarise",
    "templates",
    "tidy",
    "write_file",
    "zipped",
]

_HOMES = {
    "annotating": ("annotate",),
    "checking": ("Options", "check"),
    "explaining": ("explain_layout",),
    "files": ("find_files",),
    "packing": ("TIDY_FORMATS", "pack", "tidy", "zipped"),
    "plans": ("available_plans", "latest_revisions", "lint", "open_plan"),
    "rule_book": ("explain",),
    "saving": ("write_file",),
    "summarising": ("summarise",),
    "writing": ("templates",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(name)
