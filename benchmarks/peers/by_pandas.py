"""What an office's technician writes: pandas for the values, openpyxl for what pandas does not show.

Usage: by_pandas.py FOLDER_OR_FILE QUOTAS_CSV OUT_CSV [--values-only]

``--values-only`` leaves out what needs the workbook a second time: hidden rows, and formulas without a value.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
from frames import cover, date_of, number, read, submitted_on, table
from known import (
    COVER,
    COVER_FIELDS,
    DOCUMENT,
    END,
    FIGURES,
    LEDGERS,
    START,
    STATUSES,
    TASKS,
    Finding,
    Ledger,
    letter,
    read_quotas,
    right_code,
    workbooks,
    write,
)

Quotas = dict[str, dict[str, int]]


@dataclass
class Page:
    """The findings of one sheet."""

    sheet: str
    columns: list[str]
    found: list[tuple[str, str, str]] = field(default_factory=list)

    def at(self, row: int, column: str, code: str) -> None:
        self.found.append((self.sheet, f"{letter(self.columns.index(column))}{row + 1}", code))


Row = dict[str, object]


def records(body: pd.DataFrame) -> Iterator[tuple[int, Row]]:
    return zip(body.index, body.to_dict("records"), strict=True)


def fold(text: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).casefold()


def check_cover(frame: pd.DataFrame) -> Page:
    page = Page(COVER, ["label", "value"])
    fields = cover(frame)
    for label in COVER_FIELDS:
        if fields[label][1] == "":
            page.at(fields[label][0], "value", "S210")
    return page


def check_tasks(body: pd.DataFrame, submitted: datetime) -> Page:
    page = Page(TASKS, list(body.columns))
    for index, row in records(body):
        status, day = row["状态"], date_of(row["完成日期"])
        if status == "":
            page.at(index, "状态", "T101")
        elif status not in STATUSES:
            page.at(index, "状态", "T108")
        if row["完成日期"] != "" and day is None:
            page.at(index, "完成日期", "T105")
        if status == "已完成":
            if row["完成日期"] == "":
                page.at(index, "完成日期", "C106")
            if row["佐证文号"] == "":
                page.at(index, "佐证文号", "C107")
            if day is not None and day > submitted:
                page.at(index, "完成日期", "C108")
        elif day is not None and status in STATUSES:
            page.at(index, "完成日期", "C111")
    return page


@dataclass
class Counted:
    """What a ledger says of its indicator; ``keys`` are the objects that count, with their rows."""

    page: Page
    keys: dict[str, int] = field(default_factory=dict)
    month: int = 0


def check_ledger(sheet: str, body: pd.DataFrame, known: Ledger, submitted: datetime) -> Counted:
    # A frame's own operations cost more than such a table has rows: values in plain loops are three times as fast.
    counted = Counted(Page(sheet, list(body.columns)))
    seen: set[str] = set()
    for index, row in records(body):
        staged = known.stage is None or row[known.stage] == "已认定"
        wrong = dict(check_cells(row, known, staged))
        day = check_dates(row, known, staged, submitted, wrong)
        key = fold(row[known.key])
        if key and key in seen:
            wrong[known.key] = "E103"
        elif key and staged and day is not None and START <= day <= END:
            counted.keys[key] = index
            counted.month += day.month == END.month
        seen.add(key)
        for column, code in wrong.items():
            counted.page.at(index, column, code)
    return counted


def check_cells(row: Row, known: Ledger, staged: bool) -> Iterator[tuple[str, str]]:
    """(column, code) of each cell that is wrong by itself."""
    asked = (known.document, known.day) if known.stage and staged else ()
    for column, value in row.items():
        if value != value:
            yield column, "S407"
        elif value == "":
            if column in known.required or column in asked:
                yield column, "T101"
        elif column in known.lists:
            if value not in known.lists[column]:
                yield column, "T108"
        elif column in known.numbers:
            least = known.numbers[column] if staged else 0
            yield from ((column, code) for code in check_number(number(value), least))
        elif column == known.code:
            if not right_code(value):
                yield column, "T112"
        elif column == known.document and not DOCUMENT.search(str(value)):
            yield column, "E109"


def check_number(value: float, least: float) -> Iterator[str]:
    if value != value:
        yield "T102"
    elif value < 0:
        yield "T104"
    elif value < least:
        yield "E104"


def check_dates(
    row: Row, known: Ledger, staged: bool, submitted: datetime, wrong: dict[str, str]
) -> datetime | None:
    """Adds what is wrong with the dates; returns the one that places the object in a period."""
    day = date_of(row[known.day])
    if day is None and known.day not in wrong and row[known.day] != "":
        wrong[known.day] = "T105"
    elif day is not None and day > submitted:
        wrong[known.day] = "T106"
    elif day is not None and day < START and staged:
        wrong[known.day] = "E107"
    if known.expires and known.expires not in wrong:
        until = date_of(row[known.expires])
        if until is None:
            wrong[known.expires] = "T105"
        elif until <= END or (day is not None and until < day):
            wrong[known.expires] = "E106"
    return day


def check_figures(
    body: pd.DataFrame, quotas: dict[str, int], ledgers: dict[str, Counted], nil: bool
) -> Iterator[tuple[int, str, str]]:
    """(row label, column, code) of each finding; one cause is told once."""
    for index, row in records(body):
        errors = [column for column, value in row.items() if value != value]
        yield from ((index, column, "S407") for column in errors)
        owed = quotas.get(row["指标"])
        quota, month, total = (number(row[column]) for column in ("年度任务数", "本月新增", "累计完成"))
        for column, value in (("本月新增", month), ("累计完成", total)):
            yield from ((index, column, code) for code in check_count(row[column], value))
        if owed is not None and quota != owed:
            yield index, "年度任务数", "Q101"
        if month % 1 == 0 and month > total:
            yield index, "本月新增", "C101"
        if owed and total >= 0:
            yield from ((index, *wrong) for wrong in check_calculated(row, {owed, quota}, total))
        counted = ledgers.get(row["指标"])
        if counted is not None and not counted.page.found:
            if total >= 0 and total % 1 == 0 and total != len(counted.keys):
                yield index, "累计完成", "E101"
            elif month >= 0 and month % 1 == 0 and month != counted.month and not month > total and not nil:
                yield index, "本月新增", "E102"


def check_count(written: object, value: float) -> Iterator[str]:
    if written == "":
        yield "T101"
    elif value != value and written == written:
        yield "T102"
    elif value < 0:
        yield "T104"
    elif value % 1 > 0:
        yield "T103"


def check_calculated(row: dict[str, object], quotas: set[float], total: float) -> Iterator[tuple[str, str]]:
    rate, gap = number(row["完成率"]), number(row["差额"])
    if rate == rate and all(abs(rate - total / quota) > 0.0005 for quota in quotas):
        yield "完成率", "C103"
    if gap == gap and all(gap not in (quota - total, max(quota - total, 0)) for quota in quotas):
        yield "差额", "C104"


def check_hidden(path: Path, sheets: dict[str, pd.DataFrame]) -> Iterator[tuple[str, str, str]]:
    """What pandas does not show: hidden rows with data, and formulas without a value."""
    for sheet in openpyxl.load_workbook(path):
        values = sheets[sheet.title]
        before = False
        for number_, row in enumerate(sheet.iter_rows(), start=1):
            hidden = sheet.row_dimensions[number_].hidden and any(c.value is not None for c in row[1:])
            if hidden and not before:
                yield sheet.title, f"A{number_}", "S401"
            before = hidden
            for cell in row:
                if cell.data_type != "f" or values.iat[number_ - 1, cell.column - 1] != "":
                    continue
                # The form's formulas show nothing while what they refer to is no number.
                if all(isinstance(sheet[c].value, int | float) for c in re.findall(r"[A-Z]\d+", cell.value)):
                    yield sheet.title, cell.coordinate, "S406"


Claims = dict[tuple[str, str], list[Finding]]


def check(path: Path, quotas: Quotas, claims: Claims, values_only: bool) -> list[tuple[str, str, str]]:
    sheets = read(path)
    submitted = submitted_on(sheets)
    county, nil = (cover(sheets[COVER])[label][1] for label in ("报送单位", "本月有无进展"))
    pages = [check_cover(sheets[COVER]), check_tasks(table(sheets[TASKS], "重点工作"), submitted)]
    ledgers = {}
    for name, known in LEDGERS.items():
        body = table(sheets[name], known.key)
        counted = check_ledger(name, body, known, submitted)
        ledgers[known.indicator] = counted
        pages.append(counted.page)
        column = letter(list(body.columns).index(known.key))
        for key, row in counted.keys.items():
            claims.setdefault((name, key), []).append((path.name, name, f"{column}{row + 1}", "X101"))
    body = table(sheets[FIGURES], "指标")
    figures = Page(FIGURES, list(body.columns))
    for finding in check_figures(body, quotas[str(county)], ledgers, nil == "无"):
        figures.at(*finding)
    if nil == "无" and (body["本月新增"].map(number) > 0).any():
        pages[0].at(cover(sheets[COVER])["本月有无进展"][0], "value", "C110")
    found = [finding for page in (*pages, figures) for finding in page.found]
    return found if values_only else [*found, *check_hidden(path, sheets)]


def main() -> None:
    source, quotas_csv, out = sys.argv[1:4]
    quotas, claims, found = read_quotas(quotas_csv), Claims(), []
    for path in workbooks(source):
        cells = check(path, quotas, claims, "--values-only" in sys.argv)
        found += [(path.name, *cell) for cell in cells]
    found += [claim for same in claims.values() if len({c[0] for c in same}) > 1 for claim in same]
    write(found, out)


main()
