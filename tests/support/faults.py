"""A clean workbook as it was read, small changes to it, and what a check finds afterwards."""

import copy
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import story

from fuxi_cli.catalogue import Selection
from fuxi_cli.core.cases import Past
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import column_number
from fuxi_cli.core.report import Report
from fuxi_cli.core.submission import Sheet, Submission, Workbook
from fuxi_cli.exporters.template import file_name, render
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.pipeline.history import History
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.opening import File, understand_file
from fuxi_cli.readers.layouts.submission import introduce
from fuxi_cli.readers.spreadsheet import read_workbook
from support.samples import JUNE, ganzhou

Change = Callable[[Workbook], None]


@cache
def _clean(county: str, period: Period) -> Workbook:
    plan = ganzhou()
    reporter = plan.reporter(county)
    assert reporter is not None
    return read(render(plan, reporter, period, story.submission(plan, reporter, period)), county, period)


def read(content: bytes, county: str, period: Period = JUNE) -> Workbook:
    """A workbook's bytes as the reader gives them, under the name that the template gives it."""
    plan = ganzhou()
    reporter = plan.reporter(county)
    assert reporter is not None
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name(plan, reporter, period)
        path.write_bytes(BytesIO(content).getvalue())
        book = read_workbook(str(path))
    book.path = path.name
    return book


def clean(county: str = "于都县", period: Period = JUNE) -> Workbook:
    """A county's faultless workbook, to be changed at will."""
    return copy.deepcopy(_clean(county, period))


def submission(workbook: Workbook) -> Submission:
    file = File(workbook)
    file.plan = ganzhou()
    file.identities, file.cover = introduce(workbook)
    return understand_file(file, ganzhou(), None)


def check(
    *workbooks: Workbook, history: tuple[Workbook, ...] = (), office: bool = False, period: Period = JUNE
) -> Report:
    """Check workbooks as one run would, with earlier months' workbooks (newest first) as its history."""
    pasts = [submission(book) for book in history]
    known = History([past.period for past in pasts if past.period])
    for past in pasts:
        assert past.period is not None
        known.add(past.period, past)
    run = Run(ganzhou(), period, None, office, Selection(), known)
    return run.report([submission(book) for book in workbooks])


def found(report: Report) -> list[tuple[str, str]]:
    """(code, sheet!cell) of all findings but progress, deadlines and hints of the period."""
    return [
        (f.rule.code, f"{f.place.sheet}!{f.place.cell}" if f.place.cell else f.place.sheet or "")
        for f in report.findings
        if f.rule.category not in ("progress", "deadline")
    ]


def sheet(book: Workbook, name: str) -> Sheet:
    found = book.sheet(name)
    assert found is not None, name
    return found


def position(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


def put(name: str, address: str, value: Any) -> Change:
    """Type a value into a cell, over whatever stands there, formulas too."""

    def change(book: Workbook) -> None:
        page, (row, column) = sheet(book, name), position(address)
        while len(page.rows) < row:
            page.rows.append([])
        cells = page.rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        page.formulas = frozenset(page.formulas) - {(row, column)}

    return change


def both(*changes: Change) -> Change:
    def change(book: Workbook) -> None:
        for one in changes:
            one(book)

    return change


__all__ = [
    "Past",
    "Prefill",
    "both",
    "check",
    "clean",
    "date",
    "datetime",
    "found",
    "position",
    "put",
    "sheet",
]
