"""What must hold after any change: nothing raises, the report is strict JSON, and no figure is another than its cell."""

import json
import os
from decimal import Decimal
from random import Random
from typing import Any

from fuxi_cli.catalogue import Selection
from fuxi_cli.core.submission import Figure, Sheet, Submission, Workbook
from fuxi_cli.core.words import key
from fuxi_cli.exporters import export
from fuxi_cli.pipeline.history import History
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.opening import File, understand_file
from fuxi_cli.readers.layouts.submission import introduce
from fuxi_cli.readers.spreadsheet import read_workbook
from fuzz import bytes_, cells_, seeds
from support.samples import JUNE, ganzhou

CELL_SEEDS = ("county.xlsx", "department.xlsx", "city.xlsx")
MEASURES = ("quota", "month", "cumulative")
"""The figures that are compared with their cells; rates and gaps are worked out anew anyway."""


class Wrong(AssertionError):
    """What does not hold, and what was changed."""


def changed_bytes(number: int, seed: int, folder: str) -> str:
    """The file that one number stands for, written to the folder; the same for ever."""
    random = Random(f"bytes {seed} {number}")
    name = random.choice(list(seeds.SEEDS))
    path = os.path.join(folder, f"360731_于都县_2022-06.{name.rpartition('.')[2]}")
    with open(path, "wb") as file:
        file.write(bytes_.change(seeds.seed(name), random))
    return path


def check_bytes(number: int, seed: int, folder: str) -> None:
    workbook = read_workbook(changed_bytes(number, seed, folder))
    if not workbook.readable and not workbook.notices:
        raise Wrong("a file that is not read says nothing")
    judge(workbook)


def check_cells(number: int, seed: int) -> None:
    random = Random(f"cells {seed} {number}")
    name = random.choice(CELL_SEEDS)
    workbook, made = cells_.change(_read(name), random)
    try:
        judge(workbook)
    except Wrong as wrong:
        raise Wrong(f"{name}, {made}: {wrong}") from None


_books: dict[str, Workbook] = {}


def _read(name: str) -> Workbook:
    if name not in _books:
        path = {"county.xlsx": seeds.COUNTY, "department.xlsx": seeds.DEPARTMENT, "city.xlsx": seeds.CITY}[
            name
        ]
        _books[name] = read_workbook(str(path))
    return _books[name]


def judge(workbook: Workbook) -> None:
    """Understand and judge a workbook as ``fuxi check`` does, without its net for faults of ours."""
    file = File(workbook)
    if workbook.readable:
        file.identities, file.cover = introduce(workbook)
        file.plan = ganzhou()
    submission = understand_file(file, ganzhou(), JUNE)
    died = [n.provided for n in submission.noticed("reader-died")]
    if died:
        raise Wrong(f"the reader died: {died}")
    report = Run(ganzhou(), JUNE, None, False, Selection(), History()).report([submission])
    strict = json.loads(export(report, "json"), parse_constant=_no_number)
    if workbook.readable:
        _figures_are_their_cells(submission, strict)


def _no_number(name: str) -> None:
    raise Wrong(f"no JSON number: {name}")


def _figures_are_their_cells(submission: Submission, report: Any) -> None:
    """Every figure is the number in its cell, in its indicator's row, or a finding names the cell."""
    named = {(f["sheet"], f["cell"]) for f in report["findings"]}
    for figure in submission.figures:
        for measure in MEASURES:
            value, place = getattr(figure, measure), figure.place(measure)
            if value is None or not place.row:
                continue
            twins = [s for s in submission.workbook.sheets if s.name == place.sheet]
            raws = [s.at(place.row, place.column) for s in twins]
            if (place.sheet, place.cell) not in named and not any(_same(raw, value) for raw in raws):
                raise Wrong(f"{place.cell} holds {raws!r}, and {value} is its {measure}")
            if submission.layout == "official" and len(twins) == 1:
                _stands_in_its_row(twins[0], place.row, figure)


def _stands_in_its_row(sheet: Sheet, row: int, figure: Figure) -> None:
    names = {key(name) for name in figure.indicator.names()}
    words = [key(cell).partition("(")[0] for cell in sheet.rows[row - 1] if isinstance(cell, str)]
    if not any(name in word for word in words for name in names):
        raise Wrong(f"row {row} of {sheet.name} does not speak of {figure.indicator.name}")


def _same(raw: Any, value: Decimal) -> bool:
    return isinstance(raw, float) and float(value) == float(f"{raw:.15g}")
