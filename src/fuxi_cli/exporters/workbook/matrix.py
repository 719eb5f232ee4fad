"""Where the figures of 县区进度 stand: reporters down, a block of columns for each indicator across.

Other sheets point there by the reporter's running number, which stays right when somebody sorts the sheet.
"""

from decimal import Decimal
from fractions import Fraction

from xlsxwriter.utility import xl_col_to_name

from fuxi_cli.core.plan import SHARE_UNITS, Indicator, Plan, Reporter
from fuxi_cli.core.progress import Gap, pace
from fuxi_cli.core.summary import Progress, Summary
from fuxi_cli.exporters.workbook.values import Formula, result

SHEET = "县区进度"
TITLES = ("任务", "本月", "累计", "完成率", "差额", "亮灯")
QUOTA, MONTH, ACTUAL, RATE, MISSING, LIGHT = range(len(TITLES))
FIRST_BLOCK = 2
"""Column of the first block: the running number and the name stand before it."""
FIRST_ROW = 4
"""Row of the first reporter, counted from 0."""
UNREPORTED = "未报"


class Matrix:
    """The reporters and indicators with quotas, and the cells of each."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        owing = {p.gap.reporter.id: p.gap.reporter for p in summary.progress}
        owed = {p.gap.indicator.id for p in summary.progress}
        self.reporters: tuple[Reporter, ...] = tuple(owing.values())
        self.indicators: tuple[Indicator, ...] = tuple(i for i in summary.plan.indicators if i.id in owed)
        self.progress: dict[tuple[str, str], Progress] = {
            (p.gap.reporter.id, p.gap.indicator.id): p for p in summary.progress
        }
        self._index = {indicator.id: n for n, indicator in enumerate(self.indicators)}
        self._rows = {reporter.id: n for n, reporter in enumerate(self.reporters)}

    def __bool__(self) -> bool:
        return bool(self.reporters and self.indicators)

    @property
    def last_row(self) -> int:
        return FIRST_ROW + len(self.reporters) - 1

    @property
    def total_row(self) -> int:
        return self.last_row + 1

    def column(self, indicator: Indicator, part: int) -> int:
        return FIRST_BLOCK + self._index[indicator.id] * len(TITLES) + part

    def number(self, reporter: Reporter) -> int:
        """The reporter's running number."""
        return self._rows[reporter.id] + 1

    def gaps(self, indicator: Indicator) -> list[Gap]:
        """The indicator's gaps, in the order of the reporters."""
        return [p.gap for p in self.progress.values() if p.gap.indicator.id == indicator.id]

    def span(self, indicator: Indicator, part: int, *, outside: bool = True) -> str:
        """A block's column over all reporters; with the sheet's name from outside."""
        letter = xl_col_to_name(self.column(indicator, part))
        there = f"${letter}${FIRST_ROW + 1}:${letter}${self.last_row + 1}"
        return f"'{SHEET}'!{there}" if outside else there.replace("$", "")

    def total(self, indicator: Indicator, part: int) -> str:
        """The cell of the 合计 row."""
        letter = xl_col_to_name(self.column(indicator, part))
        return f"'{SHEET}'!${letter}${self.total_row + 1}"

    def figure(self, reporter: Reporter, indicator: Indicator, part: int) -> str:
        """A formula for one figure; 0 where the cell holds words."""
        numbers = f"'{SHEET}'!$A${FIRST_ROW + 1}:$A${self.last_row + 1}"
        return f"SUMIF({numbers},{self.number(reporter)},{self.span(indicator, part)})"


def adds_up(indicator: Indicator) -> bool:
    """Shares of several reporters do not add up to a share."""
    return indicator.unit not in SHARE_UNITS


def quota_sum(gaps: list[Gap]) -> Decimal:
    return sum((gap.quota.value for gap in gaps), Decimal(0))


def actual_sum(gaps: list[Gap]) -> Decimal | None:
    """What has been done altogether; None when nobody's figure is known."""
    known = [gap.actual for gap in gaps if gap.actual is not None]
    return sum(known, Decimal(0)) if known else None


def share_due(plan: Plan, summary: Summary, indicator: Indicator, gaps: list[Gap]) -> Fraction:
    """The share that is due by now, as the gaps tell it where they agree."""
    shares = {gap.pace for gap in gaps}
    return shares.pop() if len(shares) == 1 else pace(plan, summary.period, indicator)


def rate_formula(done: str, wanted: str, rate: Fraction | None) -> Formula:
    """done ÷ wanted, a dash where one of them is missing or nothing is owed. The cells must hold something."""
    return Formula(f'IF(AND(ISNUMBER({done}),N({wanted})<>0),{done}/{wanted},"—")', result(rate))


def missing_formula(done: str, wanted: str, missing: Decimal | None) -> Formula:
    """wanted − done, at least 0; a dash where one of them is missing."""
    return Formula(
        f'IF(AND(ISNUMBER({done}),ISNUMBER({wanted})),MAX({wanted}-{done},0),"—")', result(missing)
    )
