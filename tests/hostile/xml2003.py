"""Excel's XML of 2003, as web systems write it under the name .xls, with entities, far places and false types."""

from pathlib import Path

from hostile import pages
from hostile.kinds import Kind, kind
from support.in_formats import Pages, Raw, xml, xml_cell


def _save(folder: Path, content: bytes | str) -> Path:
    return pages.save(folder, content, ".xls")


def _one(rows: str) -> str:
    """A document of one sheet with those rows."""
    return xml({}, more=f'<Worksheet ss:Name="表"><Table>{rows}</Table></Worksheet>')


def _cut(percent: int) -> Kind:
    def make(folder: Path) -> Path:
        content = xml(pages.pages()).encode()
        return _save(folder, content[: len(content) * percent // 100])

    make.__doc__ = f"The first {percent} % of the document."
    return Kind(f"xml_cut_at_{percent}", make, frozenset({"S101"}), together=True)


CUT = tuple(_cut(percent) for percent in (30, 60, 90))


@kind("S103", actual=1)
def xml_sound(folder: Path) -> Path:
    """The form in this format: read, and its false name said."""
    return _save(folder, xml(pages.pages()))


@kind("S101")
def xml_entity_bomb(folder: Path) -> Path:
    """Entities that grow tenfold at each of ten steps."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return _save(folder, xml(_filled("&e9;"), before=f'<!DOCTYPE Workbook [<!ENTITY e0 "长">{steps}]>'))


@kind("S101")
def xml_external_entity(folder: Path) -> Path:
    """A text that asks for a file of the computer that reads it."""
    doctype = '<!DOCTYPE Workbook [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return _save(folder, xml(_filled("&f;"), before=doctype))


def _filled(text: str) -> Pages:
    return pages.with_cell(Raw(lambda *_: xml_cell(text)), "I7")


@kind("S104")
def xml_far_row_and_column(folder: Path) -> Path:
    """A row that stands in the last place, and cells in the last column above it."""
    far = '<Row><Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell></Row>' * 700
    return _save(folder, _one(far + '<Row ss:Index="1048576"/>'))


@kind("S104")
def xml_index_of_5_000_digits(folder: Path) -> Path:
    """A row number longer than Python converts."""
    return _save(folder, _one(f'<Row ss:Index="{"9" * 5000}"/>'))


@kind("S104")
def xml_rows_spanned_without_end(folder: Path) -> Path:
    """A row that stands for a thousand million."""
    return _save(folder, _one('<Row ss:Span="999999999"/><Row/>'))


@kind("S104")
def xml_merges_200_000(folder: Path) -> Path:
    """Two hundred thousand merged ranges."""
    return _save(folder, _one('<Row><Cell ss:MergeDown="1"/></Row>' * 200_000))


@kind("S104")
def xml_sheets_10_000(folder: Path) -> Path:
    """Ten thousand sheets with a number each."""
    return _save(folder, xml({f"表{n}": [[1.0]] for n in range(10_000)}))


@kind("S101")
def xml_200_000_deep(folder: Path) -> Path:
    """Two hundred thousand elements, one inside the other."""
    return _save(folder, xml({}, more="<a>" * 200_000))


@kind("S101")
def xml_cells_backwards(folder: Path) -> Path:
    """A cell that stands left of the one before it."""
    return _save(folder, _one('<Row><Cell ss:Index="3"/><Cell ss:Index="2"/></Row>'))


@kind("S101", together=True)
def xml_false_encoding(folder: Path) -> Path:
    """A document that says UTF-8 and is in GB18030."""
    return _save(folder, xml(pages.pages()).encode("gb18030"))


@kind("S103 T102", cell=pages.COUNTED, together=True)
def xml_number_is_none(folder: Path) -> Path:
    """A cell that says it is a number, and is none."""
    return _save(folder, xml(pages.with_cell(Raw(lambda *_: xml_cell("NaN", "Number")))))


@kind("S103 S109", cell="I7", odd_text=True, together=True)
def xml_dde(folder: Path) -> Path:
    """A formula that starts a program."""
    formula = "ss:Formula=\"=cmd|'/C calc'!A0\""
    return _save(folder, xml(pages.with_cell(Raw(lambda *_: xml_cell("[red]", more=formula)), "I7")))


@kind("S103 S407", cell=pages.COUNTED, together=True)
def xml_error(folder: Path) -> Path:
    """#REF! where a figure belongs."""
    return _save(folder, xml(pages.with_cell(Raw(lambda *_: xml_cell("#REF!", "Error")))))


@kind("S103 S406", cell=pages.COUNTED, together=True)
def xml_formula_without_value(folder: Path) -> Path:
    """A formula that nobody has calculated."""
    return _save(folder, xml(pages.with_cell(Raw(lambda *_: '<Cell ss:Formula="=1+1"/>'))))


@kind("S103 S403", together=True)
def xml_hidden_sheet(folder: Path) -> Path:
    """The sheet of figures hidden where Excel's menu does not show it."""
    options = "<x:WorksheetOptions><x:Visible>SheetVeryHidden</x:Visible></x:WorksheetOptions>"
    return _save(folder, xml(pages.pages(), after={pages.PROGRESS: options}))


@kind("S103 T113", odd_text=True, together=True)
def xml_odd_remarks(folder: Path) -> Path:
    """Remarks that command a terminal or a browser, as far as XML holds them."""
    return _save(folder, xml(pages.with_odd_remarks("escape", "nul")))
