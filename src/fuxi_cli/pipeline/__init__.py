"""The use cases as plain functions: what the command line calls, and the Python API."""

from fuxi_cli.pipeline.annotating import annotate
from fuxi_cli.pipeline.checking import Options, check
from fuxi_cli.pipeline.files import find_files
from fuxi_cli.pipeline.plans import available_plans, lint, open_plan
from fuxi_cli.pipeline.saving import write_file
from fuxi_cli.pipeline.writing import explain, templates

__all__ = [
    "Options",
    "annotate",
    "available_plans",
    "check",
    "explain",
    "find_files",
    "lint",
    "open_plan",
    "templates",
    "write_file",
]
