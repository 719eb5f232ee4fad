"""The goals of 总览: what the plan asks for, what its reporters owe and have done."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from fuxi_cli.core.plan import Indicator, Target
from fuxi_cli.core.progress import STATUSES, Gap, Total, rate
from fuxi_cli.core.words import clean
from fuxi_cli.exporters.workbook.board import NAME_COLUMNS, Board
from fuxi_cli.exporters.workbook.looks import LIGHT_FILLS, MARK_FILL
from fuxi_cli.exporters.workbook.matrix import (
    ACTUAL,
    QUOTA,
    UNREPORTED,
    Matrix,
    actual_sum,
    adds_up,
    missing_formula,
    quota_sum,
    rate_formula,
    share_due,
)
from fuxi_cli.exporters.workbook.values import NONE, Cell, Formula, Marked, amount, decimals, result
from fuxi_cli.exporters.xlsx_style import MUTED

TITLES = ("方案目标", "任务合计", "累计完成", "完成率", "序时进度", "差额", "进展")
RATE_COLUMN, PACE_COLUMN = NAME_COLUMNS + 3, NAME_COLUMNS + 4


class Goal(NamedTuple):
    """A row of the table: an indicator that reporters owe, a plan-level target, or both."""

    owed: Indicator | None
    total: Total | None
    name: str
    gaps: Sequence[Gap]

    @property
    def stated(self) -> bool:
        """Its figures are only reported: nobody owes a part of it."""
        return self.owed is None and self.total is not None and bool(self.total.owing)

    @property
    def adds_up(self) -> bool:
        return self.owed is not None and adds_up(self.owed)

    @property
    def done(self) -> Decimal | None:
        if self.stated and self.total is not None:
            return self.total.actual
        if not self.adds_up:
            return None
        return self.total.actual if self.total is not None else actual_sum(list(self.gaps))

    @property
    def against(self) -> Decimal | None:
        """What the plan states; without that, what its reporters owe together."""
        if self.total is not None and self.total.target.value is not None:
            return self.total.target.value
        return quota_sum(list(self.gaps)) if self.adds_up else None

    @property
    def rate(self) -> Fraction | None:
        return rate(self.done, self.against)


def goals(matrix: Matrix) -> Iterator[Goal]:
    """One for each indicator, then the targets that no reporter owes."""
    totals = list(matrix.summary.report.totals)
    for indicator in matrix.indicators:
        mine = next((t for t in totals if t.target.indicator == indicator.id), None)
        if mine is not None:
            totals.remove(mine)
        yield Goal(indicator, mine, mine.target.name if mine else indicator.name, matrix.gaps(indicator))
    for total in totals:
        owed = next((i for i in matrix.indicators if i.id == total.target.indicator), None)
        yield Goal(owed, total, total.target.name, matrix.gaps(owed) if owed else ())


def draw(board: Board, matrix: Matrix, rows: Sequence[Goal]) -> int:
    """Gives back the first goal's row."""
    board.caption("一、目标完成情况")
    board.titles("目标", TITLES)
    first = board.row
    for goal in rows:
        board.name_row(clean(goal.name))
        for number, (cell, kind) in enumerate(_cells(matrix, goal, board.row)):
            board.put(board.row, NAME_COLUMNS + number, cell, kind)
        board.row += 1
    if not rows:
        board.nothing("本方案没有定量目标。")
    else:
        board.line(_about(matrix, rows), font_size=10, font_color=MUTED)
    board.gap(6)
    return first


def _cells(matrix: Matrix, goal: Goal, row: int) -> Iterator[tuple[Cell, str]]:
    wanted = goal.total.target.value if goal.total is not None else None
    done, gaps = goal.done, list(goal.gaps)
    places = amount(decimals(wanted, done, *(gap.quota.value for gap in gaps)))
    stated, together, so_far = (xl_rowcol_to_cell(row, NAME_COLUMNS + n) for n in range(3))
    against = stated if wanted is not None else together
    aim = amount(decimals(wanted)) if goal.stated else places
    yield Marked(wanted, num_format=_with_unit(aim, goal.total.target if goal.total else None)), "number"
    if goal.stated:
        yield Marked("只报数", MARK_FILL), "number"
        yield Marked(done, num_format=places), "number"
    elif goal.owed is None or not goal.adds_up:
        yield None, "number"
        yield Marked("未分解" if goal.owed is None else "不宜合计", MARK_FILL), "number"
    else:
        yield _link(matrix, goal.owed, QUOTA, quota_sum(gaps), NONE, places), "number"
        if goal.total is not None and goal.total.target.measure != "sum":
            yield Marked(done, num_format=places), "number"
        else:
            yield _link(matrix, goal.owed, ACTUAL, done, UNREPORTED, places), "number"
    yield rate_formula(so_far, against, goal.rate), "share"
    summary = matrix.summary
    yield (share_due(summary.plan, summary, goal.owed, gaps) if goal.owed is not None else None), "share"
    missing = None if done is None or goal.against is None else max(goal.against - done, Decimal(0))
    yield Marked(missing_formula(so_far, against, missing), num_format=places), "number"
    yield _state(goal), "centre"


def _link(matrix: Matrix, indicator: Indicator, part: int, value: Any, otherwise: str, places: str) -> Cell:
    return Marked(Formula(matrix.total(indicator, part), result(value, otherwise)), num_format=places)


def _state(goal: Goal) -> Cell:
    if goal.total is None:
        return None
    status = goal.total.status
    fills = {"met": LIGHT_FILLS["green"], "unmet": LIGHT_FILLS["red"]}
    fill = fills.get(status, None if goal.gaps else MARK_FILL)
    return Marked(STATUSES.get(status, status), fill, status == "unmet")


def _about(matrix: Matrix, rows: Sequence[Goal]) -> str:
    """What the figures hold: whose are carried forward, whose are missing."""
    progress = matrix.summary.progress
    carried = {p.gap.reporter.id for p in progress if p.gap.carried_forward}
    missing = {p.gap.reporter.id for p in progress if p.gap.actual is None}
    words = []
    if matrix:
        words.append("累计完成为各单位合计")
        if carried:
            words[-1] += f"，其中 {len(carried)} 个单位沿用上一次接收的数"
        if missing:
            words[-1] += f"，{len(missing)} 个单位有指标没有可用数，未计入"
    if any(goal.stated for goal in rows):
        words.append("“只报数”的目标没有分任务，累计完成为各单位所报数的合计")
    words += [
        f"“{clean(goal.total.target.name)}”无法判定：{clean(goal.total.reason)}"
        for goal in rows
        if goal.total is not None and goal.total.reason
    ]
    if any(goal.owed is None and not goal.stated for goal in rows):
        words.append("“未分解”的目标没有分到各单位，报送表不反映其进度")
    return f"注：{'。'.join(words)}。" if words else ""


def _with_unit(places: str, target: Target | None) -> str:
    """A target's number with its unit: ``50个``; only units that cannot act in a number format."""
    plain = clean(target.unit) if target is not None else ""
    if target is None or '"' in plain or "\\" in plain or len(plain) > 12:
        return places
    return f'{places}"{plain}"'
