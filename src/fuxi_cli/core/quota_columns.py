"""What each column of quotas.csv is: the reporter, the due date, an indicator's amount, of one year or in all.

Years stand in the header (``示范基地（个）|2023年``) or in a second header row below the indicator's name; 合计 in
place of a year is the declared total of the indicator's years.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from fuxi_cli.core.plan import Indicator
from fuxi_cli.core.words import fold, key, split_unit

Row = tuple[str, ...]
TOTALS = frozenset(("合计", "总计", "共计", "全市合计", "全省合计", "total"))
DUES = frozenset(("完成时限", "完成日期", "截止日期", "年份", "年度", "due"))
NUMBERS = frozenset(("序号",))
_ALL_YEARS = frozenset(("合计", "总计", "共计", "总任务", "总任务数", "总数", "小计", "total"))
_YEAR = re.compile(r"(?:至|到)?(20\d\d)(?:年度?)?(?:底|末)?(?:任务数?|目标)?")
_BAR = re.compile(r"[|｜]")


class Amounts(NamedTuple):
    """A column of amounts."""

    indicator: Indicator
    year: int | None
    """None: one amount for the whole plan, or the declared total of the years."""


@dataclass(slots=True)
class QuotaColumns:
    """Columns count from 0. ``head`` is how many rows the header has."""

    head: int = 1
    reporter: int | None = None
    due: int | None = None
    amounts: dict[int, Amounts] = field(default_factory=dict)
    doubled: list[tuple[int, Indicator]] = field(default_factory=list)
    """Columns that say what another one says already."""
    unknown: list[int] = field(default_factory=list)
    """Columns of no indicator, the reporter's not counted."""

    def years(self, indicator: str) -> tuple[tuple[int, int], ...]:
        """(year, column) of an indicator's years, oldest first; none where it has one amount in all."""
        found = ((one.year, at) for at, one in self.amounts.items() if one.indicator.id == indicator)
        return tuple(sorted((year, at) for year, at in found if year is not None))

    def whole(self, indicator: str) -> int | None:
        """The column of the indicator's one amount; beside years, of their declared total."""
        return next(
            (at for at, one in self.amounts.items() if one.indicator.id == indicator and one.year is None),
            None,
        )


def year_in(text: str) -> int | None:
    """The year that a cell names and nothing else: ``2023``, ``2023年``, ``2023年任务数``."""
    match = _YEAR.fullmatch(fold(text))
    return int(match[1]) if match else None


def split_year(header: str) -> str:
    """A header without its year: ``示范基地（个）|2023年`` → ``示范基地（个）``."""
    return _taken_apart(header, "")[0]


def columns_of(rows: tuple[Row, ...], indicators: Iterable[Indicator]) -> QuotaColumns:
    """Tell the columns apart by their headers; the first that is nothing else names reporters."""
    wordings = {key(name): indicator for indicator in indicators for name in indicator.names()}
    found = QuotaColumns()
    first = rows[0] if rows else ()
    second = rows[1] if len(rows) > 1 and _is_second_head(first, rows[1], wordings) else None
    found.head = 1 if second is None else 2
    name = ""
    for column, header in enumerate(first):
        below = second[column] if second is not None and column < len(second) else ""
        name = header or (name if below else "")
        wording, year, total = _taken_apart(name, below)
        indicator = _named(wording, wordings)
        if indicator is not None:
            _take(found, column, indicator, year)
        elif total or year is not None or not header:
            if header:
                found.unknown.append(column)
        elif key(header) in DUES:
            found.due = column
        elif key(header) in NUMBERS:
            continue
        elif found.reporter is None:
            found.reporter = column
        else:
            found.unknown.append(column)
    return found


def _named(wording: str, wordings: Mapping[str, Indicator]) -> Indicator | None:
    return wordings.get(key(split_unit(wording)[0])) or wordings.get(key(wording))


def _take(found: QuotaColumns, column: int, indicator: Indicator, year: int | None) -> None:
    if any(one == (indicator, year) for one in found.amounts.values()):
        found.doubled.append((column, indicator))
    else:
        found.amounts[column] = Amounts(indicator, year)


def _taken_apart(header: str, below: str) -> tuple[str, int | None, bool]:
    """A header as (indicator's wording, year, whether it says that it is a total)."""
    wording, *rest = _BAR.split(header, maxsplit=1)
    text = rest[0] if rest else below
    if not text:
        return header, None, False
    if key(text) in _ALL_YEARS:
        return wording.strip(), None, True
    year = year_in(text)
    return (wording.strip(), year, False) if year is not None else (header, None, False)


def _is_second_head(first: Row, second: Row, wordings: Mapping[str, Indicator]) -> bool:
    """Whether the second row only says which year (or total) each column is for, and repeats what stands above it.

    A year or 合计 below the header of the reporters is none: ``合计,2023`` is the row of the totals, which comes to 2023.
    """
    told = [cell for cell in second if cell]
    years = sum(year_in(cell) is not None for cell in told)
    above = {key(cell) for cell in first if cell}
    rest = (cell for cell in told if year_in(cell) is None and key(cell) not in _ALL_YEARS)
    if not years or second[0].isdigit() or not all(key(cell) in above for cell in rest):
        return False
    at = _reporters(first, wordings)
    return at >= len(second) or key(second[at]) in ("", key(first[at]))


def _reporters(first: Row, wordings: Mapping[str, Indicator]) -> int:
    """The column of the first header that names nothing else: the reporters'; the first one where all are known."""
    for column, header in enumerate(first):
        wording, year, total = _taken_apart(header, "")
        if not header or year is not None or total or _named(wording, wordings):
            continue
        if key(header) not in DUES | NUMBERS | _ALL_YEARS:
            return column
    return 0
