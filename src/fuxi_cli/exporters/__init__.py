"""Reports, targets and rules as bytes. One module per thing and format: ``report_json.py``, ``targets_text.py``.

Each has one function ``export(data, view) -> bytes``; the caller opens files. Only the chosen module is imported,
and adding a format adds one file here and changes nothing else. What ``data`` is:

================  ==================================================
report            a Report
summary           a Summary
status, reminder  a core.office_status.Status
run               a core.outcome.Outcome
targets           a Plan
targets_list      a sequence of Plan
targets_lint      a sequence of (Plan, findings)
doctor            a core.diagnosis.Diagnosis
rules, rule       a sequence of ``explanations.Explained``: a table of them, or each in full
================  ==================================================
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple

from fuxi_cli.core.errors import FuxiError


class View(NamedTuple):
    """How text is shown. ``width`` counts terminal columns; ``quiet`` leaves the one-line verdict only."""

    width: int = 100
    colour: bool = False
    quiet: bool = False


def formats(of: str = "report") -> tuple[str, ...]:
    """The formats that a thing can be exported in, found by file name; nothing is imported."""
    names = (module.name for module in iter_modules(__path__))
    found = (name.removeprefix(f"{of}_") for name in names if name.startswith(f"{of}_"))
    return tuple(sorted(format for format in found if "_" not in format))


def export(data: object, format: str, of: str = "report", view: View | None = None) -> bytes:
    """Render ``data`` in a format. Raises FuxiError for a format that does not exist."""
    if format not in formats(of):
        raise FuxiError(f"不能输出为“{format}”格式；可用的格式：{'、'.join(formats(of))}。")
    module: Any = import_module(f"{__name__}.{of}_{format}")
    rendered: bytes = module.export(data, view or View())
    return rendered
