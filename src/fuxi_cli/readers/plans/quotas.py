"""quotas.csv: what each reporter owes, in all or year by year.

A name that no reporter has, a wrong total, a row given twice: all of that loads as it stands, and lint speaks.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan import Indicator, Quota, Reporter
from fuxi_cli.core.quota_columns import TOTALS, QuotaColumns, columns_of, year_in
from fuxi_cli.core.words import key
from fuxi_cli.readers.plans.csv_rows import CsvTable
from fuxi_cli.readers.plans.faults import Faults, provided, quoted
from fuxi_cli.readers.plans.files import QUOTAS, Row, about_number, parse_date, parse_number

OWN, CUMULATIVE = "own", "cumulative"
YEARS = (OWN, CUMULATIVE)
"""What the amounts of several years mean: each year's own, or all that is to be done by its end."""

_NO_QUOTA = {"", "-", "—", "–", "－", "——"}
Entry = tuple[str, Indicator, date | None, Decimal, int, int]
"""(reporter, indicator, due, amount, row, column); due None: the indicator's."""


class Quotas(NamedTuple):
    quotas: tuple[Quota, ...]
    declared_totals: tuple[tuple[str, Decimal], ...]


class _Cells(NamedTuple):
    """What is known while the rows are read."""

    table: CsvTable
    columns: QuotaColumns
    dues: dict[str, date]
    years: str
    faults: Faults


def quotas(
    table: CsvTable,
    indicators: tuple[Indicator, ...],
    reporters: tuple[Reporter, ...],
    dues: dict[str, date],
    faults: Faults,
    years: str = OWN,
) -> Quotas:
    """The quotas as printed, and the totals of the 合计 row. Blank or ``-`` is no quota, which is not 0.

    ``dues``: the last due date of each indicator. ``years``: see ``YEARS``.
    """
    columns = columns_of(table.rows, indicators)
    _tell(table, columns, indicators, faults)
    if columns.reporter is None:
        return Quotas((), ())
    cells = _Cells(table, columns, dues, years, faults)
    ids = {key(name): r.id for r in reversed(reporters) for name in (*reversed(r.aliases), r.name, r.id)}
    found: list[Entry] = []
    totals: list[tuple[str, Decimal]] = []
    for number, row in _rows(table, columns.head, faults):
        name = _cell(row, columns.reporter)
        if any(key(cell) in TOTALS for cell in row[: columns.reporter + 1]):
            totals.extend(_declared(cells, number, row))
            continue
        if columns.due is not None and key(_cell(row, columns.due)) in TOTALS:
            list(
                _amounts(cells, number, row)
            )  # a reporter's own total: looked at for its faults, checked by lint
            continue
        due = _due(cells, number, row)
        if not name:
            faults.add(
                table.where(number, columns.reporter + 1), "没有填，应为报送单位的名称，合计行写“合计”。"
            )
        reporter = ids.get(key(name), name)
        for indicator, year, value, column in _amounts(cells, number, row):
            by = _end_of(year, dues[indicator.id]) if year is not None else due
            found.append((reporter, indicator, by, value, number, column))
    return Quotas(tuple(_joined(cells, found)), tuple(totals))


def _tell(table: CsvTable, columns: QuotaColumns, indicators: tuple[Indicator, ...], faults: Faults) -> None:
    """The faults of the header."""
    for column, indicator in columns.doubled:
        faults.add(
            table.where(1, column + 1),
            f"“{table.header[column]}”与前面一栏是同一个指标（{indicator.name}），只保留一栏。",
        )
    if columns.reporter is None:
        faults.add(f"{QUOTAS} 第1行", "表头里没有报送单位一栏，如“县（市、区）”。")
        return
    for column in columns.unknown:
        header = table.header[column]
        like = nearest(header, [i.header for i in indicators])
        hint = f"，是不是“{like}”？" if like else "。"
        allowed = quoted(i.header for i in indicators) or "（无）"
        faults.add(table.where(1, column + 1), f"没有“{header}”这个指标{hint}plan.yaml 中的指标：{allowed}。")


def _declared(cells: _Cells, number: int, row: Row) -> Iterator[tuple[str, Decimal]]:
    """What a 合计 row declares for each indicator as a whole; its years are lint's to add up."""
    if cells.columns.due is not None and year_in(_cell(row, cells.columns.due)) is not None:
        list(_amounts(cells, number, row))
        return
    given: dict[str, list[tuple[int, Decimal]]] = {}
    for indicator, year, value, column in _amounts(cells, number, row, wholes=True):
        if year is None:
            yield indicator.id, value
        elif cells.columns.whole(indicator.id) is None:
            given.setdefault(indicator.id, []).append((column, value))
    for id, amounts in given.items():
        level = next(o.indicator.level for o in cells.columns.amounts.values() if o.indicator.id == id)
        last = amounts[-1][1]
        yield id, last if level or cells.years == CUMULATIVE else sum((a for _, a in amounts), Decimal(0))


