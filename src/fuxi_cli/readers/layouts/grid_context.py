"""What the lines around a table say for all of its figures: indicator, measure, unit, reporter.

Settles every column of a grid, or finds that two readings are possible; then nothing of the table is read.
"""

import re
from typing import NamedTuple

from fuxi_cli.core.form import PROGRESS
from fuxi_cli.core.period import KINDS_OF_PERIOD, Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Indicator
from fuxi_cli.core.reporting_periods import spoken
from fuxi_cli.core.submission import Hints, Notice
from fuxi_cli.core.words import fold, key
from fuxi_cli.readers.cells.units import comparable, is_known, named
from fuxi_cli.readers.layouts.grids import Grid, GridColumn, has_number
from fuxi_cli.readers.layouts.headings import DONE, Vocabulary, measure_of_title

WEAK_RATES = frozenset(map(key, ("占比", "比例", "进度", "完成进度")))
"""Words for the rate that may mean something else; beside 完成率 they do."""
_UNIT_LINE = re.compile(r"(?:^|[\s,;。()])(?:计量|金额|面积|数量)?单位:([^\s,;。()、/]{1,6})(?![^\s,;。()])")
_SENTENCE = 6
TITLES = {f.name: f.title for f in PROGRESS.fields} | {DONE: "完成数"}


class Unclear(NamedTuple):
    """Why a table cannot be read with certainty: a kind of S201, the words that are unclear, their readings."""

    case: str
    place: Place
    provided: str
    readings: str

    def notice(self) -> Notice:
        facts = (("case", self.case),)
        return Notice("layout-not-recognised", self.place, self.provided, self.readings, facts)


def settle_grid(grid: Grid, vocabulary: Vocabulary, hints: Hints, period: Period | None) -> Unclear | None:
    """Give every column its indicator and measure, as far as they do not stand in the rows."""
    _drop_empty(grid)
    _drop_other_months(grid, period, vocabulary.frequency)
    unclear = None
    if not grid.indicators:
        unclear = _settle_indicators(grid, vocabulary)
    if unclear is None and not grid.measures:
        unclear = _settle_measures(grid, hints, vocabulary.frequency)
    if unclear is None:
        unclear = _settle_doubles(grid)
    _settle_units(grid, vocabulary)
    return unclear


def read_columns(grid: Grid) -> list[GridColumn]:
    """The columns that are read."""
    return [c for c in grid.columns if c.why is None]


def _drop_empty(grid: Grid) -> None:
    """A column whose header is not known, or tells of progress and has sentences below it: 进展情况."""
    for column in grid.columns:
        if column.why is None and column.measure is None and column.indicator is None:
            column.why = "表头不认识"
        elif column.why is None and column.measure == DONE and _holds_words(grid, column.column):
            column.why = "列里是文字，没有数"


def _holds_words(grid: Grid, column: int) -> bool:
    rows = grid.sheet.rows[grid.block.last : grid.bottom]
    filled = [cells[column - 1] for cells in rows if column <= len(cells) and cells[column - 1] is not None]
    return any(isinstance(cell, str) and len(cell) > _SENTENCE for cell in filled) and not any(
        map(has_number, filled)
    )


def _drop_other_months(grid: Grid, period: Period | None, frequency: str) -> None:
    """Columns that name a month, or in quarterly plans a quarter, which is not the period."""
    if period is None:
        return
    kind = KINDS_OF_PERIOD[frequency]
    own = kind(*period).month_first
    for column in grid.columns:
        if column.month and column.why is None:
            named = kind(column.year or period.year, column.month)
            if named.month_first != own:
                column.why = f"是{named.short}的数，不是本期的"


def _settle_indicators(grid: Grid, vocabulary: Vocabulary) -> Unclear | None:
    """Columns without an indicator are all of the one that the lines above or the sheet's name tell."""
    named_here = [c for c in read_columns(grid) if c.indicator]
    bare = [c for c in read_columns(grid) if c.indicator is None]
    if named_here:
        for column in bare:
            if column.measure != "remark":
                column.why = "表头没有写是哪个指标"
        return None
    if not bare:
        return None
    found = _indicator_around(grid, vocabulary)
    if len(found) == 1:
        for column in bare:
            column.indicator = found[0]
        return None
    first = bare[0]
    readings = "、".join(i.short for i in (found or vocabulary.plan.indicators))
    return Unclear("indicator", grid.sheet.place(*first.cell), _words(first), readings)


