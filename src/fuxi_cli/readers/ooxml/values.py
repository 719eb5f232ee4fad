"""Values of cells, by python-calamine, kept from taking the process or the terminal down with it."""

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, time
from io import RawIOBase
from math import inf
from typing import Any

from python_calamine import CalamineWorkbook

from fuxi_cli.core.place import Place
from fuxi_cli.readers.refusal import unreadable

Rows = list[list[Any]]
_STDERR = 2
_BLANK_OR_ENDLESS = frozenset(("", inf, -inf))
_MIDNIGHT = time()


def parse_cells(workbook: RawIOBase, names: list[str]) -> list[Rows]:
    """The rows of every sheet of a repacked workbook, in order; ``rows[r][c]`` stands at row r+1, column c+1.

    ``names`` are the sheets' own, for messages. Refuses a sheet that the parser gives up on.
    """
    with _quiet():
        source = _guarded(lambda: CalamineWorkbook.from_filelike(workbook), Place())
        workbook.close()
        return [
            _guarded(
                lambda n=n: normalise(source.get_sheet_by_index(n).to_python(skip_empty_area=False)),
                Place(name),
            )
            for n, name in enumerate(names)
        ]


def _guarded(read: Any, place: Place) -> Any:
    """Any fault of the parser as a refusal. Its panics are no ``Exception``: they are known by their name only."""
    try:
        return read()
    except Exception:
        raise _given_up(place) from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise _given_up(place) from None


def _given_up(place: Place) -> Exception:
    what = f"工作表“{place.sheet[:20]}”" if place.sheet else "工作簿"
    return unreadable("parser", f"{what}的内容有错，无法读取", place)


def normalise(rows: Rows) -> Rows:
    """Blank cells as None. What is no finite number (NaN, 1E+999) is text, as it stands in no sheet program."""
    for index, row in enumerate(rows):
        if row.count("") == len(row):
            rows[index] = [None] * len(row)
            continue
        rows[index] = [v if v == v and v not in _BLANK_OR_ENDLESS else _odd(v) for v in row]
    return rows


def _odd(value: Any) -> str | None:
    return None if value == "" else str(value)


def at_midnight(rows: Rows) -> None:
    """ISO dates (Strict files) come with a time of 00:00; elsewhere such a cell is a plain date."""
    for row in rows:
        for column, value in enumerate(row):
            if isinstance(value, datetime) and value.time() == _MIDNIGHT:
                row[column] = value.date()


@contextmanager
def no_collector() -> Iterator[None]:
    """Hundreds of thousands of new lists make the cyclic collector walk them all, again and again, for nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _quiet() -> Iterator[None]:
    """Send file descriptor 2, where the parser's panics print, to nowhere for the while.

    Only in a process with one thread: another thread may be showing progress there, and must not be lost.
    """
    saved = None
    if threading.active_count() == 1:
        with suppress(OSError):
            saved = os.dup(_STDERR)
    if saved is None:
        yield
        return
    try:
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, _STDERR)
            os.close(nowhere)
        yield
    finally:
        os.dup2(saved, _STDERR)
        os.close(saved)
