"""What the form shows by colour while it is being filled in: a few slips that are easy to see at once."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from fuxi_cli.core.form import PROGRESS, TASKS
from fuxi_cli.exporters.template_grid import Grid
from fuxi_cli.exporters.xlsx_style import (
    DONE_INK,
    FAULT_FILL,
    FEWER_DECIMALS,
    INPUT_FILL,
    RULE_COLOUR,
    GrowingWorksheet,
)

_LONGEST_TEXT = 255
"""Of a text inside a formula; a program takes a file with a longer one for damaged."""


class Marks:
    """The conditional formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._fault = workbook.add_format({"bg_color": FAULT_FILL})
        self._done = workbook.add_format({"font_color": DONE_INK, "bold": True})
        self._decimals = [workbook.add_format({"num_format": text}) for text in FEWER_DECIMALS]
        self._used = workbook.add_format({"bg_color": INPUT_FILL, "border": 1, "border_color": RULE_COLOUR})

    def put(self, sheet: GrowingWorksheet, grid: Grid) -> None:
        form = grid.section.form
        if form.name == PROGRESS.name:
            self._progress(sheet, grid)
        if form.name == TASKS.name:
            self._tasks(sheet, grid)
        if grid.section.ledger is not None:
            self._ledger(sheet, grid)
        if grid.section.spare:
            self._spare_rows(sheet, grid)
        self._fewer_decimals(sheet, grid)

    def _progress(self, sheet: GrowingWorksheet, grid: Grid) -> None:
        month, cumulative = (grid.cell(n, grid.first, column_fixed=True) for n in ("month", "cumulative"))
        more = f"AND(ISNUMBER({month}),ISNUMBER({cumulative}),{month}>{cumulative})"
        self._by_formula(sheet, grid, "month", more, self._fault)
        rate = grid.cell("rate", grid.first, column_fixed=True)
        self._by_formula(sheet, grid, "rate", f"AND(ISNUMBER({rate}),{rate}>=1)", self._done)

    def _tasks(self, sheet: GrowingWorksheet, grid: Grid) -> None:
        status = grid.cell("status", grid.first, column_fixed=True)
        self._by_formula(sheet, grid, "status", f'{status}="已完成"', self._done)
        for name in ("done_on", "document"):
            self._missing_when(sheet, grid, name, ("status", "已完成"))

    def _ledger(self, sheet: GrowingWorksheet, grid: Grid) -> None:
        for f in grid.fields:
            if f.key or f.unique:
                self._format(sheet, grid, f.name, {"type": "duplicate", "format": self._fault})
            if f.when is not None:
                self._missing_when(sheet, grid, f.name, f.when)

    def _missing_when(self, sheet: GrowingWorksheet, grid: Grid, name: str, when: tuple[str, str]) -> None:
        """Blank although another field's value asks for it."""
        other, own = (grid.cell(n, grid.first, column_fixed=True) for n in (when[0], name))
        wanted = when[1].replace('"', '""')
        if len(wanted) <= _LONGEST_TEXT:
            self._by_formula(sheet, grid, name, f'AND({other}="{wanted}",{own}="")', self._fault)

    def _spare_rows(self, sheet: GrowingWorksheet, grid: Grid) -> None:
        """Draw a spare row once it or the row above holds something."""
        start = 1 if grid.fields[0].name == "number" else 0
        above = xl_rowcol_to_cell(grid.last, start, col_abs=True)
        own = xl_rowcol_to_cell(grid.last + 1, grid.last_column, col_abs=True)
        options = {"type": "formula", "criteria": f"=COUNTA({above}:{own})>0", "format": self._used}
        sheet.conditional_format(grid.last + 1, 0, grid.end, grid.last_column, options)

    def _fewer_decimals(self, sheet: GrowingWorksheet, grid: Grid) -> None:
        """A measured number shows only the decimals that it has."""
        for column, f in enumerate(grid.fields):
            for kind, first, last in grid.runs(f):
                if kind == "number":
                    cell = xl_rowcol_to_cell(first, column)
                    for places, look in enumerate(self._decimals):
                        criteria = f"=AND(ISNUMBER({cell}),ROUND({cell},{places})={cell})"
                        options = {"type": "formula", "criteria": criteria, "format": look}
                        sheet.conditional_format(first, column, last, column, options)

    def _by_formula(self, sheet: GrowingWorksheet, grid: Grid, name: str, criteria: str, look: Any) -> None:
        self._format(sheet, grid, name, {"type": "formula", "criteria": f"={criteria}", "format": look})

    def _format(self, sheet: GrowingWorksheet, grid: Grid, name: str, options: dict[str, Any]) -> None:
        column = grid.column(name)
        sheet.conditional_format(grid.first, column, grid.end, column, options)
