"""What tests do at an office's workspace: run the commands, change submissions, look at what lies there."""

import hashlib
import json
import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import story
from openpyxl import load_workbook

from fuxi_cli.core.filed import Filed
from fuxi_cli.core.period import Period
from fuxi_cli.exporters.template_content import Prefill
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.register import open_register
from support.command import Result, fuxi
from support.in_formats import Pages
from support.samples import EXAMPLES, JUNE, filled, ganzhou, write
from support.workspaces import state

MAY = Period(2022, 5)
ACCEPTED, RETURNED, UNREADABLE = "accepted", "returned", "unreadable"


def run(workspace: Path, *arguments: str, code: int = 0) -> Any:
    """``fuxi run``, and what it tells as JSON."""
    result = fuxi("run", workspace, "-f", "json", *arguments)
    assert result.code == code, result.err
    return result.json


def told(workspace: Path, *arguments: str) -> str:
    """``fuxi run``, and what it tells a person."""
    result = fuxi("run", workspace, *arguments)
    assert result.code == 0, result.err
    return result.out


def fails(code: int, *arguments: object) -> str:
    """What a command says that must end with that code."""
    result: Result = fuxi(*arguments)
    assert result.code == code, (result.code, result.out, result.err)
    assert "内部错误" not in result.err
    return result.err


def submission(folder: Path, county: str = "瑞金市", period: Period = JUNE, **changes: Any) -> Path:
    """A county's workbook: without a fault, or with changes to its cover (``day``, ``author``) or figures (``base=99``)."""
    return write(folder, county, period, changed(filled(county, period), **changes))


def changed(prefill: Prefill, day: date | None = None, author: str | None = None, **figures: int) -> Prefill:
    cover = dict(prefill.cover)
    if day is not None:
        cover["submitted_on"] = day
    if author is not None:
        cover["author"] = author
    prefill = replace(prefill, cover=cover)
    for indicator, cumulative in figures.items():
        prefill = story.with_figure(prefill, indicator, {"cumulative": cumulative})
    return prefill


def with_more_products(
    folder: Path, extra: int, day: date, county: str = "于都县", period: Period = MAY
) -> Path:
    """A county's workbook, handed in again on that day, with so many more products, their certificates included."""
    plan = ganzhou()
    reporter = plan.reporter(county)
    assert reporter is not None
    prefill = changed(filled(county, period), day=day)
    ledger = next(one for one in plan.ledgers if one.indicator == "product")
    figure = prefill.figures["product"]
    had, month = figure["cumulative"], figure["month"]
    assert isinstance(had, int)
    assert isinstance(month, int)
    rows = list(prefill.ledgers[ledger.id])[:had]
    rows += [
        story._row(reporter, ledger, had + n, period.first_day.replace(day=9 + n))
        for n in range(1, extra + 1)
    ]
    prefill = replace(prefill, ledgers={**prefill.ledgers, ledger.id: rows})
    more = {"cumulative": had + extra, "month": month + extra}
    return write(folder, county, period, story.with_figure(prefill, "product", more))


def files(folder: Path) -> list[str]:
    """The files below a folder, by their names from there."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def originals(workspace: Path, kept: str) -> list[Path]:
    """What came in and is kept there, without the papers beside it."""
    paths = sorted(path for path in (workspace / kept).rglob("*") if path.is_file())
    return [path for path in paths if not path.stem.endswith(("_审核意见", "_退回单"))]


def filed(workspace: Path) -> list[Filed]:
    with open_register(Workspace(str(workspace)).register_url) as register:
        return register.submissions()


def events(workspace: Path) -> list[dict[str, Any]]:
    """The log, month after month."""
    lines: list[dict[str, Any]] = []
    for path in sorted((workspace / "log").glob("*.jsonl")):
        lines += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return lines


def agrees(workspace: Path) -> None:
    """Files and register agree."""
    result = fuxi("register", "verify", "--dir", workspace)
    assert result.code == 0, result.out


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def picture(workspace: Path) -> dict[str, Any]:
    """Everything in a workspace: files with their content and times, folders, the register's rows and runs."""
    found: dict[str, Any] = {}
    for root, folders, names in os.walk(os.fsencode(workspace)):
        for name in names:
            path = os.path.join(root, name)
            status = os.lstat(path)
            if name.startswith(b"register.sqlite"):
                continue
            with open(path, "rb") as file:
                found[os.fsdecode(path)] = (status.st_mtime_ns, hashlib.sha256(file.read()).hexdigest())
        found.update({os.fsdecode(os.path.join(root, folder)): "folder" for folder in folders})
    with open_register(Workspace(str(workspace)).register_url) as register:
        found["runs"] = register.runs(10_000)
        found["receipts"] = [one.receipt for one in register.submissions()]
        found["counts"] = register.counts()
    found["tables"] = state(workspace).tables
    return found


def city_table(path: Path, **changes: object) -> Path:
    """The city's own table of June with all its faults mended; ``changes``: other values of cells."""
    book = load_workbook(EXAMPLES / "city-table.xlsx")
    sheet = book.active
    sheet["C17"] = 2
    sheet["I11"] = round(sheet["J11"].value * sheet["G11"].value)
    for address, value in changes.items():
        sheet[address] = value
    for row in range(5, 24):
        for column in range(3, 27, 4):
            quota, month, cumulative, rate = (sheet.cell(row, column + n) for n in range(4))
            if row == 23:
                for total in (quota, month, cumulative):
                    total.value = sum(sheet.cell(above, total.column).value for above in range(5, 23))
            rate.value = cumulative.value / quota.value
    book.save(path)
    return path


def pages(path: Path) -> Pages:
    """The sheets of an xlsx as ``support.in_formats`` writes them in another format."""
    return {
        sheet.title: [[_value(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(path, data_only=True)
        if sheet.sheet_state == "visible"
    }


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return float(value) if isinstance(value, int) else value
