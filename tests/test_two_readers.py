"""Two readers agree, cell by cell, but for the differences that ``docs/two-readers.md`` lists and explains."""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900, from_excel

from fuxi_cli.core.submission import Sheet, Workbook
from fuxi_cli.readers.spreadsheet import read_workbook
from support.libreoffice import convert_all, csv_of_every_sheet, needs_libreoffice
from support.varied import CHINESE_DATES, FORMULAS, Book, by_openpyxl, by_xlsxwriter, varied

SEEDS = 110
CONVERTED = range(1000, 1011)
"""Seeds of what LibreOffice converts; fewer, for it is slow."""
WRITERS = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter}
FORMATS = ("xlsx", "xls", "ods")
BY_OPENPYXL = {"midnight", "chinese-dates", "escaped-control"}
BY_LIBREOFFICE = {
    "csv-digits",
    "csv-seconds",
    "short-span",
    "ods-time-of-day",
    "ods-return",
    "xls-text-formula",
}
AMONG_FORMATS = {"ods-short-span"}
STARTS = (date(1899, 12, 30), date(1904, 1, 1))
"""What dates are counted from."""


def content(sheet: Sheet, row: int, column: int) -> Any:
    """The value, or the error that stands there."""
    return sheet.errors.get((row, column)) or sheet.at(row, column)


def places(*rows: list[list[Any]]) -> Iterator[tuple[int, int]]:
    height = max(map(len, rows))
    width = max((len(row) for table in rows for row in table), default=0)
    for row in range(1, height + 1):
        for column in range(1, width + 1):
            yield row, column


def test_the_documented_differences_are_those_that_are_tested() -> None:
    page = (Path(__file__).parent.parent / "docs/two-readers.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?m)^\| `([a-z-]+)` \|", page)) == BY_OPENPYXL | BY_LIBREOFFICE | AMONG_FORMATS


# openpyxl


def with_openpyxl(ours: Any, theirs: Any, book: Book, format: object) -> str | None:
    """None where both agree; the name of the difference where it is a known one; else it says what differs."""
    if ours == theirs and (type(ours) is type(theirs) or {type(ours), type(theirs)} <= {int, float}):
        return None
    if type(ours) is date and theirs == datetime.combine(ours, time()):
        return "midnight"
    if (format in CHINESE_DATES or book.unnamed) and isinstance(theirs, (int, float)):
        days = theirs + (1462 if book.date1904 else 0)
        if from_excel(days, CALENDAR_WINDOWS_1900) in (ours, datetime.combine(ours, time())):
            return "chinese-dates"
    if isinstance(theirs, str) and re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), theirs) == ours:
        return "escaped-control"
    return f"{ours!r} is not {theirs!r}"


@pytest.mark.parametrize("writer", WRITERS)
def test_what_openpyxl_reads(writer: str, tmp_path: Path) -> None:
    differences: dict[str, list[str]] = {}
    cells = 0
    for seed in range(SEEDS):
        book = varied(seed)
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(WRITERS[writer](book))
        ours = read_workbook(str(path))
        assert not ours.notices
        with catch_warnings():
            simplefilter("ignore")
            theirs = load_workbook(path, data_only=True)
        assert [(s.name, s.visible) for s in ours.sheets] == [
            (s.title, s.sheet_state == "visible") for s in theirs.worksheets
        ]
        for sheet, other, page in zip(ours.sheets, theirs.worksheets, book.pages, strict=True):
            values = [list(row) for row in other.iter_rows(values_only=True)]
            for row, column in places(sheet.rows, values):
                cell = page.cells.get((row - 1, column - 1))
                value = other.cell(row, column).value
                said = with_openpyxl(content(sheet, row, column), value, book, cell.format if cell else None)
                cells += value is not None
                if said:
                    differences.setdefault(said, []).append(f"{seed} {sheet.name} {row}:{column}")
            assert {(m.min_row, m.min_col, m.max_row, m.max_col) for m in other.merged_cells.ranges} == set(
                sheet.merged
            )
    assert cells > 4000
    assert {said: where[:3] for said, where in differences.items() if said not in BY_OPENPYXL} == {}
    # openpyxl does not write what the one name is about, nor XlsxWriter the other.
    assert set(differences) == BY_OPENPYXL - {"chinese-dates" if writer == "openpyxl" else "escaped-control"}


def test_what_was_written_is_read() -> None:
    """The generator does make all that it is meant to; else the two readers agree on little."""
    kinds = {
        type(cell.value)
        for seed in range(SEEDS)
        for page in varied(seed).pages
        for cell in page.cells.values()
    }
    assert {str, int, float, bool, date, datetime, time, timedelta, type(None)} == kinds
    formats = {
        cell.format for seed in range(SEEDS) for page in varied(seed).pages for cell in page.cells.values()
    }
    assert set(CHINESE_DATES) <= formats
    books = [varied(seed) for seed in range(SEEDS)]
    for option in ("date1904", "inline", "wrong_dimension", "phonetic", "iso_dates", "unnamed"):
        assert 5 < sum(getattr(book, option) for book in books) < SEEDS / 2, option


# LibreOffice


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("converted")
    sources = []
    for seed in CONVERTED:
        for writer, write in WRITERS.items():
            path = folder / f"{writer}{seed}.xlsx"
            path.write_bytes(write(varied(seed)))
            sources.append(path)
    for format in FORMATS:
        convert_all(sources, format, folder / format)
    csv_of_every_sheet(sources, folder / "csv")
    return folder


def books(folder: Path, format: str) -> Iterator[Workbook]:
    found = sorted((folder / format).iterdir())
    assert len(found) == len(CONVERTED) * len(WRITERS)
    for path in found:
        book = read_workbook(str(path))
        assert book.readable, (path.name, book.notices)
        yield book


