"""Figures that several tables may add to: each once, with its cells; what two of them state, neither does."""

from dataclasses import dataclass, field

from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Indicator, Plan, Reporter
from fuxi_cli.core.submission import Figure, Notice, Sheet, Submission
from fuxi_cli.readers.layouts.figures import read_measure
from fuxi_cli.readers.layouts.grids import Grid
from fuxi_cli.readers.layouts.headings import Vocabulary
from fuxi_cli.readers.layouts.tables import Reading

_DERIVED = ("rate", "gap")
Cells = dict[str, tuple[int, int]]
"""Measure → (row, column)."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class GridReading:
    """One grid as read."""

    grid: Grid
    reading: Reading
    skipped: list[tuple[int, str]] = field(default_factory=list)
    totals: list[tuple[int, str]] = field(default_factory=list)
    """(row, its words) of total rows."""
    seen: dict[str, Place] = field(default_factory=dict)
    """Reporter, or reporter and indicator: where its row stands."""


class Figures:
    """The figures of a submission by reporter and indicator, as several tables may add to one."""

    def __init__(self, submission: Submission, plan: Plan, vocabulary: Vocabulary) -> None:
        self.submission = submission
        self.plan = plan
        self.vocabulary = vocabulary
        self._known: dict[tuple[str, str], Figure] = {}
        self._label: dict[tuple[str, str], Place] = {}

    def add(
        self,
        done: GridReading,
        reporter: Reporter,
        indicator: Indicator,
        label: Place,
        cells: Cells,
        units: dict[str, str | None],
    ) -> None:
        """Add the cells of one row to the figure they are of."""
        about = (reporter.id, indicator.id)
        figure = self._known.get(about)
        sheet = done.grid.sheet
        if figure is None:
            figure = self._known[about] = Figure(reporter, indicator, {})
            self._label[about] = label
            self.submission.figures.append(figure)
        fresh = {name: cell for name, cell in cells.items() if name not in figure.places}
        again = {name: cell for name, cell in cells.items() if name in figure.places}
        owes = indicator in self.plan.reports(reporter.id)
        alone = not done.grid.reporters
        for name, cell in fresh.items():
            figure.places[name] = sheet.place(*cell)
            required = owes and (
                name == "cumulative" or (alone and name == "month" and not self.submission.nil)
            )
            read_measure(self.submission, sheet, figure, name, units.get(name), required)
        if figure.unread & {"quota", "month", "cumulative"}:
            done.reading.passed_on.update(cells[name] for name in _DERIVED if name in cells)
        if again and self._differs(figure, sheet, again, units, reporter, indicator):
            self._refuse(figure, again, label, self._label[about], done)

    def _differs(
        self,
        figure: Figure,
        sheet: Sheet,
        cells: Cells,
        units: dict[str, str | None],
        reporter: Reporter,
        indicator: Indicator,
    ) -> bool:
        """Whether a second statement of the same measures is another than the first. Beside the quota, any second is."""
        if set(cells) - {"quota", "remark"}:
            return True
        if "quota" not in cells:
            return False
        second = Figure(reporter, indicator, {"quota": sheet.place(*cells["quota"])})
        read_measure(Submission(self.submission.workbook), sheet, second, "quota", units.get("quota"), False)
        return second.quota != figure.quota

    def _refuse(self, figure: Figure, cells: Cells, label: Place, first: Place, done: GridReading) -> None:
        """Two tables state one figure: neither is taken."""
        for name in cells:
            setattr(figure, name, None)
            figure.unread = figure.unread | {name}
        facts = (("first", first.cell if first.sheet == label.sheet else first.chinese), ("kept", False))
        who = f"{figure.reporter.name}{figure.indicator.short}"
        self.submission.notices.append(Notice("row-duplicated", label, who, None, facts, figure.reporter.id))
        done.skipped.append((label.row, "与另一处重复，两处都没有采用"))
