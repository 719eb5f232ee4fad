"""GB/T 9704-2012 on paper: page, grid, fonts and styles. All measures are the standard's own.

A4 with margins of 37 (top), 35 (bottom), 28 (left) and 26 mm (right) leaves 156 × 225 mm for 22 lines of 28
characters of 3号 (16 pt). The grid says so to who looks into the page set-up; the lines do not go by it, as programs
differ in how they snap to one: they have an exact height and slightly narrowed characters, and so come out alike
in Word, WPS and LibreOffice, whatever the metrics of the font in use.
"""

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WIDTH, HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
LINES, CHARACTERS = 22, 28
TWIPS_PER_MM = 1440 / 25.4
TEXT_TWIPS = int((WIDTH - LEFT - RIGHT) * TWIPS_PER_MM)
LINE = int((HEIGHT - TOP - BOTTOM) * TWIPS_PER_MM / LINES)
"""Height of a line in twentieths of a point."""
CHARACTER = TEXT_TWIPS // CHARACTERS
SIZE, TITLE_SIZE, PAGE_NUMBER_SIZE = 32, 44, 28
"""3号, 2号 and 4号 in half points."""
_CHAR_SPACE = round((TEXT_TWIPS / 20 / CHARACTERS - SIZE / 2) * 4096)
"""How much narrower than its font a character is set, in 1/4096 pt: 28 fill a line."""
_NARROWED = CHARACTER - SIZE * 10 - 1
"""The same in whole twentieths of a point, for the characters themselves; one more, for what programs round."""
_BELOW_TEXT = 7
"""mm between the text area and the dashes beside the page number."""

BODY, HEADING, SECOND, TITLE, NUMBER = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"
_ALIKE = {BODY: "仿宋", HEADING: "SimHei", SECOND: "楷体", TITLE: "方正小标宋_GBK", NUMBER: "SimSun"}
"""What Windows calls the font, or the nearest that it has."""


def fonts(name: str) -> str:
    """The font for Chinese as well as for figures and Latin letters."""
    value = quoteattr(name)
    return f'<w:rFonts w:hint="eastAsia" w:ascii={value} w:hAnsi={value} w:eastAsia={value} w:cs={value}/>'


def _style(
    id: str, name: str, paragraph: str, run: str = "", based: str = "Normal", quick: bool = True
) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = "" if based else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{base}{"<w:qFormat/>" if quick else ""}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'
_OFF_GRID = '<w:snapToGrid w:val="0"/>'
_SPACING = '<w:spacing w:val="{}"/>'
_UNSPACED = _SPACING.format(0)


def _exact(twips: int, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{twips}" w:lineRule="exact"/>'


def styles() -> Any:
    """The styles of the circular, in place of those of an empty document."""
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    normal = (
        f'<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{_OFF_GRID}{_exact(LINE)}'
        '<w:jc w:val="both"/>'
    )
    centred = '<w:jc w:val="center"/>'
    all_ = [
        _style(
            "Normal",
            "Normal",
            normal,
            fonts(BODY) + _OFF_GRID + _SPACING.format(_NARROWED) + _size(SIZE),
            based="",
        ),
        _style("Body", "公文正文", _INDENT),
        _style("Title", "Title", _exact(660) + centred, fonts(TITLE) + _UNSPACED + _size(TITLE_SIZE)),
        _style("Heading1", "heading 1", f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="0"/>', fonts(HEADING)),
        _style("Heading2", "heading 2", f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="1"/>', fonts(SECOND)),
        _style("Mark", "公文标注", "<w:keepNext/>", fonts(HEADING)),
        _style("Recipients", "主送机关", ""),
        _style("Centred", "居中", centred),
        _style(
            "Cell", "表格文字", f'<w:spacing w:line="240" w:lineRule="auto"/>{centred}', _UNSPACED + _size(18)
        ),
        _style("CellLeft", "表格文字左", '<w:ind w:left="40"/><w:jc w:val="left"/>', based="Cell"),
        _style("CellHead", "表头", "<w:keepNext/>", fonts(HEADING), based="Cell"),
        _style(
            "Note", "表注", f'{_exact(300, before=60, after=120)}<w:jc w:val="left"/>', _UNSPACED + _size(18)
        ),
        _style(
            "PageNumber",
            "页码",
            _exact(320),
            fonts(NUMBER) + _UNSPACED + _size(PAGE_NUMBER_SIZE),
            quick=False,
        ),
    ]
    return parse_xml(
        f"<w:styles {nsdecls('w')}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(BODY)}{language}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>{''.join(all_)}"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style></w:styles>'
    )


def font_table() -> bytes:
    """The fonts, each with another name under which a computer may have it."""
    names = "".join(
        f'<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(alike)}/><w:charset w:val="86"/></w:font>'
        for name, alike in _ALIKE.items()
    )
    return f"{XML}<w:fonts {nsdecls('w')}>{names}</w:fonts>".encode()


def set_up(document: Any) -> None:
    """Paper, margins, grid and page numbers of a document of one section."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.gutter, section.header_distance = Mm(0), Mm(15)
    section.footer_distance = Mm(BOTTOM - _BELOW_TEXT - 320 / TWIPS_PER_MM)
    properties = section._sectPr
    for old in properties.findall(f"{{{properties.nsmap['w']}}}docGrid"):
        properties.remove(old)
    properties.append(
        parse_xml(
            f'<w:docGrid {nsdecls("w")} w:type="linesAndChars" w:linePitch="{LINE}" w:charSpace="{_CHAR_SPACE}"/>'
        )
    )
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, '<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>')
    _page_number(section.even_page_footer, '<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>')


def _page_number(footer: Any, where: str) -> None:
    """``— 1 —``, odd pages to the right and even ones to the left, one character from the edge."""
    footer.is_linked_to_previous = False
    for paragraph in list(footer._element):
        footer._element.remove(paragraph)
    footer._element.append(
        parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="PageNumber"/>{where}</w:pPr>'
            '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
        )
    )
