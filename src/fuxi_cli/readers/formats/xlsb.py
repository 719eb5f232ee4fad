"""Binary Excel workbooks (.xlsb): our own reader, since the others give error cells as blanks."""

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice, Workbook
from fuxi_cli.readers.formats import Source
from fuxi_cli.readers.ooxml.workbook_parts import CUSTOM_PROPERTIES, custom_properties
from fuxi_cli.readers.opendocument.ordered_grid import Budget, OrderedGrid
from fuxi_cli.readers.xlsb.sheet import BinarySheet
from fuxi_cli.readers.xlsb.workbook import (
    BinaryContents,
    binary_formats,
    binary_links,
    binary_texts,
    read_binary_contents,
)
from fuxi_cli.readers.zips.package import Package, related


def read(workbook: Workbook, source: Source, limits: Limits) -> None:
    """Fill the workbook from a package whose main part lists its sheets. Raises Refusal."""
    package, main = source.package, source.main
    assert package is not None
    relations = package.relations(main)
    contents = read_binary_contents(package, main, relations, limits)
    workbook.notices.extend(_macros(package, contents))
    workbook.notices.extend(binary_links(package, relations, limits))
    workbook.properties = custom_properties(package, CUSTOM_PROPERTIES)
    texts = binary_texts(package, related(relations, "sharedStrings"), limits)
    formats = binary_formats(package, related(relations, "styles"))
    budget = Budget(limits)
    outward = [Notice("dde", provided=f"{name}()") for name in contents.fetching]
    for entry in contents.sheets:
        grid = OrderedGrid(entry.name, entry.visible, budget)
        sheet = BinarySheet(grid, texts, formats, contents.date1904)
        workbook.sheets.append(sheet.read(package.binary(entry.part)))
        outward.extend(sheet.notices)
    workbook.notices.extend(outward[: limits.samples])


def _macros(package: Package, contents: BinaryContents) -> list[Notice]:
    """One notice, naming the first part or sheet that holds macros."""
    found = [name for name in package.names() if name.endswith("vbaproject.bin")]
    return [Notice("macros", provided=name) for name in (found + contents.macro_sheets)[:1]]
