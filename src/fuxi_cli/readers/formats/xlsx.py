"""Office Open XML workbooks (.xlsx, .xlsm): vetted and examined part by part, their values by python-calamine."""

from datetime import datetime, time, timedelta
from typing import Any

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.place import Place, column_letters
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.readers.formats import Source
from fuxi_cli.readers.ooxml.evidence import PARSED_ERRORS, Evidence, errors_as_text, examine, measure
from fuxi_cli.readers.ooxml.repack import repack
from fuxi_cli.readers.ooxml.styles import lean_styles
from fuxi_cli.readers.ooxml.values import Rows, at_midnight, parse_cells
from fuxi_cli.readers.ooxml.workbook_parts import (
    CUSTOM_PROPERTIES,
    Contents,
    SheetEntry,
    check_texts,
    custom_properties,
    outward_notices,
    read_contents,
    shared_strings,
)
from fuxi_cli.readers.refusal import oversized
from fuxi_cli.readers.zips.package import Package, related


def read(workbook: Workbook, source: Source, limits: Limits) -> None:
    """Fill the workbook from a package whose main part lists its sheets. Raises Refusal."""
    package, main = source.package, source.main
    assert package is not None
    relations = package.relations(main)
    contents = read_contents(package, main, relations, limits)
    workbook.notices.extend(_macros(package, contents))
    workbook.notices.extend(outward_notices(package, relations, contents.names, limits))
    workbook.properties = custom_properties(package, CUSTOM_PROPERTIES)
    strings = shared_strings(package, related(relations, "sharedStrings"), limits)
    styles = lean_styles(package, related(relations, "styles"))
    evidences = [examine(package.read(s.part), f"工作表“{s.name[:20]}”", limits) for s in contents.sheets]
    _check_area(contents.sheets, evidences, limits)
    check_texts(strings, evidences, limits)
    workbook.notices.extend(_outward_cells(contents.sheets, evidences)[: limits.samples])
    dated = [evidence.holds(b't="d"', b"d") for evidence in evidences]
    lean = repack(map(_hand_over, evidences), strings, styles, contents.date1904)
    del strings  # large ones would lie beside the parser's own
    all_rows = parse_cells(lean, [sheet.name for sheet in contents.sheets])
    for entry, evidence, rows, iso in zip(contents.sheets, evidences, all_rows, dated, strict=True):
        if iso:
            at_midnight(rows)
        workbook.sheets.append(_sheet(entry, evidence, rows))


def _macros(package: Package, contents: Contents) -> list[Notice]:
    """One notice, naming the first part or sheet that holds macros."""
    found = [name for name in package.names() if name.endswith("vbaproject.bin")]
    return [Notice("macros", provided=name) for name in (found + contents.macro_sheets)[:1]]


def _check_area(sheets: list[SheetEntry], evidences: list[Evidence], limits: Limits) -> None:
    """Refuse far corners: the parser fills the whole rectangle up to them. Estimates first, then exact."""
    if sum(evidence.area for evidence in evidences) <= limits.cells:
        return
    for evidence in evidences:
        measure(evidence)
    if sum(evidence.area for evidence in evidences) > limits.cells:
        sheet, widest = max(zip(sheets, evidences, strict=True), key=lambda pair: pair[1].area)
        corner = f"{column_letters(widest.last_column)}{widest.last_row}"
        place = Place(sheet.name)
        raise oversized("内容范围", f"A1 到 {corner}", f"{limits.cells // 10_000} 万个单元格", place)


def _outward_cells(sheets: list[SheetEntry], evidences: list[Evidence]) -> list[Notice]:
    return [
        Notice("dde", Place(sheet.name, row, column), formula)
        for sheet, evidence in zip(sheets, evidences, strict=True)
        for (row, column), formula in evidence.outward.items()
    ]


def _hand_over(evidence: Evidence) -> memoryview:
    """The rows for the parser; their XML is let go. Error values that it does not know are given to it as text."""
    rows = memoryview(evidence.xml)[evidence.start : evidence.end]
    evidence.xml = b""
    if PARSED_ERRORS.issuperset(evidence.errors.values()):
        return rows
    return memoryview(errors_as_text(rows.tobytes()))


def _sheet(entry: SheetEntry, evidence: Evidence, rows: Rows) -> Sheet:
    for row, column in evidence.errors:
        _correct(rows, row, column, (str,), None)
    for (row, column), number in evidence.negatives.items():
        _correct(rows, row, column, (time,), number)
    for row, column in evidence.no_numbers:
        _correct(rows, row, column, (datetime, timedelta), "nan")
    return Sheet(
        entry.name,
        rows,
        visible=entry.visible,
        hidden_rows=frozenset(evidence.hidden_rows),
        hidden_columns=frozenset(evidence.hidden_columns),
        merged=tuple(evidence.merged),
        errors=evidence.errors,
        uncalculated=frozenset(evidence.uncalculated),
        formulas=frozenset(evidence.formulas),
    )


def _correct(rows: Rows, row: int, column: int, wrong: tuple[type, ...], value: Any) -> None:
    """Put a value where the parser is known to give one of the wrong type."""
    if row <= len(rows) and column <= len(rows[row - 1]) and isinstance(rows[row - 1][column - 1], wrong):
        rows[row - 1][column - 1] = value