def _amounts(
    cells: _Cells, number: int, row: Row, wholes: bool = False
) -> Iterator[tuple[Indicator, int | None, Decimal, int]]:
    """Every amount of a row; ``wholes``: the declared totals of an indicator's years as well."""
    for column, (indicator, year) in sorted(
        cells.columns.amounts.items(), key=lambda one: (one[1].year or 0, one[0])
    ):
        text = _cell(row, column)
        if text in _NO_QUOTA:
            continue
        value = parse_number(text)
        if value is None or value < 0:
            cells.faults.add(
                cells.table.where(number, column + 1),
                f"{provided(text)}{about_number(text)}，应为不小于 0 的数字；没有任务数的留空或填“-”。",
            )
        elif year is not None or wholes or not cells.columns.years(indicator.id):
            yield indicator, year, value, column


def _due(cells: _Cells, number: int, row: Row) -> date | None:
    """The row's own due date, where it has one; of a year alone, its last day."""
    column = cells.columns.due
    text = _cell(row, column) if column is not None else ""
    if column is None or not text:
        return None
    year = year_in(text)
    due = _end_of(year, *cells.dues.values()) if year is not None else parse_date(text)
    if due is None:
        cells.faults.add(
            cells.table.where(number, column + 1),
            f"{provided(text)}，应为日期或者年份，如 2022-12-31、2022年；按指标的时限就留空。",
        )
    return due


def _end_of(year: int, *dues: date) -> date:
    """The last day of a year; where an indicator is due within that year, the latest such day."""
    return max((due for due in dues if due.year == year), default=date(year, 12, 31))


def _joined(cells: _Cells, found: list[Entry]) -> Iterator[Quota]:
    """The amounts of one reporter on one indicator as one quota, in the order in which they were first named.

    An amount that is given twice for one due date stays two quotas: lint says so.
    """
    groups: dict[tuple[str, str], dict[date, Entry]] = {}
    for entry in found:
        by_due = groups.setdefault((entry[0], entry[1].id), {})
        by_due.setdefault(entry[2] or cells.dues[entry[1].id], entry)
    told = set()
    for reporter, indicator, due, value, _, _ in found:
        id = indicator.id
        by_due, years = groups[reporter, id], cells.columns.years(id)
        if len(by_due) == 1 and len(years) < 2:
            yield Quota(reporter, id, value, due or cells.dues[id], indicator.clause)
        elif (reporter, id) not in told:
            told.add((reporter, id))
            stages = tuple(_stages(cells, indicator, by_due, years))
            yield Quota(reporter, id, stages[-1][1], stages[-1][0], indicator.clause, stages)


def _stages(
    cells: _Cells, indicator: Indicator, by_due: dict[date, Entry], years: tuple[tuple[int, int], ...]
) -> Iterator[tuple[date, Decimal]]:
    """Each due date with what must be done by then. A year without an amount before the last one asks for nothing."""
    so_far = Decimal(0)
    last = max(by_due)
    days = {*by_due, *(day for year, _ in years if (day := _end_of(year, cells.dues[indicator.id])) < last)}
    for day in sorted(days):
        entry = by_due.get(day)
        if entry is None:
            if not indicator.level:
                yield day, so_far
            continue
        value = entry[3]
        if cells.years == CUMULATIVE and not indicator.level and value < so_far:
            cells.faults.add(
                cells.table.where(entry[4], entry[5] + 1),
                f"{provided(f'{value:f}')}，比上一个时限的 {so_far:f} 还小；各年填的是到年底的累计数（plan.yaml 里 quotas.years 是 cumulative），只会增加。",
            )
        so_far = value if indicator.level or cells.years == CUMULATIVE else so_far + value
        yield day, so_far


def _rows(table: CsvTable, head: int, faults: Faults) -> Iterator[tuple[int, Row]]:
    """The rows below the header that hold anything, with their numbers as a spreadsheet counts them."""
    width = max((len(row) for row in table.rows[:head]), default=0)
    for number, row in enumerate(table.rows[head:], start=head + 1):
        if any(row[width:]):
            faults.add(
                f"{table.name} 第{number}行",
                f"有 {len(row)} 栏，表头只有 {width} 栏；文字里的英文逗号要用引号括起来。",
            )
        elif any(row):
            yield number, row


def _cell(row: Row, column: int) -> str:
    return row[column] if column < len(row) else ""
