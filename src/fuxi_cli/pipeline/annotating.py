"""Marked copies and return slips for the workbooks of a check that have something to mend or explain."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.report import Checked, Report
from fuxi_cli.core.reporting import due_day
from fuxi_cli.exporters.safe_names import plain_name, same_file
from fuxi_cli.pipeline.saving import write_file
from fuxi_cli.readers.paths import is_url, join
from fuxi_cli.readers.settings import read_settings
from fuxi_cli.readers.spreadsheet import fetch

COPY, SLIP = "_审核意见", "_退回单"
_MARKABLE = ("xlsx", "xlsm")
"""What openpyxl can load; of the other formats there is a slip only."""


def annotate(report: Report, folder: str, on_file: Callable[[int, int], None] | None = None) -> list[str]:
    """Write ``…_审核意见.xlsx`` and ``…_退回单.docx`` for each workbook with 强制 or unexplained 核实 findings.

    Gives the paths written. A workbook that was checked is never overwritten. Raises FuxiError when a file
    cannot be read or written.
    """
    written: list[str] = []
    for path, content in papers(report, folder, on_file):
        write_file(path, content)
        written.append(path)
    return written


def papers(
    report: Report, folder: str, on_file: Callable[[int, int], None] | None = None
) -> Iterator[tuple[str, bytes]]:
    """(path in that folder, content) of every marked copy and return slip; nothing is written."""
    faulty = [checked for checked in report.workbooks if _to_send_back(checked)]
    names = _Names(folder, [checked.path for checked in report.workbooks])
    for number, checked in enumerate(faulty, start=1):
        # A marked copy that came back is marked again under its old name.
        stem = os.path.splitext(os.path.basename(checked.path))[0].removesuffix(COPY)
        who = checked.reporter.name if checked.reporter else stem
        for ending, content in papers_of(checked, report):
            yield names.free(stem if ending.startswith(COPY) else who, ending), content
        if on_file:
            on_file(number, len(faulty))


def _to_send_back(checked: Checked) -> bool:
    if checked.status == "skipped":
        return False
    return any(
        f.rule.severity == "error" or (f.rule.severity == "warning" and not f.explained)
        for f in checked.findings
    )


def papers_of(checked: Checked, report: Report) -> Iterator[tuple[str, bytes]]:
    """(ending of its name, content) of one workbook's marked copy, where one can be made, and of its return slip."""
    # Loaded by name: nothing but this pays for the libraries that write office files.
    marked_copy, return_slip = (
        import_module(f"fuxi_cli.exporters.{name}") for name in ("marked_copy", "return_slip")
    )
    copy = None
    if checked.status != "unreadable" and checked.format in _MARKABLE:
        copy = marked_copy.render(_read(checked.path), checked, report.plan)
    if copy is not None:
        yield f"{COPY}.xlsx", copy
    period = checked.period or report.period
    slip = return_slip.render(checked, report.plan, period, _reply_by(checked, report), copy is not None)
    yield f"{SLIP}.docx", slip


def _read(path: str) -> bytes:
    if is_url(path):
        content = fetch(path, read_settings().limits)
        if isinstance(content, bytes):
            return content
        raise _gone(path, str(content.provided))
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise _gone(path, error.strerror or str(error)) from None


def _gone(path: str, why: str) -> FuxiError:
    return FuxiError(f"读不了文件“{path}”：{why}。检查之后它是否被移走或改名？")


def _reply_by(checked: Checked, report: Report) -> date | None:
    """The reporting day; None when the workbook itself came in on that day or later."""
    if checked.reporter is None or report.plan is None or report.period is None:
        return None
    standing = next((r for r in report.reporting if r.reporter.id == checked.reporter.id), None)
    if standing is None:
        return due_day(report.plan, report.period)
    late = standing.received is not None and standing.received >= standing.due
    return None if late else standing.due


class _Names:
    """Names in the folder that neither meet each other nor a file that was checked, whatever their case."""

    def __init__(self, folder: str, checked: list[str]) -> None:
        self._folder = folder
        self._taken = {_identity(path) for path in checked}

    def free(self, stem: str, ending: str) -> str:
        number = 1
        while True:
            mark = "" if number == 1 else f"_{number}"
            path = join(self._folder, f"{plain_name(stem)}{mark}{ending}")
            if _identity(path) not in self._taken:
                self._taken.add(_identity(path))
                return path
            number += 1


def _identity(path: str) -> str:
    return same_file(path if is_url(path) else os.path.realpath(path))
