"""What every sheet of the form has in common: its top lines, protection, and how it is printed."""

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.exporters.xlsx_style import GrowingWorksheet, Styles, lines

_A4 = 9
_PORTRAIT_WIDTH = 100
"""Columns that a portrait page takes without being made smaller."""


def add_sheet(workbook: Workbook, name: str) -> GrowingWorksheet:
    """A new sheet. Raises FuxiError when a spreadsheet program would not accept its name."""
    if len(name) > 31 or any(c in "[]:*?/\\" for c in name) or name.startswith("'") or name.endswith("'"):
        raise FuxiError(
            f"工作表名称“{name}”不符合 Excel 的要求：不超过 31 个字，不含 [ ] : * ? / \\，首尾不是单引号。"
            "请修改方案 plan.yaml 中该台账的名称。"
        )
    sheet: GrowingWorksheet = workbook.add_worksheet(name, worksheet_class=GrowingWorksheet)
    return sheet


def top_line(sheet: Worksheet, row: int, last_column: int, text: str, look: object, height: float) -> None:
    """One line of text over the whole width of the table."""
    sheet.set_row(row, height)
    if last_column:
        sheet.merge_range(row, 0, row, last_column, "", look)
    sheet.write_string(row, 0, text, look)


def title(sheet: Worksheet, styles: Styles, last_column: int, width: float, text: str, size: int) -> None:
    """The sheet's first line, as high as its wrapped text needs."""
    needed = lines(text, width, size) * size * 1.5 + 8
    top_line(sheet, 0, last_column, text, styles.title(size), needed)


def protect(sheet: Worksheet, *, rows_open: bool = False) -> None:
    """Lock what the plan gives, without a password; sizes may be changed, and rows added where the clerk adds them."""
    sheet.protect(
        "",
        {
            "format_columns": True,
            "format_rows": True,
            "insert_rows": rows_open,
            "delete_rows": rows_open,
            "sort": rows_open,
        },
    )


def print_setup(sheet: Worksheet, width: float, header: tuple[int, int] | None = None) -> None:
    """A4, one page wide, page numbers, and the header on every page."""
    sheet.set_paper(_A4)
    if width > _PORTRAIT_WIDTH:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页  共 &N 页", {"margin": 0.3})
    if header:
        sheet.repeat_rows(*header)
    sheet.hide_gridlines(2)
