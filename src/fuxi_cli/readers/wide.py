"""The wide table: rows are reporters, columns are indicators (SPEC section 4, "Reading").

Either one column per indicator, as the annex prints it, or under each indicator the columns
任务 / 本月 / 累计 / 完成率. What a single column means is told by the words above it, never guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from fuxi_cli.core.form import PROGRESS, SheetForm
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Indicator, Plan, Reporter
from fuxi_cli.core.submission import Figure, Notice, Sheet, Submission, Table, Total, Workbook
from fuxi_cli.core.words import fold, key, split_unit
from fuxi_cli.readers.figures import MEASURES, QUANTITIES, measure_field, read_measure, unfinished
from fuxi_cli.readers.official import match_indicator
from fuxi_cli.readers.tables import Reading, is_footnote, is_total, match, wordings
from fuxi_cli.readers.values import parse

_HEADER_ROWS = 30
_FORM = SheetForm("wide", "进度表", PROGRESS.fields, key="indicator")


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class WideHeader:
    """Where a wide table's columns are: (indicator, field) of each, and the column that names reporters."""

    row: int
    """The last row of the header."""
    reporters: int
    columns: dict[int, tuple[Indicator, str]]
    units: dict[int, str] = field(default_factory=dict)
    unclear: bool = False
    """One column per indicator, and nothing says whether it is the quota or what was done."""


def find_wide(workbook: Workbook, plan: Plan) -> tuple[Sheet, WideHeader] | None:
    """The first visible sheet with a wide table of this plan's indicators and reporters."""
    for sheet in workbook.sheets:
        if sheet.visible and (header := _header(sheet, plan)):
            return sheet, header
    return None


def _header(sheet: Sheet, plan: Plan) -> WideHeader | None:
    best: tuple[int, dict[int, Indicator]] | None = None
    for row, cells in enumerate(sheet.rows[:_HEADER_ROWS], start=1):
        named = {
            c: i
            for c, cell in enumerate(cells, start=1)
            if isinstance(cell, str) and (i := match_indicator(plan, cell))
        }
        if len({i.id for i in named.values()}) >= min(2, len(plan.indicators)) and (
            best is None or len(named) > len(best[1])
        ):
            best = (row, named)
    if best is None:
        return None
    row, named = best
    reporters = _reporter_column(sheet, plan, row, min(named))
    if reporters is None:
        return None
    return _two_level(sheet, row, named, reporters) or _one_level(sheet, row, named, reporters)


def _reporter_column(sheet: Sheet, plan: Plan, row: int, before: int) -> int | None:
    """The column left of the first indicator in which most cells name a reporter; at least two must."""
    counts = {
        column: sum(1 for r in range(row + 1, len(sheet.rows) + 1) if _reporter(plan, sheet.at(r, column)))
        for column in range(1, before)
    }
    best = max(counts, key=lambda c: counts[c], default=0)
    return best if best and counts[best] >= 2 else None


def _reporter(plan: Plan, cell: object) -> Reporter | None:
    return plan.reporter(cell) if isinstance(cell, str) else None


def _two_level(sheet: Sheet, row: int, named: dict[int, Indicator], reporters: int) -> WideHeader | None:
    """任务 / 本月 / 累计 / 完成率 in the row below, each indicator reaching to the next one's column."""
    if row >= len(sheet.rows):
        return None
    words = wordings(tuple(f for f in PROGRESS.fields if f.name in MEASURES))
    columns: dict[int, tuple[Indicator, str]] = {}
    units: dict[int, str] = {}
    starts = sorted(named)
    for column, cell in enumerate(sheet.rows[row], start=1):
        owner = max((s for s in starts if s <= column), default=None)
        name, unit = match(cell, words) if isinstance(cell, str) else (None, None)
        if owner is not None and name:
            columns[column] = (named[owner], name)
            above = split_unit(sheet.at(row, owner))[1]
            if unit or above:
                units[column] = unit or above or ""
    if len(columns) < 2:
        return None
    return WideHeader(row + 1, reporters, columns, units)


def _one_level(sheet: Sheet, row: int, named: dict[int, Indicator], reporters: int) -> WideHeader:
    meaning = _meaning_above(sheet, row)
    columns = {column: (indicator, meaning or "cumulative") for column, indicator in named.items()}
    units = {c: u for c in named if (u := split_unit(sheet.at(row, c))[1])}
    return WideHeader(row, reporters, columns, units, unclear=meaning is None)


def _meaning_above(sheet: Sheet, row: int) -> str | None:
    """Whether the lines above speak of what was done (累计完成、进度) or of what is owed (任务)."""
    text = fold("".join(str(c) for cells in sheet.rows[: row - 1] for c in cells if isinstance(c, str)))
    done = any(word in text for word in ("完成情况", "累计完成", "进展情况", "进度", "完成数"))
    owed = any(word in text for word in ("任务表", "任务数", "任务分解", "指导性任务", "目标任务"))
    if done == owed:
        return None
    return "cumulative" if done else "quota"


