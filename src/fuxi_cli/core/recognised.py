"""What was recognised where: how a reader understood each table of a file, for people who want to see it."""

from typing import NamedTuple


class RecognisedColumn(NamedTuple):
    """One column of a table, and what it was read as."""

    column: int
    header: tuple[str, ...]
    """The texts over it, from top to bottom."""
    reads: str | None = None
    """What it was read as, in Chinese: 示范基地的累计完成. None: it was not read."""
    indicator: str | None = None
    field: str | None = None
    unit: str | None = None
    """The unit that the header names, if any."""
    why: str | None = None
    """Why it was not read, in Chinese."""


class RecognisedTable(NamedTuple):
    """One table of a sheet. Rows count from 1."""

    sheet: str
    kind: str
    """What table it is, in Chinese: 指标进度, 各县一行的表, …"""
    title: str
    header: tuple[int, int]
    """First and last row of the header."""
    rows: tuple[int, ...]
    """The rows that were read as data."""
    total_rows: tuple[int, ...]
    columns: tuple[RecognisedColumn, ...]
    skipped: tuple[tuple[int, str], ...] = ()
    """(row, why) of rows with figures that were not read."""
    why: str | None = None
    """Why the table as a whole was not read, in Chinese."""


class RecognisedFile(NamedTuple):
    """One file: what it was taken for, and why."""

    path: str
    format: str | None
    plan: str | None
    """The plan's reference with its revision."""
    plan_title: str | None
    layout: str | None
    reporter: str | None
    reporter_from: str | None
    """Which source named the reporter, in Chinese."""
    period: str | None
    period_from: str | None
    tables: tuple[RecognisedTable, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    """(sheet, why) of sheets of which nothing was read."""
    remarks: tuple[str, ...] = ()
    """What else there is to say, in Chinese: why a file or a table could not be read."""
