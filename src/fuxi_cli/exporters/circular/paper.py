"""A circular as a Word document, in the layout of GB/T 9704."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml.ns import nsdecls

from fuxi_cli.core.period import Period
from fuxi_cli.exporters.circular import page
from fuxi_cli.exporters.circular.blocks import Annex, Block, Circular, Heading, Paragraph, Table
from fuxi_cli.exporters.circular.phrases import width
from fuxi_cli.exporters.circular.tables import table
from fuxi_cli.exporters.fixed_package import repack

_TODO = re.compile(r"(【待补[^】]*】)")
_UNUSED = ("stylesWithEffects", "customXml", "thumbnail", "numbering")
"""What the empty document that python-docx begins with brings along."""


def render(circular: Circular, period: Period) -> bytes:
    """The document's bytes; the same circular gives the same."""
    document = Document()
    _undress(document)
    page.set_up(document)
    _properties(document, circular, period)
    # The text goes in as it is written: thousands of cells would take long to be built one by one.
    end = document.sections[0]._sectPr.xml
    content = (
        f"<w:document {nsdecls('w', 'r')}><w:body>{''.join(_content(circular))}{end}</w:body></w:document>"
    )
    buffer = BytesIO()
    document.save(buffer)
    parts = {"word/document.xml": (page.XML + content).encode(), "word/fontTable.xml": page.font_table()}
    return repack(buffer.getvalue(), parts)


def _undress(document: Any) -> None:
    """Take away the template's own styles, picture and leftovers, and put the circular's styles in."""
    styles = document.styles.element
    for old in list(styles):
        styles.remove(old)
    for new in list(page.styles()):
        styles.append(new)
    for part in (document.part, document.part.package):
        for id in [id for id, rel in part.rels.items() if rel.reltype.endswith(_UNUSED)]:
            del part.rels[id]


def _properties(document: Any, circular: Circular, period: Period) -> None:
    properties = document.core_properties
    properties.title = "".join(circular.title)[:250]
    properties.author = properties.comments = properties.keywords = properties.last_modified_by = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime(period.year, period.month, 1)


def run(text: str, shape: str = "") -> str:
    """A run of text; what is left for the office stands out."""
    pieces = []
    for piece in _TODO.split(text):
        if not piece:
            continue
        mark = '<w:highlight w:val="yellow"/>' if _TODO.fullmatch(piece) else ""
        properties = f"<w:rPr>{shape}{mark}</w:rPr>" if shape or mark else ""
        pieces.append(f'<w:r>{properties}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>')
    return "".join(pieces)


def paragraph(text: str, style: str = "Body", shape: str = "", lead: str = "") -> str:
    bold = run(lead, "<w:b/>") if lead else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{shape}</w:pPr>{bold}{run(text)}</w:p>'


def _content(circular: Circular) -> Iterator[str]:
    blank = paragraph("", "Recipients")
    yield paragraph(circular.draft, "Mark")
    yield blank
    yield paragraph(circular.number, "Centred")
    yield blank
    for line in circular.title:
        yield paragraph(line, "Title")
    yield blank
    yield paragraph(circular.recipients, "Recipients")
    for block in circular.body:
        yield _block(block)
    if circular.annexes:
        yield blank
        yield from _annex_names(circular.annexes)
    yield blank
    yield blank
    yield from _signature(circular)
    for number, annex in enumerate(circular.annexes, start=1):
        yield from _annex(number, annex)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        style = f"Heading{block.level}" if block.level < 3 else "Body"
        return paragraph(block.label + block.text, style)
    if isinstance(block, Paragraph):
        return paragraph(block.text, lead=block.lead)
    return paragraph("", "Gap") + _with_notes(block)


def _with_notes(block: Table) -> str:
    # A document does not end in a table.
    below = "".join(paragraph(note, "Note") for note in block.notes) or paragraph("", "Gap")
    return table(block) + below


def _annex_names(annexes: tuple[Annex, ...]) -> Iterator[str]:
    """附件：1. and so on, the names under each other."""
    if len(annexes) == 1:
        yield paragraph(f"附件：{annexes[0].title}", "Body")
        return
    for number, annex in enumerate(annexes, start=1):
        first = "附件：" if number == 1 else ""
        before = 2 if first else 5
        shape = f'<w:ind w:leftChars="{before * 100}" w:left="{before * page.CHARACTER}"/>'
        yield paragraph(f"{first}{number}.{annex.title}", "Recipients", shape)


def _signature(circular: Circular) -> Iterator[str]:
    """The office two characters from the right; the date below begins two characters further in."""
    signed, dated = width(circular.signed), width(circular.dated)
    from_right = 2 if signed >= dated else 2 + (dated - signed) / 2
    yield paragraph(circular.signed, "Recipients", _indent("right", from_right) + '<w:jc w:val="right"/>')
    if signed >= dated:
        inset = _indent("left", page.CHARACTERS - 2 - signed + 2) + '<w:jc w:val="left"/>'
    else:
        inset = _indent("right", 2) + '<w:jc w:val="right"/>'
    yield paragraph(circular.dated, "Recipients", inset)
    yield paragraph(circular.remark, "Body")


def _indent(side: str, characters: float) -> str:
    room = max(characters, 0)
    return f'<w:ind w:{side}Chars="{round(room * 100)}" w:{side}="{round(room * page.CHARACTER)}"/>'


def _annex(number: int, annex: Annex) -> Iterator[str]:
    yield paragraph(f"附件{number}", "Mark", "<w:pageBreakBefore/>")
    yield paragraph("", "Mark")
    yield paragraph(annex.title, "Title", "<w:keepNext/>")
    for nth, one in enumerate(annex.tables):
        # Two tables do not run into one, and a long one begins on a page of its own.
        shape = "<w:pageBreakBefore/>" if nth and len(one.rows) > 10 else ""
        yield paragraph("", "Note", f"<w:keepNext/>{shape}")
        yield _with_notes(one)
