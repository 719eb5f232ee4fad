"""Takes out of a loaded workbook all that would act on its own: the marked copy goes to people who trust it.

Formulas that only calculate within the workbook live on, so that what a clerk mends is calculated anew; any other
becomes the value that it last had. Links to other files and addresses, macros, and checks that point out are dropped.
"""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

from openpyxl import Workbook, load_workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from fuxi_cli.exporters.plain_formula import is_plain

Plain = Callable[[object], bool]


def disarm(book: Workbook, content: bytes) -> None:
    """``content``: the file that the workbook was loaded from, for the values of formulas that cannot stay."""
    sheets = frozenset(name.lower() for name in book.sheetnames)
    removed = frozenset(_drop_names(book, sheets))

    def plain(formula: object) -> bool:
        return formula is None or (isinstance(formula, str) and is_plain(formula, sheets, removed))

    frozen = []
    for sheet in book.worksheets:
        frozen += [cell for cell in _cells(sheet) if cell.data_type == "f" and not _stays(cell.value, plain)]
        _drop_links(sheet, plain)
        _drop_checks(sheet, plain)
        _drop_marks(sheet, plain)
        _calm_tables(sheet, plain)
        sheet._pivots = []
    for page in [*book.worksheets, *book.chartsheets]:
        page._charts = [chart for chart in page._charts if _stays_inside(chart, plain)]
    if frozen:
        _freeze(frozen, content)


def _cells(sheet: Worksheet) -> Iterable[Any]:
    cells: dict[tuple[int, int], Any] = sheet._cells
    return cells.values()


def _drop_names(book: Workbook, sheets: frozenset[str]) -> Iterator[str]:
    for holder in (book, *book.worksheets):
        for name, defined in list(holder.defined_names.items()):
            runs = defined.function or defined.vbProcedure or defined.xlm
            if runs or not is_plain(str(defined.value or ""), sheets):
                del holder.defined_names[name]
                yield str(name).lower()


def _stays(formula: object, plain: Plain) -> bool:
    """An array formula is a formula over an area; a data table is none that can be looked into."""
    if isinstance(formula, DataTableFormula):
        return False
    return plain(formula.text if isinstance(formula, ArrayFormula) else formula)


def _freeze(cells: list[Any], content: bytes) -> None:
    """Formulas as the values that they last had; one that had none is shown as the text that it was."""
    with catch_warnings():
        simplefilter("ignore")
        values = load_workbook(BytesIO(content), data_only=True, keep_links=False)
    for cell in cells:
        last = values[cell.parent.title]._cells.get((cell.row, cell.column))
        if last is None or last.value is None or last.data_type == "f":
            cell.value, cell.data_type = _text(cell.value), "s"
        else:
            cell._value, cell.data_type = last._value, last.data_type


def _text(formula: object) -> str:
    words = formula.text if isinstance(formula, ArrayFormula) else formula
    return words if isinstance(words, str) else "（模拟运算表）"


def _drop_links(sheet: Worksheet, plain: Plain) -> None:
    """Links to a place in the workbook stay."""
    for cell in _cells(sheet):
        link = getattr(cell, "hyperlink", None)
        if link and not _inside(link, plain):
            cell._hyperlink = None
    sheet._hyperlinks = [link for link in sheet._hyperlinks if _inside(link, plain)]


def _inside(link: Any, plain: Plain) -> bool:
    return bool(link.location) and not link.target and not link.id and plain(link.location)


def _drop_checks(sheet: Worksheet, plain: Plain) -> None:
    checks = sheet.data_validations
    checks.dataValidation = [c for c in checks.dataValidation if plain(c.formula1) and plain(c.formula2)]


def _drop_marks(sheet: Worksheet, plain: Plain) -> None:
    """Conditional formats; a scale or bar may hold formulas as well."""
    kept = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            scales = (rule.colorScale, rule.dataBar, rule.iconSet)
            bounds = [bound.val for scale in scales if scale for bound in scale.cfvo]
            if all(plain(f) for f in rule.formula) and all(plain(str(b)) for b in bounds if b is not None):
                kept.add(str(area.sqref), rule)
    sheet.conditional_formatting = kept


def _calm_tables(sheet: Worksheet, plain: Plain) -> None:
    """Tables stay, without the query that would fill them."""
    for table in sheet.tables.values():
        table.tableType = table.connectionId = None
        for column in table.tableColumns:
            column.queryTableFieldId = None
            for name in ("calculatedColumnFormula", "totalsRowFormula"):
                formula = getattr(column, name)
                if formula is not None and not plain(formula.attr_text or ""):
                    setattr(column, name, None)


def _stays_inside(chart: Any, plain: Plain) -> bool:
    """Whether a chart draws from this workbook only, and leads nowhere."""
    try:
        parts = list(chart._write().iter())
    except Exception:  # what cannot be written would fail on saving as well
        return False
    tags = {str(part.tag).rpartition("}")[2] for part in parts}
    formulas = [part.text or "" for part in parts if str(part.tag).rpartition("}")[2] == "f"]
    return not tags & {"hlinkClick", "hlinkHover", "externalData"} and all(map(plain, formulas))