def read_wide(submission: Submission, plan: Plan, sheet: Sheet, header: WideHeader) -> list[Reading]:
    """Fill a submission with every reporter's figures."""
    if header.unclear:
        submission.notices.append(
            Notice("layout-not-recognised", sheet.place(header.row), "每个指标只有一列", "任务数或累计完成数")
        )
        return []
    table = Table(_FORM, sheet.name, header.row, {"indicator": header.reporters})
    reading = Reading(table, {}, last_row=header.row)
    _notice_missing_columns(submission, sheet, header)
    seen: dict[str, Place] = {}
    for row in range(header.row + 1, len(sheet.rows) + 1):
        _read_row(submission, plan, sheet, header, row, reading, seen)
    for reporter in plan.reporters:
        if reporter.id not in seen and plan.quotas_of(reporter.id):
            submission.notices.append(Notice("row-missing", sheet.place(), None, reporter.name))
    submission.totals.extend(_totals(submission, sheet, header, reading))
    table.columns.update({f"c{column}": column for column in header.columns})
    return [reading]


def _notice_missing_columns(submission: Submission, sheet: Sheet, header: WideHeader) -> None:
    for indicator in {i.id: i for i, _ in header.columns.values()}.values():
        if not any(i is indicator and name == "cumulative" for i, name in header.columns.values()):
            expected = f"{indicator.short}的累计完成"
            submission.notices.append(Notice("column-missing", sheet.place(header.row), None, expected))


def _read_row(
    submission: Submission,
    plan: Plan,
    sheet: Sheet,
    header: WideHeader,
    row: int,
    reading: Reading,
    seen: dict[str, Place],
) -> None:
    name = sheet.at(row, header.reporters)
    place = sheet.place(row, header.reporters)
    cells = [sheet.at(row, column) for column in header.columns]
    if any(is_total(sheet.at(row, c)) for c in range(1, header.reporters + 1)):
        reading.total_rows.append(row)
        reading.last_row = row
        return
    if name is None or is_footnote(sheet.rows[row - 1]):
        return
    reporter = _reporter(plan, name)
    if reporter is None:
        if any(cell is not None for cell in cells):
            submission.notices.append(
                Notice("unknown-reporter", place, name, nearest_reporter(plan, str(name)))
            )
            reading.last_row = row
        return
    reading.last_row = row
    if reporter.id in seen:
        facts = (("first", seen[reporter.id].cell),)
        submission.notices.append(Notice("row-duplicated", place, name, None, facts))
        return
    seen[reporter.id] = place
    reading.table.rows.append(row)
    submission.figures.extend(_figures(submission, plan, sheet, header, row, reporter))


def _figures(
    submission: Submission, plan: Plan, sheet: Sheet, header: WideHeader, row: int, reporter: Reporter
) -> Iterator[Figure]:
    by_indicator: dict[str, dict[str, int]] = {}
    for column, (indicator, name) in header.columns.items():
        by_indicator.setdefault(indicator.id, {})[name] = column
    for indicator in plan.indicators:
        columns = by_indicator.get(indicator.id)
        if not columns:
            continue
        figure = Figure(reporter, indicator, {name: sheet.place(row, c) for name, c in columns.items()})
        owes = plan.quota(reporter.id, indicator.id) is not None
        for name, column in columns.items():
            read_measure(
                submission, sheet, figure, name, header.units.get(column), owes and name == "cumulative"
            )
        yield figure


def _totals(submission: Submission, sheet: Sheet, header: WideHeader, reading: Reading) -> Iterator[Total]:
    for row in reading.total_rows:
        for column, (indicator, name) in header.columns.items():
            if name not in QUANTITIES:
                continue
            figures = [
                f for f in submission.figures if f.indicator.id == indicator.id and f.place(name).row < row
            ]
            stated = parse(
                sheet.at(row, column), measure_field(name, indicator), header.units.get(column)
            ).value
            if isinstance(stated, Decimal) and not any(unfinished(f, name) for f in figures):
                parts = tuple(v for f in figures if (v := getattr(f, name)) is not None)
                title = f"{indicator.short}{PROGRESS.field(name).title}"
                yield Total(sheet.place(row, column), title, stated, parts)


def nearest_reporter(plan: Plan, name: str) -> str | None:
    """The plan's reporter whose name is nearest to a name that is none; None when none is near."""
    names = {
        key(text): reporter.name for reporter in plan.reporters for text in (reporter.name, *reporter.aliases)
    }
    close = get_close_matches(key(name), list(names), n=1, cutoff=0.5)
    return names[close[0]] if close else None
