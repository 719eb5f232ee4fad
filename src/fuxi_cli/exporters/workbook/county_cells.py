"""What stands in the cells of 县区进度: figures with their marks, formulas, lights, and the sums below them."""

from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from fuxi_cli.core.plan import Indicator
from fuxi_cli.core.progress import STATUSES, rate
from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.summary import Progress
from fuxi_cli.exporters.workbook.looks import LIGHT_FILLS, MARK_FILL, short, standing
from fuxi_cli.exporters.workbook.matrix import (
    ACTUAL,
    LIGHT,
    MISSING,
    MONTH,
    QUOTA,
    TITLES,
    UNREPORTED,
    Matrix,
    actual_sum,
    adds_up,
    missing_formula,
    quota_sum,
    rate_formula,
)
from fuxi_cli.exporters.workbook.values import (
    CARRIED,
    NONE,
    Cell,
    Formula,
    Marked,
    amount,
    decimals,
    number,
    result,
)

_ABSENT = ("missing", "returned", "unreadable")


class CountyCells:
    """The six cells of each reporter on each indicator."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix, self.plan = matrix, matrix.summary.plan
        self.absence = {
            one.reporter.id: REPORTING_STATUSES[one.status]
            for one in matrix.summary.report.reporting
            if one.status in _ABSENT
        }
        self.places = {
            i.id: decimals(
                *(value for p in matrix.progress.values() if p.gap.indicator.id == i.id
                  for value in (p.gap.quota.value, p.gap.actual, p.month))
            )
            for i in matrix.indicators
        }  # fmt: skip

    def of(self, row: int, indicator: Indicator, progress: Progress) -> tuple[Cell, ...]:
        gap = progress.gap
        places = amount(self.places[indicator.id])
        quota, _, actual, *_ = (
            xl_rowcol_to_cell(row, self.matrix.column(indicator, n)) for n in range(len(TITLES))
        )
        return (
            Marked(gap.quota.value, num_format=places),
            self._month(progress, places),
            self._actual(progress),
            rate_formula(actual, quota, gap.rate),
            _formatted(missing_formula(actual, quota, gap.gap), places),
            Marked(standing(gap, self.plan), LIGHT_FILLS.get(gap.light or "", MARK_FILL), gap.light == "red"),
        )

    def _month(self, progress: Progress, places: str) -> Cell:
        if progress.month is not None:
            return Marked(progress.month, num_format=places)
        absent = self.absence.get(progress.gap.reporter.id)
        if absent is None:
            absent = UNREPORTED if progress.gap.carried_forward or progress.gap.actual is None else "未填"
        return Marked(absent, MARK_FILL)

    def _actual(self, progress: Progress) -> Cell:
        gap = progress.gap
        if gap.actual is None:
            return Marked(STATUSES.get(gap.status, gap.status), MARK_FILL)
        places = self.places[gap.indicator.id]
        if gap.carried_forward:
            return Marked(gap.actual, MARK_FILL, num_format=amount(places, CARRIED))
        return Marked(gap.actual, num_format=amount(places))

    def sums(self, row: int, indicator: Indicator) -> tuple[Cell, ...]:
        if not adds_up(indicator):
            return (None, None, None, None, None, self._lights(indicator))
        gaps = self.matrix.gaps(indicator)
        months = [
            p.month
            for p in self.matrix.progress.values()
            if p.gap.indicator.id == indicator.id and p.month is not None
        ]
        wanted, done = quota_sum(gaps), actual_sum(gaps)
        missing = [gap.gap for gap in gaps if gap.gap is not None]
        quota, _, actual, *_ = (
            xl_rowcol_to_cell(row, self.matrix.column(indicator, n)) for n in range(len(TITLES))
        )
        places = amount(self.places[indicator.id])
        sums = (
            self._sum(indicator, QUOTA, wanted),
            self._sum(indicator, MONTH, sum(months, Decimal(0)) if months else None),
            self._sum(indicator, ACTUAL, done),
        )
        lacking = self._sum(indicator, MISSING, sum(missing, Decimal(0)) if missing else None, NONE)
        return (
            *(_formatted(one, places) for one in sums),
            rate_formula(actual, quota, rate(done, wanted)),
            _formatted(lacking, places),
            self._lights(indicator),
        )

    def _sum(
        self, indicator: Indicator, part: int, value: Decimal | None, otherwise: str = UNREPORTED
    ) -> Formula:
        """The sum of the numbers in a column; words where there is none: 0 would be a claim."""
        cells = self.matrix.span(indicator, part, outside=False)
        return Formula(f'IF(COUNT({cells})=0,"{otherwise}",SUM({cells}))', result(value, otherwise))

    def _lights(self, indicator: Indicator) -> Cell:
        cells = self.matrix.span(indicator, LIGHT, outside=False)
        lights = [gap.light for gap in self.matrix.gaps(indicator)]
        red, yellow = short("red"), short("yellow")
        known = self.matrix.span(indicator, ACTUAL, outside=False)
        text = f'"{red} "&COUNTIF({cells},"{red}*")&"　{yellow} "&COUNTIF({cells},"{yellow}*")'
        found = f"{red} {lights.count('red')}　{yellow} {lights.count('yellow')}"
        if all(number(gap.actual) is None for gap in self.matrix.gaps(indicator)):
            found = NONE
        return Formula(f'IF(COUNT({known})=0,"{NONE}",{text})', found)


def _formatted(value: Formula, places: str) -> Cell:
    return Marked(value, num_format=places)