def with_csv(ours: Any, shown: str, format: str) -> str | None:
    """As ``with_openpyxl``, with what LibreOffice's CSV says."""
    if ours is None:
        return "ods-return" if format == "ods" and shown == "\r" else _unless(shown == "", ours, shown)
    if isinstance(ours, bool):
        return _unless(shown == str(ours).upper(), ours, shown)
    if isinstance(ours, str):
        return _unless(shown == ours, ours, shown)
    if isinstance(ours, float):
        lost = format == "xls" and ours == 0 and shown == FORMULAS['="甲"']
        return "xls-text-formula" if lost else _number(ours, shown)
    return _when(ours, shown, format)


def _unless(agrees: bool, ours: Any, shown: str) -> str | None:
    return None if agrees else f"{ours!r} is not {shown!r}"


def _number(ours: float, shown: str) -> str | None:
    percent = shown.endswith("%")
    try:
        number = float(shown.rstrip("%")) / (100 if percent else 1)
    except ValueError:
        return f"{ours!r} is not {shown!r}"
    if number == ours:
        return None
    close = abs(number - ours) <= max(1e-14 * abs(ours), 1e-20)
    return "csv-digits" if close else f"{ours!r} is not {shown!r}"


def _when(ours: Any, shown: str, format: str) -> str | None:
    theirs = _moment(shown)
    if type(ours) is date and theirs == datetime.combine(ours, time()):
        return None
    if isinstance(ours, timedelta):
        if (
            isinstance(theirs, time)
            and timedelta(hours=theirs.hour, minutes=theirs.minute, seconds=theirs.second) == ours
        ):
            return "short-span"
        if format == "ods" and theirs in [datetime.combine(start, time()) + ours for start in STARTS]:
            return "ods-time-of-day"
    if (
        isinstance(ours, datetime)
        and isinstance(theirs, datetime)
        and abs(ours - theirs) <= timedelta(seconds=1)
    ):
        return "csv-seconds" if ours != theirs else None
    return _unless(ours == theirs, ours, shown)


_MOMENTS = (
    "%m/%d/%Y", "%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%I:%M:%S %p", "%H:%M:%S",
)  # fmt: skip


def _moment(shown: str) -> Any:
    """What the input line of a sheet in English shows for a day, a moment, a time or a duration."""
    span = re.fullmatch(r"(\d+):(\d\d):(\d\d)", shown)
    if span and int(span[1]) > 23:
        return timedelta(hours=int(span[1]), minutes=int(span[2]), seconds=int(span[3]))
    for pattern in _MOMENTS:
        try:
            parsed = datetime.strptime(shown, pattern)
        except ValueError:
            continue
        return parsed if "%d" in pattern else parsed.time()
    return None


@pytest.mark.libreoffice
@needs_libreoffice
def test_what_libreoffice_shows(converted: Path) -> None:
    differences: dict[str, list[str]] = {}
    cells = 0
    for format in FORMATS:
        for book in books(converted, format):
            stem = Path(book.path).stem
            for sheet in book.sheets:
                with open(
                    converted / "csv" / f"{stem}-{sheet.name}.csv", encoding="utf-8", newline=""
                ) as file:
                    shown = list(csv.reader(file))
                for row, column in places(sheet.rows, shown):
                    there = row <= len(shown) and column <= len(shown[row - 1])
                    words = shown[row - 1][column - 1] if there else ""
                    said = with_csv(content(sheet, row, column), words, format)
                    cells += words != ""
                    if said:
                        differences.setdefault(said, []).append(
                            f"{stem}.{format} {sheet.name} {row}:{column}"
                        )
    assert cells > 2500
    assert {said: where[:3] for said, where in differences.items() if said not in BY_LIBREOFFICE} == {}
    assert set(differences) == BY_LIBREOFFICE


@pytest.mark.libreoffice
@needs_libreoffice
def test_the_three_formats_say_the_same(converted: Path) -> None:
    different = []
    for xlsx, xls, ods in zip(*(books(converted, format) for format in FORMATS), strict=True):
        assert [s.name for s in xlsx.sheets] == [s.name for s in xls.sheets] == [s.name for s in ods.sheets]
        assert (
            [s.visible for s in xlsx.sheets]
            == [s.visible for s in xls.sheets]
            == [s.visible for s in ods.sheets]
        )
        for sheets in zip(xlsx.sheets, xls.sheets, ods.sheets, strict=True):
            assert set(sheets[0].merged) == set(sheets[1].merged) == set(sheets[2].merged)
            for row, column in places(*(sheet.rows for sheet in sheets)):
                values = [content(sheet, row, column) for sheet in sheets]
                if not all(_alike(values[0], value) or _known(values[0], value) for value in values[1:]):
                    different.append((xlsx.path, sheets[0].name, row, column, values))
    assert different == []


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-14 * abs(one)
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs(one - other) < timedelta(milliseconds=1)
    return type(one) is type(other) and bool(one == other)


def _known(xlsx: Any, other: Any) -> bool:
    """``ods-time-of-day``, ``ods-short-span``, ``ods-return`` and ``xls-text-formula``."""
    if isinstance(xlsx, str):
        return (xlsx, other) in (("\r", None), (FORMULAS['="甲"'], 0.0))
    if isinstance(xlsx, timedelta) and isinstance(other, time):
        return datetime.combine(STARTS[0], other) == datetime.combine(STARTS[0], time()) + xlsx
    return type(xlsx) is date and isinstance(other, timedelta) and xlsx in [start + other for start in STARTS]