def _indicator_around(grid: Grid, vocabulary: Vocabulary) -> list[Indicator]:
    for text in (*(text for _, _, text in grid.lines), grid.sheet.name):
        found = vocabulary.indicators_in(text)
        if found:
            return found
    plan = vocabulary.plan
    return list(plan.indicators) if len(plan.indicators) == 1 else []


def _settle_measures(grid: Grid, hints: Hints, frequency: str) -> Unclear | None:
    """Columns of which the header does not tell whether they hold quotas, this month's or cumulative figures."""
    open_columns = [c for c in read_columns(grid) if c.measure in (None, DONE)]
    for column in list(open_columns):
        others = {c.measure for c in read_columns(grid) if _same(c.indicator, column.indicator)}
        if column.measure == DONE and "month" in others and "cumulative" not in others:
            column.measure = "cumulative"
            open_columns.remove(column)
    if not open_columns:
        return None
    meaning = hints.measure or _measure_around(grid, frequency)
    for column in open_columns:
        if meaning not in (None, DONE) and not (meaning == "quota" and column.measure == DONE):
            column.measure = meaning
    still = [c for c in open_columns if c.measure in (None, DONE)]
    if not still:
        return None
    first = still[0]
    done = first.measure == DONE or meaning == DONE
    readings = "“本月新增”或“累计完成”" if done else "“年度任务数”“本月新增”或“累计完成”"
    readings = spoken(readings, frequency)
    return Unclear("measure", grid.sheet.place(*first.cell), _words(first), readings)


def _same(one: Indicator | None, other: Indicator | None) -> bool:
    return one is other or (one is not None and other is not None and one.id == other.id)


def _measure_around(grid: Grid, frequency: str) -> str | None:
    """What the lines above say, all together; else the sheet's name."""
    lines = " ".join(text for _, _, text in grid.lines)
    return measure_of_title(lines, frequency) or measure_of_title(grid.sheet.name, frequency)


def _settle_doubles(grid: Grid) -> Unclear | None:
    """Two columns for one thing: beside 完成率, 占比 is another share; otherwise it is not known which counts."""
    seen: dict[tuple[str, str], GridColumn] = {}
    for column in read_columns(grid):
        if column.measure is None:
            continue
        about = (column.indicator.id if column.indicator else "", column.measure)
        first = seen.setdefault(about, column)
        if first is column:
            continue
        weak = next((c for c in (column, first) if column.measure == "rate" and is_weak(c)), None)
        if weak is not None:
            weak.why = "已有完成率一列，这一列不是完成率"
            seen[about] = first if weak is column else column
        elif first.path == column.path:
            column.why = "与前面的一列重复"
        elif column.measure == "remark":
            column.why = "已有备注一列"
        else:
            both = f"{_words(first)}”与“{_words(column)}"
            return Unclear("doubled", grid.sheet.place(*column.cell), both, f"“{TITLES[column.measure]}”")
    return None


def is_weak(column: GridColumn) -> bool:
    """Whether a rate is only called a share."""
    return key(column.path[-1].partition("(")[0].partition("（")[0]) in WEAK_RATES


def _settle_units(grid: Grid, vocabulary: Vocabulary) -> None:
    """单位：亩 above the table holds for columns that name none, where it can be told in the indicator's own unit."""
    unit = _unit_above(grid)
    if unit is None:
        return
    there = named(unit)
    fitting = [
        column
        for column in read_columns(grid)
        if column.unit is None
        and column.indicator is not None
        and column.measure in ("quota", "month", "cumulative", "gap")
        and there is not None
        and (own := named(column.indicator.unit)) is not None
        and (comparable(own, there) or len(vocabulary.plan.indicators) == 1)
    ]
    for column in fitting:
        column.unit = unit


def _unit_above(grid: Grid) -> str | None:
    for _, _, text in grid.lines:
        for match in _UNIT_LINE.finditer(" ".join(fold(part) for part in text.split())):
            unit = named(match[1])
            if unit is not None and is_known(unit):
                return match[1]
    return None


def _words(column: GridColumn) -> str:
    return " ".join(" ".join(text.split()) for text in column.path)
