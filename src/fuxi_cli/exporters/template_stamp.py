"""The stamp by which a form is known again: custom document properties and the hidden sheet ``_fuxi``."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from fuxi_cli.core.form import STAMP_KEYS, STAMP_SHEET, TEMPLATE_VERSION
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Plan, Reporter

_FIRST_LIST_COLUMN = 3


def stamp(plan: Plan, reporter: Reporter, period: Period) -> dict[str, str]:
    """What identifies the form, by ``STAMP_KEYS``."""
    values = (plan.id, plan.revision.isoformat(), reporter.id, str(period), TEMPLATE_VERSION)
    return dict(zip(STAMP_KEYS, values, strict=True))


class Stamp:
    """The hidden sheet of one workbook. It also keeps the choices of drop-downs too long for a cell."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._lists: dict[tuple[str, ...], str] = {}

    def list_of(self, choices: Sequence[str]) -> str:
        """A reference to cells that hold those choices."""
        wanted = tuple(choices)
        if wanted not in self._lists:
            column = xl_col_to_name(_FIRST_LIST_COLUMN + len(self._lists))
            self._lists[wanted] = f"='{STAMP_SHEET}'!${column}$1:${column}${len(wanted)}"
        return self._lists[wanted]

    def write(self, values: dict[str, str]) -> None:
        """Stamp the workbook; the last thing to be written, so that the sheet comes last."""
        sheet: Worksheet = self._workbook.add_worksheet(STAMP_SHEET)
        for row, (name, value) in enumerate(values.items()):
            self._workbook.set_custom_property(name, value, "text")
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, value)
        for column, choices in enumerate(self._lists, start=_FIRST_LIST_COLUMN):
            for row, choice in enumerate(choices):
                sheet.write_string(row, column, choice)
        sheet.protect()
        sheet.hide()
